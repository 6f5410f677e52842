"""A value as the text of one cell."""

from __future__ import annotations

from decimal import Decimal

from tracker.views.harmless import show_harmless
from tracker.views.numerals import write_exactly


def write_cell(value: object) -> str:
    """Exact and on one line: numbers in plain digits, dates as ISO, lists with blanks between, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return write_exactly(value)
    if isinstance(value, tuple):
        return " ".join(map(write_cell, value))
    return show_harmless(str(value))
