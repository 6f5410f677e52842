"""Proposals of outcomes, for people in blocks with both sentences, for programs as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.model import Claim, Target
from tracker.views.fields import Row
from tracker.views.harmless import show_harmless
from tracker.views.highlight import mark_quantity
from tracker.views.numerals import write_quantity

MATCH_FIELDS = (
    "target_id", "target_indicator", "target_quantity", "target_sentence",
    "claim_indicator", "claim_quantity", "claim_sentence", "score", "rank", "recorded",
    "claim_id", "claim_year", "kind", "compared", "value", "unit", "as_of",
)  # fmt: skip
MATCH_COLUMNS = (
    "target_id", "target_indicator", "target_quantity", "claim_indicator", "claim_quantity", "score", "recorded",
    "target_sentence", "claim_sentence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """One proposal as it is shown; the quotes are the parts of the sentences in which the numbers stand once."""

    target: Target
    claim: Claim
    target_quote: str
    claim_quote: str
    score: Decimal
    rank: int
    recorded: bool
    kind: str
    compared: str | None = None  # how the two numbers compare, None where they don't
    value: Decimal | None = None  # the claim's number in the target's unit and measure

    @property
    def row(self) -> Row:
        """The names of the output contract."""
        return {
            "target_id": self.target.id,
            "target_indicator": self.target.indicator,
            "target_quantity": self.target.quantity.text,
            "target_sentence": self.target_quote,
            "claim_indicator": self.claim.indicator,
            "claim_quantity": self.claim.quantity.text,
            "claim_sentence": self.claim_quote,
            "score": self.score,
            "rank": self.rank,
            "recorded": self.recorded,
            "claim_id": self.claim.id,
            "claim_year": self.claim.year,
            "kind": self.kind,
            "compared": self.compared,
            "value": self.value,
            "unit": self.target.quantity.unit if self.value is not None else None,
            "as_of": self.claim.due,
        }


@dataclass(frozen=True, slots=True)
class Answered:
    """One target with what may have become of it; `silent` where a report that had to tell says nothing."""

    target: Target
    matches: tuple[Match, ...]
    silent: bool


def render_matches(answered: Sequence[Answered], *, colour: bool) -> str:
    """A block per target: the promise, its sentence, and the same of each proposal, best first."""
    return "\n".join("".join(f"{line}\n" for line in _block(each, colour)) for each in answered)


def _block(answered: Answered, colour: bool) -> Iterator[str]:
    target = answered.target
    promise = show_harmless(f"{target.indicator}  {write_quantity(target.quantity)}")
    headline = f"#{target.id}  {promise}  due {target.due}"
    state = "" if answered.matches and not answered.silent else "unreported" if answered.silent else "no proposal"
    yield f"{headline}  {state}".rstrip()
    yield f"    {mark_quantity(target, colour=colour)}"
    for match in answered.matches:
        yield from _proposal(match, colour)


def _proposal(match: Match, colour: bool) -> Iterator[str]:
    claim = match.claim
    told = [f"{match.score:.3f}", claim.indicator, write_quantity(claim.quantity), str(claim.year)]
    told.append(match.compared or "not to be compared")
    yield f"  {match.rank} {show_harmless('  '.join(told))}{'  recorded' if match.recorded else ''}"
    yield f"    {mark_quantity(claim, colour=colour)}"
