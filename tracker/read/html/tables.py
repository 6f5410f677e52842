"""Tables of a web page → rows of cells on a grid; those that only lay out a page are told apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONG = 300  # characters: running text, which no cell of figures holds
_WIDEST = 1000


def is_layout(table: _Element) -> bool:
    """Whether a table frames text instead of showing figures: another within it, a single column, or long text."""
    if table.find(".//table") is not None:
        return True
    widest = 0
    for row in table.iter("tr"):
        cells = list(row.iterchildren("td", "th"))
        widest = max(widest, len(cells))
        if any(_is_long(cell) for cell in cells):
            return True
    return widest <= 1


def grid_of(table: _Element, text_of: Callable[[_Element], str]) -> list[list[str]]:
    """The rows of a table; a cell that spans others holds its text at its first place, the rest are empty."""
    rows: list[list[str]] = []
    covered: dict[int, int] = {}  # columns that a cell from above reaches into, and how many rows it still does
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _skip(cells, covered)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            covered.update(dict.fromkeys(range(len(cells), len(cells) + across), down - 1))
            cells += [text_of(cell), *[""] * (across - 1)]
        _skip(cells, covered)
        rows.append(cells)
    return [row for row in rows if row]


def _skip(cells: list[str], covered: dict[int, int]) -> None:
    while covered.get(len(cells), 0):
        covered[len(cells)] -= 1
        cells.append("")


def _span(cell: _Element, name: str) -> int:
    written = (cell.get(name) or "").strip()
    return max(1, min(int(written), _WIDEST)) if written.isdecimal() and len(written) < 6 else 1


def _is_long(cell: _Element) -> bool:
    length = 0
    for piece in cell.itertext():
        length += len("".join(str(piece).split()))
        if length > _LONG:
            return True
    return False
