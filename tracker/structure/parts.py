"""Which part of a report a paragraph belongs to, whether that part looks back or forward, and over which period."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tracker.lexicon import alternation, meanings, words
from tracker.model import Stance

HEADING_LENGTH = 45
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]+[章部]分?|\d{1,2}[、.](?!\d))"
)
_CHIEF = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]+部分)")
_REVIEW = re.compile(alternation(words("headings", "review")))
_PLAN = re.compile(alternation(words("headings", "plan")))
_ASIDE = re.compile(
    f"^[※*#·（(]*(?:附件?[一二三四1-4]?[：:、]?)?(?:《政府工作报告》)?{alternation(words('headings', 'glossary'))}"
)
_FIRST_TERM = re.compile(r"[※*）)：:]*1[.、．]")  # 名词解释1.两化融合：指…
_OPENS_REVIEW = re.compile(r"^(?:[（(]?[一二三四五六七八九十]+[）)、])?" + alternation(words("stance", "review")))
_SO_FAR = re.compile(r"(?:今年)?(?:[1一元][-—~至到]1?\d月份?|前三季度)，")  # months that are over
_DATELINE = re.compile("[^，。：]{0,12}讯(?:（[^（）]{1,20}）)?(?=今年以来)")
_OPENS_PLAN = re.compile(r"^(?:[（(]?[一二三四五六七八九十]+[）)、])?" + alternation(words("stance", "plan")))
_PERIOD = re.compile(r"[“\"]?(十[一二三四五六]五|(?<=[“\"])十五(?=[”\"])|第十[一二三四五六]?个五年)[”\"]?")
_YEARS = re.compile(r"(?:今后|未来|下一个|下)(?:的)?(?:五|5|几)年")
_PAST_YEARS = re.compile(r"过去(?:的)?(?:五|5)年|五年来|本届政府|过去[三四]年")
_RECALLED = re.compile("(?:过去|这)的?五年，|[五5]年来，")
_SPANS = ("时期，", "期间，", "以来，", "五年，")
_TOLD = re.compile(alternation(words("stance", "told")))
_TWICE = 2
_COMMUNIQUE = re.compile(alternation(words("headings", "communique")))
_LOOKS_BACK = re.compile(r"回顾|总结|成就|成绩|情况|公报")
_SPEAKS_OF_WORK = re.compile(r"工作|任务|发展|建议|要求|安排|目标")
_THIS_YEAR = re.compile(r"做好今年|今年(?:是|经济|政府|工作)")
_OF_THIS_YEAR = re.compile("今年的?(?:主要|发展|总体)*(?:目标|任务|安排|打算)")
_OF_LAST_YEAR = re.compile("(?:去年|上年|上一年|过去一年)的?(?:主要|各项)*(?:工作|发展|成绩)")
_TURNS_AHEAD = re.compile(
    "去年[^。；今]{0,24}，今年(?:要|将|再|拟|计划|力争|继续)|今年，[^，。；以]{0,12}?(?:将|拟|计划|力争)"
)  # 去年办了8件，今年要办12件
_YEARS_AHEAD = re.compile(r"(?:今后|未来)五年")
_BUILT_ON = re.compile('[”"]?(?:时期|期间)?(?:规划|计划|任务|目标)[^，。；]{0,8}基础上')
_BY_THEN = re.compile(  # 到2025年，实现三大目标：, or 总体目标是：到2025年, with more goals on the lines below
    r"(?=[^。；]*：$|.{2,16}目标[是为])(?:[^，。；\d]{2,14}目标[是为]：?)?(?:力争)?到(?:(20\d\d)年|[“\"]?(十[一二三四五六]五)[”\"]?)"
)
_AHEAD = re.compile(r"今后|未来|目标任务")
_AIMS = re.compile(  # 根据…精神，今后五年的主要目标是
    r"[^。；：]{0,50}?(?:(今年|(?:19|20)\d\d年)|((?:今后|未来)(?:的)?(?:五|5)年|[“\"]?十[一二三四五六]五[”\"]?(?:期间|时期)?))"
    r"，?[^，。；：]{0,16}?(?:总体要求|总体思路|指导思想|主要任务|目标)(?:任务)?(?:和[^，。；：]{2,6})?(?:是|为|：)"
)
_SAYS_AIM = re.compile("总体|指导|任务|目标")  # one of which the longest of these has within a hundred characters
_PLANNED = re.compile(
    "[^。《]{0,12}《[^》]{0,20}(“十[一二三四五六]五”)[^》]{0,16}规划(?:纲要)?》[^，。]{0,8}(?:明确|提出|确定)"
)
_GLUED = re.compile(r".{0,30}?" + alternation(words("headings", "review", "plan")))
_WHOLE = re.compile(  # 去年工作回顾, 工作目标和主要任务
    "(?:今年|去年|上年|全年)?的?(?:{0}[和及与、]?)?{0}(?:任务)?".format(
        alternation(words("headings", "review", "plan"))
    )
)
_LED = re.compile(  # 2022年工作回顾, as the first words of a paragraph whose heading is glued to it
    r"(?:(?:19|20)\d\d年|过去|今后|“十)[^，。；！？、]{0,16}?" + alternation(words("headings", "review", "plan"))
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_SPAN = re.compile(r"(20\d\d)年?[-至到~](20\d\d)年")
_PLAN_YEARS = {word: tuple(map(int, span.split("-"))) for word, span in meanings("periods").items()}


class Part(NamedTuple):
    """The state of the reading: what part we are in."""

    title: str
    stance: Stance
    period_start: date
    due: date
    kind: str = "body"  # body, glossary, furniture
    told: bool = False  # whether a heading or the first words of a paragraph have said the stance


def is_heading(clean: str) -> bool:
    """Short, and numbered like a heading or without an end mark."""
    if not clean or len(clean) > HEADING_LENGTH:
        return False
    return (bool(_NUMBERED.match(clean)) and clean[-1] not in "。；") or clean[-1] not in "。；，！？…、"


def is_communique(clean: str) -> bool:
    """The title of a statistical communiqué, all of which reports."""
    return bool(_COMMUNIQUE.search(clean))


@lru_cache(maxsize=1024)
def heading_stance(clean: str, year: int) -> Stance | None:
    """What a heading says of its part, or None where it says nothing."""
    lead = clean[: HEADING_LENGTH + 10]
    if is_communique(lead):
        return "review"
    named = _YEAR.search(lead)
    speaks = _SPEAKS_OF_WORK.search(lead) or _CHIEF.match(lead)  # 二、乘势而上，2022年再谱新篇
    if named and int(named[1]) == year and not _LOOKS_BACK.search(lead) and speaks:
        return "plan"
    if (_REVIEW.search(lead) and not _AHEAD.search(lead)) or _PAST_YEARS.search(lead):
        return "review"
    if _OF_THIS_YEAR.search(lead):
        return "plan"
    if _OF_LAST_YEAR.search(lead) and not _PLAN.search(lead):
        return "review"
    period = _PERIOD.search(lead)
    over = period is not None and _PLAN_YEARS[period[1]][1] < year
    if over and (_LOOKS_BACK.search(lead) or _SPEAKS_OF_WORK.search(lead)) and not _PLAN.search(lead):
        return "review"
    last_year = named is not None and int(named[1]) == year - 1
    if (_PLAN.search(lead) and not last_year) or _YEARS.search(lead):
        return "plan"
    if last_year and (_SPEAKS_OF_WORK.search(lead) or _LOOKS_BACK.search(lead)):
        return "review"
    if period and _PLAN_YEARS[period[1]][1] >= year and _SPEAKS_OF_WORK.search(lead):
        return "plan"
    return None


def opens_plan(heading: str, year: int) -> bool:
    """Whether a heading tells where the plan begins: neither the report's title nor a lead-in does."""
    if is_communique(heading):
        return True
    if "工作报告" in heading or (heading.endswith("：") and not (_CHIEF.match(heading) or _YEAR.search(heading))):
        return False
    return heading_stance(heading, year) == "plan"


def begins_plan(clean: str, year: int) -> bool:
    """Whether the first words of a paragraph turn to what is to come: 今年要, 下一步, 会议要求，今年."""
    opened = _OPENS_PLAN.match(clean) or _TURNS_AHEAD.match(clean)
    return opened is not None or _announced_for(year).match(clean[:40]) is not None


def recalled(part: Part, clean: str, year: int) -> Part:
    """The part for one paragraph: within a plan one that opens with years gone by, and tells what was done, looks back.

    A report on a new five-year plan recalls the last one so, under the heading of the plan.
    """
    if part.stance != "plan" or part.kind != "body" or not _recalls(clean, year) or len(_TOLD.findall(clean)) < _TWICE:
        return part
    return _dated(part._replace(stance="review"), clean[:HEADING_LENGTH], year)


def _recalls(clean: str, year: int) -> bool:
    lead = clean[:40]
    if "年" not in lead and "五" not in lead:
        return False
    if _RECALLED.match(clean) or _recalled_of(year).match(lead):
        return True
    period = _PERIOD.match(clean)
    return period is not None and _PLAN_YEARS[period[1]][1] < year and clean.startswith(_SPANS, period.end())


def first_part(year: int, stance: Stance) -> Part:
    """The part before any heading."""
    return _dated(Part("", stance, date(year, 1, 1), date(year, 12, 31)), "", year)


def next_part(part: Part, clean: str, year: int, *, heading: bool, headed: bool, seen_plan: bool) -> Part:
    """The part that a paragraph opens or goes on with.

    Chief headings decide; where a report has none that plan (`headed` false), the first words of a paragraph do.
    """
    if (aside := _ASIDE.match(clean)) and (len(clean) < 30 or _FIRST_TERM.match(clean, aside.end())):
        return part._replace(title=clean[:HEADING_LENGTH], kind="glossary")
    chief = heading or _CHIEF.match(clean) is not None or (not headed and _LED.match(clean) is not None)
    stance = heading_stance(clean if heading else _glued_heading(clean), year) if chief else None
    if stance and (
        _CHIEF.match(clean)
        or not headed
        or _WHOLE.fullmatch(clean)
        or _YEAR.search(clean)
        or _PERIOD.search(clean)
        or _YEARS.search(clean)
        or _PAST_YEARS.search(clean)
    ):
        told = part.told or "工作报告" not in clean  # a title says nothing of the part that follows
        opened = part._replace(title=clean[:HEADING_LENGTH], stance=stance, kind="body", told=told)
        return _dated(opened, clean[: HEADING_LENGTH + 10], year, keep=stance == part.stance == "plan")
    if part.kind == "glossary":
        return part
    part = part._replace(title=clean) if heading else part
    return _opened_by_words(part, clean, year, headed=headed, seen_plan=seen_plan)


def _glued_heading(clean: str) -> str:
    """The heading at the start of a paragraph whose body is glued to it."""
    match = _GLUED.match(clean)
    return match[0] if match else ""


@lru_cache(maxsize=8)
def _led_by(year: int) -> re.Pattern[str]:
    """The year as the first word, unless it dates what was done in a part of it."""
    return re.compile(rf"(?:展望)?{year}年(?!1?\d月|[一二三]?季度|.{{0,8}}(?:以来|完成了))")


@lru_cache(maxsize=8)
def _announced_for(year: int) -> re.Pattern[str]:
    """报告提出，今年…, 据了解，今年…将: how the news tell of a plan."""
    named = rf"(?:今年|{year}年)(?!1?\d月|[^，。]{{0,8}}以来)"
    return re.compile(
        rf"(?:.{{0,24}}?(?:提出|指出|表示|强调|要求)了?[，：]?{named}|据(?:了解|悉|介绍)，{named}，?[^，。]{{0,16}}?将)"
    )


@lru_cache(maxsize=8)
def _recalled_of(year: int) -> re.Pattern[str]:
    """他说，去年…, 报告指出，2021年…: how the news tell of a review."""
    return re.compile(
        rf".{{0,16}}?(?:说|称|指出|介绍|回顾|获悉|了解)(?:了|道|到)?[，：]"
        rf"(?:去年|上年|{year - 1}年|在?过去(?:一|五|的一|的五)年)"
    )


def _opened_by_words(part: Part, clean: str, year: int, *, headed: bool, seen_plan: bool) -> Part:
    lead = clean[:40]
    year_lead = lead.startswith(("展", str(year))) and _led_by(year).match(lead)
    if part.stance == "plan" and (year_lead or _THIS_YEAR.match(lead)):
        return part._replace(period_start=date(year, 1, 1), due=date(year, 12, 31))
    if part.stance == "plan" and _YEARS_AHEAD.match(lead):
        return _dated(part, lead, year, keep=True)
    if part.stance == "plan" and "到" in lead and (then := _BY_THEN.match(clean)):
        last = int(then[1]) if then[1] else _PLAN_YEARS[then[2]][1]
        return part._replace(due=max(part.due, date(last, 12, 31)))
    if part.stance == "plan" and _SAYS_AIM.search(clean, 0, 100) and (aims := _AIMS.match(clean)):
        return _dated(part, aims[2] or aims[1], year, keep=True)
    if part.stance == "plan" and "《" in lead and (planned := _PLANNED.match(clean)):
        return _dated(part, planned[1], year, keep=True)
    period = None if headed else _PERIOD.match(lead)
    past_period = period is not None and _PLAN_YEARS[period[1]][1] < year
    ahead = year_lead or (period and not past_period) or (not headed and _announced_for(year).match(lead))
    if not headed and (ahead or _OPENS_PLAN.match(lead) or _TURNS_AHEAD.match(clean)):
        return _dated(part._replace(stance="plan", told=True), lead, year)
    if not headed and not seen_plan and _looks_back(lead, year, past_period=past_period):
        told = _dated(part._replace(stance="review", told=True), lead, year)
        this_year = _SO_FAR.match(lead) or "今年以来" in lead
        return told._replace(period_start=date(year, 1, 1), due=date(year, 12, 31)) if this_year else told
    return part


def _looks_back(lead: str, year: int, *, past_period: bool) -> bool:
    """Whether the first words of a paragraph turn to what was done."""
    lead = _DATELINE.sub("", lead) if "讯" in lead else lead
    opened = (
        past_period
        or _SO_FAR.match(lead) is not None
        or lead.startswith(f"{year - 1}年")
        or _OPENS_REVIEW.match(lead) is not None
    )
    return opened or _recalled_of(year).match(lead) is not None


def _dated(part: Part, lead: str, year: int, *, keep: bool = False) -> Part:
    """The part with the period that its first words name; `keep` the old one where they name none."""
    if _COMMUNIQUE.search(lead):
        told = _YEAR.search(lead)
        told_of = min(int(told[1]), year) if told else year  # a plan tells how the plan of the year before was met
        return part._replace(period_start=date(told_of, 1, 1), due=date(told_of, 12, 31))
    if part.stance == "review":
        first = year - 5 if _PAST_YEARS.search(lead) or _PERIOD.search(lead) else year - 1
        return part._replace(period_start=date(first, 1, 1), due=date(year - 1, 12, 31))
    if (spanned := _SPAN.search(lead)) and int(spanned[2]) >= year:
        return part._replace(period_start=date(max(int(spanned[1]), year), 1, 1), due=date(int(spanned[2]), 12, 31))
    named = _PERIOD.search(lead)
    if named and (_YEARS_AHEAD.search(lead, 0, named.start()) or _BUILT_ON.match(lead, named.end())):
        named = None  # 今后五年工作目标：在完成“十一五”规划的基础上
    if named and str(year) not in lead and not lead.startswith("今年"):
        first, last = _PLAN_YEARS[named[1]]
        return part._replace(period_start=date(max(first, year), 1, 1), due=date(max(last, year), 12, 31))
    if _YEARS.search(lead):
        return part._replace(period_start=date(year, 1, 1), due=date(year + 4, 12, 31))
    if keep and f"{year}年" not in lead and "今年" not in lead:
        return part
    return part._replace(period_start=date(year, 1, 1), due=date(year, 12, 31))
