"""Numbers that list policies, point at one thing or are said for the sound of it."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.lexicon import alternation, flagged, words
from tracker.targets.asides.sight import Sight
from tracker.targets.phrases.nouns import noun_of

_CONCRETE = flagged("units", "concrete")
_DELIVERING = frozenset(words("verbs", "increment", "nominal")) | {"掌握", "建", "有", "搞好"}
_LENGTHS = range(1, max(map(len, _DELIVERING)) + 1)  # characters
_DONE = frozenset("出了起成好")  # behind such a verb
_ANY_DELIVERY = re.compile(alternation(words("verbs", "increment")) + "|建")
_CATCHWORD_END = re.compile(alternation(words("catchwords", "catchword")) + "$")
_SUMS = words("indicators", "flow")
_LISTED = frozenset(words("catchwords", "bare"))
_PRAISED_TEAM = re.compile(
    r"[^，；。\d]{3,30}的[^，；。\d]{0,12}队伍|[^，；。]{0,30}?(?:[、而]|高素质|专业化|过硬|合理|宏大|优良|精干|高效|敢|能|懂|善|新型)[^，；。]{0,30}?(?:队伍|大军|力量|铁军)"
)
_MEANS = re.compile(r"[^，；。]{0,16}为(?:重点|核心|主体|依托|支撑|抓手|载体)")
ASPECT_UNITS = frozenset({"方面", "环节"})
ASPECTS = {"个": re.compile("方面|主要指标|重点方面"), "件": re.compile("大?事(?![项故业])"), "大": re.compile("类")}
_ARTICLES = re.compile(
    r"(?:具体|政策|支持|惠企|重点|便民|硬)?"
    r"(?:规定|意见|措施|举措|政策|决定|细则|办法|禁令|禁止|建议措施|制度|刚性)(?![^，；。]{0,4}(?:成果|案例))"
)
_FOLLOWED = ("按照", "对照", "参照", "发挥", "发挥好", "充分发挥")
_ONE = re.compile("一[个名套支项条]")
_BUILDS = re.compile("(?:新建|建成|建好|新建成|扩建|改建|迁建|创建|建立)(?:了|并投入使用)?$")
_PREMISES = words("catchwords", "premises")
_POINTED_AT = re.compile("(?:最后|[这那某])$")
_NOUN_END = re.compile(r"[，；。、\d]|分别|(?<=指标)(?:[都均]|增速|增幅)|上(?:迈|取得|实现|有|走|作|做|争|再)")
_WITHIN_SENTENCE, _WITHIN_CLAUSE = re.compile("[；。]"), re.compile("[，；。：]")
_ALONG = re.compile("[^，；。、\\d]{2,8}(?:沿线|两侧|两旁|两岸|周边|之间|附近)")
_PLACED = re.compile("在[^，；。、]{0,4}$")
_RATED = re.compile(r"\d[\d.]*(?:千伏|[kK][vV]|级)")
_BOUNDARY = re.compile("[，；。]|$")
_EACH, _EACH_OF = re.compile("每|使|各[^，；。、]{1,6}[都均]"), re.compile(r"每[^，；。]{0,14}$")


@lru_cache(maxsize=64)
def _counted(behind: str) -> str:
    """The noun that a number counts, up to what is said of it; two rules ask for it."""
    return noun_of(_NOUN_END.split(behind)[0])


def articles(sight: Sight) -> bool:
    """The articles of a policy: 民营经济32条政策, 八条措施."""
    return sight.figure.unit in {"条", "项"} and _ARTICLES.match(sight.behind) is not None


def followed(sight: Sight) -> bool:
    """What is only followed or made use of: 按照12大产业路线图, 发挥9个中心的作用."""
    return sight.before.endswith(_FOLLOWED)


def idiom(sight: Sight) -> bool:
    """One that is pointed at, said twice, or one of a series: 最后一天, 发现一处整改一处, 一个项目一名领导一套班子."""
    if not sight.figure.chinese or sight.figure.value != 1:
        return False
    if _POINTED_AT.search(sight.before):
        return True
    noun = _counted(sight.behind[:16])
    if sight.figure.unit in _CONCRETE and _is_delivered(sight) and len(noun) > 1 and "一" not in noun:
        return False
    return sight.sentence.clean.count(sight.surface) > 1 or len(_ONE.findall(sight.before + sight.behind)) > 1


def catchword(sight: Sight) -> bool:
    """A number that lists policies or aspects: 抓好四个重点, 打造一个新高地, 10个方面."""
    figure = sight.figure
    if figure.value == 1 and figure.unit == "支" and _PRAISED_TEAM.match(sight.behind):
        return True
    if figure.value == 1 and figure.unit == "张" and sight.behind.startswith(("图", "网")):
        return True  # 全省一张网
    if figure.unit in ASPECT_UNITS or (figure.unit in ASPECTS and ASPECTS[figure.unit].match(sight.behind)):
        return True
    if not figure.chinese or figure.kind not in {"count", "loose"} or figure.value >= 1000:
        return False
    if sight.behind.startswith("翻"):
        return True  # 实现两个翻番
    if _ALONG.match(sight.behind) and _PLACED.search(sight.before):
        return True  # 在四条主干公路沿线新建候车亭
    noun = _counted(sight.behind[:16])
    if _CATCHWORD_END.search(noun) or noun in _LISTED or noun.endswith(_SUMS):
        return True  # 两条产业链营业收入 is a sum of those that there are
    if "以" in _WITHIN_CLAUSE.split(sight.before)[-1] and _MEANS.match(sight.behind):
        return True  # 以三个新城为重点
    return _listed_once(sight, noun) if figure.value == 1 else not _counts_things(sight, noun)


def _listed_once(sight: Sight, noun: str) -> bool:
    """Whether 一 before a measure word only introduces: it counts where a thing is delivered, or each gets one."""
    if sight.before.endswith(("每", "中的")):
        return True  # 每一张单据, 22件实事中的一件
    concrete = sight.figure.unit in _CONCRETE
    if concrete and not noun and "其中" in sight.before[-12:]:
        return False
    if concrete and (not noun or sight.before.endswith(("、", "，"))):
        within = _WITHIN_SENTENCE if noun else _WITHIN_CLAUSE
        return not _ANY_DELIVERY.search(within.split(sight.before)[-1])
    each = sight.figure.unit in {"个", "门"} and _EACH.search(sight.before)
    delivered = _is_delivered(sight)
    return not (delivered and (concrete or each or _built(sight, noun)))


def _built(sight: Sight, noun: str) -> bool:
    """新建一个文化广场: one thing that stands somewhere, behind a verb of building."""
    return sight.figure.unit == "个" and noun.endswith(_PREMISES) and _BUILDS.search(sight.before) is not None


def _counts_things(sight: Sight, noun: str) -> bool:
    clause = _WITHIN_CLAUSE.split(sight.before)[-1]
    delivered = _is_delivered(sight)
    concrete = sight.figure.unit in _CONCRETE and len(noun) != 1  # 两头跑
    if not noun and sight.before.endswith("的") and "其中" in clause:
        return True  # 在建项目10个，其中过500万元的两个
    if delivered and _RATED.match(sight.behind):
        return True  # 增建两个500千伏变电站
    if not noun and not concrete and _BOUNDARY.match(sight.behind):
        return _ANY_DELIVERY.search(clause) is not None and not _CATCHWORD_END.search(sight.before)  # 新增基地两个
    built = noun.endswith(_PREMISES) and _ANY_DELIVERY.search(clause) is not None  # 建成东湖和北站两个广场
    return concrete or built or bool(noun and (delivered or "、" in clause))


def _is_delivered(sight: Sight) -> bool:
    """Whether a verb of delivery stands directly before, or 每 earlier in the clause."""
    before = sight.before
    stems = (before, before[:-1]) if before[-1:] in _DONE else (before,)
    if any(stem[-length:] in _DELIVERING for stem in stems for length in _LENGTHS):
        return True
    return "每" in before and _EACH_OF.search(before) is not None
