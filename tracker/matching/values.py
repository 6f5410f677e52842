"""What matching answers: proposals, with the score's parts and the comparison that the numbers allow."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tracker.model import Claim, Target

Kind = Literal["same", "derived", "related"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claim's number in the target's unit and measure, and how it came there."""

    value: Decimal
    arithmetic: str  # growth with growth; 1.2公顷 = 18亩
    derived: bool = False  # whether anything had to be worked out


@dataclass(frozen=True, slots=True)
class Feature:
    """One part of a score: its name and the factor, 1 where nothing speaks against the pair."""

    name: str
    factor: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that may be the outcome of a target.

    `kind`: `same` where the numbers compare as they stand, `derived` where they do after exact arithmetic, `related`
    where they don't.
    """

    target: Target
    claim: Claim
    score: Decimal  # 0 to 1, three decimals
    rank: int  # 1 is the best proposal for its target in the claim's report
    comparison: Comparison | None
    features: tuple[Feature, ...]

    @property
    def kind(self) -> Kind:
        """How the two numbers go together."""
        if self.comparison is None:
            return "related"
        return "derived" if self.comparison.derived else "same"
