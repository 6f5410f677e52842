"""What every formula is given, what it answers, and the comparisons that they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tracker.model import Outcome, Pace, Record
from tracker.progress.period import elapsed_share, months_between
from tracker.progress.tolerance import USUAL, Tolerance


@dataclass(frozen=True, slots=True)
class Case:
    """A target with the one value that it is judged by; all values in the target's unit."""

    target: Record
    actual: Decimal
    covered: date  # the date that the figure covers
    baseline: Decimal | None = None  # where the indicator stood at the beginning of the period
    tolerance: Tolerance = USUAL

    @property
    def goal(self) -> Decimal:
        """The promised value; of a range its lower bound."""
        return self.target.quantity.value

    @property
    def ceiling(self) -> Decimal:
        """The upper bound of a range; of anything else the promised value."""
        upper = self.target.quantity.value_max
        return self.goal if upper is None else upper

    @property
    def left(self) -> Decimal:
        """T−A: what is still to come, below zero by how much the goal was passed."""
        return self.goal - self.actual

    @property
    def epsilon(self) -> Decimal:
        """The tolerance where the text says 左右 or wants a value kept; 0 where the number is meant exactly."""
        comparator = self.target.quantity.comparator
        loose = comparator == "~" or (comparator == "=" and self.target.direction == "stay")
        return self.tolerance.of(self.goal, self.target.quantity.unit) if loose else Decimal(0)

    @property
    def elapsed(self) -> Fraction:
        """The share of the period that was over on the date that the figure covers."""
        return elapsed_share(self.target.period_start, self.target.due, self.covered)

    @property
    def months(self) -> Fraction:
        """Months of the whole period."""
        return months_between(self.target.period_start, self.target.due)

    @property
    def months_left(self) -> Fraction:
        """Months from the date that the figure covers to the due date; 0 when that is past."""
        return Fraction(0) if self.covered >= self.target.due else self.months * (1 - self.elapsed)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a formula says of a case.

    `outcome` is how the figure would be judged on the due date. `lasting` tells whether a goal that is reached early
    stays reached: a count does, a rate or a cap may still turn. `needed` is what every month left must add, or the
    rate that the rest of the period needs.
    """

    outcome: Outcome
    gap: Decimal
    lasting: bool = False
    achievement: Decimal | None = None
    pace: Pace | None = None
    needed: Fraction | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


def climb_outcome(case: Case) -> Outcome:
    """How a figure that should reach the goal from below stands: more than ε past it exceeded, within ε below near."""
    if case.actual > case.goal + case.epsilon:
        return "exceeded"
    if case.actual >= case.goal:
        return "met"
    return "near" if case.actual >= case.goal - case.epsilon else "missed"


def pace_against(actual: Fraction, expected: Fraction, epsilon: Decimal = Decimal(0)) -> Pace:
    """Ahead, on or behind what was to be expected by then; within ε of it is on."""
    distance = actual - expected
    if abs(distance) <= Fraction(epsilon):
        return "on"
    return "ahead" if distance > 0 else "behind"


def needed_per_month(case: Case) -> Fraction | None:
    """What must be added in each month that is left; None once the goal is reached or the time is over."""
    if case.left <= 0 or case.months_left <= 0:
        return None
    return Fraction(case.left) / case.months_left


def path_share(case: Case) -> Fraction | None:
    """(A−B)/(T−B), the share of the way from baseline to goal; None without a baseline, or without a way to go."""
    if case.baseline is None or case.baseline == case.goal:
        return None
    return Fraction(case.actual - case.baseline) / Fraction(case.goal - case.baseline)


def share_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """`part / whole`; None where the whole is no positive amount and a share would mean nothing."""
    return part / whole if whole > 0 else None


def as_decimal(value: Fraction) -> Decimal:
    """The fraction with as many digits as decimals have."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def plain(value: Decimal | Fraction) -> str:
    """A number for people, without exponent or idle zeros; fractions are rounded to four places.

    >>> plain(Decimal("2E+3")), plain(Decimal("6.50")), plain(Fraction(11, 12))
    ('2000', '6.5', '0.9167')
    """
    if isinstance(value, Fraction):
        value = round(as_decimal(value), 4)
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
