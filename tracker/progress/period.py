"""How much of a period is over, counted in months and kept as exact fractions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction

A_YEAR_AND_A_BIT = 13  # months; what runs longer is a plan over several years


def months_between(start: date, end: date) -> Fraction:
    """Months from the morning of `start` to the evening of `end`; part of a month counts by its days.

    >>> months_between(date(2022, 1, 1), date(2022, 11, 30))
    Fraction(11, 1)
    >>> months_between(date(2022, 1, 1), date(2022, 6, 15))
    Fraction(11, 2)
    """
    return _position(end, end.day) - _position(start, start.day - 1)


def elapsed_share(start: date, due: date, covered: date) -> Fraction:
    """The share of `start`..`due` that is over on the evening of `covered`: 0 before it begins, 1 from `due` on.

    >>> elapsed_share(date(2022, 1, 1), date(2022, 12, 31), date(2022, 11, 30))
    Fraction(11, 12)
    """
    whole = months_between(start, due)
    if covered >= due or whole <= 0:
        return Fraction(1)
    return max(Fraction(0), months_between(start, covered) / whole)


def runs_for_years(start: date, due: date) -> bool:
    """Whether the period is longer than a year's plan, so that a rate in it is meant per year."""
    return months_between(start, due) > A_YEAR_AND_A_BIT


def _position(day: date, days_over: int) -> Fraction:
    days = monthrange(day.year, day.month)[1]
    return day.year * 12 + day.month - 1 + Fraction(days_over, days)
