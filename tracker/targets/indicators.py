"""What a figure counts or measures: ordered rules from its frame to the shortest phrase that names it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from tracker.lexicon import alternation, words
from tracker.targets.clauses import stretch_start
from tracker.targets.frames import GENERIC, RATES, Frame
from tracker.targets.investments import GOVERNANCE, bare_investment, budget, investment
from tracker.targets.leads import BUILDING, INVESTING, VERBS, lead_of, names_only_work, topic_of
from tracker.targets.nouns import trim_tail, without_praise
from tracker.targets.reading import Reading
from tracker.targets.shares import part_of, ratio_part, share_of, share_served, share_used

_LEVEL = re.compile(r"^(?:国家|省|市|县|区|镇|乡|村|州|部|世界|全国|全省|全市|校|院|厅)级?(?:级|以上)*$")
_LEVEL_START = re.compile(r"^(?:国家级|省级|市级|县级|区级|镇级|乡级|村级|省市级)(?:以上)?")
_BARE_METRIC = re.compile(
    r"(?:总|年|亩均)?(?:产量|总产|产值|产出|单产|利税|利润|销售收入|(?:主营业务|营业)收入|存栏|出栏|面积|建筑面积|增加值|"
    r"参保人数|参保率|参合率|规模|认证面积)"
)
_OF_SCHEME = frozenset({"财政补助标准", "补助标准", "筹资标准", "政府补助标准", "财政补助", "交易额", "参保人数"})
_OF_RATIO = re.compile(f"({alternation(words('indicators', 'elliptic'))})[率度]")
_LENGTH = re.compile("总?里程|总?长度?|全长")
_BARE_RATE = re.compile("(?:毛?入[园学]|巩固)率$")
_RAISING = re.compile("^(?:基本|全面|加快)?(?:普及|发展|提高|提升)")
_QUALITY = re.compile("(?:大众化|普及)?(?:质量|水平)$")
_METRIC_TAIL = re.compile(
    r"(?:种植|播种|养殖)?(?:全年|总|年)?(?:面积|产量|产值|规模|存栏|出栏|(?:营业|销售)?收入|增加值|基地|占比达?)$"
)
_WORK_ENDS = re.compile(
    r"^(?:全年|年内|今年|再|完成|实施|新增|力争|确保|争取|计划|力求)+|(?:超过|超|达到|达|突破|近|约)+$"
)
_CAMPAIGN = re.compile(r"(?:专项)?(?:行动|工程|计划)$")
_CAMPAIGN_OF_WORK = re.compile(r"(?:攻坚|整治|建设|改造|提升|提质|专项)*(?:行动|工程|计划)$")
_RATIO_TAIL = re.compile(r"(?:(?:制度)?(?:保障)?(?:水平|能力)|工作|人数|[\u4e00-\u9fff]{2}率)$")
_COUNTED = re.compile(r"[约近超]?\d")
_HOMES = frozenset({"户", "套"})
_WORK_TAIL = re.compile("(?:工作|任务|计划|目标)+$")
_COMPARED = re.compile("[比较]")
_NUMBERED = re.compile("^[一二三四五六七八九十]{1,3}是")
_NOT_A_PLACE = re.compile(r"[、和及在\d“”的]|每|下达|时间")


class Named(NamedTuple):
    """An indicator and the rule that found it."""

    name: str
    rule: str


def examples(frame: Frame, reading: Reading) -> str:
    """X、Y等9个项目: the noun behind the number, with the examples where it names nothing on its own."""
    if not frame.lead.listed or not frame.follow:
        return ""
    if frame.follow in GENERIC and frame.lead.name:
        return frame.lead.name + "等" + frame.follow
    return frame.follow


def noun_behind(frame: Frame, reading: Reading) -> str:
    """改造18栋居民楼: the noun behind the number, with the place before it: 沿河5.3公里道路."""
    if not frame.number_first:
        return ""
    lead = frame.lead
    placed = not (lead.predicate or lead.listed or frame.figure.kind in RATES)
    place = (
        lead.name
        if placed and len(lead.name) <= _place_length(lead.name) and not _NOT_A_PLACE.search(frame.left)
        else ""
    )
    if not place and names_only_work(frame.follow):
        return _worked_on(frame) or _on_listed(frame, reading) or frame.follow
    return place + frame.follow


def _place_length(name: str) -> int:
    """How long a place before a number may be: a stretch from one end to another takes more words."""
    return 16 if "至" in name else 8


def _worked_on(frame: Frame) -> str:
    """推进棚户区改造，完成800户改造任务: what is worked on is named before the number, or one clause earlier."""
    start, work = frame.clause[0], _WORK_TAIL.sub("", frame.follow)
    if frame.lead.name and not frame.lead.predicate and work:
        return frame.lead.name + work
    if not start or frame.clean[start - 1] != "，" or frame.figure.kind in RATES:
        return ""
    topic = _CAMPAIGN.sub("", topic_of(_last_clause(frame.clean, start - 1)))
    return topic if work and topic.endswith(work) and topic != work else ""


def _on_listed(frame: Frame, reading: Reading) -> str:
    """完成30个片区、500户改造任务: the second number counts the work on what the first one counts."""
    work = _WORK_TAIL.sub("", frame.follow)
    if not work or work == frame.follow or not frame.joined or not reading.indicator:
        return ""
    return reading.indicator.removesuffix(work) + work


def bare_metric(frame: Frame, reading: Reading) -> str:
    """茶园面积达到3万亩，产量达到9万吨: a bare measure takes the subject of what was said before."""
    name = frame.lead.name
    if _BARE_RATE.fullmatch(name):
        return _bare_rate(frame, reading, name)
    if not name or not (_BARE_METRIC.fullmatch(name) or name in _OF_SCHEME):
        return ""
    if reading.indicator:
        subject = _METRIC_TAIL.sub("", reading.indicator)
        bare = name == "规模" or subject.endswith(("项目", "企业", "园区", "产业"))
        if subject == reading.indicator and not bare:
            return ""
        return subject + name
    topic = clause_before(frame, reading)
    if name in _OF_SCHEME:
        topic = topic.removesuffix("制度")
    return topic + name if 2 <= len(topic) <= (12 if name in _OF_SCHEME else 8) else ""


def ratio_of(frame: Frame, reading: Reading) -> str:
    """更换课桌椅200套，更换率达到85%: a rate named only by what is done takes what it is done to."""
    work = _OF_RATIO.fullmatch(frame.lead.name) if frame.figure.kind == "rate" and frame.first else None
    start = frame.clause[0]
    if not work or not start or frame.clean[start - 1] != "，":
        return ""
    subject = _subject_of_clause(_last_clause(frame.clean, start - 1), reading)
    subject = _RATIO_TAIL.sub("", subject).removesuffix(work[1])
    return subject + frame.lead.name if len(subject) > 1 and len(subject) <= 24 and subject not in GENERIC else ""


def _subject_of_clause(clause: str, reading: Reading) -> str:
    """What a clause speaks of: all that it counts, or its noun phrase."""
    parts = [_COUNTED.split(part)[0] for part in clause.split("、")]
    if "、" in clause and all(map(_COUNTED.search, clause.split("、"))):
        return "、".join(lead_of(part).name for part in parts)
    return reading.indicator if _COUNTED.search(clause) else lead_of(clause).name


def length_of(frame: Frame, reading: Reading) -> str:
    """修建乡道3条，总里程12公里: the length of what was counted before."""
    if frame.figure.kind != "measure" or not _LENGTH.fullmatch(frame.lead.name):
        return ""
    start = frame.clause[0]
    begins = not start or frame.clean[start - 1] != "，"
    counted = reading.indicator.removesuffix("里程") or (
        "" if begins else topic_of(_last_clause(frame.clean, start - 1))
    )
    return counted + frame.lead.name.removeprefix("总") if counted else ""


def _bare_rate(frame: Frame, reading: Reading, name: str) -> str:
    """普及高中阶段教育，毛入学率达到90%: a rate that only schools have, of the stage of school named before it."""
    if reading.indicator:
        stage = _BARE_RATE.sub("", reading.indicator)
        return stage + name if stage != reading.indicator else ""
    stage = _RAISING.sub("", _QUALITY.sub("", clause_before(frame, reading)))
    return stage + name if "教育" in stage and len(stage) <= 12 else ""


def kind_of_before(frame: Frame, reading: Reading) -> str:
    """重点项目60个，其中农业类8个: a kind takes the noun that the sentence counts."""
    name = frame.lead.name
    if not reading.counted or not name.endswith("类") or frame.follow:
        return ""
    return "" if reading.counted.endswith("类") else name + reading.counted


def noun_before(frame: Frame, reading: Reading) -> str:
    """加装电梯40部, 上云企业达到5700家: the noun before the number or its predicate."""
    if not frame.lead.name:
        return ""
    name = without_praise(_class_of_examples(trim_tail(frame.lead.name)))
    if _LEVEL.match(name) and reading.indicator:
        return name + _LEVEL_START.sub("", reading.indicator)
    return name


def _class_of_examples(name: str) -> str:
    """X治理等水利工程4项: the class that the examples stand for, unless they carry a level of their own."""
    head, mark, rest = name.rpartition("等")
    if rest.startswith("级") or head.endswith(("中", "高", "初", "同", "平", "均", "优")):  # 技能等级证书, 中等职业学校
        return name
    if mark and not head:
        return rest
    kept = _LEVEL_START.match(head) or (len(name) <= 20 and rest.endswith(("企业", "平台", "人才", "机构")))
    names = len(rest) >= 4 or (len(rest) >= 2 and rest not in GENERIC)
    return rest if mark and names and not kept else name


def work_itself(frame: Frame, reading: Reading) -> str:
    """造林绿化500万亩: the work is what is measured; 扩建3座 behind 新建水厂4座 is done to waterworks."""
    lead = frame.lead
    if lead.name or frame.follow or len(frame.left) > 8:
        return ""
    if reading.indicator and lead.verb in BUILDING and frame.figure.unit == reading.unit:
        return ""
    return _WORK_ENDS.sub("", frame.left) if VERBS.get(lead.verb) == "nominal" and lead.verb not in INVESTING else ""


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
    return topic_of(match[1]) if match else ""


def ellipsis(frame: Frame, reading: Reading) -> str:
    """同比增长9.1%, 突破650亿元: the indicator of the figure before, in the same stretch between semicolons."""
    return reading.indicator if frame.figure.kind in {"money", *RATES} else reading.indicator.removesuffix("投资")


def _last_clause(clean: str, end: int) -> str:
    """The text between the last clause mark before `end` and `end`, brackets or not."""
    return _NUMBERED.sub("", clean[max(clean.rfind(mark, 0, end) for mark in "，；。：") + 1 : end])


def clause_before(frame: Frame, reading: Reading) -> str:
    """…企业技改，完成40亿元: the subject given one clause earlier."""
    start = frame.clause[0]
    if not start or frame.clean[start - 1] == "；":
        return ""
    topic = topic_of(_last_clause(frame.clean, start - 1))
    if frame.figure.kind == "measure" or frame.figure.unit in _HOMES:
        topic = _CAMPAIGN_OF_WORK.sub("", topic) or topic
    if topic and frame.figure.kind == "money" and frame.lead.predicate in INVESTING:
        return GOVERNANCE.sub("", topic).removesuffix("投资") + "投资"
    return topic


def stretch_before(frame: Frame, reading: Reading) -> str:
    """The indicator of the figure before, across a semicolon."""
    return reading.earlier


RULES: tuple[Callable[[Frame, Reading], str], ...] = (
    ratio_part,
    share_of,
    share_used,
    share_served,
    investment,
    examples,
    noun_behind,
    part_of,
    budget,
    bare_metric,
    ratio_of,
    length_of,
    kind_of_before,
    noun_before,
    work_itself,
    same_verb_before,
    ellipsis,
    clause_before,
    stretch_before,
    bare_investment,
)


_ONLY_FOR: dict[Callable[[Frame, Reading], str], frozenset[str]] = {  # the kinds of figures that a rule speaks of
    share_of: frozenset({"rate", "points"}),
    share_used: frozenset({"rate"}),
    share_served: frozenset({"rate"}),
    ratio_of: frozenset({"rate"}),
    length_of: frozenset({"measure"}),
    investment: frozenset({"money"}),
    budget: frozenset({"money"}),
    bare_investment: frozenset({"money"}),
}


@cache
def rules_for(kind: str) -> tuple[tuple[Callable[[Frame, Reading], str], str], ...]:
    """The rules that may name a figure of this kind, each with its name, in their order."""
    asked = [rule for rule in RULES if kind in _ONLY_FOR.get(rule, {kind})]
    return tuple((rule, rule.__name__.replace("_", "-")) for rule in asked)


def indicator_of(frame: Frame, reading: Reading) -> Named:
    """The first rule that names the figure; an unnamed figure has an empty indicator."""
    for rule, known_as in rules_for(frame.figure.kind):
        if name := rule(frame, reading):
            return Named(name, known_as)
    return Named("", "unnamed")


def with_shared_head(frames: Sequence[Frame], names: Sequence[str]) -> list[str]:
    """6个省级、20个市级示范社区: a bare level takes the noun of the next member of its list."""
    completed = list(names)
    for index in range(len(completed) - 2, -1, -1):
        listed = frames[index].clause == frames[index + 1].clause and len(completed[index + 1]) > 1
        if listed and _LEVEL.match(completed[index]):
            completed[index] += _LEVEL_START.sub("", completed[index + 1])
    return completed
