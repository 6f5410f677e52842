"""Where stored targets stand, today or as on an earlier day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Status
from tracker.cli.output import Format, put_rows
from tracker.cli.policy import policy_from
from tracker.cli.selecting import has_status, select
from tracker.model import Actual, Measure, Progress, Record
from tracker.views.fields import STORED_FIELDS, Row, stored_fields

if TYPE_CHECKING:
    from tracker.progress import Assessment, Tolerance
    from tracker.store import Page, Selection, Store, Stored

COLUMNS = (
    "id", "district", "year", "indicator", "measure", "display", "due", "actual", "achievement", "pace", "outcome",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """From which day targets are looked at, and with which tolerance if not the usual one."""

    today: date
    as_of: date | None = None
    tolerance: Tolerance | None = None

    @property
    def night(self) -> datetime | None:
        """The end of the day that is looked back to, in the user's own time; None for today."""
        return datetime.combine(self.as_of, time.max, clock.now().tzinfo) if self.as_of else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A stored record with its progress; a claim has none."""

    stored: Stored
    progress: Progress | None

    @property
    def row(self) -> Row:
        """The record under the names of the output contract."""
        return stored_fields(self.stored.record, self.progress)


def look_from(as_of: str | None, policy: Path | None = None) -> Look:
    """Look from today, or from the day that `--as-of` names, by the tolerance of the policy. Raises `BadDate`."""
    from tracker.progress import read_date

    today = clock.today()
    day = read_date(as_of, today=today) if as_of else None
    return Look(day or today, day, policy_from(policy).tolerance if policy else None)


@dataclass(frozen=True, slots=True)
class Told:
    """What reports say around targets: of which a later one is silent, and what their own one reports, by indicator."""

    silent: frozenset[int] = frozenset()
    claims: Mapping[str, Sequence[Record]] = field(default_factory=dict)


def stand(stored: Stored, today: date, look: Look | None = None, told: Told | None = None) -> Standing:
    """Judge one stored record by what was recorded for it and what reports tell around it."""
    from tracker.progress import summarise

    if stored.record.role == "claim":
        return Standing(stored, None)
    return Standing(stored, summarise(assess_stored(stored, look or Look(today), told or Told())))


def assess_stored(stored: Stored, look: Look, told: Told) -> Assessment:
    """The judgement of a stored target with all that it is made of; a person's baseline counts before a report's."""
    from tracker.progress import USUAL, assess, baseline_of

    record, baseline = stored.record, stored.baseline
    return assess(
        record,
        stored.actuals,
        today=look.today,
        as_of=look.as_of,
        known_by=known_by(stored, look),
        baseline=baseline_of(record, told.claims.get(record.indicator_key, ())) if baseline is None else baseline,
        unreported=stored.id in told.silent,
        tolerance=look.tolerance or USUAL,
    )


def hear(store: Store, found: Sequence[Stored], look: Look) -> Told:
    """What reports tell around these records, asked for only where it can matter."""
    from tracker.cli.answers import silent_ids

    targets = [stored for stored in found if stored.record.role == "target"]
    bare = [stored for stored in targets if not seen_figures(stored, look)]
    levels = [s for s in targets if s.actuals and s.baseline is None and s.record.measure == "level"]
    return Told(frozenset(silent_ids(store, bare, look)) if bare else frozenset(), _claims_beside(store, levels))


def _claims_beside(store: Store, targets: Sequence[Stored]) -> dict[str, list[Record]]:
    """The levels that the targets' own places and years report, by indicator."""
    from tracker.store import Selection

    claims: dict[str, list[Record]] = {}
    for district, year in sorted({(stored.record.district, stored.record.year) for stored in targets}):
        for stored in store.targets(Selection(district=district, year=year, measure="level", role="claim")):
            claims.setdefault(stored.record.indicator_key, []).append(stored.record)
    return claims


def known_by(stored: Stored, look: Look) -> datetime | None:
    """The moment up to which recorded figures count; None where they all do.

    A report that came into the database only after the day that is looked back to was entered in retrospect, its
    figures as well: there the dates that they cover are all that can be gone by.
    """
    came = stored.first_read_at
    return None if look.night is None or came is None or came > look.night else look.night


def seen_figures(stored: Stored, look: Look) -> tuple[Actual, ...]:
    """The figures of a target that were there on the day that is looked back to, corrected ones too."""
    night = known_by(stored, look)
    return tuple(
        figure
        for figure in stored.actuals
        if (look.as_of is None or figure.as_of <= look.as_of)
        and (night is None or figure.recorded_at is None or figure.recorded_at <= night)
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the selecting options of a command say."""

    district: str | None = None
    year: int | None = None
    indicator: str | None = None
    measure: Measure | None = None
    due_before: str | None = None
    status: Status | None = None


def find_targets(database: Path | None, wanted: Wanted, look: Look) -> list[Standing]:
    """The targets that the options mean, and where they stand. Raises what `select` raises."""
    with open_database(database) as store:
        selection = select(
            store, wanted.district, wanted.year, wanted.indicator, wanted.measure, wanted.due_before, wanted.status
        )
        found = find_standings(store, selection, look)
    return [standing for standing in found if has_status(standing, wanted.status)]


def find_standings(store: Store, selection: Selection, look: Look) -> list[Standing]:
    """All records that the selection means and where they stand, today or as they were on the day looked back to."""
    found = [stored for portion in _batches(store, selection, look) for stored in portion]
    told = hear(store, found, look)
    return [stand(stored, look.today, look, told) for stored in found]


def walk_standings(store: Store, selection: Selection, look: Look, page: Page) -> Iterator[Standing]:
    """The records of a page of the selection and where they stand, a portion at a time: there may be millions."""
    for found in _batches(store, selection, look, page):
        told = hear(store, found, look)
        yield from (stand(stored, look.today, look, told) for stored in found)


def _batches(store: Store, selection: Selection, look: Look, page: Page | None = None) -> Iterator[list[Stored]]:
    """The records, or as they were known that night, before later edits and withdrawals.

    A report that came into the database later was entered in retrospect: it is shown as it is, or looking back at what
    was filled in afterwards would show nothing.
    """
    from tracker.store import Page

    wanted = page or Page()
    return store.batches(selection, wanted) if look.night is None else store.batches_then(selection, look.night, wanted)


def target_then(store: Store, target_id: int, look: Look) -> Stored:
    """One record, today or as it was known on the day looked back to. Raises `NoMatch`."""
    stored = store.target(target_id)
    if look.night is None or _came_after(stored, look.night):
        return stored
    with store.known_at(look.night) as then:
        return then.target(target_id)


def _came_after(stored: Stored, night: datetime) -> bool:
    return stored.first_read_at is None or stored.first_read_at > night


def put_standings(standings: Iterable[Standing], form: Format, columns: Sequence[str] | None = None) -> None:
    """Print records of the database; without `columns` data formats have all fields."""
    rows = (standing.row for standing in standings)
    put_rows(rows, form, columns or STORED_FIELDS, columns or COLUMNS, chosen=columns is not None)
