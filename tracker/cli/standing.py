"""Where stored targets stand, today or as on an earlier day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Status
from tracker.cli.output import Format, put_rows
from tracker.cli.policy import policy_from
from tracker.cli.selecting import has_status, select
from tracker.model import Actual, Measure, Progress
from tracker.views.fields import STORED_FIELDS, Row, stored_fields

if TYPE_CHECKING:
    from tracker.progress import Assessment, Tolerance
    from tracker.store import Selection, Store, Stored

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


def stand(stored: Stored, today: date, look: Look | None = None, *, silent: bool = False) -> Standing:
    """Judge one stored record by what was recorded for it; `silent` where a report that had to tell of it didn't."""
    from tracker.progress import summarise

    if stored.record.role == "claim":
        return Standing(stored, None)
    return Standing(stored, summarise(assess_stored(stored, look or Look(today), silent=silent)))


def assess_stored(stored: Stored, look: Look, *, silent: bool = False) -> Assessment:
    """The judgement of a stored target with all that it is made of."""
    from tracker.progress import USUAL, assess

    return assess(
        stored.record,
        stored.actuals,
        today=look.today,
        as_of=look.as_of,
        known_by=known_by(stored, look),
        baseline=stored.baseline,
        unreported=silent,
        tolerance=look.tolerance or USUAL,
    )


def silent_among(store: Store, found: Sequence[Stored], look: Look) -> set[int]:
    """The targets without a figure of which a later report had to tell, and tells nothing."""
    from tracker.cli.answers import silent_ids

    bare = [stored for stored in found if stored.record.role == "target" and not seen_figures(stored, look)]
    return silent_ids(store, bare, look) if bare else set()


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
    """All records that the selection means and where they stand; as on an earlier day with what was withdrawn since."""
    if look.night is None or selection.include_withdrawn:
        found = store.targets(selection)
    else:
        found = [
            stored
            for stored in store.targets(replace(selection, include_withdrawn=True))
            if not stored.withdrawn or _stood(stored, look.night)
        ]
    return tell_unreported(store, [stand(stored, look.today, look) for stored in found], look)


def tell_unreported(store: Store, standings: Sequence[Standing], look: Look) -> list[Standing]:
    """The same, with `unreported` instead of `no_data` where a later report that was read is silent."""
    from tracker.cli.answers import silent_ids

    blank = [standing.stored for standing in standings if standing.progress and standing.progress.outcome == "no_data"]
    silent = silent_ids(store, blank, look) if blank else set()
    return [_as_unreported(standing) if standing.stored.id in silent else standing for standing in standings]


def _as_unreported(standing: Standing) -> Standing:
    assert standing.progress is not None
    return replace(standing, progress=replace(standing.progress, outcome="unreported"))


def _stood(stored: Stored, night: datetime) -> bool:
    """Whether a record that was withdrawn since still stood that night; what came in later never counted."""
    if stored.withdrawn_at is None or stored.first_read_at is None:
        return False
    return stored.first_read_at <= night < stored.withdrawn_at


def put_standings(standings: Sequence[Standing], form: Format, columns: Sequence[str] | None = None) -> None:
    """Print records of the database; without `columns` data formats have all fields."""
    rows = [standing.row for standing in standings]
    put_rows(rows, form, columns or STORED_FIELDS, columns or COLUMNS, chosen=columns is not None)
