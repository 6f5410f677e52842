"""VALUE of `tracker update --actual`: a number as people write it → an exact decimal in the target's base unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from unicodedata import normalize

from tracker.errors import BadNumber
from tracker.model import Record
from tracker.progress.averages import rate_reached
from tracker.progress.kinds import is_annual_average
from tracker.progress.tolerance import PER_CENT_IN, is_rate

MINUS_SIGNS = ("-", "−", "–", "负")
LONGEST = 24  # digits before or after the point; more is a slip of the hand
SHARES = ("%", "‰")  # one can be written for the other; 个百分点 is a difference and can't


def read_actual(text: str, target: Record, *, baseline: Decimal | None = None, covered: date | None = None) -> Decimal:
    """The outcome that `text` states, in the target's base unit; without a unit it is taken to be in that one.

    Of a yearly average whose `baseline` is known the level of the day `covered` may be given too: 116.64亿元 after two
    years from 100亿元 on is 8 %. Raises `BadNumber` for what is no number, for another unit than the target's, and for
    a minus where nothing can be negative.
    """
    value, unit = _read(text, target)
    if baseline and covered and unit not in ("", *PER_CENT_IN) and has_level_behind(target) and value > 0:
        return rate_reached(target, baseline, value, covered)
    value = _in_unit_of(target, value, unit, text)
    if value < 0 and not can_be_negative(target):
        raise BadNumber(f"“{text}” is below zero, which {target.indicator} can't be: {_advice(target)}")
    return value


def read_baseline(text: str, target: Record) -> Decimal:
    """Where the indicator stood at the beginning; of a rate over years the level that changes, in any unit."""
    value, unit = _read(text, target)
    return value if has_level_behind(target) else _in_unit_of(target, value, unit, text)


def has_level_behind(target: Record) -> bool:
    """Whether the target is a yearly average of rates, which a level of its own changes by."""
    return is_annual_average(target) and is_rate(target.quantity.unit)


def _read(text: str, target: Record) -> tuple[Decimal, str]:
    """Number and unit as written, the number with its sign and in the base unit; `BadNumber` where there is none."""
    from tracker.quantities import read_quantity

    sign, written = _split_sign(normalize("NFKC", text).strip())
    read = read_quantity(written)
    if read is None or read[0] < 0 or not _has_sane_length(read[0]):
        raise BadNumber(f"“{text}” is no number: {_advice(target)}")
    return sign * read[0], read[1]


def can_be_negative(target: Record) -> bool:
    """Changes, rates and amounts of money can; a level of things that are counted can't."""
    unit = target.quantity.unit
    return target.measure != "level" or is_rate(unit) or unit.endswith("元")


def _split_sign(written: str) -> tuple[int, str]:
    for minus in MINUS_SIGNS:
        if written.startswith(minus):
            return -1, written.removeprefix(minus).lstrip()
    return 1, written.removeprefix("+").lstrip()


def _has_sane_length(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return value.is_finite() and isinstance(exponent, int) and exponent >= -LONGEST and value.adjusted() < LONGEST


def _in_unit_of(target: Record, value: Decimal, unit: str, text: str) -> Decimal:
    expected = target.quantity.unit
    if unit in ("", expected):
        return value
    if unit in SHARES and expected in SHARES:
        return value * PER_CENT_IN[expected] / PER_CENT_IN[unit]
    raise BadNumber(f"“{text}” is counted in {unit}, but {target.indicator} in {expected}: {_advice(target)}")


def _advice(target: Record) -> str:
    return f"give a number in {target.quantity.unit}, such as {target.quantity.told}"
