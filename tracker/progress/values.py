"""VALUE of `tracker update --actual`: a number as people write it → an exact decimal in the target's base unit."""

from __future__ import annotations

from decimal import Decimal
from unicodedata import normalize

from tracker.errors import BadNumber
from tracker.model import Record
from tracker.progress.tolerance import PER_CENT_IN, is_rate

MINUS_SIGNS = ("-", "−", "–", "负")
LONGEST = 24  # digits before or after the point; more is a slip of the hand
SHARES = ("%", "‰")  # one can be written for the other; 个百分点 is a difference and can't


def read_actual(text: str, target: Record) -> Decimal:
    """The outcome that `text` states, in the target's base unit; without a unit it is taken to be in that one.

    Raises `BadNumber` for what is no number, for another unit than the target's, and for a minus where nothing
    can be negative.
    """
    from tracker.quantities import read_quantity

    sign, written = _split_sign(normalize("NFKC", text).strip())
    read = read_quantity(written)
    if read is None or read[0] < 0 or not _has_sane_length(read[0]):
        raise BadNumber(f"“{text}” is no number: {_advice(target)}")
    value = sign * _in_unit_of(target, *read, text)
    if value < 0 and not can_be_negative(target):
        raise BadNumber(f"“{text}” is below zero, which {target.indicator} can't be: {_advice(target)}")
    return value


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
    return f"give a number in {target.quantity.unit}, such as {target.quantity.text}"
