"""Ranges (新建3-5个): inside is met, past the better end is exceeded, the gap is the distance to the range."""

from __future__ import annotations

from decimal import Decimal

from tracker.model import Outcome, Pace
from tracker.progress.amounts import increment_pace, needed_per_month
from tracker.progress.case import Case, Finding, share_of


def judge_range(case: Case) -> Finding:
    """蔬菜标准园3-5个: met at lo ≤ A ≤ hi. Counts that grow are shown as A/lo and paced against lo."""
    growing = case.target.direction == "up" and case.target.measure in ("level", "increment")
    return Finding(
        outcome=_outcome(case),
        gap=_distance(case),
        lasting=growing,
        achievement=share_of(case.actual, case.goal) if growing else None,
        pace=_pace(case),
        notes=needed_per_month(case) if case.target.measure == "increment" else {},
    )


def _distance(case: Case) -> Decimal:
    """How far outside the range the figure lies: above 0 on the worse side, below 0 on the better one.

    Where the indicator is to stay, both sides are the worse.
    """
    below = max(case.goal - case.actual, Decimal(0))
    above = max(case.actual - case.ceiling, Decimal(0))
    if case.target.direction == "stay":
        return below + above
    return _signed(above, below) if _wants_less(case) else _signed(below, above)


def _signed(worse: Decimal, better: Decimal) -> Decimal:
    return worse or Decimal(0) - better


def _outcome(case: Case) -> Outcome:
    distance = _distance(case)
    return "missed" if distance > 0 else "exceeded" if distance < 0 else "met"


def _pace(case: Case) -> Pace | None:
    if case.target.measure == "increment":
        return increment_pace(case)
    if case.target.measure == "level" and case.target.direction == "up":
        return None  # without a baseline nothing says where a level should stand on its way
    distance = _distance(case)
    return "behind" if distance > 0 else "ahead" if distance < 0 else "on"


def _wants_less(case: Case) -> bool:
    """A fall is measured by its size, so that of an indicator that should go down more is better."""
    return case.target.direction == "down" and case.target.measure in ("level", "growth")
