"""A text that is one value and nothing else, as the cell of a table: read by the same grammar, decoys not asked."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.lexicon import alternation
from tracker.quantities.figure import Figure
from tracker.quantities.forms import readings
from tracker.quantities.numerals import MAGNITUDE, magnitude
from tracker.quantities.scan import NUMERAL, hedged
from tracker.quantities.units import KINDS, base_unit, kind_of

_BRACKETED = re.compile(r"([〔\[【])(.+)[〕\]】]")
_UNIT = re.compile(rf"(?P<magnitude>{MAGNITUDE})?(?P<base>{alternation(KINDS)})")
_PER = re.compile(rf"(?P<magnitude>{MAGNITUDE})?(?P<base>{alternation(KINDS)}/[^/\d，；。、]{{1,6}})")
_LARGE = re.compile("[百千万亿]")


class Alone(NamedTuple):
    """A figure with the words before and behind it; `bracketed` where it stands in 〔〕."""

    figure: Figure
    before: str
    behind: str
    bracketed: bool


def read_alone(text: str) -> Alone | None:
    """The first number of a folded text with its sign and hedges, or None where it holds none.

    `3年` is a value here, and `2025家` too: that a cell of a column of values holds a date or a name is no question.
    """
    bracketed = _BRACKETED.fullmatch(text)
    shift = 1 if bracketed else 0
    figure = _first(bracketed[2] if bracketed else text)
    if figure is None:
        return None
    whole = bracketed[2] if bracketed else text
    return Alone(
        _moved(figure, shift), whole[: figure.hedge_start], whole[figure.hedge_end :], bracketed=bracketed is not None
    )


def _first(text: str) -> Figure | None:
    start = NUMERAL.search(text)
    if start is None:
        return None
    for form, read in readings(text[start.start()]):
        if (match := form.match(text, start.start())) and (figure := read(match)):
            return None if figure.aside else _signed(text, hedged(text, figure))
    return None


def _signed(text: str, figure: Figure) -> Figure:
    """With the sign that stands before the number: -3.2; a plus is left out."""
    sign = text[figure.start - 1 : figure.start] if figure.start == figure.hedge_start else ""
    if sign == "-" and figure.value_max is None:
        start = figure.start - 1
        return figure._replace(value=-figure.value, start=start, hedge_start=start)
    return figure._replace(hedge_start=figure.start - 1) if sign == "+" else figure


def _moved(figure: Figure, by: int) -> Figure:
    return figure._replace(
        start=figure.start + by,
        end=figure.end + by,
        hedge_start=figure.hedge_start + by,
        hedge_end=figure.hedge_end + by,
    )


def is_unit(text: str) -> bool:
    """Whether a folded text is a unit, with or without a magnitude: 万人, 微克/立方米, 吨标准煤/万元."""
    return text in KINDS or _UNIT.fullmatch(text) is not None or _PER.fullmatch(text) is not None


def with_unit(text: str, figure: Figure, unit: str) -> Figure | None:
    """A figure without a unit in one that stands elsewhere: 5 in 万人 is 50000 人; None where both have a magnitude."""
    match = None if unit in KINDS else _UNIT.fullmatch(unit) or _PER.fullmatch(unit)  # 千瓦 is no thousand 瓦
    size, base = (match["magnitude"] or "", match["base"]) if match else ("", unit)
    if size and _LARGE.search(text, figure.start, figure.end):
        return None
    times = magnitude(size) * (100 if kind_of(base) == "times" else 1)
    base, kind = ("%", "growth") if kind_of(base) == "times" else (base_unit(base), kind_of(base))
    value_max = None if figure.value_max is None else figure.value_max * times
    return figure._replace(value=(figure.value * times).normalize() + 0, value_max=value_max, unit=base, kind=kind)


def is_rate_unit(unit: str) -> bool:
    """Whether a unit is that of a share or of a difference of shares."""
    return kind_of(unit) in {"rate", "points"}
