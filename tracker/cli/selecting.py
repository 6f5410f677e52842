"""From the options of a command to the stored targets they mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.cli import clock
from tracker.cli.database import gazetteer_of
from tracker.errors import AmbiguousSelector, NoMatch
from tracker.views.numerals import write_quantity

if TYPE_CHECKING:
    from tracker.cli.options import Status
    from tracker.cli.standing import Standing
    from tracker.model import Measure
    from tracker.store import Selection, Store, Stored

SHOWN = 10  # candidates that an ambiguous selector lists


def select(
    store: Store,
    district: str | None = None,
    year: int | None = None,
    indicator: str | None = None,
    measure: Measure | None = None,
    due_before: str | None = None,
    status: Status | None = None,
) -> Selection:
    """The targets of a place and all within it, of a year, whose indicator contains a text, due before a day.

    Of a status only whether withdrawn ones are meant is selected here; `has_status` tells the rest.
    """
    from tracker.progress import read_date
    from tracker.store import Selection

    selection = Selection(
        year=year,
        indicator=indicator,
        measure=measure,
        due_before=read_date(due_before, today=clock.today()) if due_before else None,
        include_withdrawn=status == "withdrawn",
    )
    return replace(selection, **_within(store, district, year)) if district else selection


def has_status(standing: Standing, status: Status | None) -> bool:
    """Whether a target has that outcome; withdrawn ones are a status of their own."""
    if status == "withdrawn":
        return standing.stored.withdrawn
    return status is None or (standing.progress is not None and standing.progress.outcome == status)


def _within(store: Store, district: str, year: int | None) -> dict[str, Any]:
    from tracker.places import code_prefix

    place = gazetteer_of(store).resolve(district, year)
    local = "." in place.code  # a plain prefix would take in 370200.12 with 370200.1
    return {"code_prefixes": (f"{place.code}." if local else code_prefix(place),), "district": place.full_name}


def choose_one(store: Store, selection: Selection) -> Stored:
    """The one target that is selected; of several, the one whose indicator is the given text and nothing more.

    Raises NoMatch where there is none, AmbiguousSelector with the candidates where there are several.
    """
    found = store.targets(selection)
    exact = [stored for stored in found if stored.record.indicator == selection.indicator]
    if not found:
        raise NoMatch("no target matches; tracker list shows what there is")
    if len(found) > 1 and len(exact) != 1:
        raise AmbiguousSelector(f"{len(found)} targets match, name one by its id: {_candidates(found)}")
    return found[0] if len(found) == 1 else exact[0]


def _candidates(found: list[Stored]) -> str:
    shown = "; ".join(_describe(stored) for stored in found[:SHOWN])
    return shown + (f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else "")


def _describe(stored: Stored) -> str:
    """`12 济南市槐荫区 2022 上云企业 5700家`."""
    record = stored.record
    return f"{stored.id} {record.district} {record.year} {record.indicator} {write_quantity(record.quantity)}"
