"""By when: the date words of a sentence, read from the figure backwards, else the period of the section."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tracker.lexicon import meanings
from tracker.quantities import read_number
from tracker.targets.phrases.clauses import clause_end, clause_start, stretch_start

_PLAN_YEARS = {word: int(span[-4:]) for word, span in meanings("periods").items()}
_HALVES = {"上半年": 6, "年中": 6, "下半年": 12}
_HOLIDAYS = {"国庆": (9, 30), "五一": (4, 30), "七一": (6, 30), "秋季开学": (8, 31)}  # the last day before
_QUARTERS = {"一季度": 3, "二季度": 6, "三季度": 9, "四季度": 12}
_LEADING = re.compile(  # ——到2025年, 2.到2025年, 全县力争到2025年
    r"(?:[^\w，；。：]+|[①-⑳]|（?\d{1,2}[）.、．])?(?:[\u4e00-\u9fff]{2,6}(?=力争|确保|争取|计划)|[\u4e00-\u9fff]{1,4}[省市县区州旗盟镇乡](?=到|至|在))?[“（]?(?:20\d\d年?[-—–~至到]|提出|力争|用|利用|确保|争取|即|从现在起|从今年起|到|至|在|要|并|同时|计划|于|自|从|（?[一二三四五六七八九十]+[是）、])*"
)
_COMPARED = re.compile(r"(?:比|较|相比|同比|自|从|由|超过|以)$")


_BASES = ("的基础上", "基础上", "基数上")  # 在2020年的基础上翻一番
_FINISHED = re.compile(
    r"(?:\d{4}年|\d{1,2}月(?:\d{1,2}日)?|[^，；。\d]){0,10}?"
    "(?:竣工|完工|建成|投入|投用|交付|通车|完成|投产|启用|实现)(?:并|投入|交付|试|正式)*"
    "(?:使用|运营|运行|通车|投产|投用|验收|招生|入住|开园|供水|供热)?$"
)
_OF_EVENT = re.compile(  # 5月12日，在市人代会上: when it was said
    "(?:[上下]午|晚|，?(?:在[^，。；]{2,40}(?:会|会议|上)，|记者|[^，。；]{0,24}(?:召开|举行|开幕|获悉|公布|发布|闭幕)))"
)
_AIMS = re.compile("(?:目标|要求|任务|要)(?:是|为)?$")


class Due(NamedTuple):
    """A date and the rule that read it; `place` is where its words begin in the sentence."""

    day: date
    rule: str
    place: int
    leads: bool  # stands at the start of its clause, so that it may govern the clauses behind


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _within_month(year: int, month: int, day: str | None) -> date | None:
    """The day of that month, or its last one; None where there is no such month."""
    if not 1 <= month <= 12:
        return None
    last = _end_of_month(year, month)
    return last.replace(day=_figure(day)) if day and 1 <= _figure(day) <= last.day else last


def by_year(match: re.Match[str], year: int) -> date | None:
    """到2026年, 2025年底前: the last day of that year, or the month or day it names; a year gone by is no due date."""
    named = int(match[1])
    if not year <= named <= year + 30:
        return None
    return _within_month(named, _figure(match[2] or "12"), match[3])


def by_month(match: re.Match[str], year: int) -> date | None:
    """6月底前, 六月底前: the last day of that month in the report's year; 7月1日前: that day."""
    return _within_month(year, _figure(match[1]), match[2])


def _figure(written: str) -> int:
    """6 or 六 → 6."""
    return int(read_number(written) or 0)


def by_next_year(match: re.Match[str], year: int) -> date | None:
    """明年: the last day of the year behind the report's."""
    return date(year + 1, 12, 31)


def by_part_of_year(match: re.Match[str], year: int) -> date | None:
    """上半年, 一季度."""
    return _end_of_month(year, (_HALVES | _QUARTERS)[match[1]])


def _named_year(word: str, year: int) -> int:
    """2023, or which year 今 and 明 are."""
    return year + 1 if word == "明" else int(word) if word.isdigit() else year


def by_part_of_named_year(match: re.Match[str], year: int) -> date | None:
    """明年6月底前, 2023年上半年: a month, a half or a quarter of a year that is named."""
    named = _named_year(match[1], year)
    if not year <= named <= year + 30:
        return None
    month = (_HALVES | _QUARTERS)[match[4]] if match[4] else _figure(match[2])
    return _within_month(named, month, match[3])


def by_holiday(match: re.Match[str], year: int) -> date | None:
    """国庆节前, 明年国庆节前: the day before a holiday that has its day in every year; 春节前 has none."""
    return date(_named_year(match[1] or "今", year), *_HOLIDAYS[match[2]])


def by_year_end(match: re.Match[str], year: int) -> date | None:
    """年底前, 年内, 全年, 今年: the last day of the report's year."""
    return date(year, 12, 31)


def by_plan(match: re.Match[str], year: int) -> date | None:
    """到“十四五”末: the last day of the five-year plan."""
    last = _PLAN_YEARS[match[1]]
    return date(last, 12, 31) if last >= year else None


def by_span(match: re.Match[str], year: int) -> date | None:
    """三年内, 2至3年内, 今后五年: the report's year counts as the first."""
    years = read_number(match[1])
    return None if years is None else date(year + max(int(years) - 1, 0), 12, 31)


_MONTH, _DAY = r"(\d{1,2}|十[一二]?|[一二三四五六七八九])", r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], date | None]], ...] = (
    (
        re.compile(
            rf"(?<!\d)((?:19|20)\d\d|[今明本当])年(?:(?<=[今明本当]年){_MONTH}月(?:{_DAY}日|份)?|第?(上半年|下半年|[一二三四]季度))"
            "(?:底|末|初|中旬|上旬|下旬)?(?:前|之前|以前)?"
        ),
        by_part_of_named_year,
    ),
    (
        re.compile(r"(?:([今明]|20\d\d)年)?[“\"]?(国庆|五一|七一|秋季开学)[”\"]?(?:节|劳动节)?(?:之前|以前|前)"),
        by_holiday,
    ),
    (
        re.compile(rf"(?<!\d)((?:19|20)\d\d)年(?:{_MONTH}月(?:{_DAY}日)?)?(?:底|末|初)?(?:前|之前|以前)?"),
        by_year,
    ),
    (re.compile(r"[“\"]?(十[一二三四五六]五)[”\"]?(?:规划)?(?:末|期末|期间|时期|收官)"), by_plan),
    (re.compile(r"(?:到|至)[“\"]?(十[一二三四五六]五)[”\"]?"), by_plan),
    (re.compile(r"(?<![年\d])(\d{1,2})月(?:(\d{1,2})日|份)?(?:底|末|中旬|上旬|下旬|初)?(?:前|之前|以前)?"), by_month),
    (
        re.compile(
            r"(?<![年个一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])月(?:([一二三四五六七八九十]{1,3})日)?"
            r"(?:份?(?:底|末|中旬|上旬|下旬)?(?:前|之前|以前)|份|底|末)"
        ),
        by_month,
    ),
    (re.compile(r"(上半年|下半年|年中(?![央国期小心东西部考等])|[一二三四]季度)"), by_part_of_year),
    (
        re.compile(
            r"(?<!离校|毕业|成立|注册|创办)(?:\d{1,2}|[一二两三四五])?[-至到~]?(?<![十\d])(\d{1,2}|[一二两三四五六七八九十])年"
            r"(?:左右)?(?:时间)?(?:内|之内|左右|时间)"
        ),
        by_span,
    ),
    (re.compile(r"(?:今后|未来|用|今明)(?:[2-9一二两三四][-至到~])?([2-9两三四五]|10)年"), by_span),
    (
        re.compile(
            r"(?:通过|经过|利用)(?:\d[-—–~至到]|[一二两三四][-至到]?(?=[两三四五]))?(\d|[两三四五])年(?:左右)?的?(?:不懈|持续)?努力"
        ),
        by_span,
    ),
    (
        re.compile(
            r"(?:^|(?<=[，；：、]))([两三四五]|[2-5])年(?=(?:累计|共|力争|确保|统筹|内)?(?:安排|筹措|融资|投入|投资|建成|完成|实现|达到|打造|新建|新增|改造|引进|引育|培育|培训|整治))"
        ),
        by_span,
    ),
    (re.compile(r"(?<![去续近])([两三四五])年(?=翻)"), by_span),
    (re.compile(r"明年(?:年?底|年末|年内)?"), by_next_year),
    (re.compile(r"年底|年末|年内|全年(?!(?:目标)?任务|目标)|今年|本年|当年"), by_year_end),
)


_NEEDS: dict[Callable[[re.Match[str], int], date | None], re.Pattern[str]] = {  # found soonest in a text without a form
    by_part_of_named_year: re.compile(r"年[\d一二三四五六七八九十第上下]"),
    by_holiday: re.compile("国庆|五一|七一|秋季"),
    by_year: re.compile(r"[12][09]\d\d年"),
    by_plan: re.compile("五"),
    by_month: re.compile("月"),
    by_part_of_year: re.compile("半年|季度|年中"),
    by_span: re.compile(r"[\d一二两三四五六七八九十]年(?<!\d{4}年)"),
    by_next_year: re.compile("明年"),
    by_year_end: re.compile("年[底末内]|[全今本当]年"),
}
_NUMBER = re.compile("[0-9；]")
_LISTED_YEARS = re.compile(r"((?:20\d\d年(?:底|末)?[、和]){1,3}20\d\d年(?:底|末)?)，?[^，；。\d]{0,30}?分别")
_BETWEEN_DEALT = re.compile("[、和]")
_DATED = re.compile("[年五月季庆七]")  # every form has one of them


def due_of(clean: str, start: int, end: int, year: int) -> Due | None:
    """The date nearest before the figure since the last semicolon, else one behind it in its clause."""
    dues = _dues(clean, year)
    if not dues:
        return None
    first = stretch_start(clean, start)
    clause = clause_start(clean, start)
    before = [due for due in dues if first <= due.place < start and (due.leads or due.place >= clause)]
    if len(dues) > 1 and "分别" in clean and (dealt := _dealt(clean, start, dues)):
        return dealt
    if before:
        return max(before, key=lambda due: due.place)
    stop = clause_end(clean, end)
    behind = next((due for due in dues if end <= due.place < stop), None)
    return (
        behind or _finished_by(clean, stop, dues) or _announced(clean, start, dues) or _headed(clean, start, dues, year)
    )


def _dealt(clean: str, start: int, dues: tuple[Due, ...]) -> Due | None:
    """2025年、2030年覆盖率分别达到30%、35%: each number has the year that stands in its place."""
    listed = _LISTED_YEARS.search(clean, stretch_start(clean, start), start)
    if not listed:
        return None
    years = [due for due in dues if listed.start() <= due.place < listed.end(1)]
    place = len(_BETWEEN_DEALT.findall(clean, listed.end(), start))
    return years[place] if place < len(years) else None


def _finished_by(clean: str, stop: int, dues: tuple[Due, ...]) -> Due | None:
    """改造小区8个，6月底前完工: the date in the next clause, which only says by when it is done."""
    if not clean.startswith("，", stop):
        return None
    end = clause_end(clean, stop + 1)
    found = next((due for due in dues if stop < due.place < end and due.leads), None)
    return found if found and _FINISHED.match(clean, found.place, end) else None


def _announced(clean: str, start: int, dues: tuple[Due, ...]) -> Due | None:
    """今后五年的主要目标是：…；…: a date in the words before a colon holds for all of the sentence."""
    first = clean.rfind("。", 0, start) + 1
    colon = clean.find("：", first, start)
    told = [due for due in dues if first <= due.place < colon]
    return told[-1] if told and _AIMS.search(clean, told[-1].place, colon) else None


def _headed(clean: str, start: int, dues: tuple[Due, ...], year: int) -> Due | None:
    """到2025年，…；…: a later year that a sentence begins with holds behind its semicolons too."""
    first = clean.rfind("。", 0, start) + 1
    head = next((due for due in dues if first <= due.place < start and due.leads), None)
    if head is None or head.day.year <= year or _NUMBER.search(clean, first + 2, head.place):
        return None
    return head if clean.startswith("，", clause_end(clean, head.place)) else None


@lru_cache(maxsize=16)
def _dues(clean: str, year: int) -> tuple[Due, ...]:
    """All date words of a sentence; where two forms overlap, the earlier form in the order stands."""
    if not _DATED.search(clean):
        return ()
    found: list[Due] = []
    taken: set[int] = set()
    possible = {read for read, needed in _NEEDS.items() if needed.search(clean)}
    for pattern, read in (form for form in FORMS if form[1] in possible):
        for match in pattern.finditer(clean):
            if match.start() in taken or _COMPARED.search(clean, max(0, match.start() - 4), match.start()):
                continue
            if clean.startswith(_BASES, match.end()):
                continue
            if match[0].endswith("日") and _OF_EVENT.match(clean, match.end()):
                continue
            if day := read(match, year):
                taken.update(range(match.start(), match.end()))
                lead = clean[max(clause_start(clean, match.start()), match.start() - 8) : match.start()]
                leads = match.start() - clause_start(clean, match.start()) <= 8 and _LEADING.fullmatch(lead) is not None
                found.append(Due(day, "due-" + read.__name__.replace("_", "-"), match.start(), leads))
    return tuple(found)
