"""Counting where targets stand: outcomes and coverage, never a mean of percentages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import get_args

from tracker.model import Outcome, Pace, Progress, Record
from tracker.progress.assess import is_overdue

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
PACES: tuple[Pace, ...] = get_args(Pace)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some targets have which outcome, which pace, a figure at all, and are overdue."""

    targets: int
    outcomes: Counter[Outcome]
    paces: Counter[Pace]
    with_figure: int
    overdue: int

    @property
    def coverage(self) -> Decimal | None:
        """The share of the targets that have a figure; None of no targets, which is not 0 %."""
        return Decimal(self.with_figure) / Decimal(self.targets) if self.targets else None


def count(standings: Iterable[tuple[Record, Progress]], today: date) -> Tally:
    """Count targets by where they stand; `today` tells which are overdue."""
    known = list(standings)
    return Tally(
        targets=len(known),
        outcomes=Counter(standing.outcome for _, standing in known),
        paces=Counter(standing.pace for _, standing in known if standing.pace),
        with_figure=sum(standing.actual is not None for _, standing in known),
        overdue=sum(is_overdue(target, standing, today) for target, standing in known),
    )
