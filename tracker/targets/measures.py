"""Whether a number is a level, an increment, a growth or a reduction: ordered rules over frame, name and reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tracker.lexicon import flagged, words
from tracker.model import Measure
from tracker.targets.frames import RATES, Frame
from tracker.targets.phrases.verbs import ADDING, BUDGETING, INVESTING, VERBS
from tracker.targets.reading import Reading

_ENDS = {means: words("indicators", means) for means in ("flow", "stock", "growth", "investment")}
_RISING = re.compile(
    r"(?:增速|增幅|涨幅|增长的?(?:预期|目标|速度)+)[^，]{0,8}$|(?:增长|上升|上涨)(?:保持|稳定|控制|维持)在$|"
    "(?:增长|递增)不?[高低超少][于过]$"
)
_RISE_BEHIND = re.compile("的?(?:增幅|增速|增长|涨幅)")
_LENGTH = re.compile("总?里程|总?长度?|全长")  # of roads that are built
_WORKED_AREA = re.compile("(?:治理|改造|整治|造林|硬化|修复|拆除)面积$")
_STANDING = re.compile(  # 全乡现有低保户239户
    "(?:目前，?)?(?:全[市县区乡镇村]|我[市县区乡镇村])?(?:现有|实有|共有)(?!基础|新|改|扩|续)[^，；。、]{2,}$"
)
_OPENS_STANDING = frozenset("目全我现实共")
_IMPROVED = re.compile("改善[^，、]{0,8}面积$")  # not 改善 of a concentration
_WILL = frozenset(words("commitments", "free"))
_DEALT_RISE = re.compile("涨幅[^，；。]*分别")
_RISES = ("涨幅", "增幅", "增速", "总水平涨幅", "总水平增幅", "总水平增速")
_REACH = 160  # characters before a number
_NEUTRAL = flagged("verbs", "bound")
_BETTERING = flagged("verbs", "bettering")
_SPENDING = BUDGETING | INVESTING
_HOLDING = flagged("verbs", "held")
_RAISING = flagged("verbs", "lead")  # 扩大灌溉面积3万亩
_REACHED = re.compile("累计|总数|总量|总规模|保有量|达到|达$|[建拥设]有(?![各一关限])")

_VISITORS = ("游客", "旅客", "旅游者", "游人")
_GAINED = re.compile("增收(?:达到|达|超过|超|突破|近|约)+$")
_PASSING = frozenset({"超过", "超"})
_PER_HEAD = re.compile("每[百千万]")
_PAID = re.compile("每人每[月年天日](?:发放|补助|补贴|给予|标准为?)?$")  # 津贴每人每月发放100元
_SHARES = ("率", "比重", "比例", "占比", "比率")
_INSURING = ("保险", "医保", "新农合", "合作医疗", "保险试点")
_SOWN = ("播种面积", "种植面积")  # the total of a year
_BENEFITED = ("受益人口", "受益群众")
_OF_GOAL = ("计划的", "任务的", "目标的", "预算的")  # 增长10%，完成年度计划的106%
_ADDED = re.compile("累计(?:新增|净增)")


def _ends(name: str, means: str) -> bool:
    plain = name.partition("（")[0] if name.endswith("）") else name  # 增加值（GDP）
    return plain.endswith(_ENDS[means])


_BELOW_PAST = re.compile("[比较](?:上年|去年|年初|上年末|预算)[^，；。]{0,4}[低少]$")
_BEYOND = re.compile("高于|快于|低于|好于|优于|高出|超出|领先")


def by_points(frame: Frame, name: str, reading: Reading) -> Measure | None:
    """个百分点: a change of a rate, or its distance to another."""
    if frame.figure.unit == "倍":
        return "level"
    if frame.figure.kind == "growth":
        return "growth"
    if frame.figure.kind != "points":
        return None
    verb = VERBS.get(frame.lead.predicate, "")
    if _BELOW_PAST.search(frame.left):
        return "reduction"
    if _BEYOND.search(frame.left):
        return "level"
    if verb == "level":
        return "growth" if _RISING.search(frame.left) else "level"  # 价格上涨控制在3个百分点以内
    return "reduction" if verb == "reduction" else "growth"


def by_predicate(frame: Frame, name: str, reading: Reading) -> Measure | None:
    """The verb directly before the number."""
    bare = frame.lead.predicate == "为" and not frame.lead.name
    served = bare and (frame.number_first or (name and name in frame.behind_text))  # 为62户家庭改造厕所
    kind = "" if served or frame.lead.predicate in _NEUTRAL else VERBS.get(frame.lead.predicate, "")
    if kind == "growth" and frame.left.endswith("-"):
        return "reduction"  # 增长-4%
    if kind == "growth":
        return "growth" if frame.figure.kind in RATES else "increment"
    if kind == "reduction":
        return "increment" if frame.lead.predicate == "改善" and frame.figure.kind == "count" else "reduction"
    if kind == "level" and "增收" in frame.left and _GAINED.search(frame.left):
        return "increment"
    if kind == "level" and frame.lead.predicate in _PASSING and VERBS.get(frame.lead.verb) == "increment":
        return None if frame.figure.kind in RATES else "increment"
    if kind == "level":
        rising = _RISING.search(frame.left) or _ends(name, "growth") or _RISE_BEHIND.match(frame.behind_text)
        return "growth" if rising else "level"
    if kind == "increment" and frame.lead.predicate in ADDING:
        return "growth" if frame.figure.kind in RATES else "increment"
    return None


def dealt_rise(frame: Frame, name: str, reading: Reading) -> Measure | None:
    """失业率、消费价格涨幅分别控制在4%和3%以内: a rise and a rate that 分别 deals out keep apart."""
    if frame.figure.kind != "rate":
        return None
    told = frame.clean[max(frame.clause[0], frame.figure.start - _REACH) : frame.figure.start]
    if not name or "涨幅" not in told or not _DEALT_RISE.search(told):
        return None
    if name.endswith(_SHARES):
        return "level" if name + "涨幅" not in told else "growth"
    return "growth" if any(name + rise in told for rise in _RISES) else None


def by_bound(frame: Frame, name: str, reading: Reading) -> Measure | None:
    """贷款增速不低于12%: a bound is no predicate of its own; the rise that stands before it is."""
    bound = frame.lead.predicate in _NEUTRAL and frame.figure.kind in RATES
    return "growth" if bound and _RISING.search(frame.left) else None


def outdone(frame: Frame, name: str, reading: Reading) -> Measure | None:
    """增长8%，力争达到10%: the second, stronger rate of one indicator is a growth as the first."""
    if reading.measure != "growth" or not (frame.figure.unit == reading.unit == "%") or name != reading.indicator:
        return None
    if name.endswith(_SHARES):
        return None  # 非公经济比重增长2%，达到60%
    bare = not (frame.lead.name or frame.follow or frame.left.endswith(_OF_GOAL))
    return "growth" if bare and VERBS.get(frame.lead.predicate, "done") in {"level", "done"} else None


def by_name(frame: Frame, name: str, reading: Reading) -> Measure | None:
    """What the indicator is by its name: 增速, 覆盖率, 产量, 投资."""
    said = _by_its_words(frame, name) or _by_its_verb(frame, name)
    if said:
        return said
    if "人均" in name:
        return "level"
    again = reading.measure == "reduction" and frame.joined and frame.figure.unit == reading.unit
    if again and not (frame.lead.verb or frame.lead.predicate or frame.figure.kind in RATES):
        return "reduction"  # 压减炼铁产能9万吨、炼钢产能6万吨
    if _ends(name, "flow") or (_ends(name, "stock") and not _is_work(frame, name, reading)):
        return "level"
    return "increment" if frame.figure.kind not in RATES and _ends(name, "investment") else None


def _by_its_words(frame: Frame, name: str) -> Measure | None:
    """What a name says whatever verb leads it in: 增速, 每万人…, 受益人口, 治理面积."""
    if _ends(name, "growth"):
        return "growth"
    if name.startswith("每") and _PER_HEAD.match(name):
        return "level"
    if name.endswith(_BENEFITED):
        return "increment"
    if name.startswith(("出栏", "存栏")):
        return "level"  # 全年出栏肉牛2万头
    if not _HOLDING.isdisjoint((frame.lead.verb, frame.lead.predicate)):
        return "level"
    if frame.figure.kind == "money" and _is_size(frame, name):
        return "level"
    return "increment" if name.endswith("面积") and _WORKED_AREA.search(name) else None


def _by_its_verb(frame: Frame, name: str) -> Measure | None:
    """What the words around a name say of it: 现有, 每人每月发放, 改善, 压减, 累计, 安排, 新增."""
    start, verb, predicate = frame.clause[0], frame.lead.verb, frame.lead.predicate
    if frame.clean[start] in _OPENS_STANDING and _STANDING.match(frame.clean, start, frame.figure.start):
        return "level"
    if "每人每" in frame.left and _PAID.search(frame.left):
        return "level"
    if "改善" in frame.left and _IMPROVED.search(frame.left):
        return "increment"
    lessened = VERBS.get(verb) == "reduction" and verb not in _BETTERING
    if lessened and not predicate and (verb != "改善" or frame.figure.kind in RATES):
        return "reduction"
    if _is_total(frame, name):
        return "level"
    if frame.figure.kind == "money" and (predicate in _SPENDING or frame.left.endswith("财政投入")):
        return "increment"  # 中央财政安排30亿元
    adds = VERBS.get(verb) in {"increment", "nominal"} or verb in _RAISING
    return "increment" if adds and frame.figure.kind not in RATES else None


def _is_total(frame: Frame, name: str) -> bool:
    """累计达到9家, 接待游客9万人次, 医疗保险覆盖9万人: the sum at the end, or of a whole year."""
    if frame.figure.unit == "人次" and "接待" in {frame.lead.verb, frame.lead.predicate} and name.endswith(_VISITORS):
        return True
    if _REACHED.search(frame.left) and not _ADDED.search(frame.left):
        return True
    insured = frame.lead.predicate == "覆盖" and name.endswith(_INSURING)
    return insured or (name.endswith("赤字") and frame.figure.kind == "money")


def _is_work(frame: Frame, name: str, reading: Reading) -> bool:
    """完成绿化面积9万亩: a stock by its name that is done here, not reached; so are people who are helped."""
    if frame.number_first and frame.figure.unit in {"人", "户", "名"}:
        return True
    if name.endswith(_SOWN):
        return False
    if VERBS.get(frame.lead.predicate or frame.lead.verb) == "done":
        return True
    if reading.measure != "increment":
        return False
    goes_on = frame.joined and not frame.lead.predicate
    area = "面积" in name and name[-4:] == reading.indicator[-4:]
    return goes_on or area or _LENGTH.fullmatch(frame.lead.name) is not None


def _is_size(frame: Frame, name: str) -> bool:
    """新材料产业形成400亿元规模, 转移支付增加1亿元、规模近9亿元: how large something is."""
    industry = name.endswith("产业") and "投" not in frame.left
    return industry or frame.behind_text.startswith("规模") or (frame.lead.name == "规模" and not frame.lead.verb)


def raised_by(frame: Frame, name: str, reading: Reading) -> Measure | None:
    """提高抚恤标准20%: the rate of what is no share is what it is raised by; 提高绿化率20% says a level."""
    if frame.figure.kind != "rate" or frame.lead.predicate or name.endswith(_SHARES):
        return None
    return "growth" if VERBS.get(frame.lead.verb) == "growth" else None


def by_verb(frame: Frame, name: str, reading: Reading) -> Measure | None:
    """The verb that leads the phrase in: 新增, 改造, 推进."""
    kind = VERBS.get(frame.lead.predicate) or VERBS.get(frame.lead.verb) or ""
    if kind == "reduction":
        return "increment" if frame.lead.verb == "改善" else "reduction"  # 改善农房1.1万户
    return "increment" if kind in {"increment", "nominal", "work", "done"} and frame.figure.kind not in RATES else None


def by_list(frame: Frame, name: str, reading: Reading) -> Measure | None:
    """A number in a list is measured as the one before it."""
    if not reading.measure or frame.lead.predicate:
        return None
    if frame.figure.kind in RATES and frame.number_first and frame.follow:
        return None  # 增长10%、80%的低保户脱贫
    if frame.figure.kind in RATES:
        return "growth" if reading.measure == "growth" else "reduction" if reading.measure == "reduction" else None
    goes_on = frame.joined or frame.clean.startswith("其中", frame.clause[0])
    goes_on = goes_on and frame.figure.unit == reading.unit and not frame.lead.verb
    return reading.measure if reading.measure == "increment" or (reading.measure == "level" and goes_on) else None


def by_unit(frame: Frame, name: str, reading: Reading) -> Measure:
    """Rates are levels, counts of things are delivered."""
    return "level" if frame.figure.kind in RATES or frame.figure.kind == "time" else "increment"


def in_series(frame: Frame, name: str, reading: Reading) -> Measure | None:
    """增长6%、7.5%: a number with nothing of its own before it is measured as the one before."""
    again = frame.figure.kind == "rate" and frame.left in _WILL  # 增长5.5%以上，力争6%
    bare = (frame.joined or again) and not frame.lead.name and not frame.lead.predicate and not frame.follow
    return reading.measure or None if bare else None


RULES: tuple[Callable[[Frame, str, Reading], Measure | None], ...] = (
    by_points,
    dealt_rise,
    by_bound,
    outdone,
    by_predicate,
    in_series,
    raised_by,
    by_name,
    by_verb,
    by_list,
)


_ONLY_FOR: dict[Callable[[Frame, str, Reading], Measure | None], frozenset[str]] = {  # kinds of figures; else all
    by_points: frozenset({"points", "growth", "count"}),
    by_bound: RATES,
    outdone: frozenset({"rate", "growth"}),
    raised_by: frozenset({"rate"}),
}


@cache
def rules_for(kind: str) -> tuple[tuple[Callable[[Frame, str, Reading], Measure | None], str], ...]:
    """The rules that may say how a figure of this kind is measured, each with its name, in their order."""
    asked = [rule for rule in RULES if kind in _ONLY_FOR.get(rule, {kind})]
    return tuple((rule, "measure-" + rule.__name__.replace("_", "-")) for rule in asked)


def measure_of(frame: Frame, name: str, reading: Reading) -> tuple[Measure, str]:
    """The measure and the name of the rule that gave it."""
    for rule, known_as in rules_for(frame.figure.kind):
        if measure := rule(frame, name, reading):
            return measure, known_as
    return by_unit(frame, name, reading), "measure-by-unit"
