"""From stored targets to the claims of later reports that may answer them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.errors import NoMatch, UsageError
from tracker.model import Claim, Target

if TYPE_CHECKING:
    from tracker.cli.standing import Look
    from tracker.store import Store, Stored


@dataclass(frozen=True, slots=True)
class Review:
    """The targets that one place set in one year, and what later reports of the place say was reached."""

    promised: tuple[Stored, ...]
    claims: tuple[Claim, ...]

    @property
    def targets(self) -> list[Target]:
        """The promises as they count."""
        return [stored.record for stored in self.promised if isinstance(stored.record, Target)]

    @property
    def years(self) -> set[int]:
        """The years of the later reports that look back; one without any claim doesn't."""
        return {claim.year for claim in self.claims}


def reviews_of(
    store: Store, promised: Sequence[Stored], years: Collection[int] = (), counts: Callable[[Stored], bool] = bool
) -> list[Review]:
    """The targets by place and year, each with the claims that count of all later reports, or of those `years`."""
    places: dict[tuple[str, int], list[Stored]] = defaultdict(list)
    for stored in promised:
        places[stored.record.district, stored.record.year].append(stored)
    reviews = []
    for (district, year), targets in places.items():
        later = [other for other in store.years_of(district) if other > year and (not years or other in years)]
        last = None if years else max(max(stored.record.due.year, year) for stored in targets)
        found = list(_claims_until(store, district, later, last, counts))
        claims = tuple(stored.record for stored in found if isinstance(stored.record, Claim))
        reviews.append(Review(tuple(targets), claims))
    return reviews


def _claims_until(
    store: Store, district: str, years: Sequence[int], last: int | None, counts: Callable[[Stored], bool]
) -> Iterator[Stored]:
    """The claims that count of these years, up to the first report that looks back on the `last` year or later ones.

    No target is answered by a report after that one.
    """
    for year in years:
        told = [stored for stored in _claims(store, district, year) if counts(stored)]
        yield from told
        if told and last is not None and year > last:
            return


def check_years(year: int, others: Collection[int], reviews: Sequence[Review]) -> None:
    """Raise UsageError for a report that can't look back on the year, NoMatch for one that isn't there."""
    if early := [other for other in others if other <= year]:
        raise UsageError(f"--with {early[0]}: a report of that year can't look back on the promises of {year}")
    read = {found for review in reviews for found in review.years}
    if missing := [other for other in others if other not in read]:
        raise NoMatch(f"no report of {missing[0]} that looks back is stored for this place; tracker ingest reads one")
    if not read:
        raise NoMatch(f"no report after {year} that looks back is stored for this place; tracker ingest reads one")


def silent_ids(store: Store, promised: Sequence[Stored], look: Look) -> set[int]:
    """The targets of which a report that was there by then had to tell, and tells nothing.

    Worked out anew each time, nothing is stored.
    """
    silent: set[int] = set()
    for review in reviews_of(store, promised, counts=lambda claim: _was_known(claim, promised, look)):
        if review.claims:
            silent.update(_silent_in(store, review))
    return silent


def _silent_in(store: Store, review: Review) -> Iterator[int]:
    from tracker.matching import propose, unreported

    if unreported(review.targets, (), review.years):
        proposals = propose(_all_targets(store, review), review.claims)
        yield from (target.id or 0 for target in unreported(review.targets, proposals, review.years))


def _all_targets(store: Store, review: Review) -> list[Target]:
    """All targets of the place and year, since what answers another one better is no answer."""
    from tracker.store import Selection

    first = review.promised[0].record
    found = store.targets(Selection(district=first.district, year=first.year))
    return [stored.record for stored in found if isinstance(stored.record, Target)]


def _was_known(claim: Stored, promised: Sequence[Stored], look: Look) -> bool:
    """Whether the claim's report had been given and had come in by the day that is looked from.

    Where the targets themselves came in only later all is entered in retrospect, and only the meeting's date counts.
    """
    given = (claim.meeting_date or date(claim.record.year, 1, 1)) <= look.today
    if not given or look.night is None or claim.first_read_at is None:
        return given
    night = look.night
    return claim.first_read_at <= night or all(
        s.first_read_at is not None and s.first_read_at > night for s in promised
    )


def _claims(store: Store, district: str, year: int) -> list[Stored]:
    from tracker.store import Selection

    return store.targets(Selection(district=district, year=year, role="claim"))
