"""Rows as CSV for spreadsheets: numbers stay numbers, and no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from tracker.views.cells import write_cell
from tracker.views.fields import Row

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # a Chinese spreadsheet takes the wide ones too


def render_csv(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """A header and a line per row; an absent value is an empty cell."""
    return "".join(write_csv(rows, columns))


def write_csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """The same line by line."""
    yield _line(columns)
    for row in rows:
        yield _line([_disarm(row.get(column)) for column in columns])


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _disarm(value: object) -> str:
    """A text that a spreadsheet would calculate gets an apostrophe; the number -3 and the comparator = do not."""
    text = write_cell(value)
    calculable = not isinstance(value, (int, Decimal)) and text.lstrip().startswith(_FORMULA) and len(text.strip()) > 1
    return f"'{text}" if calculable else text
