"""All that is known of one target, as lines for a person or as one object for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from rich.cells import cell_len

from tracker.model import Actual, Progress, Record
from tracker.views.faces import PROPOSED
from tracker.views.fields import Row, Value, stored_fields
from tracker.views.harmless import show_harmless
from tracker.views.highlight import mark_quantity
from tracker.views.numerals import write_amount, write_exactly, write_quantity, write_share
from tracker.views.table import render_table

ACTUAL_FIELDS = ("id", "value", "as_of", "source", "note", "recorded_at", "recorded_by", "corrects")
_LABEL_WIDTH = 12
Step = tuple[str, str]  # what is worked out, and how


@dataclass(frozen=True, slots=True)
class Origin:
    """The reading of a report that a record comes from, and whether a later reading no longer holds it."""

    source: str
    source_url: str | None
    meeting_date: date | None
    sha256: str
    tracker_version: str
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = None


def render_detail(
    record: Record,
    progress: Progress | None,
    origin: Origin,
    actuals: Sequence[Actual],
    steps: Sequence[Step] = (),
    *,
    colour: bool,
) -> str:
    """A headline, the sentence with its quantity marked, a line per fact, the arithmetic, a table of actuals."""
    number = "" if record.id is None else f"#{record.id}  "
    facts = (*_facts(record), *_origin_facts(origin), *_standing_facts(record, progress))
    lines = [f"{number}{show_harmless(f'{record.indicator}  {write_quantity(record.quantity)}')}"]
    lines += [mark_quantity(record, colour=colour), ""]
    lines += [f"{label:<{_LABEL_WIDTH}}{show_harmless(text)}" for label, text in facts]
    if steps:
        lines += ["", "why", *(_render_step(name, text) for name, text in steps)]
    return "\n".join(lines) + "\n" + _render_actuals(actuals, record.quantity.unit)


def detail_fields(
    record: Record, progress: Progress | None, origin: Origin, actuals: Sequence[Actual], steps: Sequence[Step] = ()
) -> dict[str, object]:
    """The stored fields of the output contract, where the record is from, the formula, and every actual recorded."""
    return {
        **stored_fields(record, progress),
        **{field.name: getattr(origin, field.name) for field in fields(origin)},
        "formula": progress.formula if progress else None,
        "inputs": dict(progress.inputs) if progress else {},
        "why": [f"{name}: {text}" for name, text in steps],
        "actuals": [_actual_fields(actual) for actual in actuals],
    }


def _render_step(name: str, text: str) -> str:
    return f"  {name}{' ' * (_LABEL_WIDTH - 2 - cell_len(name))}{show_harmless(text)}"


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    quantity = record.quantity
    value = write_exactly(quantity.value)
    if quantity.value_max is not None:
        value += f" to {write_exactly(quantity.value_max)}"
    yield "role", record.role
    yield "district", f"{record.district} {record.district_code or ''}".rstrip()
    yield "report", f"{record.report} {record.year}"
    yield "section", record.section
    yield "value", f"{quantity.comparator} {value} {quantity.unit}"
    yield "measure", f"{record.measure}, better {record.direction}"
    yield "period", f"{record.period_start} to {record.due}"
    yield "commitment", record.commitment or "none"
    yield "written", f"{quantity.text} at characters {quantity.start} to {quantity.end}"
    if record.locator:
        yield "locator", record.locator
    yield "rules", " ".join(record.rules)


def _origin_facts(origin: Origin) -> Iterator[tuple[str, str]]:
    yield "read from", f"{origin.source} by tracker {origin.tracker_version}"
    if origin.source_url:
        yield "published", origin.source_url
    if origin.meeting_date:
        yield "meeting", origin.meeting_date.isoformat()
    if origin.withdrawn_at:
        reason = f": {origin.withdrawn_reason}" if origin.withdrawn_reason else ""
        yield "withdrawn", f"{_minute(origin.withdrawn_at)}{reason}"


def _standing_facts(record: Record, progress: Progress | None) -> Iterator[tuple[str, str]]:
    if progress is None:
        return
    yield "outcome", f"{progress.outcome} ({progress.light}), by {progress.formula}"
    if progress.actual is not None:
        proposed = PROPOSED if progress.inputs.get("proposed") else ""
        yield "actual", f"{write_amount(progress.actual, record.quantity.unit)} as of {progress.as_of}{proposed}"
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
    recorded = _minute(actual.recorded_at) if actual.recorded_at else None
    return {**_actual_fields(actual), "value": write_amount(actual.value, unit), "recorded_at": recorded}


def _actual_fields(actual: Actual) -> dict[str, Value]:
    return {name: getattr(actual, name) for name in ACTUAL_FIELDS}


def _minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M %Z")
