"""People, households and money counted without a measure word: 6600多万纳税人, 产值突破800亿."""

from __future__ import annotations

import re

from tracker.lexicon import alternation, meanings, words
from tracker.quantities import Figure

_PEOPLE = meanings("people")
_LARGE = re.compile("[百千万亿]")
_PART = re.compile("[，；。、]")
_BEHIND, _BEFORE = 14, 14
_TASK_BEFORE = 20
_MONEY = alternation(words("people", "元"))
_SUM_BEFORE = re.compile(
    _MONEY + "(?:任务[\\d.]+[千百]?万，)?(?:达到?|完成|实现|约|近|超过?|突破|为|共计?|力争|总计)*$"
)
_FEW, _MANY = 100, 1000  # fewer are numbers of other things
_YEAR_OR_LINE = re.compile(r"(?:19|20)\d\d|123\d\d|1[12]\d")  # 2022, 12345 and 120 are no number of people
_THOSE = re.compile(rf"[余多]?(?:名|的)?[^，；。、\d]{{0,4}}?({alternation(words('people', '人', '户'))})(?![均次])")
_SUM_BEHIND = re.compile("的?" + _MONEY)


def _is_sum(clean: str, figure: Figure) -> bool:
    """Whether nothing but money can be meant: 发放补贴1489万。, 争取500万资金."""
    if not _PART.match(clean[figure.end : figure.end + 1] or "。"):
        return _SUM_BEHIND.match(clean, figure.end) is not None
    return _SUM_BEFORE.search(clean, max(0, figure.start - _TASK_BEFORE), figure.start) is not None


def _of_those_behind(clean: str, figure: Figure) -> str | None:
    """5000贫困人口, 300余农户: a number in figures counts those named directly behind it."""
    named = None if _YEAR_OR_LINE.fullmatch(clean, figure.start, figure.end) else _THOSE.match(clean, figure.end)
    return _PEOPLE[named[1]] if named else None


def unit_of_people(clean: str, figure: Figure) -> str | None:
    """人, 户 or 元 for a large bare number near such a noun, by the one that ends last behind or before."""
    if figure.kind != "bare" or figure.value < _FEW:
        return None
    if figure.value < _MANY or not _LARGE.search(clean, figure.start, figure.end):
        return _of_those_behind(clean, figure)
    sums = "亿" in clean[figure.start : figure.end]
    counting = [(word, unit) for word, unit in _PEOPLE.items() if sums or unit != "元"]
    if "万" in clean[figure.start : figure.end] and _is_sum(clean, figure):
        return "元"
    behind = _PART.split(clean[figure.end : figure.end + _BEHIND])[0]
    named = [(behind.find(word) + len(word), len(word), unit) for word, unit in counting if word in behind]
    if named:
        return max(named)[2]
    before = clean[max(0, figure.start - _BEFORE) : figure.start]
    if "人次" in before:
        return "人次"
    named = [(before.rfind(word) + len(word), len(word), unit) for word, unit in counting if word in before]
    return max(named)[2] if named else None
