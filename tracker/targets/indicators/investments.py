"""Indicator rules for money that is spent: what it is for, said by its subject, by the figure before or behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.lexicon import alternation, words
from tracker.targets.frames import Frame
from tracker.targets.phrases.clauses import clause_end, clause_start
from tracker.targets.phrases.leads import topic_of
from tracker.targets.phrases.nouns import trim_tail
from tracker.targets.phrases.verbs import BUDGETING, INVESTING
from tracker.targets.reading import Reading

_RAISING = frozenset(words("investing", "raising"))
_MONEY = frozenset({"资金", "财政资金", "专项资金", "建设资金"})
_BARE = frozenset(words("investing", "bare"))
_ALONE = re.compile(r"(?:全年|年内|今年|共|累计)*(?:投资|投入)(?:资金)?(?:了|约)?")
_PAYING = re.compile(rf"(?:[省市县区镇乡村]{{2}}[两三]级|各级财政|[市县区]财政)?(?:计划|拟)?{_ALONE.pattern}")
_COUNTED = re.compile(
    rf"\d[\d.]*[多余]?[百千万亿]*[多余]?{alternation(words('units', 'count', 'measure', 'money', 'rate'))}"
)
_OPENS_WITH_VERB = re.compile(
    f"(?:{alternation(words('fillers'))})*"
    f"(?:对|扩大|{alternation(words('verbs', 'increment', 'nominal', 'work', 'done'))})"
)
_PLANNED = ("投资", "投资计划", "投资任务", "投资目标")
_BARE_PLAN = re.compile("(?:年度|全年)?投资(?:计划|任务|目标)?")
_SITE = re.compile(
    r"(?:占地(?:面积)?|全长|总长|面积)[约近超达]*[\d.]+万?(?:亩|公顷|平方米|公里|千米|米)的|总投资[约超近达]*[\d.]+万?亿?元的"
)
_MACRO = words("investing", "macro")
_MEASURED = re.compile("(?:投资|数量|全长|总长度?)$")  # of what the money is spent on
_SPENT = re.compile("投资|资金|投入")
_SPENT_END = re.compile("(?:资金)?(?:投资|投入)$|资金$")
GOVERNANCE = re.compile(r"(?:[省市县区]级?)?(?:领导)?(?:推进|包保|服务|协调|保障)?(?:机制|制度|体系|方案)$")
_SUPPORTS = re.compile(r"(?:支持|用于)([^，；。、\d]{2,16}?)等?(?:项目)?(?:建设)?(?![^，；。、\d])")
_FOR = re.compile(r"为(?:加快|支持|推进)?([^，；。、\d]{2,10}?)(?:建设|发展)?，")
_FUNDS = frozenset(words("indicators", "fund"))
_SUPPORTS_NEXT = re.compile("，?(?:重点|主要|专门)?(?:支持|扶持|用于|用作)([^，；。、\\d]{2,16})")
_RAISED = re.compile(r"(?:加大|增加)(?:对)?([^，；。、\d]{2,10}(?:投入|支出|资金))，$")
_GOVERNMENT = re.compile("[\u4e00-\u9fff]{1,4}[省市县州旗]((?:计划)?(?:投入|投资))?")
_OF_WHICH = re.compile("[，；]其中[^；。]*，$")
_SPENT_BEFORE = re.compile("投资[^；。]*[，；]其中")  # 项目230项，投资805亿元，其中农业项目100项，投资418亿元
_BUDGET = re.compile(r"(?:中央|省|市|县|区|各级|地方)?级?财政(?:投入)?")


def investment(frame: Frame, reading: Reading) -> str:
    """投资3亿元，建设两座水厂: money that is invested."""
    lead = frame.lead
    if frame.figure.kind != "money":
        return ""
    if frame.follow in _MONEY and _BUDGET.fullmatch(lead.name):
        return budget(frame, reading) or lead.name.removesuffix("投入") + frame.follow
    of_budget = _BUDGET.fullmatch(lead.name) and not budget(frame, reading)
    if lead.predicate in _RAISING and (not lead.name or lead.name in _RAISING or of_budget):
        purpose = _purpose(frame)
        return purpose + "投资" if purpose else ""
    spends = _GOVERNMENT.fullmatch(lead.name)
    if spends and (spends[1] or lead.predicate in INVESTING) and (purpose := _purpose(frame)):
        return purpose + "投资"
    if frame.follow.endswith(_PLANNED) and not lead.name and _BARE_PLAN.fullmatch(frame.follow):
        return (_subject(frame, reading) or worked_on(frame)) + "投资"  # 完成38亿元的年度投资计划
    if not (lead.predicate in INVESTING or lead.verb in INVESTING or lead.name in _BARE):
        return ""
    if lead.name and lead.name not in _BARE:
        if _SPENT.search(lead.name):
            return lead.name
        return budget(frame, reading) or lead.name + (lead.predicate if lead.verb in BUDGETING else "投资")
    purpose = "" if lead.name.endswith("规模") else _purpose(frame) or reading.next_indicator
    subject = _subject(frame, reading) or ("完成" in frame.left and _SPENT_END.sub("", worked_on(frame))) or ""
    if purpose and (not subject or (frame.first and _ALONE.fullmatch(frame.left))):
        return purpose + "投资"
    subject = subject or _SPENT_END.sub("", worked_on(frame))
    alone = "投资" if reading.indicator.endswith(_MACRO) else ""
    return subject + "投资" if subject else lead.name or alone


def earmarked(frame: Frame, reading: Reading) -> str:
    """安排专项资金2亿元，支持泥草房改造: money by its name, and what it is for."""
    if frame.lead.name not in _FUNDS or frame.follow or not frame.lead.verb:
        return ""
    supports = _SUPPORTS_NEXT.match(frame.clean, frame.figure.hedge_end)
    purpose = trim_tail(supports[1]) if supports else _purpose(frame) or reading.next_indicator
    return purpose.removesuffix("资金") + frame.lead.name if len(purpose) > 1 and "、" not in purpose else ""


def worked_on(frame: Frame) -> str:
    """What the clause before works on: 加快水网改造，全年投资3亿元."""
    start = frame.clause[0]
    if not start or frame.clean[start - 1] != "，" or not frame.first:
        return ""
    before = frame.clean[clause_start(frame.clean, start - 1) : start - 1]
    return GOVERNANCE.sub("", _object(_SITE.sub("", before) if "的" in before else before))


def _subject(frame: Frame, reading: Reading) -> str:
    """What was counted before; behind parts of it the whole, behind a length its road."""
    parts = reading.indicator.endswith(("类" + reading.counted, "里程")) or _OF_WHICH.search(
        frame.clean, 0, frame.clause[0]
    )
    whole = reading.counted and parts and not _SPENT_BEFORE.search(frame.clean, 0, frame.clause[0])
    subject = reading.counted if whole else reading.indicator
    return "" if subject.endswith(_MACRO) else _MEASURED.sub("", subject)


def _purpose(frame: Frame) -> str:
    """What the money works on, in the rest of its clause or in the next one."""
    behind = frame.clean[frame.figure.hedge_end : frame.clause[1]]
    if behind.startswith("用于") and not _COUNTED.search(behind):
        return topic_of(behind[2:])
    if same := _object(behind):
        return same
    start = frame.clause[1] + 1
    if start > len(frame.clean) or frame.clean[frame.clause[1]] != "，":
        return ""
    following = frame.clean[start : clause_end(frame.clean, start)]
    if following.startswith("用于") and worked_on(frame):
        return ""  # 全力建设园区，投资3亿元，用于基础设施
    return _object(following)


def _object(text: str) -> str:
    """The object of a clause that opens with a verb and counts nothing itself."""
    used = text.removeprefix("用于")
    purpose = used != text or _OPENS_WITH_VERB.match(text) is not None
    return topic_of(used) if purpose and not _COUNTED.search(used) else ""


def opens_with_verb(text: str) -> bool:
    """Whether a text opens with a verb that says what money does: 实施, 用于建设."""
    return _OPENS_WITH_VERB.match(text) is not None


def budget(frame: Frame, reading: Reading) -> str:
    """中央财政安排832亿元，支持卫生事业: what the money of a budget is for."""
    if frame.figure.kind != "money" or not _BUDGET.fullmatch(frame.lead.name):
        return ""
    purpose = _SUPPORTS.search(frame.clean, frame.figure.end) or _FOR.search(frame.clean, 0, frame.clause[0])
    if purpose:
        return f"{frame.lead.name.removesuffix('投入')}{trim_tail(purpose[1])}支出"
    raised = _RAISED.search(frame.clean, 0, frame.clause[0])
    return frame.lead.name + raised[1] if raised else ""


def invests_alone(frames: Sequence[Frame]) -> bool:
    """Whether a sentence opens with money and nothing else in its clause: 投入9亿元，新增幼儿园15所；改造校舍."""
    frame = frames[0]
    alone = frame.figure.kind == "money" and frame.first and not frame.clause[0] and not frame.follow
    return alone and _PAYING.fullmatch(frame.left) is not None and frame.clean[frame.figure.hedge_end :][:1] == "，"


def bare_investment(frame: Frame, reading: Reading) -> str:
    """完成投资50亿元, with nothing said of what it is invested in."""
    spent = frame.lead.predicate in INVESTING or frame.lead.verb in INVESTING
    return "投资" if frame.figure.kind == "money" and spent else ""
