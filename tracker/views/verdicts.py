"""What became of one number of a text, for programs and for people."""

from __future__ import annotations

from tracker.model import Record, Verdict
from tracker.views.fields import Row, verdict_fields
from tracker.views.numerals import write_quantity

VERDICT_CELLS = ("start", "end", "text", "verdict", "rule", "reason", "meaning", "why")
VERDICT_COLUMNS = ("text", "verdict", "meaning", "why")


def verdict_row(verdict: Verdict) -> Row:
    """The fields of the output contract, with what the number was taken for and why, in words of a table.

    `why` are all rules that fired, in order; of a number that was set aside the one that did so.
    """
    record = verdict.record
    return {
        **verdict_fields(verdict),
        "meaning": _meaning(record) if record else None,
        "why": record.rules if record else verdict.reason,
    }


def _meaning(record: Record) -> str:
    """`上云企业 5700家, level, due 2022-12-31`."""
    return f"{record.indicator} {write_quantity(record.quantity)}, {record.measure}, due {record.due}"
