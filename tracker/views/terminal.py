"""Rows as a table on a terminal: coloured by light, with a bar for what is achieved, fitted to the window."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from tracker.views.faces import NUMBERS, write_face, write_heading
from tracker.views.fields import Row

_STYLES = {"green": "green", "yellow": "yellow", "red": "red", "grey": "bright_black"}
_LIT = ("achievement", "outcome", "pace", "light")
_WHOLE = (*NUMBERS, "display", "quantity", "due", "as_of", "measure", "outcome", "role", "verdict")  # never folded
_LEAST = 16  # cells that a column of text keeps when the window is narrow
_GAP = 2
_BAR = 10  # cells
_DISPENSABLE = ("year", "quantity", "commitment", "due", "district", "measure", "achievement")


def fit_columns(rows: Sequence[Row], columns: Sequence[str], width: int) -> list[str]:
    """Leave out what a window of `width` cells has no room for, the least telling first."""
    needed = {column: _least_cells(rows, column) + _GAP for column in columns}
    for column in _DISPENSABLE:
        if sum(needed.values()) - _GAP > width:
            needed.pop(column, None)
    return list(needed)


def draw_table(rows: Sequence[Row], columns: Sequence[str]) -> Table:
    """A table for rich to print; text is shown as it is, markup in it means nothing."""
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(
            Text(write_heading(column)),
            justify="right" if column in NUMBERS else "left",
            overflow="fold",
            no_wrap=column in _WHOLE,
            min_width=_least_cells(rows, column),
        )
    for row in rows:
        table.add_row(*(_draw_cell(row, column) for column in columns))
    return table


def _least_cells(rows: Sequence[Row], column: str) -> int:
    """The widest cell, or what a column of text can be folded to."""
    cells = [write_heading(column), *(_draw_cell(row, column).plain for row in rows)]
    widest = max(map(cell_len, cells))
    return widest if column in _WHOLE else min(widest, _LEAST)


def _draw_cell(row: Row, column: str) -> Text:
    style = _STYLES.get(str(row.get("light")), "") if column in _LIT else ""
    face = write_face(row, column)
    share = row.get("achievement")
    if column == "achievement" and isinstance(share, Decimal):
        face = f"{_draw_bar(share)} {face}"
    return Text(face, style=style)


def _draw_bar(share: Decimal) -> str:
    """A bar that is full at 100 % and above and empty at 0 % and below; only the drawing is clamped."""
    full = max(0, min(_BAR, int(share * _BAR)))
    return "█" * full + "░" * (_BAR - full)
