"""Which year a report is for: the year that it plans, read from its title, its meeting, its opening or its headings.

Each function reads one kind of evidence from folded text (see `fold`); `plan_year` weighs them, and prefers None to a
guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from tracker.lexicon import alternation, words

__all__ = ["in_digits", "meeting_date", "plan_year"]

_YEAR = r"(?<!\d)((?:19[89]|20\d)\d)年"
_CHINESE = "〇一二三四五六七八九"
_WRITTEN_YEAR = re.compile(r"[〇○零０Oo一二三四五六七八九]{4}(?=年)")
_WRITTEN_DAY = re.compile(r"([一二三四五六七八九十]{1,3})([月日])")
_DIGITS = str.maketrans(_CHINESE + "○零Oo", "0123456789" + "0000")

_COMMUNIQUE = re.compile(_YEAR + r"[^，。：]{0,24}?公报")
_COMMUNIQUE_WORDS = re.compile(r"国民经济和社会发展[^，。：]{0,4}公报")
_TITLED = (re.compile(_YEAR + r"度?[^，。：；\d]{0,24}?政府工作报告"), re.compile("政府" + _YEAR + "度?工作报告"))
_MEETING = re.compile(_YEAR + r"(\d{1,2})月(?:(\d{1,2})日)?(?=，?[^，。\d]{0,20}在[^，。]{0,40}会)")
_MEETING_DAY = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})日，?[^，。]{0,20}第?[^，。]{1,4}届人民代表大会")
_ALONE = re.compile(r"[-（]*" + _YEAR + r"(\d{1,2})月(?:(\d{1,2})日)?[^\d]?")
_PUBLISHED = re.compile(r"(?<!\d)((?:19[89]|20\d)\d)[-年/.](\d{1,2})[-月/.](\d{1,2})")
_OPENING = re.compile(_YEAR + r"的?(?:政府)?工作(?:提出|安排|任务|建议|的建议|进行|部署)")
_REVIEWED = re.compile(_YEAR + r"[^，。：；\d]{0,12}?" + alternation(words("headings", "review")))
_PLANNED = re.compile(r"(?<!到)" + _YEAR + r"[^，。：；\d远展]{0,12}?" + alternation(words("headings", "plan")))
_HEADING = re.compile(r"(?:第[一二三四五]部分|[（(]?[一二三四五][)）、])")
_HEADING_LENGTH = 40
_LAST_MEETING = 4  # a page put up later in a year may have waited for any length of time
_YEAR_END = 11  # a congress that meets in November or December hears the plan of the next year


def in_digits(text: str) -> str:
    """Years and days in Chinese digits as Arabic ones: 二〇二四年一月二十三日 → 2024年1月23日."""
    text = _WRITTEN_YEAR.sub(lambda year: year.group().translate(_DIGITS), text)
    return _WRITTEN_DAY.sub(lambda day: f"{_small_number(day.group(1))}{day.group(2)}", text)


def _small_number(written: str) -> int:
    """二十三 → 23, 十 → 10."""
    tens, ten, ones = written.rpartition("十")
    units = _CHINESE.find(ones) if ones else 0
    return (_CHINESE.find(tens) if tens else 1) * 10 + units if ten else units


def meeting_date(head: str, lines: Iterable[str]) -> date | None:
    """The day of the congress that heard the report: `2022年1月27日在…会议上`, or a date on a line of its own."""
    if _COMMUNIQUE_WORDS.search(head):
        return None
    found = _MEETING.search(head) or next(filter(None, map(_ALONE.fullmatch, lines)), None)
    if found:
        return _as_date(*found.groups())
    day, published = _MEETING_DAY.search(head), _PUBLISHED.search(head)
    return _as_date(published.group(1), *day.groups()) if day and published else None


def plan_year(head: str, lines: list[str], headings: Iterable[str]) -> int | None:
    """The year that the report plans, or that a communiqué accounts for; None where the text is silent or of two minds.

    The title and the meeting are asked first; where they disagree, or where the title stands alone, the headings
    of the body decide. Then the opening, the headings themselves, and last the day on which the page was put up.
    """
    if _COMMUNIQUE_WORDS.search(head):
        return _only(_COMMUNIQUE.findall(head))
    titled = {int(year) for pattern in _TITLED for year in pattern.findall(head)}
    said = titled | _planned_by(_meetings(head, lines))
    if not said:
        said = {int(year) for year in _OPENING.findall(head)}
    by_headings = _year_of_headings(headings)
    if len(said) == 1 and (by_headings is None or by_headings in said or _meetings(head, lines)):
        return said.pop()
    if said:
        return by_headings if by_headings in said else None
    return by_headings or _only(year for year, month, _ in _PUBLISHED.findall(head) if int(month) <= _LAST_MEETING)


def _meetings(head: str, lines: list[str]) -> list[tuple[str, ...]]:
    alone = [found.groups() for found in map(_ALONE.fullmatch, lines) if found]
    return [found.groups() for found in _MEETING.finditer(head)] or alone


def _planned_by(dates: Iterable[tuple[str, ...]]) -> set[int]:
    return {int(year) + (int(month) >= _YEAR_END) for year, month, *_ in dates}


def _year_of_headings(headings: Iterable[str]) -> int | None:
    """The year after the one reviewed, else the one planned; None where headings name several."""
    short = [line for line in headings if len(line) <= _HEADING_LENGTH or _HEADING.match(line)]
    openings = [line[:_HEADING_LENGTH] for line in short]
    reviewed = {int(year) + 1 for line in openings for year in _REVIEWED.findall(line)}
    planned = {int(year) for line in openings for year in _PLANNED.findall(line)}
    agreed = reviewed & planned or reviewed or planned
    return agreed.pop() if len(agreed) == 1 else None


def _only(years: Iterable[int | str]) -> int | None:
    distinct = {int(year) for year in years}
    return distinct.pop() if len(distinct) == 1 else None


def _as_date(year: str, month: str, day: str | None) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if day else None
    except ValueError:
        return None
