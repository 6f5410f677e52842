"""Characters → lines: those on one base line, parted where a gap is too wide for a space."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from tracker.read.pdf.glyphs import Glyph

_SAME_LINE = 0.5  # of the larger height: a raised note mark belongs to its line
_PARTED = 1.9  # ems: two columns stand at least so far apart; names side by side, one em
_BLANK = 0.8  # ems
_WORD_GAP = 0.18  # ems between words of Latin letters
_WIDE_GAP = 0.6  # ems beside a Chinese character: the quarter em that is set around 2023 is no space
_RAISED, _SMALL = 0.12, 0.8  # ems; of the line's height
_POWERS = str.maketrans("23", "²³")


class Line(NamedTuple):
    """A stretch of one line without a gap that parts columns; `glyphs` are what it is made of, from left to right."""

    text: str
    left: float
    right: float
    base: float
    em: float
    glyphs: list[Glyph]

    def gaps(self) -> list[int]:
        """Behind how many characters a gap of about a character's width stands."""
        return [
            place
            for place, (before, glyph) in enumerate(pairwise(self.glyphs), start=1)
            if glyph.left - before.right > _BLANK * self.em
        ]

    def stretches(self) -> Iterator[Line]:
        """The line taken apart at these gaps."""
        cuts = [0, *self.gaps(), len(self.glyphs)]
        return (_line(self.glyphs[start:end]) if len(cuts) > 2 else self for start, end in pairwise(cuts))

    def split(self, place: int) -> tuple[Line, Line]:
        """The line up to that many characters, and the rest."""
        return _line(self.glyphs[:place]), _line(self.glyphs[place:])


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of a page, from top to bottom and from left to right."""
    return [_line(stretch) for row in _rows(glyphs) for stretch in _stretches(row)]


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.left)):
        if row and glyph.base - row[0].base > _SAME_LINE * max(glyph.size, row[0].size):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _stretches(row: list[Glyph]) -> Iterator[list[Glyph]]:
    em = _em(row)
    stretch: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.left):
        if stretch and _is_shadow(stretch[-1], glyph, em):
            continue
        if stretch and glyph.left - stretch[-1].right > _PARTED * em:
            yield stretch
            stretch = []
        stretch.append(glyph)
    yield stretch


def _is_shadow(before: Glyph, glyph: Glyph, em: float) -> bool:
    """Whether it is the same character drawn twice to look bold."""
    return before.text == glyph.text and abs(glyph.left - before.left) < 0.3 * min(em, before.right - before.left)


def _em(glyphs: list[Glyph]) -> float:
    wide = [glyph.right - glyph.left for glyph in glyphs if glyph.is_wide]
    return max(median(wide or [glyph.size for glyph in glyphs]), 0.1)


def _line(glyphs: list[Glyph]) -> Line:
    em = _em(glyphs)
    base = median(glyph.base for glyph in glyphs)
    return Line("".join(_pieces(glyphs, em, base)), glyphs[0].left, glyphs[-1].right, base, em, glyphs)


def _pieces(glyphs: list[Glyph], em: float, base: float) -> Iterator[str]:
    """The characters with their spaces; raised digits behind a word as a note mark, 〔3〕, behind m as a power."""
    size = median(glyph.size for glyph in glyphs)
    raised = [_is_note_mark(glyph, size, em, base) for glyph in glyphs]
    yield from _marked(glyphs, raised, 0, None)
    for place, (before, glyph) in enumerate(pairwise(glyphs), start=1):
        if not raised[place] and _is_space(before, glyph, em):
            yield " "
        yield from _marked(glyphs, raised, place, before)


def _is_note_mark(glyph: Glyph, size: float, em: float, base: float) -> bool:
    return glyph.text.isdecimal() and glyph.size < _SMALL * size and base - glyph.base > _RAISED * em


def _marked(glyphs: list[Glyph], raised: list[bool], place: int, before: Glyph | None) -> Iterator[str]:
    text = glyphs[place].text
    if not raised[place]:
        yield text
    elif before is not None and before.text.isascii() and before.text.isalpha():
        yield text.translate(_POWERS)
    else:
        first = place == 0 or not raised[place - 1]
        last = place + 1 == len(glyphs) or not raised[place + 1]
        yield f"{'〔' if first else ''}{text}{'〕' if last else ''}"


def _is_space(before: Glyph, glyph: Glyph, em: float) -> bool:
    wide = before.is_wide or glyph.is_wide
    return glyph.left - before.right > (_WIDE_GAP if wide else _WORD_GAP) * em
