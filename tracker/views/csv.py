"""Rows as CSV for spreadsheets: numbers stay numbers, and no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from tracker.views.cells import write_cell
from tracker.views.fields import Row

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # a Chinese spreadsheet takes the wide ones too


def render_csv(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """A header and a line per row; an absent value is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_disarm(row.get(column)) for column in columns] for row in rows)
    return buffer.getvalue()


def _disarm(value: object) -> str:
    """A text that a spreadsheet would calculate gets an apostrophe; the number -3 and the comparator = do not."""
    text = write_cell(value)
    calculable = not isinstance(value, (int, Decimal)) and text.lstrip().startswith(_FORMULA) and len(text.strip()) > 1
    return f"'{text}" if calculable else text
