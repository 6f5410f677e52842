"""`tracker match`: what later reports say became of the targets of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import clock
from tracker.cli.answers import Review, check_years, reviews_of
from tracker.cli.database import open_database
from tracker.cli.options import Database, FormatOption
from tracker.cli.output import Format, in_colour, put, put_rows, say
from tracker.cli.selecting import select
from tracker.errors import NoMatch
from tracker.model import Actual
from tracker.views.matches import MATCH_COLUMNS, MATCH_FIELDS, Answered, Match, render_matches

if TYPE_CHECKING:
    from tracker.matching import Proposal
    from tracker.store import Store, Stored


def match(
    district: Annotated[str, typer.Option("--district", metavar="PLACE", help="Whose targets, by name or code.")],
    year: Annotated[
        int, typer.Option("--year", min=1949, max=2199, metavar="YEAR", help="The report that set the targets.")
    ],
    others: Annotated[
        list[int] | None,
        typer.Option(
            "--with", metavar="YEAR", show_default="all later ones", help="Only this later report; repeatable."
        ),
    ] = None,
    accept_above: Annotated[
        float | None,
        typer.Option(
            "--accept-above",
            min=0,
            max=1,
            metavar="SCORE",
            show_default=False,
            help="Record the best proposal of each target from this score on, as proposed.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Proposals per target.")] = 3,
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Find what later reports say became of the targets of a year.

    For each target the claims of the next report's review are compared, for targets of several years those of all
    reports up to the one that looks back on the last year. Nothing is recorded without --accept-above.
    """
    from tracker.matching import propose

    with open_database(database) as store:
        promised = store.targets(select(store, district, year))
        if not promised:
            raise NoMatch(f"no target of {district} {year} is stored; tracker list shows what there is")
        reviews = reviews_of(store, promised, others or ())
        check_years(year, others or (), reviews)
        found = [(review, propose(review.targets, review.claims)) for review in reviews]
        fresh = _record(store, found, Decimal(str(accept_above))) if accept_above is not None else 0
        known = {stored.id: stored.actuals for stored in store.targets(select(store, district, year))}
    answered = [each for review, proposals in found for each in _answers(review, proposals, known, limit)]
    _put(answered, form)
    _tell(answered, fresh, accept_above)


def _record(store: Store, found: Sequence[tuple[Review, list[Proposal]]], above: Decimal) -> int:
    """Add a proposed figure for what is sure and has none yet; gives the number of those added."""
    from tracker.matching import sure

    figures = []
    for review, proposals in found:
        promised = {stored.id: stored for stored in review.promised}
        for proposal in sure(proposals, above):
            assert proposal.target.id is not None
            if _is_free(promised[proposal.target.id], proposal):
                figures.append(_figure(proposal))
    if figures:
        store.record_actuals(figures, by=clock.user(), now=clock.now())
    return len(figures)


def _is_free(stored: Stored, proposal: Proposal) -> bool:
    """Whether nothing is recorded for that time yet: neither this claim before nor a person's own figure."""
    return not any(figure.as_of >= proposal.claim.due for figure in stored.actuals)


def _figure(proposal: Proposal) -> Actual:
    from tracker.matching import is_part, quote

    claim, comparison = proposal.claim, proposal.comparison
    assert proposal.target.id is not None
    assert comparison is not None
    return Actual(
        target_id=proposal.target.id,
        value=comparison.value,
        as_of=claim.due,
        source=f"{claim.report} {claim.year}: {quote(claim)}",
        note=f"matched with {proposal.score}: {comparison.arithmetic}",
        cumulative=not is_part(proposal),
        proposed=True,
        claim_id=claim.id,
    )


def _answers(
    review: Review, proposals: Sequence[Proposal], known: Mapping[int, tuple[Actual, ...]], limit: int
) -> list[Answered]:
    from tracker.matching import unreported

    silent = {target.id for target in unreported(review.targets, proposals, review.years)}
    answered = []
    for target in review.targets:
        assert target.id is not None
        figures = known.get(target.id, ())
        own = [proposal for proposal in proposals if proposal.target.id == target.id][:limit]
        told = tuple(_match(proposal, figures) for proposal in own)
        answered.append(Answered(target, told, target.id in silent and not figures))
    return answered


def _match(proposal: Proposal, figures: Sequence[Actual]) -> Match:
    from tracker.matching import quote

    comparison = proposal.comparison
    return Match(
        target=proposal.target,
        claim=proposal.claim,
        target_quote=quote(proposal.target),
        claim_quote=quote(proposal.claim),
        score=proposal.score,
        rank=proposal.rank,
        recorded=any(figure.claim_id == proposal.claim.id for figure in figures),
        kind=proposal.kind,
        compared=comparison.arithmetic if comparison else None,
        value=comparison.value if comparison else None,
    )


def _put(answered: Sequence[Answered], form: Format) -> None:
    if form == "table":
        put(render_matches(answered, colour=in_colour()))
    else:
        put_rows([match.row for each in answered for match in each.matches], form, MATCH_FIELDS, MATCH_COLUMNS)


def _tell(answered: Sequence[Answered], fresh: int, accept_above: float | None) -> None:
    """How many targets were answered, and what was recorded."""
    told = sum(bool(each.matches) for each in answered)
    silent = sum(each.silent for each in answered)
    recorded = "nothing recorded" if accept_above is None else f"{fresh} recorded as proposed"
    say(f"{len(answered)} targets: {told} with proposals, {silent} unreported; {recorded}")
