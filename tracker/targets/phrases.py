"""Noun phrases around a number: what stands before it and behind it, without verbs, times, scopes and hedges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.lexicon import alternation, meanings, words
from tracker.targets.segment import tokens

VERBS = meanings("verbs")
_FILLERS = frozenset(words("fillers", "filler")) | frozenset(words("commitments"))
_ADVERBIALS = frozenset(words("fillers", "adverbial"))
_TRAILING = frozenset(words("trailing"))
_OUTCOMES = frozenset(words("outcomes", "outcome"))
_NOMINAL_OUTCOMES = frozenset(words("outcomes", "nominal"))
_TAIL = re.compile(f"(?:{alternation(words('tails'))})$")
_TIME = re.compile(
    r"(?:到|至|截至|截止|自|从)?(?:[“\"]?十[一二三四五六]?五[”\"]?(?:末|期末|期间|时期|以来)?|(?:19|20)\d\d年(?:底|末|度|初)?(?:前|之前|以前)?|"
    r"\d{1,2}月(?:\d{1,2}日|底|末|初|份|中旬|上旬|下旬)?(?:前|之前|以前)?|[一二三四五\d至-]+(?:个月|年|个季度)(?:内|左右|时间|期间)?|"
    r"(?:上|下)半年|[一二三四]季度(?:末|前)?|年底(?:前)?|年末|年内|[主入]?汛期?前)[，、]?"
)
_LEADS = frozenset({"increment", "nominal", "work", "done", "reduction"})
_RAISING = frozenset({"提升", "提高", "扩大", "增加"})
_COMPOUNDING = re.compile(
    r"^(?:面积|总额|额|率|人数|数量|收入|支出|规模|资金|项目|用地|工程|中心|基地|园|区|总量|增加值|业|量|强度|贡献率|标准|岗位|人员|对象|机构|平台|补贴|贷款|补助|户|类|池|厂|站|机|完成率|贸易|品|市场|网点|能力|体系|质量|功能|环境|事项)"
)
_BOUNDS = frozenset(w for w in words("comparators") if w in VERBS)
_COMPARED_TO = re.compile(
    r"(?:(?<![对相])比|较|与)(?:上|去|前|年初|同期|\d{4}|[^，、]{0,6}(?:年|期|末|预算|计划))[^，、]{0,10}?(?=(?:分别)?(?:净|年均|累计|同比|平均)?"
    r"(?:增长|增加|提高|下降|减少|降低|上升|提升|改善|压减|翻|快|高|低|多|少|扩大|缩小|增|减))"
)
_COMPARISON = re.compile(r"(?:(?<!自)(?:由|从)[^，、]*\d[^，、]*|(?:^|(?<=.))(?:比|较|与|同)[^，、]{0,8}(?:年|期|末|预算|计划|水平|季度|月份?))$")
_TIME_AT_END = re.compile(r"(?:到|至|在)(?:19|20)\d\d年(?:底|末)?(?:前)?$")
_BECOMING = frozenset({"获评", "评为", "认定为", "创成", "成为"})
_JOINING = frozenset({"纳入", "列入", "入选", "获得", "达到", "进入", "获批"})
_WORKING = frozenset({"实现", "完成", "进行", "实施", "开展"})
_BEFORE_NOUN = re.compile(r"^(?:（[^（）]{1,4}）)?的?(?:已建成|已建|现有|新建|在建|拟建|已有|已|原有)?的?(?:各类|各种|各级)?")
_AFTER_NOUN = re.compile(r"等(?!级|离子|温|效)|(?<=^项目)[及和]|(?<=^工程)[及和]")
_INVESTING = frozenset({"投资", "投入", "融资"})
_MARKS = "，、：；。（）“”‘’《》()- 　·"


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a number: a noun phrase, the verb that leads it in, and the predicate between it and the number."""

    name: str = ""
    verb: str = ""
    predicate: str = ""
    subject: str = ""
    listed: bool = False  # ends in 等: examples of what is counted


@lru_cache(maxsize=4096)
def lead_of(text: str) -> Lead:
    """Take the text between the last boundary and the number apart."""
    cut = list(tokens(_COMPARED_TO.sub("", text)))
    cut, predicate, listed = _without_predicate(cut)
    if (shorter := _COMPARISON.sub("", "".join(cut))) != "".join(cut):
        cut = list(tokens(shorter))
    cut, verb = _without_start(cut)
    cut, subject, inner = _after_inner_verb(cut)
    name = _clean(_TIME_AT_END.sub("", "".join(cut)))
    if not name and verb and VERBS.get(verb) == "nominal" and predicate:
        name = verb
    if not name and predicate and VERBS[predicate] == "nominal" and not verb:
        return Lead(verb=predicate, subject=subject, listed=listed)
    return Lead(name, inner or verb, predicate, subject, listed)


def _without_predicate(cut: list[str]) -> tuple[list[str], str, bool]:
    """Strip the predicate, hedges and adverbs at the end; a nominal verb behind a noun stays: 老旧小区改造."""
    predicate, listed = "", False
    while cut:
        last = cut[-1]
        if last == "等" or last == "等等":
            listed = True
        elif last in VERBS and not (VERBS[last] == "nominal" and _names_work(cut)):
            predicate = last if not predicate or _bounds(predicate) and VERBS[last] in _LEADS else predicate
        elif last in _TRAILING or last in _FILLERS and len(last) > 1 or last in _MARKS and last not in "”）》’":
            pass
        else:
            break
        if listed and predicate:
            break
        cut = cut[:-1]
    return cut, predicate, listed


def _bounds(predicate: str) -> bool:
    """A hedge that could be a predicate too: 突破, 不低于; a lead verb before it is what governs."""
    return predicate in _BOUNDS


def _names_work(cut: list[str]) -> bool:
    """Whether the nominal verb at the end is the name of the work: 老旧小区改造, 完成绿化."""
    if len(cut) < 2:
        return False
    before = cut[-2]
    return not _strippable(before) or VERBS.get(before) in {"done", "nominal"} and cut[-1] not in _INVESTING


def _strippable(token: str) -> bool:
    return token in _FILLERS or token in _MARKS or VERBS.get(token, "") in _LEADS


def _without_start(cut: list[str]) -> tuple[list[str], str]:
    """Strip times, scopes, connectives, adverbs and lead verbs at the start."""
    verb = ""
    while cut:
        time = _TIME.match("".join(cut[:8]))
        if time and time.end():
            cut = _drop(cut, time.end())
        elif VERBS.get(cut[0], "") in _LEADS or cut[0] in _RAISING and len(cut) > 1:
            if (VERBS[cut[0]] == "nominal" and _is_name(cut, verb)) or (cut[0] == "投资" and cut[1:] and cut[1][0].isdigit()):
                break
            verb, cut = cut[0], cut[1:]
        elif cut[0] in _FILLERS or cut[0] in _MARKS and cut[0] not in "“《‘" or _is_adverb(cut):
            cut = cut[1:]
        else:
            break
    return cut, verb


def _is_name(cut: list[str], verb: str) -> bool:
    """绿化 in 绿化面积, 造林 in 完成造林: a nominal verb that belongs to the name."""
    if len(cut) == 1:
        return VERBS.get(verb) == "done" and cut[0] not in _INVESTING
    return _COMPOUNDING.match("".join(cut[1:])) is not None


def _is_adverb(cut: list[str]) -> bool:
    """重点 in 重点建设, not in 重点实验室."""
    return cut[0] in _ADVERBIALS and len(cut) > 1 and (cut[1] in VERBS or cut[1] in _ADVERBIALS or cut[1] in _FILLERS)


def _drop(cut: list[str], length: int) -> list[str]:
    """The tokens without their first `length` characters."""
    while cut and length >= len(cut[0]):
        length -= len(cut[0])
        cut = cut[1:]
    return [cut[0][length:], *cut[1:]] if cut and length else cut


def _after_inner_verb(cut: list[str]) -> tuple[list[str], str, str]:
    """Where a verb stands inside, what is counted stands behind it: 加快园区升级打造示范企业 → 示范企业."""
    depth = 0
    for index in range(len(cut) - 2, 0, -1):
        token = cut[index]
        depth += token.count("”") + token.count("）") + token.count("》") - token.count("“") - token.count("（") - token.count("《")
        kind = VERBS.get(token, "")
        if len("".join(cut[index + 1 :])) <= 4 and _COMPOUNDING.match("".join(cut[index + 1 :])):
            continue
        if depth == 0 and kind in {"increment", "done"} and len(token) > 1 and cut[index + 1] != "的":
            before, behind = "".join(cut[:index]), cut[index + 1 :]
            if kind == "done" or token in {"投入", "完成投资"}:
                return [*cut[:index], *behind] if len(before) <= 16 else behind, before, token
            if token == "新增" and "".join(behind) in {"就业", "就业人数", "就业岗位"}:
                return cut, "", token
            return behind, before, token
    return cut, "", ""


def _clean(name: str) -> str:
    """Strip marks around a phrase, unbalanced brackets and a possessive at its ends."""
    name = re.sub(r"[和与及或]$", "", name.strip("，、：；。 -")).removesuffix("的")
    for opening, closing in ("“”", "（）", "《》"):
        if name.count(opening) != name.count(closing):
            name = name.replace(opening, "").replace(closing, "")
    return name.strip("，、：；。 -的")


@dataclass(frozen=True, slots=True)
class Follow:
    """The noun phrase behind a number, and how many characters of the text it took."""

    name: str = ""
    length: int = 0


def follow_of(text: str) -> str:
    """The noun phrase at the start of a text, without what becomes of the counted thing."""
    return follow(text).name


@lru_cache(maxsize=4096)
def follow(text: str, *, open_ended: bool = False) -> Follow:
    """The noun phrase at the start of the text behind a number; `open_ended` where another number goes on with it."""
    start = _BEFORE_NOUN.match(text)
    skipped = start.end() if start else 0
    body = _AFTER_NOUN.split(text[skipped:], maxsplit=1)[0]
    kept: list[str] = []
    length = skipped
    cut = tokens(body)
    for index, token in enumerate(cut):
        if _ends_noun(token, kept):
            if kept and not open_ended:
                kept = _with_work(kept, token, cut[index + 1 :])
            break
        kept.append(token)
        length += len(token)
    name = trim_tail(without_adjectives(_clean("".join(kept))))
    return Follow(name, length) if name else Follow()


def _ends_noun(token: str, kept: list[str]) -> bool:
    """Whether a token says what becomes of the counted thing: 建成启用, 全部, a mark."""
    if token in _OUTCOMES or (token in _MARKS and token not in "“”《》（）、"):
        return True
    return bool(kept) and (token in _NOMINAL_OUTCOMES or (len(token) > 2 and token[:2] in _OUTCOMES))


def _with_work(kept: list[str], token: str, cut: Sequence[str]) -> list[str]:
    """What becomes of a thing belongs to its name where it says what is counted.

    18个小区完成改造 counts 小区改造, 4个社区获评绿色社区 counts 绿色社区, 5个项目纳入规划 counts 纳入规划项目.
    """
    rest = _clean("".join(cut))
    if token in _WORKING and 2 <= len(rest) <= 12:
        return [*kept, rest]
    if not 2 <= len(rest) <= 18 or len("".join(kept)) > 3:
        return kept
    if token in _BECOMING:
        return [rest]
    return [*([token] if token != "获得" else []), rest, *kept] if token in _JOINING else kept


def topic_of(text: str) -> str:
    """What a clause is about: its noun phrase without leading verbs, numbers and what becomes of it."""
    worked = re.search(r"对(.{2,20}?)(?:进行|实施|开展)了?(?:全面|系统|集中|整体)?(.{2,8}?)$", text)
    if worked:
        return worked[1] + worked[2]
    cut, _ = _without_start(list(tokens(text)))
    rest = re.sub(r"^[约近]?\d[\d.,]*[多余]?[百千万亿]*(?:平方米|立方米|公里|个|家|项|条|座|处|所|户|人|栋|亩|万|米|套)?", "", "".join(cut))
    return follow_of(rest) if rest else ""


def without_adjectives(name: str) -> str:
    """Drop praise that does not change what is counted: 小而精的小游园 → 小游园."""
    head, mark, rest = name.partition("的")
    if mark and len(rest) >= 2 and re.search(r"^(?:具有|富有|富含|充满)|.而.|宜.宜", head):
        return rest
    return name


def trim_tail(name: str) -> str:
    """Drop generic nouns at the end where a name is left: 农村公路整治工作 → 农村公路整治."""
    while (match := _TAIL.search(name)) and match.start() >= (2 if match[0].startswith("的") else 3):
        name = name[: match.start()].removesuffix("的")
    if name.endswith("建设") and len(name) >= 6:
        name = name.removesuffix("建设").removesuffix("的")
    return name
