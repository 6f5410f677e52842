"""What a person reads in the cell of a table: amounts with their unit, shares as percentages."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

from tracker.model import Outcome, Pace
from tracker.views.cells import write_cell
from tracker.views.fields import Row
from tracker.views.numerals import write_amount, write_share

AMOUNTS = ("actual", "gap", "needed")
SHARES = ("achievement", "elapsed", "coverage")
COUNTS = ("targets", "with_figure", "overdue", *get_args(Outcome), *get_args(Pace))
NUMBERS = (*AMOUNTS, *SHARES, *COUNTS, "id", "value", "value_max", "year", "start", "end")  # set to the right
PROPOSED = " (proposed)"  # by tracker match, and confirmed by nobody
HEADINGS = {"display": "target", "district_code": "code"}


def write_face(row: Row, column: str) -> str:
    """The text of one cell; nothing where there is no value, since no data is never 0 %."""
    value = row.get(column)
    if isinstance(value, Decimal) and column in AMOUNTS:
        amount = write_amount(value, write_cell(row.get("unit")))
        return amount + PROPOSED if column == "actual" and row.get("proposed") is True else amount
    if isinstance(value, Decimal) and column in SHARES:
        return write_share(value)
    return write_cell(value)


def write_heading(column: str) -> str:
    """What stands over a column."""
    return HEADINGS.get(column, column)
