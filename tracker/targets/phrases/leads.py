"""What stands before a number, taken apart: the verb that leads it in, the name of what is counted, the predicate."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.lexicon import alternation, flagged, words
from tracker.targets.phrases.comparisons import without_comparison, without_comparison_at_end
from tracker.targets.phrases.inner_verbs import behind_inner_verb, out_of_budget
from tracker.targets.phrases.nouns import MARKS, clean_name, noun_of
from tracker.targets.phrases.openings import ADVERBIALS, FILLERS, TIME, without_start
from tracker.targets.phrases.segment import tokens
from tracker.targets.phrases.verbs import INVESTING, LEADING, MAKING, VERBS

_DONE_WORK = frozenset(
    {"编制", "修编", "安装", "更换", "铺设", "置换", "架设", "清理整治", "新建改造", "新建改建", "改造提升", "设置"}
)
_AND = frozenset("和及与、")
_TOLD = frozenset({"growth", "reduction", "level"})
_WORK = frozenset({"工作", "任务", "计划", "目标"})
_WORK_ENDS = frozenset(word[-1] for word in (*VERBS, *_WORK))
_BOUNDS = frozenset(words("comparators")) & frozenset(VERBS)
_NAMING = {word for word, means in VERBS.items() if means == "nominal"} | flagged("verbs", "names")
_TRAILING = frozenset(words("trailing", "trailing"))
_ACTIVITIES = words("trailing", "activity")
_COMPARING = frozenset({"高", "低", "多", "少"})
_IN_PLACE = re.compile("^在[^，；。]{2,10}?(?=(?:全面|普遍)?(?:推行|推开|实施|开展|建立))")
_PLANNING = frozenset({"编制", "修编", "制定", "完成", "出台"})
_PREPOSITIONS = frozenset({"将", "把"})
_BRINGING = frozenset("在到至为")
_CLOSES_TIME = frozenset("年底末前0123456789")
_TIME_AT_END = re.compile(rf"(?:{alternation(words('commitments'))})?(?:到|至|在)?(?:19|20)\d\d(?:年(?:底|末)?前?)?$")
_YEARS_RUNNING = re.compile(  # 连续三年, 申请量年 before 递增
    "(?:连续)?(?:[两三四五六七八九十]|(?<!\\d)\\d{1,2})年$|(?<=[量额入值次数费资金])年$"
)
_STEPPING = re.compile("(?<=[值入额量])[再要]?上$")  # 增加值上200亿元台阶
_WITH_EFFORT = re.compile("^(?:通过|经过|力争|利用|用)[^，；。]{2,8}努力")
_REACHED_AND = re.compile(
    r"(?<=..)(?:[在到]?\d{4}年)?达到并(?:继续|持续|长期)?(?=[保维稳]|$)"
)  # 在2010年达到并继续保持4%
_PROPOSED = re.compile("^[^（）]{0,16}(?:提出了?|包括)(?=.)")
_AIMED = re.compile("^.{0,16}?目标(?:任务)?(?:建议|初步|确定|拟定|拟|暂|定)*[为是](?=..)")
_BUDGETED = re.compile("财政|政府投入|类安排|本级安排")
_COST = re.compile(
    r"总?投资[约超近达]*[\d.]+[多余]?[百千万亿]*元(?:以上)?(?:、占地(?:面积)?[约近]*[\d.]+万?(?:亩|公顷|平方米))?的"
)
_WORKED_ON = re.compile(r"对(.{2,20}?)(?:进行|实施|开展)了?(?:全面|系统|集中|整体)?(.{2,8}?)$")
_NUMBER_AT_START = re.compile(
    r"^(?:一批|一系列|若干)|^[约近]?\d[\d.,]*(?![\d.,]|周?岁)[多余]?[百千万亿]*(?:平方米|立方米|公里|个|家|项|条|座|处|所|户|人|栋|亩|万|米|套|件|名|台|辆|场|间|部)?"
)


class Lead(NamedTuple):
    """The noun phrase before a number, the verb that leads it in, and the predicate directly before the number."""

    name: str = ""
    verb: str = ""
    predicate: str = ""
    listed: bool = False  # ends in 等: examples of what is counted


@lru_cache(maxsize=4096)
def lead_of(text: str) -> Lead:
    """Take the text between the last boundary and the number apart."""
    text = _PROPOSED.sub("", text) if "提出" in text or "包括" in text else text
    text = text.replace("（下同）", "") if "（下同）" in text else text
    text = _REACHED_AND.sub("", text) if "达到并" in text else text
    text = _WITH_EFFORT.sub("", text) if "努力" in text else text
    if "目标" in text and (aimed := _aimed_at(text)):
        return aimed
    cut, predicate, listed = _without_predicate(list(tokens(without_comparison(text))))
    cut, verb = without_start(without_comparison_at_end(_behind_preposition(cut, predicate)))
    budgeted = out_of_budget(cut) if _BUDGETED.search(text) else None
    cut, inner = budgeted or behind_inner_verb(cut)
    name = "".join(cut)
    name = clean_name(_TIME_AT_END.sub("", name) if name[-1:] in _CLOSES_TIME else name)
    name = _YEARS_RUNNING.sub("", name) if name.endswith("年") else name
    name = _STEPPING.sub("", name) if name.endswith("上") else name
    name = "" if name.endswith("%") and name[0].isdigit() else name  # 超过20%的有23种
    name = "" if name in _COMPARING or name.isdecimal() or (predicate and name in ADVERBIALS) else name
    if not name and predicate and VERBS.get(verb) == "nominal":
        name = verb
    if not name and not verb and VERBS.get(predicate) == "nominal":
        return Lead(verb=predicate, listed=listed)
    return tuple.__new__(Lead, (name, inner or verb, predicate, listed))


def _aimed_at(text: str) -> Lead | None:
    """What is named behind 预期目标是, 目标任务建议为; None where nothing is: 增长目标为."""
    behind = _AIMED.sub("", text)
    found = lead_of(behind) if behind != text else None
    return found if found and found.name else None


def topic_of(text: str) -> str:
    """What a clause is about: its noun phrase without leading verbs, numbers and what becomes of it."""
    if worked := _WORKED_ON.search(text):
        return worked[1] + worked[2]
    text = _COST.sub("", text) if "投资" in text else text
    text = _IN_PLACE.sub("", text.removeprefix("包括")) if text.startswith(("在", "包括")) else text
    cut, _ = without_start(list(tokens(text)))
    return noun_of(_NUMBER_AT_START.sub("", "".join(cut)).removeprefix("全部"))


def _behind_preposition(cut: list[str], predicate: str) -> list[str]:
    """东河县要将常住人口控制在 → 常住人口: what is brought to a level stands behind 将 or 把."""
    if predicate[-1:] not in _BRINGING:
        return cut
    if _PREPOSITIONS.isdisjoint(cut):
        return cut
    return next((cut[place + 1 :] for place in range(len(cut) - 2, 0, -1) if cut[place] in _PREPOSITIONS), cut)


def _without_predicate(cut: list[str]) -> tuple[list[str], str, bool]:
    """Strip predicate, hedges and adverbs at the end; a nominal verb that is the name of the work stays."""
    predicate, listed = "", False
    while cut and not (listed and predicate):
        last = cut[-1]
        if last in {"等", "等等"}:
            listed = True
        elif (last == "比" and cut[-2:-1] == ["之"]) or (last == "规划" and not _PLANNING.isdisjoint(cut[:-2])):
            break  # 研发费用与营收之比, 编制村庄规划
        elif last in VERBS and not (_may_name_work(cut) and (_names_work(cut) or _is_subject(cut, predicate))):
            if last == "总量" and cut[-2:-1] and cut[-2].endswith(_ACTIVITIES):
                break  # 用水总量
            governs = not predicate or (predicate in _BOUNDS and VERBS[last] in LEADING)
            predicate = last if governs else predicate
        elif last == "规划" and _names_work(cut):
            break  # 编制村庄规划
        elif not (last in _TRAILING or (last in FILLERS and len(last) > 1) or (last in MARKS and last not in "”）》’")):
            break
        cut = cut[:-1]
    return cut, predicate, listed


def _may_name_work(cut: list[str]) -> bool:
    """Whether the verb at the end can be work that is done: 完成规划编制, where 编制 is no work without 完成."""
    return cut[-1] in _NAMING or (len(cut) > 2 and "完成" in cut[:-2] and cut[-1] in _DONE_WORK)


def _names_work(cut: list[str]) -> bool:
    """Whether the nominal verb at the end is the name of the work: 老旧小区改造, 完成绿化."""
    if len(cut) < 2:
        return False
    before = cut[-2]
    if before == "的" and len(cut) > 2:
        return True  # 用于教育的投入
    if before in _AND and "完成" in cut and len(cut) > 4 and VERBS.get(cut[-3]) in {"nominal", "increment"}:
        return True  # 完成村道新建和提档升级
    strippable = before in FILLERS or (before in MARKS and before not in "”）》") or VERBS.get(before, "") in LEADING
    return not strippable or (VERBS.get(before) in {"done", "nominal"} and cut[-1] not in INVESTING)


def _is_subject(cut: list[str], predicate: str) -> bool:
    """Whether the verb at the end is all that the predicate speaks of: 全年投资 before 增长 or 达到."""
    told = VERBS.get(predicate) in _TOLD
    if cut[-1] in INVESTING and len(cut) > 2 and VERBS.get(cut[-2]) == "nominal" and (told or predicate == "完成"):
        return True  # 城市建设投资 before 达到
    if not told or cut[-1] in MAKING or (cut[-1] not in INVESTING and VERBS.get(predicate) != "level"):
        return False
    return all(token in FILLERS or TIME.fullmatch(token) for token in cut[:-1])


def names_only_work(text: str) -> bool:
    """Whether a text only says what is done: 制定修订工作, 建设."""
    return text[-1:] in _WORK_ENDS and all(token in VERBS or token in _WORK for token in tokens(text))
