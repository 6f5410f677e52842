"""All that is known of one target, as lines for a person or as one object for a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.model import Actual, Progress, Record
from tracker.views.fields import Row, Value, stored_fields
from tracker.views.harmless import show_harmless
from tracker.views.highlight import mark_quantity
from tracker.views.numerals import write_amount, write_exactly, write_quantity, write_share
from tracker.views.table import render_table

ACTUAL_FIELDS = ("id", "value", "as_of", "source", "note", "recorded_at", "recorded_by", "corrects")
_LABEL_WIDTH = 12


def render_detail(record: Record, progress: Progress | None, actuals: Sequence[Actual], *, colour: bool) -> str:
    """A headline, the sentence with its quantity marked, then a line per fact and a table of recorded actuals."""
    number = "" if record.id is None else f"#{record.id}  "
    lines = [f"{number}{show_harmless(record.indicator)}  {write_quantity(record.quantity)}"]
    lines += [mark_quantity(record, colour=colour), ""]
    lines += [f"{label:<{_LABEL_WIDTH}}{text}" for label, text in _facts(record, progress)]
    return "\n".join(lines) + "\n" + _render_actuals(actuals, record.quantity.unit)


def detail_fields(record: Record, progress: Progress | None, actuals: Iterable[Actual]) -> dict[str, object]:
    """The stored fields of the output contract, with formula, its inputs, and every actual ever recorded."""
    return {
        **stored_fields(record, progress),
        "formula": progress.formula if progress else None,
        "inputs": dict(progress.inputs) if progress else {},
        "actuals": [_actual_fields(actual) for actual in actuals],
    }


def _facts(record: Record, progress: Progress | None) -> Iterator[tuple[str, str]]:
    quantity = record.quantity
    value = write_exactly(quantity.value)
    if quantity.value_max is not None:
        value += f" to {write_exactly(quantity.value_max)}"
    yield "role", record.role
    yield "district", f"{record.district} {record.district_code or ''}".rstrip()
    yield "report", f"{show_harmless(record.report)} {record.year}"
    yield "section", show_harmless(record.section)
    yield "value", f"{quantity.comparator} {value} {show_harmless(quantity.unit)}"
    yield "measure", f"{record.measure}, better {record.direction}"
    yield "period", f"{record.period_start} to {record.due}"
    yield "commitment", record.commitment or "none"
    yield "written", f"{show_harmless(quantity.text)} at characters {quantity.start} to {quantity.end}"
    yield "rules", " ".join(record.rules)
    yield from _standing(record, progress)


def _standing(record: Record, progress: Progress | None) -> Iterator[tuple[str, str]]:
    if progress is None:
        return
    yield "outcome", f"{progress.outcome} ({progress.light}), by {progress.formula}"
    if progress.actual is not None:
        yield "actual", f"{write_amount(progress.actual, record.quantity.unit)} as of {progress.as_of}"
    if progress.achievement is not None:
        yield "achieved", write_share(progress.achievement)
    if progress.gap is not None:
        yield "gap", write_amount(progress.gap, record.quantity.unit)
    if progress.elapsed is not None:
        yield "elapsed", write_share(progress.elapsed)
    if progress.pace is not None:
        yield "pace", progress.pace


def _render_actuals(actuals: Sequence[Actual], unit: str) -> str:
    if not actuals:
        return ""
    columns = tuple(name for name in ACTUAL_FIELDS if any(getattr(actual, name) is not None for actual in actuals))
    return "\n" + render_table([_actual_row(actual, unit) for actual in actuals], columns)


def _actual_row(actual: Actual, unit: str) -> Row:
    recorded = actual.recorded_at.strftime("%Y-%m-%d %H:%M %Z") if actual.recorded_at else None
    return {**_actual_fields(actual), "value": write_amount(actual.value, unit), "recorded_at": recorded}


def _actual_fields(actual: Actual) -> dict[str, Value]:
    return {name: getattr(actual, name) for name in ACTUAL_FIELDS}
