"""Which reports may answer a target, which proposals are sure, and which targets nobody answered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from tracker.matching.values import Proposal
from tracker.matching.weights import WEAK
from tracker.model import Target


def answering_years(target: Target, years: Collection[int]) -> Iterator[int]:
    """Of the years of reports those that may answer; a report looks back on the year before its own.

    That is the next report, and for a target of several years all up to the one that looks back on its last year.
    """
    for year in sorted(year for year in years if year > target.year):
        yield year
        if year > target.due.year:
            return


def sure(proposals: Sequence[Proposal], above: Decimal) -> list[Proposal]:
    """What may be recorded: of each report the best proposal for each target, if its numbers compare.

    A claim about a time before the target's own is none, whatever its score.
    """
    chosen: dict[tuple[int, int], Proposal] = {}
    for proposal in sorted(proposals, key=lambda proposal: proposal.rank):
        chosen.setdefault((id(proposal.target), proposal.claim.year), proposal)
    return [proposal for proposal in chosen.values() if _is_sure(proposal, above)]


def _is_sure(proposal: Proposal, above: Decimal) -> bool:
    in_time = proposal.claim.due >= proposal.target.period_start
    return proposal.comparison is not None and proposal.score >= above and in_time


def is_part(proposal: Proposal) -> bool:
    """Whether the claim tells what one year of a target of several years added: it adds to the figures before."""
    target, claim = proposal.target, proposal.claim
    spans = [record.due.year - record.period_start.year for record in (target, claim)]
    return target.measure == claim.measure == "increment" and spans[1] < spans[0]


def unreported(targets: Sequence[Target], proposals: Sequence[Proposal], years: Collection[int]) -> list[Target]:
    """The targets whose last year a report of one of the `years` looked back on without a word of them."""
    answered = {_key(proposal.target) for proposal in proposals if proposal.score >= WEAK}
    return [target for target in targets if _key(target) not in answered and _was_due(target, years)]


def _key(target: Target) -> int:
    """The number of a stored target, else the object's own."""
    return id(target) if target.id is None else target.id


def _was_due(target: Target, years: Collection[int]) -> bool:
    return any(year > max(target.year, target.due.year) for year in years)
