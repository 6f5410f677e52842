"""Lines of a page → blocks in reading order: columns of running text are read one after the other.

Columns are told from a table by what stands in them: lines that fill the width on both sides of the gutter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from tracker.read.pdf.lines import Line

_GUTTER = 0.8  # ems
_CROSSING = 0.12  # of the lines may cross it: titles over both columns
_LINES = 4  # that a column has on each side
_FILLED = 0.7  # of a column's width, which most lines of running text have
_CHARACTERS = 8  # that such a line has
_NEAR = 1.5  # ems from the middle of a gutter to where the column behind it begins
_SHARED = 3.0  # points that the ends of two lines may differ
_DEEPEST = 4  # columns side by side: 2 to the power of this


class Block(NamedTuple):
    """Rows of one column, each a line or several side by side; most lines begin at `left` and end at `right`."""

    rows: list[list[Line]]
    left: float
    right: float


def blocks_of(pages: Sequence[Sequence[Line]]) -> Iterator[list[Block]]:
    """The blocks of each page in the order in which they are read.

    A page whose columns can't be told, since one holds a table, has them where most pages have.
    """
    gutters = [_gutter(lines) for lines in pages]
    found = [gutter for gutter in gutters if gutter is not None]
    usual = median(found) if len(found) >= max(2, len(pages) / 2) else None
    wide: list[Block] = []
    for lines, gutter in zip(pages, gutters, strict=True):
        blocks = _blocks(lines, gutter or (usual if usual and _is_free(lines, usual) else None), _DEEPEST)
        wide = [block for block in blocks if len(block.rows) >= _LINES] or wide
        yield [block if len(block.rows) >= _LINES else _widened(block, wide) for block in blocks]


def _widened(block: Block, others: Sequence[Block]) -> Block:
    """A block of a few lines with the edges of the column that it lies in, here or on the page before."""
    for other in others:
        if block.left > other.left - _SHARED and block.right < other.right + _SHARED:
            return block._replace(left=other.left, right=other.right)
    return block


def _blocks(lines: Sequence[Line], gutter: float | None, deepest: int) -> list[Block]:
    if gutter is None:
        return [_block(lines)] if lines else []
    blocks = []
    for band in _bands(list(_parted(lines, gutter)), gutter):
        if any(_crosses(line, gutter) for line in band):
            blocks.append(_block(band))
            continue
        for side in _sides(band, gutter):
            blocks += _blocks(side, _gutter(side) if deepest else None, deepest - 1)
    return blocks


def _is_free(lines: Sequence[Line], gutter: float) -> bool:
    return sum(_crosses(line, gutter) for line in lines) <= _CROSSING * len(lines)


def _block(lines: Sequence[Line]) -> Block:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.base, line.left)):
        if rows and line.base - rows[-1][0].base <= 0.4 * max(line.em, rows[-1][0].em):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.left)
    text = [row[0] for row in rows if len(row) == 1 and len(row[0].text) >= _CHARACTERS]
    lined = (
        text if len(text) >= _LINES else [line for row in rows for line in row]
    )  # a table may be wider than the text
    return Block(rows, _edge([line.left for line in lined], 1), _edge([line.right for line in lined], -1))


def _edge(places: list[float], sign: int) -> float:
    """The outermost place that at least two lines share, within some points."""
    outwards = sorted(sign * place for place in places)
    shared = (near for near, far in pairwise(outwards) if far - near < _SHARED)
    return sign * next(shared, outwards[0])


def _gutter(lines: Sequence[Line], deepest: int = 2) -> float | None:
    """Where a page parts into two columns, or into one and several more; None where it doesn't."""
    pieces = [piece for line in lines for piece in line.stretches()]
    if len(pieces) < 2 * _LINES:
        return None
    em = median(piece.em for piece in pieces)
    for place in _gaps(pieces, em):
        inner = [piece for piece in pieces if not _crosses(piece, place)]
        sides = list(_sides(inner, place))
        if all(_is_column(side) or (deepest and _are_columns(side, deepest - 1)) for side in sides):
            return place
    return None


def _gaps(lines: Sequence[Line], em: float) -> Iterator[float]:
    """The middles of the strips that few lines cross, the widest first."""
    edges = sorted([(line.left, 1) for line in lines] + [(line.right, -1) for line in lines])
    allowed, covered, start = _CROSSING * len(lines), 0, None
    strips: list[tuple[float, float]] = []
    for place, change in edges:
        covered += change
        if covered <= allowed and start is None:
            start = place
        elif covered > allowed and start is not None:
            strips.append((start, place))
            start = None
    for start, end in sorted(strips, key=lambda strip: strip[0] - strip[1]):
        if end - start > _GUTTER * em:
            yield (start + end) / 2


def _is_column(lines: Sequence[Line]) -> bool:
    """Whether these lines are running text: most fill the width and hold more than a few characters."""
    if len(lines) < _LINES:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(line.right - line.left >= _FILLED * width and len(line.text) >= _CHARACTERS for line in lines)
    return full >= 0.5 * len(lines)


def _parted(lines: Sequence[Line], gutter: float) -> Iterator[Line]:
    """The lines, those taken apart that reach over the gutter only because a mark hangs into it.

    A title that is set wide over both columns has other gaps as well, between its few characters.
    """
    for line in lines:
        gaps = line.gaps() if _crosses(line, gutter) else []
        place = min(gaps, key=lambda place: abs(line.glyphs[place].left - gutter), default=0)
        sides = line.split(place) if place and abs(line.glyphs[place].left - gutter) < _NEAR * line.em else ()
        yield from sides if sides and min(len(side.text) / (len(side.gaps()) + 1) for side in sides) >= 2 else (line,)


def _are_columns(lines: Sequence[Line], deepest: int) -> bool:
    """Whether these lines part into columns in turn; cells of a table, mostly short, aren't tried."""
    long = sum(len(line.text) >= _CHARACTERS for line in lines)
    return long >= 0.5 * len(lines) and _gutter(lines, deepest) is not None


def _crosses(line: Line, place: float) -> bool:
    return line.left < place - _SHARED and line.right > place + _SHARED


def _sides(lines: Sequence[Line], place: float) -> tuple[list[Line], list[Line]]:
    left = [line for line in lines if line.left < place - _SHARED]
    return left, [line for line in lines if line.left >= place - _SHARED]


def _bands(lines: Sequence[Line], place: float) -> Iterator[list[Line]]:
    """Stretches from top to bottom of lines that all cross the gutter, or that all stand beside it."""
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: line.base):
        if band and _crosses(line, place) != _crosses(band[-1], place):
            yield band
            band = []
        band.append(line)
    if band:
        yield band
