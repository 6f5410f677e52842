"""From the options of a command to the stored targets they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.database import gazetteer_of
from tracker.errors import AmbiguousSelector, NoMatch
from tracker.views.numerals import write_quantity

if TYPE_CHECKING:
    from tracker.model import Measure
    from tracker.store import Selection, Store, Stored

SHOWN = 10  # candidates that an ambiguous selector lists


def select(
    store: Store,
    district: str | None = None,
    year: int | None = None,
    indicator: str | None = None,
    measure: Measure | None = None,
) -> Selection:
    """The targets of a place and all within it, of a year, whose indicator contains a text."""
    from tracker.places import code_prefix
    from tracker.store import Selection

    if district is None:
        return Selection(year=year, indicator=indicator, measure=measure)
    place = gazetteer_of(store).resolve(district, year)
    local = "." in place.code  # a plain prefix would take in 370200.12 with 370200.1
    prefix = f"{place.code}." if local else code_prefix(place)
    return Selection(code_prefixes=(prefix,), district=place.full_name, year=year, indicator=indicator, measure=measure)


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
