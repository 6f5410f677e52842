"""Subjects from before: what a clause that names nothing on its own takes from the clauses before it."""

from __future__ import annotations

import re

from tracker.lexicon import words
from tracker.targets.frames import GENERIC, RATES, Frame
from tracker.targets.indicators.investments import GOVERNANCE
from tracker.targets.phrases.clauses import stretch_start
from tracker.targets.phrases.leads import lead_of, topic_of
from tracker.targets.phrases.openings import TIME
from tracker.targets.phrases.verbs import INVESTING, MAKING, PLACED, VERBS
from tracker.targets.reading import Reading

_BETTERED = re.compile(
    r"([^\d，；。]{2,16}(?:能力|产能|水平|率|面积|产量|规模|总量|标准))"
    "(?:稳步|不断|持续|进一步|显著|明显|大幅|逐年|逐步|全面|稳中有)?(?:提升|提高|增强|改善|扩大|增加|增长|下降|降低|升|降)"
)
_CAMPAIGN = re.compile(r"(?:专项)?(?:行动|工程|计划)$")
_CAMPAIGN_OF_WORK = re.compile(r"(?:攻坚|整治|建设|改造|提升|提质|专项)*(?:行动|(?<!安居)工程|计划)$")
_EFFORT = re.compile("(?:专项)?(?:工程|行动|计划|规模|力度|步伐|工作|项目|任务)$")
_UPKEEP = frozenset(words("indicators", "upkeep"))
_SAME_WORK = {"治理": ("治理", "整治"), "整治": ("整治", "治理")}
_CAMPAIGN_OF_MAKING = re.compile(
    r"(?<=..)(?:攻坚|整治|建设|改造|提升|提质|扩容|扩面|更新|创建|培育|倍增)+(?:行动|工程|计划)$"
)
_MAKING = frozenset(words("verbs", "increment")) - {"实施", "开展", "启动实施", "组织实施"} | PLACED
_SUM = re.compile(r"\d[\d.]*[百千万亿]*元$")
_HARVEST = re.compile(
    "(?<=..)(?:实现|喜获|再获|连续[^，]{1,4}年|连年)*(?:丰产|丰收|增产|稳产|“[一二三四五六七八九十]{1,3}连[丰增]”)+$"
)  # 粮食连年增产，总产量达到
_TRAINS = re.compile("(?:中欧|中亚|中老|国际|海铁联运|铁海联运)*班列")  # 优化班列线路，全年开行300列
_HOMES = frozenset({"户", "套"})
WORK_TAIL = re.compile("(?:工作|任务|计划|目标)+$")
_SHARE = re.compile("占.{2,16}(?:比重|比例|份额)$")
_CIRCUMSTANCES = ("前提下", "基础上", "同时", "过程中", "情况下", "条件下")
_MADE_BY = re.compile("(?<=..)(?:建设|新建|扩建|改扩建)$")
_QUOTED_CAMPAIGN = re.compile("(?<=..)“[^”]{2,12}”(?:工程|行动|计划)$")
_COMPARED = re.compile("[比较]")
_NUMBERED = re.compile("^(?:[①-⑳]|[一二三四五六七八九十]{1,3}[是、]|（[一二三四五六七八九十\\d]{1,3}）|\\d{1,2}[、.])")


def worked_on(frame: Frame) -> str:
    """推进棚户区改造，完成800户改造任务: what is worked on is named before the number, or one clause earlier."""
    start, work = frame.clause[0], WORK_TAIL.sub("", frame.follow)
    if frame.lead.name and not frame.lead.predicate and work:
        return frame.lead.name + work
    if not start or frame.clean[start - 1] != "，" or frame.figure.kind in RATES:
        return ""
    topic = _CAMPAIGN.sub("", topic_of(last_clause(frame.clean, start - 1)))
    return topic if work and topic.endswith(work) and topic != work else ""


def work_of_before(frame: Frame, reading: Reading) -> str:
    """实施水库除险加固工程，完成加固12座: bare work is done to what the clause before works on, or counts."""
    lead, start = frame.lead, frame.clause[0]
    work = lead.name.removeprefix("重点") or lead.verb
    if VERBS.get(work) != "nominal" or frame.follow or not start or frame.clean[start - 1] != "，" or not frame.first:
        return ""
    if reading.indicator and frame.figure.unit == reading.unit and work in _UPKEEP:
        return reading.indicator.removesuffix(work) + work
    topic = _EFFORT.sub("", topic_of(last_clause(frame.clean, start - 1)))
    return topic if topic.endswith(_SAME_WORK.get(work, work)) and topic != work else ""


def same_verb_before(frame: Frame, reading: Reading) -> str:
    """拟发行特别国债…，今年先发行1万亿元: the object that the same verb had earlier in the sentence."""
    verb = frame.lead.predicate
    if len(verb) < 2 or frame.lead.name or frame.follow or verb in INVESTING or _COMPARED.search(frame.left):
        return ""
    if VERBS[verb] not in {"increment", "nominal"}:
        return ""
    match = re.search(
        re.escape(verb) + r"([^，；。、\d]{2,16})[，、]",
        frame.clean[stretch_start(frame.clean, frame.clause[0]) : frame.clause[0]],
    )
    topic = topic_of(match[1]) if match else ""
    return "" if topic in GENERIC else topic


_TASK = re.compile(r"(?:全年|年度|年初)?任务[\d.]+[百千]?万?元?$")  # 收入任务174万，完成198万
_OF_PLAN = re.compile("占(?:全年|年度|年)?(?:计划|预算|任务|目标)(?:任务|数)?比重$")  # 占年计划的39%，同比下降24%


def ellipsis(frame: Frame, reading: Reading) -> str:
    """同比增长9.1%, 突破650亿元: the indicator of the figure before, in the same stretch between semicolons."""
    if reading.indicator and (bettered := _bettered(frame)):
        return bettered
    if reading.indicator and frame.figure.kind == "count" and frame.figure.unit not in {reading.unit, "倍"}:
        same = (name for unit, name in reversed(reading.named) if unit == frame.figure.unit)
        return next(same, reading.indicator.removesuffix("投资"))  # 改造小区86个、惠及2万户，已开工32个
    if frame.figure.kind == "money" and frame.left.startswith("人均") and "人均" not in reading.indicator:
        return "人均" + reading.indicator if reading.indicator else ""  # 生产总值突破300亿元，人均突破1万美元
    of_sum = frame.figure.kind in {"money", *RATES} or frame.figure.unit == "倍"
    name = _OF_PLAN.sub("", reading.indicator) if reading.indicator.endswith("比重") else reading.indicator
    return name if of_sum else name.removesuffix("投资")


def _bettered(frame: Frame) -> str:
    """粮食产能稳步提升，达到9万吨: what the clause before says is on the rise."""
    start = frame.clause[0]
    if not start or frame.clean[start - 1] != "，" or not frame.first or VERBS.get(frame.lead.predicate) != "level":
        return ""
    found = _BETTERED.fullmatch(last_clause(frame.clean, start - 1))
    return lead_of(found[1]).name if found else ""


def last_clause(clean: str, end: int) -> str:
    """The text between the last clause mark before `end` and `end`, brackets or not."""
    clause = clean[max(clean.rfind(mark, 0, end) for mark in "，；。：") + 1 : end]
    clause = _TASK.sub("", clause) if "任务" in clause else clause
    return _NUMBERED.sub("", clause)


def clause_before(frame: Frame, reading: Reading) -> str:
    """…企业技改，完成40亿元: the subject given one clause earlier."""
    start = frame.clause[0]
    if not start or frame.clean[start - 1] == "；":
        return ""
    before = last_clause(frame.clean, start - 1)
    if before.endswith(_CIRCUMSTANCES):  # 在保证质量的前提下，完成100套
        subject = before.partition("在")[0]  # 粮食产量在连年增长的基础上，又增产3万吨
        before = subject or last_clause(frame.clean, max(0, start - len(before) - 2))
    elif before.endswith("年") and TIME.fullmatch(before):  # 保持两位数增长，到2011年，翻一番
        end = start - len(before) - 2
        before = last_clause(frame.clean, end) if frame.clean.startswith("，", end) else before
    bettered = _BETTERED.fullmatch(before)
    topic = lead_of(bettered[1]).name if bettered else topic_of(before)
    topic = _HARVEST.sub("", topic)
    if frame.figure.unit == "列" and (trains := _TRAINS.search(before)):
        return trains[0]
    if _SUM.search(before):
        return ""  # 总投资80亿元，开工40个
    if frame.clean[start - 1] == "：" and _SHARE.search(before):
        return before.lstrip("-")  # ——服务业占生产总值的比重：达到40%
    topic = _QUOTED_CAMPAIGN.sub("", topic) if topic.endswith(("”工程", "”行动", "”计划")) else topic
    if frame.figure.kind == "measure" or frame.figure.unit in _HOMES:
        topic = _CAMPAIGN_OF_WORK.sub("", topic) or topic
    elif frame.figure.kind == "count" and frame.lead.predicate in _MAKING:
        topic = _CAMPAIGN_OF_MAKING.sub("", topic) or topic
    if topic and frame.figure.kind == "money" and frame.lead.predicate in INVESTING:
        return GOVERNANCE.sub("", topic).removesuffix("投资") + "投资"
    return topic


def stretch_before(frame: Frame, reading: Reading) -> str:
    """The indicator of the figure before, across a semicolon."""
    return "" if frame.figure.kind == "money" and frame.lead.predicate in INVESTING else reading.earlier


def work_of_heading(frame: Frame, reading: Reading) -> str:
    """老旧小区改造工程。年内完成32个: what the heading over the sentence names, where the sentence names only work."""
    lead = frame.lead
    work = lead.name or lead.verb
    if not reading.heading or reading.indicator or frame.follow:
        return ""
    if lead.name and not (lead.name in MAKING or (lead.name in VERBS and lead.name in reading.heading)):
        return ""
    if frame.figure.kind == "money" and {lead.predicate, lead.verb} & INVESTING:
        return reading.heading + "投资"
    made = {lead.predicate, work} & _MAKING
    return _MADE_BY.sub("", reading.heading) if made else reading.heading


def sentence_before(frame: Frame, reading: Reading) -> str:
    """高新技术企业达到60家。今年将新增8家: what the sentence before ended on, where it was counted in the same unit."""
    indicator, unit = reading.told
    return indicator if unit and unit == frame.figure.unit else ""
