"""The output contract: which fields a record has wherever records are printed, in which order.

`docs/schema.json` says the same for programs; `tests/test_views_schema.py` keeps the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tracker.model import Progress, Record, Verdict
from tracker.views.numerals import round_to, write_quantity

Value = bool | str | int | Decimal | date | tuple[str, ...] | None
Row = Mapping[str, object]

RECORD_FIELDS = (
    "role",
    "indicator",
    "indicator_key",
    "value",
    "value_max",
    "unit",
    "comparator",
    "measure",
    "direction",
    "due",
    "period_start",
    "commitment",
    "quantity",
    "display",
    "sentence",
    "start",
    "end",
    "district",
    "district_code",
    "report",
    "year",
    "section",
    "rules",
    "locator",
)
PROGRESS_FIELDS = (
    "actual",
    "as_of",
    "proposed",
    "achievement",
    "gap",
    "elapsed",
    "pace",
    "needed",
    "outcome",
    "light",
)
STORED_FIELDS = ("id", *RECORD_FIELDS, *PROGRESS_FIELDS)
VERDICT_FIELDS = ("start", "end", "text", "verdict", "rule", "reason", "record")


def record_fields(record: Record) -> dict[str, Value]:
    """A record under the names of the output contract."""
    quantity = record.quantity
    return {
        "role": record.role,
        "indicator": record.indicator,
        "indicator_key": record.indicator_key,
        "value": quantity.value,
        "value_max": quantity.value_max,
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "measure": record.measure,
        "direction": record.direction,
        "due": record.due,
        "period_start": record.period_start,
        "commitment": record.commitment,
        "quantity": quantity.text,
        "display": write_quantity(quantity),
        "sentence": record.sentence,
        "start": quantity.start,
        "end": quantity.end,
        "district": record.district,
        "district_code": record.district_code,
        "report": record.report,
        "year": record.year,
        "section": record.section,
        "rules": record.rules,
        "locator": record.locator,
    }


def stored_fields(record: Record, progress: Progress | None) -> dict[str, Value]:
    """A record of the database with its id and where it stands; a claim stands nowhere and has nulls there."""
    return {"id": record.id, **record_fields(record), **progress_fields(progress)}


def progress_fields(progress: Progress | None) -> dict[str, Value]:
    """Where a target stands; shares and what is needed are rounded to four decimals, amounts stay exact."""
    if progress is None:
        return dict.fromkeys(PROGRESS_FIELDS)
    return {
        "actual": progress.actual,
        "as_of": progress.as_of,
        "proposed": None if progress.actual is None else "proposed" in progress.inputs,
        "achievement": _round_four(progress.achievement),
        "gap": progress.gap,
        "elapsed": _round_four(progress.elapsed),
        "pace": progress.pace,
        "needed": _round_four(progress.needed),
        "outcome": progress.outcome,
        "light": progress.light,
    }


def verdict_fields(verdict: Verdict) -> dict[str, object]:
    """What became of one number: `rule` and the `record` where it became one, else `reason`."""
    record = verdict.record
    return {
        "start": verdict.start,
        "end": verdict.end,
        "text": verdict.text,
        "verdict": verdict.verdict,
        "rule": verdict.reason if record else None,
        "reason": None if record else verdict.reason,
        "record": record_fields(record) if record else None,
    }


def _round_four(value: Decimal | None) -> Decimal | None:
    return None if value is None else round_to(value, 4)
