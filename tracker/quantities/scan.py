"""Folded text → figures: every number of the text with its unit, value and hedges, or the name of the decoy that it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from tracker.model import Comparator
from tracker.quantities.comparators import hedge_after, hedge_before
from tracker.quantities.decoys import decoy_spans
from tracker.quantities.numerals import ARABIC, CHINESE, MAGNITUDE, magnitude, read_chinese
from tracker.quantities.units import base_unit, kind_of, unit_pattern

_DIGIT = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿半翻]")
_RANGE = r"(?:[-—–~～]{1,2}|至|到)"
_MORE = r"[多余]?"
_REACHED = re.compile(r"(?:达到|达|跨上|迈上|迈过|跨过|站上|跃上)$")
_MULTIPLE_OF = re.compile(r"(?:是|为|达|达到|相当于)[^，。；]{0,14}的$")
_EXTRA_UNIT = r"(?:（[^（）]{1,2}）)?"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the text: `start:end` is the quantity's surface; `aside` names the decoy where it counts nothing."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    kind: str  # see units.kind_of; `bare` without unit, `growth` for 翻番 and N倍 of growth, `ratio` for 8:45:47
    chinese: bool
    comparator: Comparator = "="
    hedge_start: int = 0  # where a hedge before the number begins (or `start`)
    hedge_end: int = 0  # where a hedge behind it ends (or `end`)
    aside: str | None = None
    order: int = 0  # the place in a ratio of three, 8:45:47, from 1; 0 elsewhere


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    unit, chinese_unit = unit_pattern(chinese=False), unit_pattern(chinese=True)
    digits = r"[零〇一二三四五六七八九十百两]+"
    return (
        ("ratio", re.compile(rf"{ARABIC}(?:[：∶]{ARABIC}){{1,3}}")),
        ("product", re.compile(rf"(?P<times>\d+)[×xX*](?P<low>{ARABIC})(?P<mag>{MAGNITUDE})?(?P<unit>{unit})")),
        ("slash", re.compile(r"(?P<up>\d{1,2})/(?P<down>\d{1,3})(?!\d|/)")),
        (
            "arabic",
            re.compile(
                rf"(?P<low>{ARABIC}){_MORE}(?P<mag>{MAGNITUDE})?{_MORE}(?:(?P<unit1>{unit})?{_RANGE}"
                rf"(?P<high>{ARABIC})(?P<magh>{MAGNITUDE})?{_MORE})?(?P<unit>{unit})?(?P<extra>{_EXTRA_UNIT})"
            ),
        ),
        ("percent", re.compile(rf"百分之(?P<low>{digits}(?:点{digits})?)")),
        ("fraction", re.compile(rf"(?P<down>{digits})分之(?P<up>{digits})")),
        (
            "tenths",
            re.compile(
                r"(?P<low>[一二两三四五六七八九])成(?P<half>半)?(?=以上|左右|以下|以内|[，。；、]|$|的|多|企业|人口|农)"
            ),
        ),
        ("half", re.compile(r"一半|半数|(?<=[过近超])半(?=[，。；、]|$|的|数|以上)")),
        ("doubling", re.compile(r"翻了?(?P<low>[一二两三四]|\d)?番|(?P<again>再翻一番)")),
        ("half-unit", re.compile(r"半(?P<unit>个工作日|个小时|小时|天|公里|亩)")),
        (
            "chinese",
            re.compile(
                rf"(?P<low>{CHINESE}(?:点{CHINESE})?){_MORE}(?:{_RANGE}(?P<high>{CHINESE}))?{_MORE}(?P<unit>{chinese_unit}|(?<=举办[一二两三四五六七八九])届)?"
            ),
        ),
    )


def scan(text: str) -> list[Figure]:
    """Every number of the folded text, in order, without overlaps."""
    asides = decoy_spans(text)
    found: list[Figure] = []
    position = 0
    while match := _DIGIT.search(text, position):
        figure = _figure_at(text, match.start(), asides)
        if figure is None:
            position = match.end()
            continue
        found.extend(_parts(text, figure) if figure.kind == "ratio" else [figure])
        position = figure.end
    return _with_shared_units(text, found)


def _with_shared_units(text: str, figures: list[Figure]) -> list[Figure]:
    """45、38、35个工作日: bare numbers of a list take the unit that the last one carries."""
    for index in range(len(figures) - 2, -1, -1):
        figure, following = figures[index], figures[index + 1]
        between = text[figure.end : following.hedge_start]
        if figure.kind == "bare" and not figure.aside and following.unit and between in {"、", "和", "与", "及"}:
            figures[index] = replace(figure, unit=following.unit, kind=following.kind)
    return figures


def _parts(text: str, ratio: Figure) -> list[Figure]:
    """The three shares of 8:45:47, each in percent; another ratio stays one figure, which counts nothing."""
    numbers = list(re.finditer(ARABIC, text[ratio.start : ratio.end]))
    if len(numbers) != 3:
        return [ratio]
    return [
        Figure(
            ratio.start + number.start(),
            ratio.start + number.end(),
            _decimal(number[0]),
            None,
            "%",
            "rate",
            False,
            hedge_start=ratio.start,
            hedge_end=ratio.end,
            order=order,
        )
        for order, number in enumerate(numbers, 1)
    ]


def _figure_at(text: str, start: int, asides: list[tuple[int, int, str]]) -> Figure | None:
    if covering := next((span for span in asides if span[0] <= start < span[1]), None):
        end = _end_of_digits(text, start, covering[1])
        return Figure(start, end, Decimal(0), None, "", "decoy", False, aside=covering[2])
    for name, form in _forms():
        if (match := form.match(text, start)) and (figure := _READERS[name](match)):
            return _hedged(text, figure)
    return None


def _end_of_digits(text: str, start: int, limit: int) -> int:
    match = re.compile(rf"{ARABIC}{MAGNITUDE}?|{CHINESE}|.").match(text, start, max(limit, start + 1))
    return match.end() if match else start + 1


def _hedged(text: str, figure: Figure) -> Figure:
    before, after = hedge_before(text, figure.start), hedge_after(text, figure.end)
    surface = text[figure.start : figure.end]
    sign: Comparator = figure.comparator
    if figure.value_max is not None:
        sign = "range"
    elif after:
        sign = after[0]
    elif before and not (figure.kind == "points" and text[before[1] : figure.start] in {"高于", "低于"}):
        sign = before[0]
    elif re.search("[多余]", surface) or (figure.kind == "growth" and text.startswith("多", figure.end)):
        sign = ">="
    return replace(
        figure,
        comparator=sign,
        hedge_start=before[1] if before else figure.start,
        hedge_end=after[1] if after else figure.end,
    )


def _arabic(match: re.Match[str]) -> Figure | None:
    low, high = _decimal(match["low"]), match["high"]
    unit, end = match["unit"] or "", match.end()
    low_magnitude, first_unit = match["mag"], match["unit1"]
    if high and not _is_range(match, unit):
        return _single(match, low, low_magnitude, first_unit)
    if (
        not unit
        or not match["extra"]
        or kind_of(match["extra"].strip("（）")) != "count"
        or match["extra"][1:-1] not in _units()
    ):
        end = match.end("unit") if unit else match.end("magh") if match["magh"] else match.end() - len(match["extra"])
    value = low * magnitude(low_magnitude or (match["magh"] if high else "") or "")
    value_max = _decimal(high) * magnitude(match["magh"] or "") if high else None
    figure = _figure(match.start(), end, value, value_max, unit, chinese=False)
    if unit == "倍" and _MULTIPLE_OF.search(match.string[: match.start()]):
        return replace(figure, value=value, unit="倍", kind="count")
    return figure


@cache
def _units() -> frozenset[str]:
    from tracker.quantities.units import KINDS

    return frozenset(KINDS)


def _is_range(match: re.Match[str], unit: str) -> bool:
    """3-5个 is a range, 5%-6% too; 20人-30家 is not, nor 10-5个."""
    first = match["unit1"]
    if first and first != unit:
        return False
    low = _decimal(match["low"]) * magnitude(match["mag"] or (match["magh"] or ""))
    return low < _decimal(match["high"]) * magnitude(match["magh"] or "")


def _single(match: re.Match[str], low: Decimal, low_magnitude: str | None, unit: str | None) -> Figure:
    end = match.end("unit1") if unit else match.end("mag") if low_magnitude else match.end("low")
    return _figure(match.start(), end, low * magnitude(low_magnitude or ""), None, unit or "", chinese=False)


def _figure(start: int, end: int, value: Decimal, value_max: Decimal | None, unit: str, *, chinese: bool) -> Figure:
    kind = kind_of(unit) if unit else "bare"
    if kind == "times":
        value, unit, kind = value * 100, "%", "growth"
    return Figure(start, end, value.normalize() + 0, value_max, base_unit(unit), kind, chinese)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _chinese(match: re.Match[str]) -> Figure | None:
    value, high = read_chinese(match["low"]), match["high"]
    unit = match["unit"] or ""
    end = match.end("unit") if unit else match.end("low")
    if value is None or not unit or match["low"][0] in "零〇" or _is_name(match["low"], unit):
        return Figure(match.start(), end, Decimal(0), None, "", "decoy", True, aside="word")
    before = match.string[: match.start()]
    reached = hedge_before(match.string, match.start()) or _REACHED.search(before)
    if set(match["low"]) <= set("百千万亿") and not reached:
        return Figure(match.start(), end, Decimal(0), None, "", "decoy", True, aside="size-class")
    return _figure(match.start(), match.end("unit"), value, read_chinese(high) if high else None, unit, chinese=True)


def _is_name(numeral: str, unit: str) -> bool:
    """三元, 四方, 八里 are names; 两百公里 and 十二亩 are quantities."""
    return len(numeral) == 1 and len(unit) == 1 and kind_of(unit) in {"money", "measure"}


def _percent(match: re.Match[str]) -> Figure | None:
    value = read_chinese(match["low"])
    return None if value is None else Figure(match.start(), match.end(), value, None, "%", "rate", True)


def _fraction(match: re.Match[str]) -> Figure | None:
    up, down = read_chinese(match["up"]), read_chinese(match["down"])
    if not up or not down:
        return None
    share = (up * 100 / down).quantize(Decimal("0.01")).normalize() + 0
    return Figure(match.start(), match.end(), share, None, "%", "rate", True)


def _slash(match: re.Match[str]) -> Figure | None:
    """1/4 of a whole; 24/7 and 3/1 are none."""
    up, down = Decimal(match["up"]), Decimal(match["down"])
    if not 0 < up < down:
        return None
    share = (up * 100 / down).quantize(Decimal("0.01")).normalize() + 0
    return Figure(match.start(), match.end(), share, None, "%", "rate", False)


def _tenths(match: re.Match[str]) -> Figure | None:
    value = read_chinese(match["low"])
    return (
        value and Figure(match.start(), match.end(), value * 10 + (5 if match["half"] else 0), None, "%", "rate", True)
    ) or None


def _half(match: re.Match[str]) -> Figure | None:
    return Figure(match.start(), match.end(), Decimal(50), None, "%", "rate", True)


def _doubling(match: re.Match[str]) -> Figure | None:
    times = 1 if not match["low"] else int(read_chinese(match["low"]) or match["low"])
    return Figure(match.start(), match.end(), Decimal(2**times - 1) * 100, None, "%", "growth", True)


def _half_unit(match: re.Match[str]) -> Figure | None:
    unit = match["unit"]
    return Figure(match.start(), match.end(), Decimal("0.5"), None, base_unit(unit), kind_of(unit), True)


def _product(match: re.Match[str]) -> Figure | None:
    value = int(match["times"]) * _decimal(match["low"]) * magnitude(match["mag"] or "")
    return _figure(match.start(), match.end(), value, None, match["unit"], chinese=False)


def _ratio(match: re.Match[str]) -> Figure | None:
    return Figure(match.start(), match.end(), Decimal(0), None, "", "ratio", False, aside="ratio")


_READERS = {
    "ratio": _ratio,
    "product": _product,
    "arabic": _arabic,
    "slash": _slash,
    "percent": _percent,
    "fraction": _fraction,
    "tenths": _tenths,
    "half": _half,
    "doubling": _doubling,
    "half-unit": _half_unit,
    "chinese": _chinese,
}
