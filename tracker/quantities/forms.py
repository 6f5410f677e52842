"""The forms in which a quantity is written, in order of precedence, and how each is read: the grammar of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache

from tracker.quantities.comparators import hedge_before
from tracker.quantities.figure import Figure
from tracker.quantities.numerals import ARABIC, CHINESE, MAGNITUDE, magnitude, read_chinese
from tracker.quantities.units import KINDS, NO_MEASURE_WORDS, base_unit, kind_of, unit_pattern

_RANGE = r"(?:[-—–~～]{1,2}|至|到)"
_MORE = r"[多余]?"
_REACHED = re.compile(r"(?:达到|达|跨上|迈上|迈过|跨过|站上|跃上|稳定在|保持在)$")
_IN_NAMES = frozenset("头棵")  # 五头镇, 三棵树
_SIZES = frozenset("百千万亿")
_MULTIPLE_OF = re.compile(
    r"(?:是|为|达|达到|相当于|不低于|不高于|不少于|不超过|不得低于)[^，。；]{0,16}的(?:[0-9.]+倍[和、])*$"
)
_REACH = 60  # characters before a number that can hold what it is a multiple of
_NEAR = 16  # characters
_SUM = re.compile(
    "(?:经济总量|GDP|总值|产值|产业|收入|营收|投资|税收|贷款|存款|销售额)(?:总量|规模|余额)?"
    "(?:连续|有望|力争|将|均|分别|也)*(?:达到?|突破|超过?|跨[越过]|迈[上过]|形成|完成|实现|约|近|接近)*$"
)
_EXTRA_UNIT = r"(?:（[^（）]{1,2}）)?"


@cache
def forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The names and patterns of all forms, in order of precedence."""
    unit, chinese_unit = unit_pattern(chinese=False), unit_pattern(chinese=True)
    digits = r"[零〇一二三四五六七八九十百两]+"
    return (
        ("ratio", re.compile(rf"{ARABIC}(?:[：∶]{ARABIC}){{1,3}}")),
        ("product", re.compile(rf"(?P<times>[0-9]+)[×xX*](?P<low>{ARABIC})(?P<mag>{MAGNITUDE})?(?P<unit>{unit})")),
        ("slash", re.compile(r"(?P<up>[0-9]{1,2})/(?P<down>[0-9]{1,3})(?![0-9/万])")),
        (
            "tenths",
            re.compile(
                r"(?:(?P<low>[一二两三四五六七八九])成(?P<half>半)?(?=以上|左右|以下|以内|[，。；、]|$|的|多|企业|人口|农)|"
                r"(?P<digit>[1-9])成(?![员功立本果品为就交都长份套年人]))"
            ),
        ),
        (
            "arabic",
            re.compile(
                rf"(?P<low>{ARABIC}){_MORE}(?P<mag>{MAGNITUDE})?{_MORE}(?P<unit>{unit})?"
                rf"(?:{_RANGE}(?P<high>{ARABIC})(?P<magh>{MAGNITUDE})?{_MORE}(?P<unit_of_high>{unit})?)?(?P<extra>{_EXTRA_UNIT})"
            ),
        ),
        ("percent", re.compile(rf"(?P<of>[百千])分之(?P<low>{digits}(?:点{digits})?)")),
        ("fraction", re.compile(rf"(?P<down>{digits})分之(?P<up>{digits})")),
        ("half", re.compile(r"一半|半数|(?<=[过近超])半(?=[，。；、]|$|的|数|以上)")),
        ("doubling", re.compile(r"翻了?(?:近|约)?(?P<low>[一二两三四]|[0-9])?番|(?P<again>再翻一番)")),
        ("half-unit", re.compile(r"半(?P<unit>个工作日|个小时|小时|天|公里|亩)")),
        (
            "chinese",
            re.compile(
                rf"(?P<low>{CHINESE}(?:点{CHINESE})?){_MORE}(?P<mag>(?<=[多余])[万亿]+)?(?:{_RANGE}(?P<high>{CHINESE}))?{_MORE}(?P<unit>{chinese_unit}|(?<=举办[一二两三四五六七八九])届)?"
            ),
        ),
    )


_DECIMAL_FORMS = ("ratio", "product", "slash", "tenths", "arabic")
_CHINESE_DIGITS = "零〇一二三四五六七八九十百两"
_OPENINGS = {  # the characters that a form in words can begin with
    "percent": "百千",
    "fraction": _CHINESE_DIGITS,
    "tenths": "一二两三四五六七八九",
    "half": "一半",
    "doubling": "翻再",
    "half-unit": "半",
    "chinese": CHINESE[1:-2],
}


_GO_ON = "点多余至到分成半番届-—–~～"  # within the forms in words, and 届, which counts only what was held


def goes_on() -> str:
    """The characters, for a set of a pattern, that can go on with a number in words behind its first numeral."""
    firsts = {word[0] for word, kind in KINDS.items() if kind not in NO_MEASURE_WORDS}
    return re.escape("".join(sorted(firsts | {*_GO_ON, *CHINESE[1:-2]})))


@lru_cache(maxsize=512)
def readings(
    opening: str, only: str | None = None
) -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Figure | None]], ...]:
    """The patterns of the forms that can begin with a character, in order of precedence, each with its reader.

    `only` is the name of the form where no other is possible.
    """
    opened = _DECIMAL_FORMS if opening.isdecimal() else [name for name in _OPENINGS if opening in _OPENINGS[name]]
    return tuple((pattern, READERS[name]) for name, pattern in forms() if name in ([only] if only else opened))


def _arabic(match: re.Match[str]) -> Figure | None:
    digits, mag, unit, high = match.group("low", "mag", "unit", "high")
    value = decimal_of(digits) * magnitude(mag) if mag else decimal_of(digits)
    if high:
        return _ranged(match, value, match["unit_of_high"] or "", high)
    counted = unit or ("元" if mag and mag[-1] == "亿" and _is_sum(match.string, match.start()) else "")
    figure = _figure(match.start(), _end(match, "unit"), value, None, counted, chinese=False)
    if unit == "倍" and _MULTIPLE_OF.search(match.string[max(0, match.start() - _REACH) : match.start()]):
        return figure._replace(value=value, unit="倍", kind="count")
    return figure


def _is_sum(text: str, start: int) -> bool:
    """经济总量突破2000亿: what is said without a unit of what is only ever counted in money."""
    return _SUM.search(text, max(0, start - _NEAR), start) is not None


def _ranged(match: re.Match[str], low: Decimal, unit: str, high: str) -> Figure:
    """3-5个; where it is no range, the first number alone."""
    mag, first, mag_of_high = match.group("mag", "unit", "magh")
    if not _is_range(match, unit):
        end = match.end("unit") if first else match.end("mag") if mag else match.end("low")
        return _figure(match.start(), end, low, None, first or "", chinese=False)
    value = low if mag else low * magnitude(mag_of_high or "")
    value_max = decimal_of(high) * magnitude(mag_of_high or "")
    return _figure(match.start(), _end(match, "unit_of_high"), value, value_max, unit, chinese=False)


def _end(match: re.Match[str], unit: str) -> int:
    """Where the quantity ends: behind its unit and another one in brackets, 5家（个）, or behind its magnitude."""
    extra = match["extra"]
    if not match[unit]:
        return match.end("magh") if match["magh"] else match.end() - len(extra)
    return match.end() if extra and KINDS.get(extra[1:-1]) == "count" else match.end(unit)


def _is_range(match: re.Match[str], unit: str) -> bool:
    """3-5个 is a range, 5%-6% too; 20人-30家 is not, nor 10-5个."""
    first = match["unit"]
    if first and first != unit:
        return False
    low = decimal_of(match["low"]) * magnitude(match["mag"] or (match["magh"] or ""))
    return low < decimal_of(match["high"]) * magnitude(match["magh"] or "")


def _figure(start: int, end: int, value: Decimal, value_max: Decimal | None, unit: str, *, chinese: bool) -> Figure:
    kind = kind_of(unit) if unit else "bare"
    if kind == "times":
        value, unit, kind = value * 100, "%", "growth"
    value = value.normalize() + 0
    return tuple.__new__(
        Figure, (start, end, value, value_max, base_unit(unit), kind, chinese, "=", start, end, None, 0)
    )


def _share(match: re.Match[str], value: Decimal, kind: str = "rate", *, chinese: bool = True) -> Figure:
    """A figure in percent that takes up the whole match."""
    return Figure(match.start(), match.end(), value, None, "%", kind, chinese, "=", match.start(), match.end())


def decimal_of(text: str) -> Decimal:
    """1,234.5 → 1234.5, exactly."""
    return Decimal(text.replace(",", "") if "," in text else text)


def _chinese(match: re.Match[str]) -> Figure | None:
    value, high = read_chinese(match["low"]), match["high"]
    unit = match["unit"] or ""
    end = match.end("unit") if unit else match.end("low")
    if value is None or not unit or match["low"][0] in "零〇" or _is_name(match["low"], unit):
        return Figure.decoy(match.start(), end, "word")
    if _SIZES.issuperset(match["low"]) and not _is_reached(match.string, match.start()):
        return Figure.decoy(match.start(), end, "size-class")
    value *= magnitude(match["mag"] or "")
    return _figure(match.start(), match.end("unit"), value, read_chinese(high) if high else None, unit, chinese=True)


def _is_reached(text: str, start: int) -> bool:
    """Whether a hedge or a verb of reaching makes an amount of 百, 千, 万 or 亿: 突破千亿元."""
    return hedge_before(text, start) is not None or _REACHED.search(text[max(0, start - 3) : start]) is not None


def _is_name(numeral: str, unit: str) -> bool:
    """三元, 四方, 八里, 五头 are names; 两百公里 and 十二亩 are quantities."""
    if len(numeral) != 1 or len(unit) != 1:
        return False
    return kind_of(unit) in {"money", "measure"} or (unit in _IN_NAMES and numeral not in _SIZES)


def _percent(match: re.Match[str]) -> Figure | None:
    value = read_chinese(match["low"])
    if value is None:
        return None
    return _share(match, value)._replace(unit="%" if match["of"] == "百" else "‰")


def _fraction(match: re.Match[str]) -> Figure | None:
    up, down = read_chinese(match["up"]), read_chinese(match["down"])
    if not up or not down:
        return None
    share = (up * 100 / down).quantize(Decimal("0.01")).normalize() + 0
    return _share(match, share)


def _slash(match: re.Match[str]) -> Figure | None:
    """1/4 of a whole; 24/7 and 3/1 are none."""
    up, down = Decimal(match["up"]), Decimal(match["down"])
    if not 0 < up < down:
        return None
    share = (up * 100 / down).quantize(Decimal("0.01")).normalize() + 0
    return _share(match, share, chinese=False)


def _tenths(match: re.Match[str]) -> Figure | None:
    value = Decimal(match["digit"]) if match["digit"] else read_chinese(match["low"])
    return _share(match, value * 10 + (5 if match["half"] else 0), chinese=not match["digit"]) if value else None


def _half(match: re.Match[str]) -> Figure | None:
    return _share(match, Decimal(50))


def _doubling(match: re.Match[str]) -> Figure | None:
    times = 1 if not match["low"] else int(read_chinese(match["low"]) or match["low"])
    return _share(match, Decimal(2**times - 1) * 100, "growth")


def _half_unit(match: re.Match[str]) -> Figure | None:
    start, end, unit = match.start(), match.end(), match["unit"]
    return Figure(start, end, Decimal("0.5"), None, base_unit(unit), kind_of(unit), True, "=", start, end)


def _product(match: re.Match[str]) -> Figure | None:
    value = int(match["times"]) * decimal_of(match["low"]) * magnitude(match["mag"] or "")
    return _figure(match.start(), match.end(), value, None, match["unit"], chinese=False)


def _ratio(match: re.Match[str]) -> Figure | None:
    return Figure(match.start(), match.end(), Decimal(0), None, "", "ratio", False, aside="ratio")


READERS: dict[str, Callable[[re.Match[str]], Figure | None]] = {
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
