"""Which formula judges which target: the first of `FORMULAS` that applies."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tracker.model import Record
from tracker.progress import kinds
from tracker.progress.amounts import judge_capped, judge_increment, judge_kept, judge_level
from tracker.progress.case import Case, Finding
from tracker.progress.ranges import judge_range
from tracker.progress.rates import judge_annual_average, judge_growth, judge_reduction


class Formula(NamedTuple):
    """A way to judge a target, under the name by which it is shown, and in words."""

    name: str
    applies: Callable[[Record], bool]
    judge: Callable[[Case], Finding]
    says: str


FORMULAS: tuple[Formula, ...] = (
    Formula("range", kinds.is_range, judge_range, "met where lo ≤ A ≤ hi; the distance to the range is shown"),
    Formula("capped", kinds.is_capped, judge_capped, "met where A ≤ T; the headroom T − A is shown"),
    Formula("kept", kinds.is_kept, judge_kept, "met where |A − T| ≤ ε"),
    Formula("annual-average", kinds.is_annual_average, judge_annual_average, "met where A ≥ T, the compound path"),
    Formula("changed-amount", kinds.is_changed_amount, judge_increment, "met where A ≥ T; paced by τ × T"),
    Formula("growth", kinds.is_growth, judge_growth, "met where A ≥ T; rates are compared directly"),
    Formula("reduction", kinds.is_reduction, judge_reduction, "met where the fall A ≥ T; compared directly"),
    Formula("increment", kinds.is_increment, judge_increment, "met where the sum A ≥ T; paced by τ × T"),
    Formula("level", kinds.is_level, judge_level, "met where A ≥ T; paced from a baseline only"),
)


def formula_for(target: Record) -> Formula:
    """The formula that judges the target; every measure has one."""
    return next(formula for formula in FORMULAS if formula.applies(target))
