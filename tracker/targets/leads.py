"""What stands before a number, taken apart: the verb that leads it in, the name of what is counted, the predicate."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.lexicon import alternation, flagged, meanings, words
from tracker.targets.nouns import MARKS, clean_name, noun_of
from tracker.targets.segment import tokens

VERBS = meanings("verbs")
INVESTING = frozenset(words("investing", "verb"))
_LEADING = frozenset({"increment", "nominal", "work", "done", "reduction"})
_GIVING = frozenset({"increment", "work", "done"})
_DELIVERING = frozenset({"increment", "done"})
_TOLD = frozenset({"growth", "reduction", "level"})
_WORK = frozenset({"工作", "任务", "计划", "目标"})
_RAISING = flagged("verbs", "lead")
_ADDING = flagged("verbs", "adding")
BUILDING = flagged("verbs", "building")
_BOUNDS = frozenset(words("comparators")) & frozenset(VERBS)
_FILLERS = frozenset(words("fillers", "filler")) | frozenset(words("commitments"))
_ADVERBIALS = frozenset(words("fillers", "adverbial"))
_TRAILING = frozenset(words("trailing", "trailing"))
_ACTIVITIES = words("trailing", "activity")
BUDGETING = flagged("verbs", "budget")
_HEADS = re.compile(
    f"(?!{alternation(words('heads_of_compounds', 'refused'))}){alternation(words('heads_of_compounds', 'head'))}"
)
_COMPARING = frozenset({"高", "低", "多", "少"})
_IN_PLACE = re.compile("^在[^，；。]{2,10}?(?=(?:全面|普遍)?(?:推行|推开|实施|开展|建立))")
_TOWARDS = frozenset({"向", "面向"})
_MEMBER = re.compile("[、和与及]")
_SHARE_END = re.compile("比[例重]$")
_RATIO = re.compile("率|数|量|额")
_OF_SUBJECT = re.compile("(?:投资|产值|收入|税收|利润|利税|总额|增加值|销售额|支出|资金|产量|面积|任务)$")
_MANY = frozenset("十百千万亿")
_KINDS = frozenset({"企业", "单位"})  # 新三板挂牌企业
_JOBS = frozenset({"就业", "就业人数", "就业岗位"})
_TIME = re.compile(
    r"(?:到|至|截至|截止|自|从)?(?:"
    r"[“\"]?十[一二三四五六]?五[”\"]?(?:末|期末|期间|时期|以来)?|"
    r"(?:19|20)\d\d年(?:底|末|度|初)?(?:前|之前|以前)?|"
    r"\d{1,2}月(?:\d{1,2}日|底|末|初|份|中旬|上旬|下旬)?(?:前|之前|以前)?|"
    r"[一二两三四五\d至-]+(?:个月|年(?!级)|个季度)(?:内|左右|时间|期间)?|"
    r"(?:上|下)半年|第?[一二三四]季度(?:末|前)?|(?:[今明当]年)?年?(?<=年)底前?|年末|年内|明年|"
    r"(?:未来|今后)(?:[一二两三四五]|十)年|年起|[主入]?汛期?前|(?:供暖|供热|采暖|取暖)[季期]前|(?:国庆|春|元旦|中秋|五一|十一)节?前|(?:秋季|春季)?开学前)[，、]?"
)
_TIME_OPENS = frozenset('到至截自从“"十一二两三四五-上下年主入汛第今明当未供采取国春元中秋开0123456789')
_COMPARED_WITH = re.compile(
    r"(?:(?<![对相])比|较|与)(?:上|去|前|年初|同期|\d{4}|[^，、]{0,6}(?:年|期|末|预算|计划|革前))[^，、]{0,10}?"
    r"(?=(?:分别)?(?:净|年均|累计|同比|平均)?"
    r"(?:增长|增加|提高|下降|减少|降低|上升|提升|改善|压减|减轻|翻|快|高|低|多|少|扩大|缩小|增|减))"
)
_SEVERAL = re.compile("(?:实现)?[两三四五]个$")  # before 翻番
_LEFT_OUT = re.compile(r"(?:扣除|剔除)[^，、]{2,14}?(?:因素影响|因素|影响)?后(?=同比|增|下降|减)")
_COMPARISON_AT_END = re.compile(
    r"(?:(?<!自)(?:由|从)[^，、]*\d[^，、]*(?:、\d[^，、]*)*|(?:^|(?<=.))(?:比|较|与|同)[^，、]{0,8}(?:年|期|末|预算|计划|水平|季度|月份?)|"
    r"(?:是|为|达到?|相当于)[^，、]{0,8}(?:年|期|末|总和))$"
)
_COMPARES = re.compile("[比较与]")
_MAY_COMPARE = re.compile("[由从]|[年期末算划平度月份和]$")
_CLOSES_TIME = frozenset("年底末前0123456789")
_TIME_AT_END = re.compile(rf"(?:{alternation(words('commitments'))})?(?:到|至|在)?(?:19|20)\d\d(?:年(?:底|末)?前?)?$")
_PROPOSED = re.compile("^.{0,16}提出了?(?=.)")
_WORKED_ON = re.compile(r"对(.{2,20}?)(?:进行|实施|开展)了?(?:全面|系统|集中|整体)?(.{2,8}?)$")
_NUMBER_AT_START = re.compile(
    r"^[约近]?\d[\d.,]*[多余]?[百千万亿]*(?:平方米|立方米|公里|个|家|项|条|座|处|所|户|人|栋|亩|万|米|套|件|名|台|辆|场|间|部)?"
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
    text = _PROPOSED.sub("", text) if "提出" in text else text
    plain = _COMPARED_WITH.sub("", text) if _COMPARES.search(text) else text
    plain = _LEFT_OUT.sub("", plain) if "除" in plain else plain
    plain = _SEVERAL.sub("", plain) if plain.endswith("个") else plain
    cut, predicate, listed = _without_predicate(list(tokens(plain)))
    cut, verb = _without_start(_without_comparison(cut))
    budgeted = _out_of_budget(cut) if "财政" in text else None
    cut, inner = budgeted or _behind_inner_verb(cut)
    name = "".join(cut)
    name = clean_name(_TIME_AT_END.sub("", name) if name[-1:] in _CLOSES_TIME else name)
    name = "" if name in _COMPARING or (predicate and name in _ADVERBIALS) else name
    if not name and predicate and VERBS.get(verb) == "nominal":
        name = verb
    if not name and not verb and VERBS.get(predicate) == "nominal":
        return Lead(verb=predicate, listed=listed)
    return Lead(name, inner or verb, predicate, listed)


def _without_comparison(cut: list[str]) -> list[str]:
    """Strip what the number is compared with at the end: 比上年."""
    whole = "".join(cut)
    if not _MAY_COMPARE.search(whole):
        return cut
    shorter = _COMPARISON_AT_END.sub("", whole)
    return cut if shorter == whole else list(tokens(shorter.removesuffix("分别")))


def topic_of(text: str) -> str:
    """What a clause is about: its noun phrase without leading verbs, numbers and what becomes of it."""
    if worked := _WORKED_ON.search(text):
        return worked[1] + worked[2]
    text = _IN_PLACE.sub("", text) if text.startswith("在") else text
    cut, _ = _without_start(list(tokens(text)))
    return noun_of(_NUMBER_AT_START.sub("", "".join(cut)))


def _without_predicate(cut: list[str]) -> tuple[list[str], str, bool]:
    """Strip predicate, hedges and adverbs at the end; a nominal verb that is the name of the work stays."""
    predicate, listed = "", False
    while cut and not (listed and predicate):
        last = cut[-1]
        if last in {"等", "等等"}:
            listed = True
        elif last in VERBS and not (VERBS[last] == "nominal" and (_names_work(cut) or _is_subject(cut, predicate))):
            if last == "总量" and cut[-2:-1] and cut[-2].endswith(_ACTIVITIES):
                break  # 用水总量
            governs = not predicate or (predicate in _BOUNDS and VERBS[last] in _LEADING)
            predicate = last if governs else predicate
        elif not (
            last in _TRAILING or (last in _FILLERS and len(last) > 1) or (last in MARKS and last not in "”）》’")
        ):
            break
        cut = cut[:-1]
    return cut, predicate, listed


def _names_work(cut: list[str]) -> bool:
    """Whether the nominal verb at the end is the name of the work: 老旧小区改造, 完成绿化."""
    if len(cut) < 2:
        return False
    before = cut[-2]
    strippable = before in _FILLERS or (before in MARKS and before not in "”）》") or VERBS.get(before, "") in _LEADING
    return not strippable or (VERBS.get(before) in {"done", "nominal"} and cut[-1] not in INVESTING)


def _is_subject(cut: list[str], predicate: str) -> bool:
    """Whether the verb at the end is all that the predicate speaks of: 全年投资 before 增长 or 达到."""
    if cut[-1] not in INVESTING or VERBS.get(predicate) not in _TOLD:
        return False
    return all(token in _FILLERS or _TIME.fullmatch(token) for token in cut[:-1])


def names_only_work(text: str) -> bool:
    """Whether a text only says what is done: 制定修订工作, 建设."""
    return all(token in VERBS or token in _WORK for token in tokens(text))


def _without_start(cut: list[str]) -> tuple[list[str], str]:
    """Strip times, scopes, connectives, adverbs and lead verbs at the start; the last verb is what leads in."""
    verb = ""
    if cut and cut[0] in _TOWARDS:
        cut = _behind_recipient(cut)
    while cut:
        time = _TIME.match("".join(cut[:8])) if cut[0][0] in _TIME_OPENS else None
        if time and time.end():
            cut = _drop(cut, time.end())
        elif VERBS.get(cut[0], "") in _LEADING or (cut[0] in _RAISING and len(cut) > 1):
            if _belongs_to_name(cut, verb):
                break
            verb, cut = cut[0], cut[1:]
        elif _says_nothing(cut, verb):
            cut = cut[1:]
        else:
            break
    return cut, verb


def _behind_recipient(cut: list[str]) -> list[str]:
    """向民间资本推介项目 → 推介项目: to whom it is given is no part of what is counted."""
    for index in range(2, min(len(cut) - 1, 6)):
        if VERBS.get(cut[index]) in _GIVING:
            return cut[index:]
    return cut


def _says_nothing(cut: list[str], verb: str) -> bool:
    """Whether the first token is a connective, a mark or an adverb; 每 is part of 每万人口医师数."""
    first = cut[0]
    if first in _FILLERS:
        return first != "每" or len(cut) == 1 or cut[1][0] not in _MANY
    return (first == "好" and bool(verb)) or (first in MARKS and first not in "“《‘") or _is_adverb(cut)


def _belongs_to_name(cut: list[str], verb: str) -> bool:
    """绿化 in 绿化面积, 造林 in 完成造林, 投资 in 投资500万元以上的项目: a verb that is part of the name."""
    if cut[0] == "投资" and cut[1:] and cut[1][0].isdigit():
        return True
    if _RATIO.fullmatch("".join(cut[1:])):
        return True  # 办结率
    if VERBS[cut[0]] != "nominal":
        return False
    if len(cut) == 1:
        return VERBS.get(verb) == "done" and cut[0] not in INVESTING
    return _HEADS.match("".join(cut[1:])) is not None


def _is_adverb(cut: list[str]) -> bool:
    """重点 in 重点建设, not in 重点实验室."""
    return cut[0] in _ADVERBIALS and len(cut) > 1 and (cut[1] in VERBS or cut[1] in _ADVERBIALS or cut[1] in _FILLERS)


def _drop(cut: list[str], length: int) -> list[str]:
    """The tokens without their first `length` characters."""
    while cut and length >= len(cut[0]):
        length -= len(cut[0])
        cut = cut[1:]
    return [cut[0][length:], *cut[1:]] if cut and length else cut


def _behind_inner_verb(cut: list[str]) -> tuple[list[str], str]:
    """Where a verb stands inside, what is counted stands behind it: 加快园区升级打造示范企业 → 示范企业."""
    if "占" in cut and _SHARE_END.search(cut[-1]):
        return cut, ""  # 装配式建筑占新建建筑比例
    depth = 0
    for index in range(len(cut) - 2, 0, -1):
        token = cut[index]
        if len(token) == 1:
            depth += (token in "”）》") - (token in "“（《")  # marks are words of their own
        elif depth == 0 and VERBS.get(token) in _DELIVERING and not _makes_name(token, cut[index + 1 :]):
            return _parted_by(token, cut[:index], cut[index + 1 :])
    return cut, ""


def _out_of_budget(cut: list[str]) -> tuple[list[str], str] | None:
    """中央财政将安排补贴资金 → 中央财政补贴资金: whose money it is stays in the name."""
    for index in range(1, len(cut) - 1):
        if cut[index] in BUDGETING or cut[index] in {"增加", "新增"}:
            before = cut[:index]
            while len(before) > 1 and before[-1] in _FILLERS:
                before = before[:-1]
            return ([*before, *cut[index + 1 :]], cut[index]) if before[-1].endswith("财政") else None
    return None


def _makes_name(verb: str, rest: list[str]) -> bool:
    """Whether an inner verb only says of which kind it is what stands behind: 新三板挂牌企业, not 园区新增企业."""
    return _heads_compound(rest) or (verb not in _ADDING and "".join(rest) in _KINDS)


def _heads_compound(rest: list[str]) -> bool:
    """开通 in 网点开通率: the noun behind makes a name of the verb."""
    behind = _MEMBER.split("".join(rest))[0]
    return rest[0] == "的" or (len(behind) <= 4 and (behind.endswith("率") or _HEADS.match(behind) is not None))


def _parted_by(verb: str, before: list[str], rest: list[str]) -> tuple[list[str], str]:
    """The name around an inner verb: with its subject where the verb only says that it was done, else behind it."""
    if verb == "新增" and "".join(rest) in _JOBS:
        return [*before, verb, *rest], verb  # 城镇新增就业 is one name
    done = VERBS[verb] == "done" or verb in INVESTING
    whole = "".join(rest)
    if verb == "完成" and len(whole) >= 5 and not _OF_SUBJECT.search(whole):
        return rest, verb  # 环卫作业完成生活垃圾清运
    return ([*before, *rest] if done and len("".join(before)) <= 16 else rest), verb
