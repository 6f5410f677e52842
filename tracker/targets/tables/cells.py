"""One value of a table → its record: the row says what it counts, the column whether and by when it is promised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tracker.lexicon import alternation, words
from tracker.model import Claim, Document, Measure, Quantity, Record, Role, Section, Target, Verdict
from tracker.quantities import Alone, Figure, is_rate_unit, with_unit
from tracker.targets.asides.pages import INDEX
from tracker.targets.commitments import commitment_of
from tracker.targets.frames import Frame, frames_of
from tracker.targets.indicators import indicator_of
from tracker.targets.normal import direction_of, key_of
from tracker.targets.phrases.verbs import VERBS
from tracker.targets.reading import Reading
from tracker.targets.tables.columns import Column, Headed
from tracker.targets.tables.dates import Period
from tracker.targets.tables.measures import Held, measured
from tracker.targets.tables.rows import Row, Text

_LED_BY = re.compile(rf"(?:{alternation(VERBS)}[、和及]?)+")
_HEDGED = re.compile(
    f"(?:{alternation({*VERBS, *words('commitments'), *words('fillers'), *words('comparators')})}|[为至到在])*"
)


@dataclass(frozen=True, slots=True)
class Goals:
    """A stretch of a table with what holds for all of it."""

    document: Document
    section: Section
    headed: Headed
    unit: str  # 单位：万元 above the table; else empty
    delivering: bool  # the table lists what is to be done: 民生实事


@dataclass(frozen=True, slots=True)
class Place:
    """A value in its row and column."""

    goals: Goals
    row: Row
    column: Column
    text: Text
    role: Role
    period: Period


def is_alone(alone: Alone) -> bool:
    """Whether nothing but words that lead in a number stands beside it: 力争达到350, 增长6%左右."""
    return is_led_in(alone) and not alone.behind


def is_led_in(alone: Alone) -> bool:
    """Whether nothing but such words stands before it."""
    return _HEDGED.fullmatch(alone.before) is not None


def read_value(place: Place, alone: Alone) -> Verdict:
    """The verdict on the only number of a cell."""
    figure = alone.figure
    if not place.row.indicator:
        return verdict(place, figure, "no-indicator")
    if figure.kind == "bare":
        unit = unit_of(place, bracketed=alone.bracketed)
        if unit is None:
            return verdict(place, figure, "no-unit")
        counted = with_unit(place.text.clean, figure, unit) if unit else figure
        if counted is None:
            return verdict(place, figure, "table-unit-twice")
        figure = counted
    record = _record(place, alone._replace(figure=figure))
    return verdict(place, figure, "table-column")._replace(verdict=record.role, record=record)


def unit_of(place: Place, *, bracketed: bool = False) -> str | None:
    """The unit of a number that bears none: of its column, its row or the whole table; None where nothing says so."""
    row, column = place.row, place.column
    if column.unit:
        return column.unit
    if column.rate in ("growth", "average") and not bracketed:
        return "%"
    if column.rate == "over-years" and not bracketed:
        return row.unit if is_rate_unit(row.unit or "") else None
    if row.unit is None and not place.goals.unit and INDEX.search(row.indicator):
        return ""
    return place.goals.unit or None if row.unit is None else row.unit


def verdict(place: Place, figure: Figure, why: str) -> Verdict:
    """A number that could not be read, and why."""
    start, end = place.text.offsets[figure.start], place.text.offsets[figure.end - 1] + 1
    return Verdict(start, end, place.goals.document.text[start:end], "undecided", why)


def _record(place: Place, alone: Alone) -> Record:
    document, row, period = place.goals.document, place.row, place.period
    frame = _frame(place, alone)
    name = _name(row.indicator, frame, spoken=bool(alone.before))
    held = Held(frame, row.indicator, place.column, row.unit, alone.bracketed, place.goals.delivering)
    measure, measure_rule = measured(held)
    figure = alone.figure
    if measure_rule == "table-cumulative" and figure.unit == "%" and not frame.lead.predicate:
        figure = figure._replace(unit="个百分点", kind="points")  # by so much a share is to change
    quantity, measure = _signed(_quantity(place, figure), measure)
    return (Target if place.role == "target" else Claim)(
        indicator=name,
        indicator_key=key_of(name),
        quantity=quantity,
        measure=measure,
        direction=direction_of(name),
        period_start=period.start,
        due=period.due,
        commitment=_commitment(row.indicator + alone.before) if place.role == "target" else None,
        district=document.district,
        district_code=document.district_code,
        report=document.title,
        year=document.year,
        section=place.goals.section.title,
        sentence=document.text[row.start : row.end],
        sentence_start=row.start,
        rules=("table-column", measure_rule, f"table-{place.role}", *period.rules),
    )


def _frame(place: Place, alone: Alone) -> Frame:
    """The name of the row and the value, as if a sentence said them; a name with a verb of its own needs no other.

    能耗降低 | ≥3 is a reduction, though what stands before the number is a bound.
    """
    name, value = place.row.indicator, alone.figure
    plain = _said(name, place.text.clean[value.start : value.hedge_end], value, value.start)
    if plain.lead.predicate:
        return plain
    return _said(name + alone.before, place.text.clean[value.hedge_start : value.hedge_end], value, value.hedge_start)


def _said(lead: str, written: str, figure: Figure, first: int) -> Frame:
    """The frame of a figure that is `written` behind `lead`; `first` is where it begins in its own text."""
    by = len(lead) - first
    moved = figure._replace(
        start=figure.start + by, end=figure.end + by, hedge_start=len(lead), hedge_end=figure.hedge_end + by
    )
    return frames_of(lead + written, [moved])[0]


def _commitment(lead: str) -> str | None:
    return commitment_of(lead, len(lead))


def _name(indicator: str, frame: Frame, *, spoken: bool) -> str:
    """What the row counts as a sentence would name it, where only verbs around the name are left out; else as written.

    地区生产总值增长 is 地区生产总值, 改造老旧小区 counts 老旧小区, but 农村公路新改建里程 is a name. `spoken`
    where the cell of the value has a verb: 达到350家.
    """
    lead = frame.lead
    if not lead.name:
        return indicator_of(frame, Reading()).name or indicator
    before, found, behind = frame.left.rpartition(lead.name)
    led_out = behind == lead.predicate and (spoken or VERBS.get(behind) in ("growth", "reduction"))
    if found and (not behind or led_out) and (not before or _LED_BY.fullmatch(before)):
        return lead.name
    return indicator


def _quantity(place: Place, figure: Figure) -> Quantity:
    start, end = place.text.offsets[figure.start], place.text.offsets[figure.end - 1] + 1
    surface = place.goals.document.text[start:end]
    return Quantity(surface, start, end, figure.value, figure.value_max, figure.unit, figure.comparator)


def _signed(quantity: Quantity, measure: Measure) -> tuple[Quantity, Measure]:
    """A change of -3.2 is a reduction by 3.2; a level below nothing stays what it is."""
    if quantity.value >= Decimal(0) or measure not in ("growth", "reduction"):
        return quantity, measure
    return quantity._replace(value=-quantity.value), "reduction"
