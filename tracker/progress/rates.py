"""Growth and reduction: rates are compared with the promised rate directly, whatever the month."""

from __future__ import annotations

from fractions import Fraction

from tracker.progress.averages import path_value, rate_needed
from tracker.progress.case import Case, Finding, climb_outcome, pace_against, plain
from tracker.progress.tolerance import is_rate


def judge_growth(case: Case) -> Finding:
    """一般公共预算收入增长6%: met at A ≥ T; the gap is in points, and no share A/T is given."""
    return _judge_rate(case, needed_in_the_rest(case))


def judge_reduction(case: Case) -> Finding:
    """能耗下降3.2%: met when at least so much lower. A is the size of the fall, so a rise is a negative A."""
    return _judge_rate(case, needed_in_the_rest(case))


def judge_annual_average(case: Case) -> Finding:
    """年均增长8% over several years: A is the average of the years so far, on the compound path where A ≥ T.

    With the level that the indicator started from the path is shown: B(1+T)ⁿ is where it should stand after n years,
    B(1+A)ⁿ where it does. Both grow with their rates, so that the rates decide; without a level they alone are shown.
    """
    if not is_rate(case.target.quantity.unit):
        return _judge_rate(case, None)
    return _judge_rate(case, _rate_for_the_years_left(case), compound_notes(case))


def _judge_rate(case: Case, needed: Fraction | None, notes: dict[str, str] | None = None) -> Finding:
    return Finding(
        outcome=climb_outcome(case),
        gap=case.left,
        pace=pace_against(Fraction(case.actual), Fraction(case.goal), case.epsilon),
        needed=needed,
        notes=notes or {},
    )


def needed_in_the_rest(case: Case) -> Fraction | None:
    """The rate (T−τA)/(1−τ) that the rest of the period needs, taking the base as even over the months."""
    if not 0 < case.elapsed < 1 or case.left <= 0:
        return None
    return (Fraction(case.goal) - case.elapsed * Fraction(case.actual)) / (1 - case.elapsed)


def compound_notes(case: Case) -> dict[str, str]:
    """The compound path, or a word that it can't be drawn."""
    if case.baseline is None:
        return {"compared": "the average rate itself, since no baseline is known to draw the path from"}
    return {
        "baseline": plain(case.baseline),
        "path_value": plain(path_value(case.target, case.baseline, case.goal, case.covered)),
        "path_reached": plain(path_value(case.target, case.baseline, case.actual, case.covered)),
    }


def _rate_for_the_years_left(case: Case) -> Fraction | None:
    needed = rate_needed(case.target, case.actual, case.covered) if case.left > 0 else None
    return None if needed is None else Fraction(needed)
