"""What a figure counts or measures: ordered rules from its frame to the shortest phrase that names it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tracker.model import Measure
from tracker.lexicon import alternation, entries, meanings, words
from tracker.targets.clauses import clause_end
from tracker.targets.frames import Frame
from tracker.targets.phrases import VERBS, Lead, topic_of, trim_tail, without_adjectives

_GENERIC = frozenset(words("indicators", "generic"))
_LEVEL = re.compile(r"^(?:国家|省|市|县|区|镇|乡|村|州|部|世界|全国|全省|全市|校|院|厅)级?(?:级|以上)*$")
_LEVEL_START = re.compile(r"^(?:国家级|省级|市级|县级|区级|镇级|乡级|村级|省市级)(?:以上)?")
_INVESTING = frozenset({"投资", "投入", "完成投资", "融资", "总投资"})
_RATES = frozenset({"rate", "points", "growth"})
_SHARE = re.compile(r"占(.+?)的?(比重|比例|份额)?(?:预计|也|均|约|近|已|分别|达到|达|为|超过|超|突破|提高到|提高至|提升到|提升至|稳定在|保持在|上升到|下降到|的)*$")
_PART = re.compile(r"(?:农村|城镇|城市|城区|县城|乡镇|主城区|中心城区|山区|[市县区]本级)")
_BARE_METRIC = re.compile(r"(?:总|年|亩均)?(?:产量|总产|产值|产出|单产|利税|利润|销售收入|营业收入|存栏|出栏|面积|建筑面积|增加值|参保人数|参保率|参合率)")
_METRIC_TAIL = re.compile(r"(?:种植|播种|养殖)?(?:总|年)?(?:面积|产量|产值|规模|存栏|出栏|收入|增加值|基地)$")
_WORK_ENDS = re.compile(r"^(?:全年|年内|完成|实施|新增|力争|确保|争取|计划|力求)+|(?:超过|超|达到|达|突破|近|约)+$")
_COUNTED = re.compile(r"\d[\d.]*[多余]?[百千万亿]*(?:个|家|项|条|座|处|所|公里|平方米|户|人|栋|亩|套|米|吨|%|元)")
_OPENS_WITH_VERB = re.compile(f"(?:{alternation(words('fillers'))})*(?:{alternation(words('verbs', 'increment', 'nominal', 'work', 'done'))})")
_KEYS = meanings("keys")
_KEY_WORDS = re.compile(alternation(_KEYS))
_DOWN, _STAY = (re.compile(alternation(words("directions", means))) for means in ("down", "stay"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sentence has said so far: the indicator of the figure before, and the members of a 分别 list."""

    indicator: str = ""
    members: tuple[str, ...] = ()
    counted: str = ""  # the first indicator of the sentence
    measure: Measure | None = None
    next_indicator: str = ""  # what the next clause counts
    unit: str = ""
    earlier: str = ""  # the indicator of the figure before the last semicolon


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator and the rule that found it."""

    name: str
    rule: str


def share_of(frame: Frame, reading: Reading) -> str:
    """占…比重: a share, of the indicator before where the clause names none."""
    match = _SHARE.match(frame.left)
    if frame.figure.kind != "rate" or not match or not reading.indicator:
        return ""
    return f"{reading.indicator}占{match[1]}{match[2] or '比重'}"


def investment(frame: Frame, reading: Reading) -> str:
    """Money that is invested: named by its subject, by the indicator before, or by what the next clause does with it."""
    lead = frame.lead
    verbs = {lead.predicate, lead.verb}
    if frame.figure.kind != "money" or not (verbs & _INVESTING or lead.name in {"投资", "总投资", "资金", "投资额", "年度投资", "投资总规模", "项目总投资"}):
        return ""
    if lead.name and lead.name not in {"投资", "总投资", "资金", "投资额", "年度投资", "投资总规模", "项目总投资"}:
        return lead.name if re.search("投资|资金|投入", lead.name) else lead.name + "投资"
    purpose = "" if lead.name.endswith("规模") else _next_object(frame) or reading.next_indicator
    counted = reading.counted if reading.counted and reading.indicator.endswith("类" + reading.counted) else reading.indicator
    starts = bool(re.fullmatch(r"(?:全年|年内|今年|总|共|累计)*(?:投资|投入)(?:资金)?(?:了|约)?", frame.left)) and frame.first
    if purpose and (starts or not reading.indicator):
        return purpose + "投资"
    if counted:
        return re.sub("投资$", "", counted) + "投资"
    if lead.name and not purpose:
        return lead.name
    return purpose + "投资" if purpose else ""


def _next_object(frame: Frame) -> str:
    """What the clause behind an investment works on: 投资3亿元，建设两座水厂."""
    if same := _object(frame.clean[frame.figure.hedge_end : frame.clause[1]]):
        return same
    start = frame.clause[1] + 1
    if start > len(frame.clean) or frame.clean[frame.clause[1]] != "，":
        return ""
    return _object(frame.clean[start : clause_end(frame.clean, start)])


def _object(text: str) -> str:
    """The object of a clause that opens with a verb; another clause says nothing of the investment."""
    text = text.removeprefix("用于")
    if _COUNTED.search(text) or not (_OPENS_WITH_VERB.match(text) or text.startswith("对")):
        return ""
    return topic_of(text)


def examples(frame: Frame, reading: Reading) -> str:
    """X、Y等9个项目: the noun behind the number, or the examples with it where it names nothing on its own."""
    if not frame.lead.listed or not frame.follow:
        return ""
    if frame.follow in _GENERIC and frame.lead.name:
        return frame.lead.name + "等" + frame.follow
    return frame.follow


def noun_behind(frame: Frame, reading: Reading) -> str:
    """改造18栋居民楼: the noun behind the number, with the place before it: 沿河5.3公里道路."""
    if not frame.number_first:
        return ""
    return (_place(frame) if frame.figure.kind not in _RATES else "") + frame.follow


def _place(frame: Frame) -> str:
    """The short phrase before the number that says where or of what: 沿河, 主城区."""
    lead = frame.lead
    if lead.predicate or lead.listed or len(lead.name) > 8 or re.search(r"[、和及在\d“”的]|每|下达|时间", frame.left):
        return ""
    return lead.name


def share_used(frame: Frame, reading: Reading) -> str:
    """新增贷款的70%用于支持农业: the share that goes to a use."""
    use = re.match(r"用于[^，；。、]{2,12}", frame.clean[frame.figure.hedge_end :])
    if frame.figure.kind != "rate" or not use or not frame.left.endswith("的"):
        return ""
    return frame.left.removesuffix("的") + use[0] + "的比例"


def share_served(frame: Frame, reading: Reading) -> str:
    """对重点项目100%实现帮办代办: a share of the first that gets the second."""
    served = re.match(r"(?:实现|完成|达到|纳入)([^，；。、\d]{2,12})", frame.clean[frame.figure.hedge_end :])
    if frame.figure.kind != "rate" or not served or frame.lead.predicate or not frame.lead.name:
        return ""
    return frame.lead.name + trim_tail(served[1])


def same_verb_before(frame: Frame, reading: Reading) -> str:
    """拟发行特别国债…，今年先发行1万亿元: the object that the same verb had earlier in the sentence."""
    verb = frame.lead.predicate
    if not verb or len(verb) < 2 or frame.lead.name or frame.follow or verb in _INVESTING or not frame.clause[0]:
        return ""
    if VERBS[verb] not in {"increment", "nominal"}:
        return ""
    match = re.search(re.escape(verb) + r"([^，；。、\d]{2,16})[，、]", frame.clean[: frame.clause[0]])
    return topic_of(match[1]) if match else ""


def bare_metric(frame: Frame, reading: Reading) -> str:
    """种植面积达到2万亩，产量达到15万吨: a bare measure takes the subject of the indicator before."""
    name = frame.lead.name
    if not _BARE_METRIC.fullmatch(name):
        return ""
    subject = _METRIC_TAIL.sub("", reading.indicator)
    if reading.indicator:
        return subject + name if subject and subject != reading.indicator else ""
    topic = clause_before(frame, reading)
    return topic + name if 2 <= len(topic) <= 8 else ""


def kind_of_before(frame: Frame, reading: Reading) -> str:
    """重点项目105个，其中工业类3个: a kind takes the noun that the sentence counts."""
    name = frame.lead.name
    return name + reading.counted if reading.counted and name.endswith("类") and not frame.follow else ""


def noun_before(frame: Frame, reading: Reading) -> str:
    """加装电梯40部, 上云企业达到5700家: the noun before the number or its predicate."""
    name = without_adjectives(_last_of_examples(trim_tail(frame.lead.name)))
    if _LEVEL.match(name) and reading.indicator:
        return name + _LEVEL_START.sub("", reading.indicator)
    return name


def _last_of_examples(name: str) -> str:
    """X治理等水利工程4项: the class that the examples stand for, unless they carry a level of their own."""
    head, mark, rest = name.rpartition("等")
    keep = _LEVEL_START.match(head) or (len(name) <= 20 and rest.endswith(("企业", "平台", "人才", "机构")))
    return rest if mark and len(rest) >= 4 and not keep else name


def work_itself(frame: Frame, reading: Reading) -> str:
    """造林绿化500万亩: the work is what is measured."""
    lead = frame.lead
    nominal = VERBS.get(lead.verb) == "nominal" and lead.verb not in _INVESTING
    return _WORK_ENDS.sub("", frame.left) if nominal and not lead.name and not frame.follow and len(frame.left) <= 8 else ""


def ellipsis(frame: Frame, reading: Reading) -> str:
    """同比增长9.1%, 突破650亿元: the indicator of the figure before in the sentence's stretch."""
    return reading.indicator if frame.figure.kind in {"money", *_RATES} else reading.indicator.removesuffix("投资")


def part_of(frame: Frame, reading: Reading) -> str:
    """其中农村1万个以上: a part of what the figure before counts."""
    name = frame.lead.name
    if not _PART.fullmatch(name) or frame.figure.unit != reading.unit or frame.follow:
        return ""
    return name + reading.indicator


def budget(frame: Frame, reading: Reading) -> str:
    """中央财政将安排832亿元，支持卫生事业: what the money of a budget is for."""
    if frame.figure.kind != "money" or not re.fullmatch(r"(?:中央|省|市|县|区|各级|地方)?级?财政", frame.lead.name):
        return ""
    purpose = re.search(r"(?:支持|用于)([^，；。、\d]{2,10})", frame.clean[frame.figure.end :]) or re.search(
        r"为(?:加快|支持|推进)?([^，；。、\d]{2,10}?)(?:建设|发展)?，", frame.clean[: frame.clause[0]]
    )
    return f"{frame.lead.name}{trim_tail(purpose[1])}支出" if purpose else ""


def clause_before(frame: Frame, reading: Reading) -> str:
    """The subject given one clause earlier: …企业技改，完成40亿元."""
    start = frame.clause[0]
    if start == 0:
        return ""
    text = re.split("[，；：。]", frame.clean[: start - 1])[-1]
    return topic_of(text)


def stretch_before(frame: Frame, reading: Reading) -> str:
    """The indicator of the figure before, across a semicolon."""
    return reading.earlier


def bare_investment(frame: Frame, reading: Reading) -> str:
    """完成投资50亿元, with nothing said of what it is invested in."""
    return "投资" if frame.figure.kind == "money" and frame.lead.predicate in _INVESTING else ""


RULES: tuple[Callable[[Frame, Reading], str], ...] = (
    share_of,
    share_used,
    share_served,
    investment,
    examples,
    noun_behind,
    part_of,
    budget,
    bare_metric,
    kind_of_before,
    noun_before,
    work_itself,
    same_verb_before,
    ellipsis,
    clause_before,
    stretch_before,
    bare_investment,
)


def indicator_of(frame: Frame, reading: Reading) -> Named:
    """The first rule that names the figure; an unnamed figure has an empty indicator."""
    for rule in RULES:
        if name := rule(frame, reading):
            return Named(name, rule.__name__.replace("_", "-"))
    return Named("", "unnamed")


def with_shared_head(names: Sequence[str]) -> list[str]:
    """4个省级、12个市级美丽乡村示范村: a bare level takes the noun of the next member."""
    completed = list(names)
    for index in range(len(completed) - 2, -1, -1):
        if _LEVEL.match(completed[index]) and completed[index + 1]:
            completed[index] += _LEVEL_START.sub("", completed[index + 1])
    return completed


def pairs() -> dict[str, tuple[str, str]]:
    """城乡 → (城镇, 农村): words that stand for two things at once."""
    found = {}
    for entry in entries("indicators"):
        if entry.means.startswith("pair "):
            _, first, second = entry.means.split()
            found.update(dict.fromkeys(entry.words, (first, second)))
    return found


def key_of(indicator: str) -> str:
    """The normal form of an indicator: quotation marks gone, renamed indicators under one name."""
    plain = re.sub(r"[“”\"'‘’\s]", "", indicator)
    if plain in _KEYS:
        return _KEYS[plain]
    return _KEY_WORDS.sub(lambda match: _KEYS[match[0]], plain)


def direction_of(indicator: str) -> str:
    """Which way is better, a fact of the indicator: up, down or stay."""
    if _STAY.search(indicator):
        return "stay"
    return "down" if _DOWN.search(indicator) else "up"


__all__ = ["Lead", "Named", "Reading", "direction_of", "indicator_of", "key_of", "pairs", "replace", "with_shared_head"]
