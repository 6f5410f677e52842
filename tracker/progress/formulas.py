"""Which formula judges which target: the first of `FORMULAS` that applies."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tracker.model import Record
from tracker.progress.amounts import judge_capped, judge_increment, judge_kept, judge_level
from tracker.progress.case import Case, Finding
from tracker.progress.period import runs_for_years
from tracker.progress.ranges import judge_range
from tracker.progress.rates import judge_annual_average, judge_growth, judge_reduction
from tracker.progress.tolerance import is_rate

ANNUAL_RULE = "annual-average"  # the extraction rule that fires on 年均, 每年


class Formula(NamedTuple):
    """A way to judge a target, under the name by which it is shown."""

    name: str
    applies: Callable[[Record], bool]
    judge: Callable[[Case], Finding]


def is_range(target: Record) -> bool:
    """Two bounds were promised."""
    return target.quantity.comparator == "range"


def is_capped(target: Record) -> bool:
    """An upper bound is written, or the indicator is one that should go down and no lower bound is written."""
    if target.quantity.comparator == "<=":
        return True
    return target.direction == "down" and target.measure in ("level", "growth") and target.quantity.comparator != ">="


def is_kept(target: Record) -> bool:
    """The indicator is one that should stay where it is, and no bound is written."""
    return (
        target.direction == "stay"
        and target.measure in ("level", "growth")
        and target.quantity.comparator in ("=", "~")
    )


def is_annual_average(target: Record) -> bool:
    """年均 is written, or a rate is set for several years, which a plan means per year."""
    if ANNUAL_RULE in target.rules:
        return True
    return is_change(target) and is_rate(target.quantity.unit) and runs_for_years(target.period_start, target.due)


def is_changed_amount(target: Record) -> bool:
    """A rise or fall by so many pieces or so much money, which adds up over the months as an increment does."""
    return is_change(target) and not is_rate(target.quantity.unit)


def is_change(target: Record) -> bool:
    """A rise or a fall, by a rate or by an amount."""
    return target.measure in ("growth", "reduction")


def is_growth(target: Record) -> bool:
    """A rate of increase."""
    return target.measure == "growth"


def is_reduction(target: Record) -> bool:
    """A decrease."""
    return target.measure == "reduction"


def is_increment(target: Record) -> bool:
    """What the period adds."""
    return target.measure == "increment"


def is_level(target: Record) -> bool:
    """A stock, a share or a yearly total."""
    return target.measure == "level"


FORMULAS: tuple[Formula, ...] = (
    Formula("range", is_range, judge_range),
    Formula("capped", is_capped, judge_capped),
    Formula("kept", is_kept, judge_kept),
    Formula("annual-average", is_annual_average, judge_annual_average),
    Formula("changed-amount", is_changed_amount, judge_increment),
    Formula("growth", is_growth, judge_growth),
    Formula("reduction", is_reduction, judge_reduction),
    Formula("increment", is_increment, judge_increment),
    Formula("level", is_level, judge_level),
)


def formula_for(target: Record) -> Formula:
    """The formula that judges the target; every measure has one."""
    return next(formula for formula in FORMULAS if formula.applies(target))
