"""Tables of a Word document → rows of cells on a grid, merged cells once, at their first place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tracker.read.docx.runs import W, local, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins"})
_LONG, _PARAGRAPH = 300, 50  # characters: of running text, which no cell of figures holds
_WIDEST = 1000  # columns; Word itself has 63 at most


class GridCell(NamedTuple):
    """A place of the grid: the cell that begins there, or None where a merged one reaches in."""

    element: _Element | None


_COVERED = GridCell(None)


def rows_of(table: _Element) -> list[list[GridCell]]:
    """The rows of a table; a deleted row is left out."""
    return [list(_cells(row)) for row in _within(table, "tr") if row.find(f"{W}trPr/{W}del") is None]


def is_frame(rows: list[list[GridCell]]) -> bool:
    """Whether a table only frames text: it has a single column, or a cell of several long paragraphs."""
    if max((len(row) for row in rows), default=0) <= 1:
        return True
    return any(cell.element is not None and _is_running(cell.element) for row in rows for cell in row)


def _is_running(cell: _Element) -> bool:
    lengths = [len("".join(map(str, block.itertext()))) for block in cell.iterchildren(f"{W}p")]
    return sum(lengths) > _LONG and sum(length > _PARAGRAPH for length in lengths) > 1


def _cells(row: _Element) -> Iterator[GridCell]:
    yield from [_COVERED] * _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in _within(row, "tc"):
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merged is not None and value(merged) != "restart"
        yield _COVERED if goes_on else GridCell(cell)
        yield from [_COVERED] * (_count(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)


def _within(parent: _Element, name: str) -> Iterator[_Element]:
    for child in parent.iterchildren("{*}*"):
        if local(child) == name:
            yield child
        elif local(child) in _WRAPPERS:
            yield from _within(child, name)


def _count(element: _Element | None, otherwise: int) -> int:
    written = value(element) if element is not None else ""
    return min(int(written), _WIDEST) if written.isdecimal() else otherwise
