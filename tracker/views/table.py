"""Rows as a table off a terminal: whole cells in columns, nothing cut, coloured or drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from tracker.views.faces import NUMBERS, write_face, write_heading
from tracker.views.fields import Row

_GAP = "  "


def render_table(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """A line of headings and a line per row; a Chinese character takes two columns of the terminal."""
    lines = [[write_heading(column) for column in columns]]
    lines += [[write_face(row, column) for column in columns] for row in rows]
    widths = [max(map(cell_len, cells)) for cells in zip(*lines, strict=True)]
    return "".join(_GAP.join(map(_pad, line, widths, columns)).rstrip() + "\n" for line in lines)


def _pad(cell: str, width: int, column: str) -> str:
    blanks = " " * (width - cell_len(cell))
    return blanks + cell if column in NUMBERS else cell + blanks
