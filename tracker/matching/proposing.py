"""Targets of one report × claims of a later one → proposals, best first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tracker.matching.answering import answering_years
from tracker.matching.comparing import compare
from tracker.matching.features import FEATURES, Pair
from tracker.matching.units import comparable
from tracker.matching.values import Feature, Proposal
from tracker.matching.weights import BETTER, CLOSE, LEAST, OPEN, WEIGHTS
from tracker.matching.wording import neighbours_of, wording_of, wordings_of
from tracker.model import Claim, Target


def propose(targets: Sequence[Target], claims: Sequence[Claim]) -> list[Proposal]:
    """All likely pairs, by target in their order, then by rank; the claims may come from several reports.

    A claim answers one target: what another one fits clearly better counts less here. Where two claims of a report
    with different values fit equally well neither is sure.
    """
    by_target: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in _settle(_pairs(targets, claims)):
        by_target[id(proposal.target)].append(proposal)
    return [ranked for target in targets for ranked in _rank(by_target[id(target)])]


def _pairs(targets: Sequence[Target], claims: Sequence[Claim]) -> Iterator[tuple[Pair, float, tuple[Feature, ...]]]:
    answers, beside = wordings_of(claims), neighbours_of(claims)
    for target in targets:
        promised = wording_of(target)
        years = set(answering_years(target, {claim.year for claim in claims}))
        for claim, answered in answers:
            if claim.year not in years or not comparable(claim.quantity.unit, target.quantity.unit):
                continue
            pair = Pair(target, claim, promised, answered, compare(target, claim, beside.get(id(claim))))
            score, features = _score(pair)
            if score >= LEAST:
                yield pair, score, features


def _score(pair: Pair) -> tuple[float, tuple[Feature, ...]]:
    """The product of the features, given up as soon as it can't reach the least."""
    score, features = 1.0, []
    for name, measure in FEATURES:
        factor = measure(pair)
        score *= factor
        features.append(Feature(name, factor))
        if score < LEAST:
            break
    return score, tuple(features)


def _settle(pairs: Iterable[tuple[Pair, float, tuple[Feature, ...]]]) -> Iterator[Proposal]:
    """Lower what another target has the better right to; a year's and a longer promise may share an outcome."""
    known = list(pairs)
    best: dict[tuple[int, int], float] = defaultdict(float)
    for pair, score, _ in known:
        rivals = id(pair.claim), pair.target.due.year
        best[rivals] = max(best[rivals], score)
    for pair, score, features in known:
        taken = best[id(pair.claim), pair.target.due.year] > score + BETTER
        factor = WEIGHTS["taken"] if taken else 1.0
        if score * factor >= LEAST:
            yield _proposal(pair, score * factor, (*features, Feature("taken", factor)))


def _proposal(pair: Pair, score: float, features: tuple[Feature, ...]) -> Proposal:
    return Proposal(pair.target, pair.claim, _rounded(score), 0, pair.comparison, features)


def _rounded(score: float) -> Decimal:
    return Decimal(str(round(score, 3)))


def _rank(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Number the proposals of one target, best first; what a report leaves open is not sure."""
    reports: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        reports[proposal.claim.year].append(proposal)
    weighed = [weighed for report in reports.values() for weighed in _weigh(report)]
    ordered = sorted(
        weighed, key=lambda proposal: (-proposal.score, proposal.claim.year, proposal.claim.quantity.start)
    )
    return [replace(proposal, rank=rank) for rank, proposal in enumerate(ordered, start=1)]


def _weigh(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals from one report: milestones after the figures that passed them, and none sure where two compete."""
    known = [
        _lowered(proposal, "milestone") if _was_passed(proposal, proposals) else proposal for proposal in proposals
    ]
    known.sort(key=lambda proposal: (-proposal.score, proposal.claim.quantity.start))
    if len(known) < 2 or not _compete(known[0], known[1]):
        return known
    return [replace(proposal, score=min(proposal.score, OPEN)) for proposal in known]


def _lowered(proposal: Proposal, name: str) -> Proposal:
    factor = WEIGHTS[name]
    score = _rounded(float(proposal.score) * factor)
    return replace(proposal, score=score, features=(*proposal.features, Feature(name, factor)))


def _was_passed(milestone: Proposal, others: Sequence[Proposal]) -> bool:
    """首次突破10亿元，达到10.2亿元: whether the sentence also says how much it was in the end."""
    claim = milestone.claim
    return claim.quantity.comparator == ">=" and any(
        (other.claim.report, other.claim.sentence_start) == (claim.report, claim.sentence_start)
        and other.claim.quantity.comparator == "="
        and other.claim.quantity.unit == claim.quantity.unit
        and claim.quantity.value < other.claim.quantity.value <= claim.quantity.value * 2
        and abs(other.score - milestone.score) < CLOSE
        for other in others
    )


def _compete(first: Proposal, second: Proposal) -> bool:
    """Whether two claims fit equally well and say different things."""
    return first.score - second.score < CLOSE and first.claim.quantity.value != second.claim.quantity.value
