"""Exact numbers as people read them: 20000000000 元 is 200亿元."""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

from tracker.model import Quantity

_SIGNS = {"=": "", ">=": "≥ ", "<=": "≤ ", "~": "≈ ", "range": ""}
_MAGNITUDES = ((12, "万亿"), (8, "亿"), (4, "万"))  # powers of ten
_RATES = ("%", "个百分点")
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)  # moves a decimal point, never rounds


def write_exactly(value: Decimal) -> str:
    """The number in plain digits, without exponent, trailing zeros or rounding.

    >>> write_exactly(Decimal("2E+10")), write_exactly(Decimal("6.50"))
    ('20000000000', '6.5')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write_amount(value: Decimal, unit: str) -> str:
    """A number with its unit in the magnitude that people use.

    >>> write_amount(Decimal(49000), "平方米"), write_amount(Decimal(5700), "家")
    ('4.9万平方米', '5700家')
    """
    power, word = _magnitude((value,), unit)
    return f"{_shift(value, power)}{word}{unit}"


def write_quantity(quantity: Quantity) -> str:
    """What is promised or reached in a few characters: `≥ 200亿元`, `≈ 800张`, `3–5个`."""
    if quantity.value_max is None:
        return _SIGNS[quantity.comparator] + write_amount(quantity.value, quantity.unit)
    power, word = _magnitude((quantity.value, quantity.value_max), quantity.unit)
    return f"{_shift(quantity.value, power)}–{_shift(quantity.value_max, power)}{word}{quantity.unit}"


def write_share(share: Decimal) -> str:
    """A share as a percentage with at most one decimal: 0.9167 is `91.7%`."""
    return write_exactly(round_to(share * 100, 1)) + "%"


def round_to(value: Decimal, places: int) -> Decimal:
    """The number with at most `places` decimals, however large it is."""
    return value.quantize(Decimal(1).scaleb(-places), context=_EXACT)


def _magnitude(values: tuple[Decimal, ...], unit: str) -> tuple[int, str]:
    """The largest magnitude that all `values` reach and that writes them exactly with two decimals."""
    if unit not in _RATES:
        for power, word in _MAGNITUDES:
            if all(value and value.adjusted() >= power and _ends_above(value, power - 2) for value in values):
                return power, word
    return 0, ""


def _ends_above(value: Decimal, power: int) -> bool:
    """Whether the last digit that isn't zero stands at ten to the `power` or above."""
    exponent = value.normalize(_EXACT).as_tuple().exponent
    return isinstance(exponent, int) and exponent >= power


def _shift(value: Decimal, power: int) -> str:
    return write_exactly(value.scaleb(-power, context=_EXACT))
