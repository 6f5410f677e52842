"""What stands at the start of a phrase before its name: times, recipients, connectives, adverbs, lead verbs."""

from __future__ import annotations

import re

from tracker.lexicon import flagged, words
from tracker.targets.phrases.nouns import MARKS
from tracker.targets.phrases.verbs import INVESTING, LEADING, MAKING, VERBS, makes_name

_GIVING = frozenset({"increment", "work", "done"})
_RAISING = flagged("verbs", "lead")
FILLERS = frozenset(words("fillers", "filler")) | frozenset(words("commitments"))
ADVERBIALS = frozenset(words("fillers", "adverbial"))

_TOWARDS = frozenset({"向", "面向"})
_MOVING = frozenset({"转移", "输出", "输送"})  # 向非农领域转移劳动力
_PLACING = frozenset({"在", "为"})
_SHORT_RATE = 4  # characters behind the verb
_RATIO = re.compile("(?:(?:成功)?率|数|量|额)(?:[、和及与].+)?")
_RATIO_OPENS = frozenset("成率数量额")
_SHARE = re.compile("(?:比例|比重|占比)$")
_EACH = frozenset({"每", "每个", "各"})
_EACH_ONE = frozenset({"每村", "每镇", "每乡", "每县", "每区", "每校"})
_UNITS = frozenset(
    ["村", "镇", "乡", "县", "区", "社区", "街道", "乡镇", "镇街", "街镇", "县区", "村居", "学校", "行政村"]
)
_DOERS = frozenset({"企业", "单位", "大户"})
_KIND_OF = frozenset("式型性")
_MANY = frozenset("十百千万亿")
TIME = re.compile(
    r"(?:到|至|截至|截止|自|从)?(?:"
    r"[“\"]?十[一二三四五六]?五[”\"]?(?:末|期末|期间|时期|以来)?|"
    r"(?:(?:19|20)\d\d年?[-至到])?(?:19|20)\d\d年(?:底|末|度|初)?(?:前|之前|以前)?|"
    r"(?:\d{1,2}[-至到])?\d{1,2}月(?:\d{1,2}日|底|末|初|份|中旬|上旬|下旬)?(?:前|之前|以前)?|"
    r"过去的?[一二三四五几]年(?:来|间)?|[一三四五]年[来间]|[一二两三四五\d至-]+(?:个月|年(?!级)|个季度)(?:内|左右|时间|期间)?|"
    r"(?:上|下)半年|[第前]?[一二三四]季度(?:末|前)?|(?:[今明当]年)?年?(?<=年)底前?|年末|年内|明年|"
    r"(?:未来|今后)(?:[一二两三四五]|十)年|年起|[主入]?汛期?[前后]|(?:供暖|供热|采暖|取暖)[季期]前|(?:国庆|春|元旦|中秋|五一|十一)节?前|(?:秋季|春季)?开学前)[，、]?"
)
_TIME_OPENS = frozenset('过前到至截自从“"十一二两三四五-上下年主入汛第今明当未供采取国春元中秋开0123456789')


def without_start(cut: list[str]) -> tuple[list[str], str]:
    """Strip times, scopes, connectives, adverbs and lead verbs at the start; the last verb is what leads in."""
    verb = ""
    if len(cut) > 2 and cut[1] in _PLACING and cut[0] in FILLERS:
        cut = cut[1:]  # 逐步在社区设置
    if cut and cut[0] in _TOWARDS:
        cut = _behind_recipient(cut)
    elif cut and cut[0] in _PLACING:
        cut = _behind_place(cut)
    while cut:
        time = TIME.match("".join(cut[:8])) if cut[0][0] in _TIME_OPENS else None
        if time and time.end():
            cut = _drop(cut, time.end())
        elif VERBS.get(cut[0], "") in LEADING or (cut[0] in _RAISING and len(cut) > 1):
            if _belongs_to_name(cut, verb):
                break
            verb, cut = cut[0], cut[1:]
        elif each := _to_each(cut):
            cut = cut[each:]
        elif cut[0] == "年" and len(cut) > 2 and VERBS.get(cut[1]) == "nominal" and not makes_name(cut[1], cut[2:]):
            cut = cut[1:]  # 年生产苗木
        elif _says_nothing(cut, verb):
            behind = _behind_place(cut) if cut[0] in _PLACING else cut
            behind = _behind_recipient(cut) if cut[0] in _TOWARDS else behind
            cut = cut[1:] if behind is cut else behind
        else:
            break
    return cut, verb


def _behind_recipient(cut: list[str]) -> list[str]:
    """向民间资本推介项目 → 推介项目: to whom it is given is no part of what is counted."""
    for index in range(2, min(len(cut) - 1, 6)):
        if VERBS.get(cut[index]) in _GIVING or cut[index] in _MOVING:
            return cut[index:]
    return cut


def _behind_place(cut: list[str]) -> list[str]:
    """在老城区建设停车场 → 建设停车场: where and for whom it is done is no part of what is counted."""
    for index in range(2, min(len(cut) - 1, 12)):
        leads = VERBS.get(cut[index]) in LEADING and cut[index - 1] != "的"  # 在教育上的投入
        if leads and not makes_name(cut[index], cut[index + 1 :]):
            return cut[index:]
    return cut


def _to_each(cut: list[str]) -> int:
    """How many tokens say of whom each gets one: 每村 before 建设一个广场, 每个县 before a number."""
    length = 1 if cut[0] in _EACH_ONE else 2 if cut[0] in _EACH and cut[1:] and cut[1] in _UNITS else 0
    return length if len(cut) == length or cut[length] in VERBS or cut[length] in FILLERS else 0


def _says_nothing(cut: list[str], verb: str) -> bool:
    """Whether the first token is a connective, a mark or an adverb; 每 is part of 每万人口医师数."""
    first = cut[0]
    if first in FILLERS:
        return first != "每" or len(cut) == 1 or cut[1][0] not in _MANY
    return (first == "好" and bool(verb)) or (first in MARKS and first not in "“《‘") or _is_adverb(cut)


def _belongs_to_name(cut: list[str], verb: str) -> bool:
    """绿化 in 绿化面积, 造林 in 完成造林, 投资 in 投资500万元以上的项目: a verb that is part of the name."""
    if cut[0] == "投资" and cut[1:] and cut[1][0].isdigit():
        return True
    if _RATIO.fullmatch("".join(cut[1:])) or (cut[0] == "建档立卡" and len(cut) > 1):
        return True  # 办结率, 建档立卡低收入户
    if cut[1:] and cut[1] in _KIND_OF:
        return True  # 压缩式转运站
    if VERBS[cut[0]] != "nominal":
        return False
    rate = cut[-1].endswith("率") and len("".join(cut[1:])) <= _SHORT_RATE
    if (rate or _SHARE.search(cut[-1])) and cut[0] not in MAKING:
        return True  # 交流轮岗教师比例, 安置帮教率
    if len(cut) == 1:
        return VERBS.get(verb) == "done" and cut[0] not in INVESTING
    if len(cut) == 2 and cut[0] not in MAKING and (len(cut[1]) == 1 or (verb and cut[1] in _DOERS)):
        return True  # 管护房, 培育加工企业
    return makes_name(cut[0], cut[1:])


def _is_adverb(cut: list[str]) -> bool:
    """重点 in 重点建设, not in 重点实验室; 免费 in 免费筛查妇女, not in 免费体检."""
    if cut[0] == "免费" and len(cut) < 3:
        return False
    if cut[0] == "重点" and len(cut) > 2 and VERBS.get(cut[1]) == "nominal" and cut[2] in {"项目", "村", "镇"}:
        return False  # 重点招商项目, 重点帮扶村
    return cut[0] in ADVERBIALS and len(cut) > 1 and (cut[1] in VERBS or cut[1] in ADVERBIALS or cut[1] in FILLERS)


def _drop(cut: list[str], length: int) -> list[str]:
    """The tokens without their first `length` characters."""
    while cut and length >= len(cut[0]):
        length -= len(cut[0])
        cut = cut[1:]
    return [cut[0][length:], *cut[1:]] if cut and length else cut
