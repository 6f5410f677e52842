"""What kind of promise a target is, as far as its progress is concerned."""

from __future__ import annotations

from tracker.model import Record
from tracker.progress.period import runs_for_years
from tracker.progress.tolerance import is_rate

ANNUAL_RULE = "annual-average"  # the extraction rule that fires on 年均, 每年
TOTAL_RULE = "table-cumulative"  # the one that fires on 〔13.5〕, what several years come to together


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
    """年均 is written, or a rate is set for several years, which a plan means per year; no cap and no range."""
    if is_range(target) or is_capped(target) or is_kept(target):
        return False
    if ANNUAL_RULE in target.rules:
        return True
    if TOTAL_RULE in target.rules:
        return False
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


def adds_up(target: Record) -> bool:
    """Whether figures of single months can be added to what is reached so far: what the period adds or takes away."""
    return is_increment(target) or is_changed_amount(target)


def takes_periods(target: Record) -> bool:
    """Whether a figure of a single period says something of its own: it adds up, or it is the rate of one year."""
    return adds_up(target) or is_annual_average(target)


def needs_a_rate(target: Record) -> bool:
    """Whether what is needed is a rate for the rest of the period rather than an amount in every month."""
    return is_change(target) and is_rate(target.quantity.unit)
