"""Levels and increments: what is counted up to a number, and levels that are kept down or kept as they are."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tracker.model import Pace
from tracker.progress.case import Case, Finding, climb_outcome, pace_against, plain, share_of


def judge_level(case: Case) -> Finding:
    """上云企业达到5700家: met at A ≥ T, shown as A/T. On its way only against a baseline: (A−B)/(T−B) against τ."""
    path = path_share(case)
    return Finding(
        outcome=climb_outcome(case),
        gap=case.goal - case.actual,
        lasting=True,
        achievement=share_of(case.actual, case.goal),
        pace=None if path is None else pace_against(path, case.elapsed),
        notes={} if path is None else {"baseline": plain(case.baseline or Decimal(0)), "path_share": plain(path)},
    )


def judge_capped(case: Case) -> Finding:
    """失业率不高于5.5%: met at A ≤ T, shown as the headroom T−A, never as a share done.

    With 左右 a figure within ε above is near. A cap holds to the end of the period, so it isn't met before.
    """
    over = case.actual - case.goal
    within = over <= case.epsilon
    return Finding(
        outcome="met" if over <= 0 else "near" if within else "missed",
        gap=-over,
        pace="on" if within else "behind",
    )


def judge_kept(case: Case) -> Finding:
    """粮食播种面积稳定在27万亩: met while |A−T| ≤ ε, in either direction."""
    within = abs(case.actual - case.goal) <= case.epsilon
    return Finding(
        outcome="met" if within else "missed",
        gap=case.goal - case.actual,
        pace="on" if within else "behind",
    )


def judge_increment(case: Case) -> Finding:
    """新建学校5所: met at A ≥ T, shown as A/T and what is left; A/T is held against the share of the period gone."""
    return Finding(
        outcome=climb_outcome(case),
        gap=case.goal - case.actual,
        lasting=True,
        achievement=share_of(case.actual, case.goal),
        pace=increment_pace(case),
        notes=needed_per_month(case),
    )


def increment_pace(case: Case) -> Pace:
    """What was added against what an even pace would have added by then; of a range its lower bound is the goal."""
    return pace_against(Fraction(case.actual), Fraction(case.goal) * case.elapsed, case.epsilon)


def needed_per_month(case: Case) -> dict[str, str]:
    """What must be added in each month that is left; nothing once the goal is reached or the time is over."""
    left = case.goal - case.actual
    if left <= 0 or case.months_left <= 0:
        return {}
    return {"needed_per_month": plain(Fraction(left) / case.months_left)}


def path_share(case: Case) -> Fraction | None:
    """The share of the way from baseline to goal; None without a baseline, or without a way to go."""
    if case.baseline is None or case.baseline == case.goal:
        return None
    return Fraction(case.actual - case.baseline) / Fraction(case.goal - case.baseline)
