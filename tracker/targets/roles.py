"""Promised or already reached: the stance of the section, unless the clause turns against it."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.lexicon import alternation, branches, words
from tracker.model import Role, Section
from tracker.targets.phrases.clauses import clause_start, stretch_start

_NAMES_PAST = re.compile(alternation(words("turns", "past")))  # asked first: it is found ten times as fast
_PAST = re.compile("(?<![比较与同从由在])" + alternation(words("turns", "past")) + "(?!均)")  # 基础上年均增长
_FUTURE = re.compile(alternation(words("turns", "future")))
_LOOKS_AHEAD = re.compile(  # what _promises and _aims ask for
    "今年|今后|未来|到20|目标|年度计划|" + branches(words("turns", "future"))
)
_WILL = re.compile(r"力争|确保|将|(?<!去年)(?<!上年)争取|计划(?!的)|要")
_DONE = re.compile(
    r"(?:完成|建成|实现|新增|达到|突破|打造|引进|培育|发放|投入|解决|改造|实施|开展|组织|取消|减少|减轻|增加|提高|下降|降低|超过)了"
)
_NOW = re.compile("(?:截至)?目前，?(?:我[国省市县区州旗]|全[国省市县区州旗])?[^，；。]{0,8}?(?:拥?有|已|达)")
_STOCK = re.compile(
    r"(?:目前)?(?:[全我该][国省市区县州旗镇乡])?(?:(?:共有|现有|实有|下辖|现辖)[^，；。、\d]{1,12}|[下现]?辖(?!区)[^，；。、]{0,16})|我[国省市县区州旗]有"
)  # 全县共有中小学62所
_BY_THEN = re.compile("[年期]末|年底|20\\d\\d年")
_BASIS = re.compile(r"[^，；。\d]{0,4}的?基础上")
_YEARS_AHEAD = re.compile(
    "(?:^|，)(?:(?:今后|未来)的?[一两三四五几]年|明年)(?:，|内|我们|将|要|力争|计划|全[市县区省]|我[市县区省]|是)"
)
_LAST_YEAR = re.compile(
    r"(?:据[^，。；]{1,8}，)?(?:而|但|其中)?"
    r"(?:去年|上年|截[至止]到?(?:去年|上年)|近(?:几年|年)来|多年来|(?:在?过去|近)的?[一两三四五几]年|[一两三四五]年来|截[至止]目前|今年以来|(?:今年)?1[-—~至到]1?\d月份?，|"
    r"截[至止](?:今年)?(?:1[-—~至到])?\d{1,2}月(?:底|末|\d{1,2}日)?)"
)
_SO_FAR = re.compile(r"(?:今年)?[1一元][-—~至到](?:1?\d|[一二三四五六七八九十]{1,2})月份?")
_QUARTERS = re.compile("(?:今年)?(?:一季度|上半年|前三季度)")
_COMPARED_PART = re.compile(r"(?:同比[^，；。\d]*|(?:年度|全年)(?:任务|目标|计划)的?)[\d.]+(?:%|个百分点)(?!以上|左右)")
_STRETCH_END = re.compile("[；。]")
_OF_THE_YEAR = re.compile("占(?:年度|全年|年)(?:目标|计划|任务)[^，；。]{0,6}的$")
_PLANNED = ("年度计划投资", "年度计划完成投资")
_TOLD_OF = re.compile("已(?:完成|建成|实施|投入)[^，。；：]{0,12}：")  # 已完成建设任务包括：
_AIM = re.compile("(?:今年|明年|(20\\d\\d)年)(?!以来)[^，。；]{0,20}目标(?:任务)?(?:建议)?[是为：]")
_TO_YEAR = re.compile(r"到(20\d\d)年")
_YEAR = re.compile(r"[12](?<!\d.)(?:(?<=1)9|(?<=2)0)\d\d年")
_THIS_YEAR = re.compile("今年|年内|年底")
_THIS_YEAR_WILL = re.compile("今年[^，；。]{0,20}将")
_YEAR_WILL = re.compile(r"(20\d\d)年，?[^，。；]{0,20}?(?:将|计划|力争|拟)")
_YEAR_BEFORE = re.compile("(?<![比较])(?:去年|上年)")
_COMPARED = ("比", "较", "相比", "自", "从", "由", "以")
_MARKS = re.compile(  # ——去年, 2.截至目前, （三）五年来
    r"(?:[^\w，；。：]+|[①-⑳]|（?\d{1,2}[）.、．]|（?[一二三四五六七八九十]{1,3}[是）、])+"
)
_NUMERALS = frozenset("一二三四五六七八九十")
_OPENS_CLAUSE = re.compile(r"(?:^|[，；。])(?:到|至|截[至止]到?|(?:19|20)\d\d年?[-—~至到])?$")
_YEAR_DONE = re.compile("(?:全年|全市|全县|全区)*(?:共|预计|累计)?(?:实现|完成)")


def role_of(section: Section, clean: str, start: int, end: int, year: int) -> tuple[Role, str]:
    """The role of the figure at `start:end` and the name of the rule that gave it."""
    if section.stance == "review" and not may_promise(clean, year):
        return "claim", "review"
    clause = clean[clause_start(clean, start) : start]
    clause = clause[clause.rfind("（") + 1 :] if "）" not in clause else clause  # 新增5张（去年新增4张）
    first = stretch_start(clean, start)
    marks = _MARKS.match(clean, first, start) if clean[first] in _NUMERALS or not clean[first].isalpha() else None
    opens = marks.end() if marks else first
    stretch = clean[opens:start]
    if section.stance == "review":
        first = clean.rfind("。", 0, start) + 1
        announced = "；" in clean and _aims(clean[first:start], year)
        dated = section.due.year < year and _of_year(year).match(clean, first) is not None
        promised = announced or dated or _promises(clause, stretch, year)
        return ("target", "promise-in-review") if promised else ("claim", "review")
    if _reports(clause, stretch, year) or _goes_on_reporting(clean, start, stretch, year):
        return "claim", "report-in-plan"
    if _tells_of_quarters(clean, opens, start):
        return "claim", "report-in-plan"
    if _BASIS.match(clean, end):
        return "claim", "basis"
    return "target", "plan"


@lru_cache(maxsize=16)
def may_promise(clean: str, year: int) -> bool:
    """Whether a sentence has a word that any promise within a review has; most have none, and need no closer look."""
    return _LOOKS_AHEAD.search(clean) is not None or f"{year}年" in clean


@lru_cache(maxsize=8)
def _of_year(year: int) -> re.Pattern[str]:
    """2022年， at the start of a sentence of a review in 2022 speaks of what is to come; 2022年初 does not."""
    return re.compile(rf"{year}年(?=，|(?:全[市县区省]|我[市县区省]))(?!，?(?:是|在))")


def _promises(clause: str, stretch: str, year: int) -> bool:
    """今年力争, 到2030年将达到: a clause of a review that speaks of what is to come."""
    if _tells_so_far(clause):
        return False
    named = _TO_YEAR.search(stretch) if "到20" in stretch else None
    named = named or (_YEAR_WILL.search(stretch) if f"{year}年" in stretch else None)
    will = ("今年" in stretch and _THIS_YEAR_WILL.search(stretch)) or clause.endswith(_PLANNED)
    ahead = ("今后" in stretch or "未来" in stretch or "明年" in stretch) and _YEARS_AHEAD.search(stretch)
    future = _FUTURE.search(clause) or will or ahead or _aims(stretch, year)
    return bool(future or (named and int(named[1]) >= year and _WILL.search(stretch, named.end(1))))


def _tells_so_far(clause: str) -> bool:
    """1-6月份累计完成投资30亿元，占年度计划的60%: the months since January, and what is done of the year's plan."""
    return bool(("月" in clause and _SO_FAR.match(clause)) or ("占" in clause and _OF_THE_YEAR.search(clause)))


def _aims(stretch: str, year: int) -> bool:
    """2022年发展的主要预期目标是, 今年的目标为: what is said behind it is to come."""
    aim = _AIM.search(stretch) if "目标" in stretch else None
    return aim is not None and (aim[1] is None or int(aim[1]) >= year)


def _reports(clause: str, stretch: str, year: int) -> bool:
    """去年, 2023年, 完成了: a clause of a plan that speaks of what was reached."""
    if _NAMES_PAST.search(clause) and _PAST.search(clause) and not _WILL.search(clause):
        return True
    if (led := _LAST_YEAR.match(stretch)) and not (_WILL.search(stretch) or _THIS_YEAR.search(stretch, led.end())):
        return True
    if _tells_so_far(clause):
        return not _WILL.search(clause.partition("占")[0])
    if clause.startswith("其中") and _YEAR_BEFORE.search(stretch):
        return True
    now = _NOW.match(stretch) if "目前" in stretch else None
    if now and "，" not in stretch[now.end() :] and not _WILL.search(clause):
        return True
    held = _STOCK.fullmatch(clause) if "有" in clause or "辖" in clause else None
    if held and not _WILL.search(stretch) and not _BY_THEN.search(stretch):
        return True
    if "了" in clause and _DONE.search(clause):
        return True
    if "已" in stretch and _TOLD_OF.search(stretch) and not _WILL.search(clause):
        return True
    return _past_year(stretch, year)


def _tells_of_quarters(clean: str, opens: int, start: int) -> bool:
    """一季度开工项目8个，同比增长10%: a part of the year may be planned; what is compared with another is told."""
    if "季度" not in clean and "上半年" not in clean:
        return False
    if not _QUARTERS.match(clean, opens):
        return False
    end = _STRETCH_END.search(clean, start)
    told = _COMPARED_PART.search(clean, opens, end.start() if end else len(clean))
    return told is not None and not _WILL.search(clean, opens, max(start, told.end()))


def _past_year(stretch: str, year: int) -> bool:
    """The nearest year named before the figure lies in the past and nothing is compared with it."""
    named = list(_YEAR.finditer(stretch)) if "年" in stretch else []
    if not named or int(named[-1][0][:4]) >= year:
        return False
    behind, before = stretch[named[-1].end() :], stretch[: named[-1].start()]
    if _WILL.search(behind) or "今年" in behind or before.endswith(_COMPARED):
        return False
    return _OPENS_CLAUSE.search(before) is not None or _YEAR_DONE.match(behind) is not None


def _goes_on_reporting(clean: str, start: int, stretch: str, year: int) -> bool:
    """2023年建成A3处；建成B5处: the past year that a sentence begins with holds behind a semicolon too."""
    first = clean.rfind("。", 0, start) + 1
    parted = clean.find("；", first, start)
    if parted < 0 or _YEAR.search(stretch) or "今年" in stretch or _WILL.search(stretch):
        return False
    led = _LAST_YEAR.match(clean, first)
    return (led is not None and not _WILL.search(clean, led.end(), parted)) or _past_year(clean[first:parted], year)
