"""Rows as a table on a terminal: coloured by light, with a bar for what is achieved, wrapped to the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rich.table import Table
from rich.text import Text

from tracker.views.faces import NUMBERS, write_face, write_heading
from tracker.views.fields import Row

_STYLES = {"green": "green", "yellow": "yellow", "red": "red", "grey": "bright_black"}
_LIT = ("achievement", "outcome", "pace", "light")
_BAR = 10  # cells


def draw_table(rows: Iterable[Row], columns: Sequence[str]) -> Table:
    """A table for rich to print; text is shown as it is, markup in it means nothing."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(
            Text(write_heading(column)),
            justify="right" if column in NUMBERS else "left",
            overflow="fold",
            no_wrap=column in (*NUMBERS, "due", "as_of", "outcome"),
        )
    for row in rows:
        table.add_row(*(_draw_cell(row, column) for column in columns))
    return table


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
