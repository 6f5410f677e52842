"""Whether numbers in two units can be compared, and the exact factor between them."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact
from functools import cache

from tracker.lexicon import entries, meanings

_EXACT = Context(prec=60, traps=[Inexact])
_COUNTED = ("count", "loose")


@cache
def factor_between(unit: str, wanted: str) -> Decimal | None:
    """How many `wanted` one `unit` is; None where there is no such number, or no exact one.

    >>> factor_between("公顷", "亩"), factor_between("公里", "亩")
    (Decimal('15'), None)
    """
    if unit == wanted:
        return Decimal(1)
    scale = _scales()
    if unit not in scale or wanted not in scale or scale[unit][0] != scale[wanted][0]:
        return Decimal(1) if both_count(unit, wanted) else None
    try:
        return _EXACT.divide(scale[unit][1], scale[wanted][1])
    except Inexact:
        return None


@cache
def both_count(unit: str, wanted: str) -> bool:
    """Whether both are measure words of things: 5000个 and 5487人 may count the same."""
    kinds = meanings("units")
    return kinds.get(unit) in _COUNTED and kinds.get(wanted) in _COUNTED


@cache
def same_family(unit: str, wanted: str) -> bool:
    """Whether the two are the same unit, or one that the lexicon turns into the other."""
    scale = _scales()
    return unit == wanted or (unit in scale and wanted in scale and scale[unit][0] == scale[wanted][0])


@cache
def comparable(unit: str, wanted: str) -> bool:
    """Whether numbers in the two units may be about the same thing at all."""
    return same_family(unit, wanted) or both_count(unit, wanted)


@cache
def _scales() -> dict[str, tuple[str, Decimal]]:
    return {
        word: (entry.means, Decimal(entry.more["times"])) for entry in entries("conversions") for word in entry.words
    }
