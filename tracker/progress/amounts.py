"""Levels and increments: what is counted up to a number, and levels that are kept down or kept as they are."""

from __future__ import annotations

from fractions import Fraction

from tracker.model import Outcome, Pace
from tracker.progress.case import (
    Case,
    Finding,
    climb_outcome,
    needed_per_month,
    pace_against,
    path_share,
    plain,
    share_of,
)


def judge_level(case: Case) -> Finding:
    """上云企业达到5700家: met at A ≥ T, shown as A/T. On its way only against a baseline: (A−B)/(T−B) against τ."""
    return Finding(
        outcome=climb_outcome(case),
        gap=case.left,
        lasting=True,
        achievement=share_of(case.actual, case.goal),
        pace=path_pace(case),
        needed=needed_per_month(case),
        notes=path_notes(case),
    )


def judge_capped(case: Case) -> Finding:
    """失业率不高于5.5%: met at A ≤ T, shown as the headroom T−A, never as a share done.

    With 左右 a figure within ε above is near. A cap holds to the end of the period, so it isn't met before. Where the
    indicator comes down from a baseline above the cap, it is on its way, and only behind where the path is.
    """
    over = case.actual - case.goal
    within = over <= case.epsilon
    outcome: Outcome = "met" if over <= 0 else "near" if within else "missed"
    if within or not comes_down(case):
        return Finding(outcome, gap=-over, pace="on" if within else "behind")
    needed = Fraction(case.left) / case.months_left if case.months_left else None
    return Finding(outcome, gap=-over, pace=path_pace(case), needed=needed, notes=path_notes(case))


def judge_kept(case: Case) -> Finding:
    """粮食播种面积稳定在27万亩: met while |A−T| ≤ ε, in either direction."""
    within = abs(case.left) <= case.epsilon
    return Finding("met" if within else "missed", gap=case.left, pace="on" if within else "behind")


def judge_increment(case: Case) -> Finding:
    """新建学校5所: met at A ≥ T, shown as A/T and what is left; A/T is held against the share of the period gone."""
    return Finding(
        outcome=climb_outcome(case),
        gap=case.left,
        lasting=True,
        achievement=share_of(case.actual, case.goal),
        pace=increment_pace(case),
        needed=needed_per_month(case),
    )


def increment_pace(case: Case) -> Pace:
    """What was added against what an even pace would have added by then; of a range its lower bound is the goal."""
    return pace_against(Fraction(case.actual), Fraction(case.goal) * case.elapsed, case.epsilon)


def comes_down(case: Case) -> bool:
    """Whether a level starts above its cap, so that it has a way to go: 由45降到35."""
    return case.target.measure == "level" and case.baseline is not None and case.baseline > case.goal


def path_pace(case: Case) -> Pace | None:
    """The share of the way that is done against the share of the period that is over; None without a baseline."""
    path = path_share(case)
    return None if path is None else pace_against(path, case.elapsed)


def path_notes(case: Case) -> dict[str, str]:
    """Baseline and share of the way, where there is a way."""
    path = path_share(case)
    return (
        {} if path is None or case.baseline is None else {"baseline": plain(case.baseline), "path_share": plain(path)}
    )
