"""Average rates over several years: compounding, and what of them a level shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from tracker.model import Actual, Record
from tracker.progress.period import months_between
from tracker.progress.tolerance import PER_CENT_IN, is_rate

_PRECISE = Context(prec=60)
_PLACES = Decimal("1e-12")  # what roots are rounded to, so that a rate that is met exactly is met


def average_of(target: Record, parts: Sequence[Actual]) -> Decimal:
    """The average a year of figures of single years, and of one that is an average of the years up to its date.

    Rates compound: 7 % and 9 % are 7.9954 %. Amounts have a plain average. One figure alone is the average itself.
    """
    if len(parts) == 1:
        return parts[0].value
    years = [_years_in(part, target.period_start) for part in parts]
    whole = sum(years, Fraction(0))
    if not is_rate(target.quantity.unit):
        weighted = sum((Fraction(part.value) * count for part, count in zip(parts, years, strict=True)), Fraction(0))
        return _rounded(_decimal(weighted / whole))
    product = Decimal(1)
    for part, count in zip(parts, years, strict=True):
        product = _PRECISE.multiply(product, _power(factor_of(target, part.value), count))
    return rate_of(target, _power(product, 1 / whole))


def factor_of(target: Record, rate: Decimal) -> Decimal:
    """What a rate multiplies a level by in a year: 8 % more is 1.08, 3 % less 0.97; never below nothing."""
    change = rate / (100 * PER_CENT_IN[target.quantity.unit])
    return max(Decimal(0), 1 - change if target.measure == "reduction" else 1 + change)


def rate_of(target: Record, factor: Decimal) -> Decimal:
    """The rate that multiplies a level by `factor` in a year, rounded to twelve places."""
    change = 1 - factor if target.measure == "reduction" else factor - 1
    return _rounded(change * 100 * PER_CENT_IN[target.quantity.unit])


def path_value(target: Record, baseline: Decimal, rate: Decimal, covered: date) -> Decimal:
    """B(1+x)ⁿ: where the level stands on `covered` if it changes by `rate` every year from the beginning on."""
    level = _PRECISE.multiply(baseline, _power(factor_of(target, rate), years_until(target, covered)))
    return level.quantize(Decimal("1e-4"), context=_PRECISE).normalize(_PRECISE)


def rate_reached(target: Record, baseline: Decimal, level: Decimal, covered: date) -> Decimal:
    """(A/B)^(1/n)−1: the average rate a year that led from the baseline to `level` by `covered`."""
    return rate_of(target, _power(_PRECISE.divide(level, baseline), 1 / years_until(target, covered)))


def rate_needed(target: Record, rate: Decimal, covered: date) -> Decimal | None:
    """The rate that every year left needs for the average to become the promised one; None once time is over."""
    whole, gone = years_until(target, target.due), years_until(target, covered)
    so_far = factor_of(target, rate)
    if gone >= whole or so_far <= 0:
        return None
    goal = _power(factor_of(target, target.quantity.value), whole)
    return rate_of(target, _power(_PRECISE.divide(goal, _power(so_far, gone)), 1 / (whole - gone)))


def years_until(target: Record, day: date) -> Fraction:
    """Years from the beginning of the period to the evening of `day`."""
    return months_between(target.period_start, day) / 12


def _years_in(part: Actual, start: date) -> Fraction:
    """A figure of one period covers a year; a cumulative one all time since the beginning, at least one."""
    return max(Fraction(1), months_between(start, part.as_of) / 12) if part.cumulative else Fraction(1)


def _power(base: Decimal, exponent: Fraction) -> Decimal:
    return _PRECISE.power(base, _decimal(exponent)) if base > 0 else Decimal(0)


def _decimal(value: Fraction) -> Decimal:
    return _PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_PLACES, context=_PRECISE).normalize(_PRECISE)
