"""Ranges (新建3-5个): inside is met, past the better end is exceeded, the gap is the distance to the range."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tracker.model import Outcome, Pace
from tracker.progress.amounts import increment_pace, path_notes, path_pace
from tracker.progress.case import Case, Finding, needed_per_month, share_of
from tracker.progress.kinds import adds_up
from tracker.progress.rates import needed_in_the_rest


def judge_range(case: Case) -> Finding:
    """蔬菜标准园3-5个: met at lo ≤ A ≤ hi. Counts that grow are shown as A/lo and paced against lo."""
    growing = is_growing(case)
    return Finding(
        outcome=_outcome(case),
        gap=range_distance(case),
        lasting=growing,
        achievement=share_of(case.actual, case.goal) if growing else None,
        pace=_pace(case),
        needed=_needed(case, growing=growing),
        notes=path_notes(case) if _is_climbing_level(case) else {},
    )


def is_growing(case: Case) -> bool:
    """Whether it counts up towards the lower bound, and stays there once reached."""
    return (adds_up(case.target) and not _wants_less(case)) or _is_climbing_level(case)


def range_distance(case: Case) -> Decimal:
    """How far outside the range the figure lies: above 0 on the worse side, below 0 on the better one.

    Where the indicator is to stay, both sides are the worse.
    """
    below = max(case.left, Decimal(0))
    above = max(case.actual - case.ceiling, Decimal(0))
    if case.target.direction == "stay":
        return below + above
    return _signed(above, below) if _wants_less(case) else _signed(below, above)


def _signed(worse: Decimal, better: Decimal) -> Decimal:
    return worse or Decimal(0) - better


def _outcome(case: Case) -> Outcome:
    distance = range_distance(case)
    return "missed" if distance > 0 else "exceeded" if distance < 0 else "met"


def _pace(case: Case) -> Pace | None:
    if adds_up(case.target) and not _wants_less(case):
        return increment_pace(case)
    if _is_climbing_level(case):
        return path_pace(case)  # without a baseline nothing says where a level should stand on its way
    distance = range_distance(case)
    return "behind" if distance > 0 else "ahead" if distance < 0 else "on"


def _needed(case: Case, *, growing: bool) -> Fraction | None:
    if growing:
        return needed_per_month(case)
    if case.target.measure == "level" or case.target.direction != "up":
        return None
    return needed_in_the_rest(case)


def _is_climbing_level(case: Case) -> bool:
    return case.target.measure == "level" and case.target.direction == "up"


def _wants_less(case: Case) -> bool:
    """A fall is measured by its size, so that of an indicator that should go down more is better."""
    return case.target.direction == "down" and case.target.measure in ("level", "growth")
