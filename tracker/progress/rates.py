"""Growth and reduction: rates are compared with the promised rate directly, whatever the month."""

from __future__ import annotations

from fractions import Fraction

from tracker.progress.case import Case, Finding, climb_outcome, pace_against, plain


def judge_growth(case: Case) -> Finding:
    """一般公共预算收入增长6%: met at A ≥ T; the gap is in points, and no share A/T is given."""
    return _judge_rate(case)


def judge_reduction(case: Case) -> Finding:
    """能耗下降3.2%: met when at least so much lower. A is the size of the fall, so a rise is a negative A."""
    return _judge_rate(case)


def judge_annual_average(case: Case) -> Finding:
    """年均增长8% over several years: A is the average rate of the years so far, compared directly.

    The years left are not told apart, so no rate for the rest is given.
    """
    return _judge_rate(case, rest=False)


def _judge_rate(case: Case, *, rest: bool = True) -> Finding:
    return Finding(
        outcome=climb_outcome(case),
        gap=case.goal - case.actual,
        pace=pace_against(Fraction(case.actual), Fraction(case.goal), case.epsilon),
        notes=needed_in_the_rest(case) if rest else {},
    )


def needed_in_the_rest(case: Case) -> dict[str, str]:
    """The rate (T−τA)/(1−τ) that the rest of the period needs, taking the base as even over the months."""
    if not 0 < case.elapsed < 1 or case.actual >= case.goal:
        return {}
    rate = (Fraction(case.goal) - case.elapsed * Fraction(case.actual)) / (1 - case.elapsed)
    return {"needed_in_the_rest": plain(rate)}
