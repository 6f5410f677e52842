"""Figures that are read but are no goals of their own: ordered rules, each with the name it sets aside under."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tracker.lexicon import alternation, flagged, words
from tracker.model import Sentence
from tracker.quantities import Figure
from tracker.targets.nouns import noun_of

_REACH = 60  # characters around a figure that a rule may look at
_CONCRETE = flagged("units", "concrete")
_DELIVERED = re.compile(f"(?:{alternation(words('verbs', 'increment', 'nominal'))}|掌握|建|有|搞好)(?:出|了|起|成)?$")
_LONGEST_VERB = 8  # characters, with 了 behind it
_ANY_DELIVERY = re.compile(alternation(words("verbs", "increment")) + "|建")
_CATCHWORD_END = re.compile(alternation(words("catchwords", "catchword")) + "$")
_LISTED = frozenset(words("catchwords", "bare"))
_PRAISED_TEAM = re.compile(
    r"[^，；。\d]{3,30}的[^，；。\d]{0,12}队伍|[^，；。]{0,30}?(?:[、而]|高素质|专业化|过硬|合理|宏大|优良|精干|高效|敢|能|懂|善|新型)[^，；。]{0,30}?(?:队伍|大军|力量|铁军)"
)
_MEANS = re.compile(r"[^，；。]{0,16}为(?:重点|核心|主体|依托|支撑|抓手|载体)")
_ASPECT_UNITS = frozenset({"方面", "环节"})
_ASPECTS = {"个": re.compile("方面|主要指标|重点方面"), "件": re.compile("大?事(?![项故业])")}
_ARTICLES = re.compile(
    r"(?:具体|政策|支持|惠企|重点|便民|硬)?"
    r"(?:规定|意见|措施|举措|政策|决定|细则|办法|禁令|禁止|建议措施|制度|刚性)"
)
_ONE = re.compile("一[个名套支项条]")
_POINTED_AT = re.compile("(?:最后|[这那某])$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLAUSE_MARK = re.compile("[，。；]")
_NAME_GOES_ON = re.compile("[\u4e00-\u9fffA-Za-z“（]")
_LIFE = re.compile("寿命[^，；。]{0,24}$")
_SCHOOLING = re.compile("教育年限[^，；。]{0,14}$")
_DEADLINE = re.compile("(?:压减|压缩|缩短|减少|减|降低|控制|提速)[到至在]$")
_WORKING_TIME = re.compile(
    r"开工|封顶|投产|竣工|完工|建成|签约|落地|通车|内|时间|之内|不间断|值守|服务|制|供|过境|免签"
)
_RATE_END = re.compile("率$")
_CLASS_OF = re.compile("的?[“\u4e00-\u9fff]")
_MEMBERS = re.compile(r"(?![和与及或])的?[\u4e00-\u9fff“（]")
_NO_MEMBERS = re.compile(r"(?:投资|资金|规模|目标|水平|增长)")
_PART = re.compile("[，；。、]")
_DESCRIBED = re.compile(r"(?:总?投资(?:额|规模|达|约|超|超过|近)*|计划投资|概算)$")
_PROJECT = re.compile(r"的[^，；。]")
_GOES_ON = re.compile(r"、(?:\d+[个项]|以|占地)")
_SITE = re.compile(r"(?:占地(?:面积)?|(?:总)?建筑面积)[约近达]*$")
_ALTITUDE = re.compile(r"海拔$")
_SIZE_OF = re.compile("(?:级|以上)?的?[一-鿿]{0,4}?(?:企业|产业|集群|园区)(?!资金|投资)")
_CLASS_NOUN = re.compile(r"[^，；。、\d]{0,12}?(?:企业|项目|园区|集群|产业|产业链)(?:[，；。、]|$)")
_OF_PLACE = re.compile(r"(?:全[国省市县区旗州]|带领|团结|承载着|凝聚|造福|代表|把|有|向)$")
_PEOPLE_OF = re.compile(
    r"(?:各族)?(?:干部)?(?:中国人|(?:中国)?人民|群众|儿女|父老乡亲|市民|同胞|劳动力)(?:的|，|。|、|共同|团结|奋|携手|一道)"
)
_NOUN_END = re.compile(r"[，；。、\d]|上(?:迈|取得|实现|有|走|作|做|争|再)")
_WITHIN_SENTENCE, _WITHIN_CLAUSE = re.compile("[；。]"), re.compile("[，；。：]")
_FOREMOST = re.compile("(?<![底月日年节汛季])前$")
_EACH, _EACH_OF = re.compile("每|使|各[^，；。、]{1,6}[都均]"), re.compile(r"每[^，；。]{0,14}$")
_GIVEN_BEFORE = re.compile("目标|任务|原|计划")
_FROM = re.compile(
    r"(?:由|从)(?:(?:19|20)\d\d年(?:底|末)?的?|(?:每[人生户亩床])?每[年月]|人均|平均|目前|现在|上年|去年|年初|[^，；。、]{0,14}的)?(?:[\d.]+[^，。；、和]{0,4}[、和])*$"
)
_CHANGED_TO = re.compile(
    r"(?:[、和][\d.]+[^，；。、和\d]{0,4})*[^，；。\d]{0,6}(?:提高|增加|增长|提升|下降|减少|压减|压缩|扩大|缩短|缩减|降|升|上升|调整|精简|恢复|整合|发展|拓展|"
    r"增|减|跃升|攀升|变为)"
)
INDEX = re.compile(
    r"(?:指数|收入比|倍差|比值|系数|基尼系数)(?:由|从)?[\d.]*"
    r"(?:缩小|下降|降低|降|控制|保持|稳定|达|提高|为|提升|扩大|优化|[至到在为]|缩小至|缩至)*$"
)


class Sight:
    """A figure in its sentence, with what stands around it and its hedges, for the rules below."""

    __slots__ = ("before", "figure", "following", "sentence")

    def __init__(self, sentence: Sentence, figure: Figure, following: Figure | None) -> None:
        self.sentence = sentence
        self.figure = figure
        self.following = following  # the next figure of the sentence that is no decoy
        self.before = sentence.clean[max(0, figure.hedge_start - _REACH) : figure.hedge_start]

    @property
    def behind(self) -> str:
        """The text behind the number and its hedge."""
        return self.sentence.clean[self.figure.hedge_end : self.figure.hedge_end + _REACH]

    @property
    def surface(self) -> str:
        """The number with its unit."""
        return self.sentence.clean[self.figure.start : self.figure.end]


def glossary(sight: Sight) -> bool:
    """A number in the glossary of terms at the end of a report."""
    return sight.sentence.section.kind == "glossary"


def furniture(sight: Sight) -> bool:
    """A number that the web page or the paper prints around the report."""
    return sight.sentence.section.kind == "furniture"


def repeated(sight: Sight) -> bool:
    """A number in a paragraph that stands a second time in the document."""
    return sight.sentence.section.kind == "repeat"


def bare_year(sight: Sight) -> bool:
    """A year without its 年: 2024中国企业500强."""
    return sight.figure.kind == "bare" and _YEAR.fullmatch(sight.surface) is not None


def table_cell(sight: Sight) -> bool:
    """A bare number in a row of a table flattened to text: it has no sentence around it."""
    return sight.figure.kind == "bare" and not _CLAUSE_MARK.search(sight.sentence.clean)


def number_in_name(sight: Sight) -> bool:
    """A number that is part of a name: 626小河, 12345接诉即办."""
    figure = sight.figure
    whole = figure.value == figure.value.to_integral_value()
    return figure.kind == "bare" and whole and _NAME_GOES_ON.match(sight.behind) is not None


def no_unit(sight: Sight) -> bool:
    """A bare number that no unit, no percent sign and no noun for people follows, and that is no index."""
    return sight.figure.kind == "bare" and not INDEX.search(sight.before)


def rating(sight: Sight) -> bool:
    """The class of a power line or a boiler: 220千伏变电站, 10蒸吨锅炉."""
    return sight.figure.kind == "rating"


def age(sight: Sight) -> bool:
    """An age: 80岁以上老人; but 人均预期寿命达到80岁 is a level."""
    return sight.figure.unit in {"岁", "周岁"} and not _measures_people(sight)


def duration(sight: Sight) -> bool:
    """A length of time in years or months: the frame of a goal, not the goal; but years of schooling are a level."""
    return sight.figure.kind == "period" and not _measures_people(sight)


def _measures_people(sight: Sight) -> bool:
    """Whether years are what is measured: 人均预期寿命 in 岁, 平均受教育年限 in 年."""
    measured = {"岁": _LIFE, "年": _SCHOOLING}.get(sight.figure.unit)
    return measured is not None and measured.search(sight.before) is not None


def score(sight: Sight) -> bool:
    """Points of a score, grades and classes."""
    return sight.figure.kind == "grade"


def span_of_work(sight: Sight) -> bool:
    """A stretch of days or hours that names no indicator: 用3天时间, 为期10天; but 审批压减至3天内 is a level."""
    if sight.figure.kind != "time" or _DEADLINE.search(sight.before):
        return False
    return sight.before.endswith(("为期", "历时")) or _WORKING_TIME.match(sight.behind) is not None


def class_threshold(sight: Sight) -> bool:
    """The bound of a class whose members are counted: 年营业收入10亿元以上的企业1家, 过亿元项目30个."""
    figure, following = sight.figure, sight.following
    if figure.kind == "rate" and _RATE_END.search(sight.before):
        return _CLASS_OF.match(sight.behind) is not None and figure.hedge_end > figure.end
    if figure.kind == "money" and figure.chinese and _SIZE_OF.match(sight.behind):
        return True  # 十亿元企业
    if figure.kind not in {"money", "measure"} or figure.comparator not in {">=", "<="}:
        return False
    if not _MEMBERS.match(sight.behind):
        return False
    if _NO_MEMBERS.match(sight.behind):
        return False
    stop = following.start if following else len(sight.sentence.clean)
    between = sight.sentence.clean[figure.hedge_end : min(stop, figure.hedge_end + _REACH)]
    if figure.kind == "money" and _CLASS_NOUN.match(between):
        return True
    return not _PART.search(between) and (following is not None or figure.kind == "money")


def described_investment(sight: Sight) -> bool:
    """Money that only describes a named project: 总投资100亿元的片区, 抓好总投资9亿元、12个项目."""
    if sight.figure.kind != "money" or not _DESCRIBED.search(sight.before):
        return False
    if _PROJECT.match(sight.behind):
        return True
    return sight.before.endswith("总投资") and _GOES_ON.match(sight.behind) is not None


def described_size(sight: Sight) -> bool:
    """Land that only describes a named thing, or how high a place lies: 占地150亩的公园, 海拔3000米以上乡镇."""
    if sight.figure.kind != "measure":
        return False
    if _ALTITUDE.search(sight.before):
        return True
    return sight.behind.startswith("的") and _SITE.search(sight.before) is not None


def rank(sight: Sight) -> bool:
    """Places in an order, or gained in it: 规模前10位的企业, 排名提升10个位次."""
    if sight.figure.unit in {"位", "名"}:
        return _FOREMOST.search(sight.before) is not None
    return sight.behind.startswith("位次")


def people_of_place(sight: Sight) -> bool:
    """The people of a place, who are no goal: 团结带领全市60万人民."""
    if sight.figure.value < 10000:
        return False
    return _OF_PLACE.search(sight.before) is not None and _PEOPLE_OF.match(sight.behind) is not None


def baseline(sight: Sight) -> bool:
    """Where a change starts from: 由60%提高到75%."""
    if "由" not in sight.before and "从" not in sight.before:
        return False
    return _CHANGED_TO.match(sight.behind) is not None and _FROM.search(sight.before) is not None


def articles(sight: Sight) -> bool:
    """The articles of a policy: 民营经济32条政策, 八条措施."""
    return sight.figure.unit in {"条", "项"} and _ARTICLES.match(sight.behind) is not None


def idiom(sight: Sight) -> bool:
    """One that is pointed at, said twice, or one of a series: 最后一天, 发现一处整改一处, 一个项目一名领导一套班子."""
    if not sight.figure.chinese or sight.figure.value != 1:
        return False
    if _POINTED_AT.search(sight.before):
        return True
    return sight.sentence.clean.count(sight.surface) > 1 or len(_ONE.findall(sight.before + sight.behind)) > 1


def catchword(sight: Sight) -> bool:
    """A number that lists policies or aspects: 抓好四个重点, 打造一个新高地, 10个方面."""
    figure = sight.figure
    if figure.value == 1 and figure.unit == "支" and _PRAISED_TEAM.match(sight.behind):
        return True
    if figure.unit in _ASPECT_UNITS or (figure.unit in _ASPECTS and _ASPECTS[figure.unit].match(sight.behind)):
        return True
    if not figure.chinese or figure.kind not in {"count", "loose"} or figure.value >= 1000:
        return False
    if sight.behind.startswith("翻"):
        return True  # 实现两个翻番
    noun = noun_of(_NOUN_END.split(sight.behind[:16])[0])
    if _CATCHWORD_END.search(noun) or noun in _LISTED:
        return True
    if "以" in _WITHIN_CLAUSE.split(sight.before)[-1] and _MEANS.match(sight.behind):
        return True  # 以三个新城为重点
    return _listed_once(sight, noun) if figure.value == 1 else not _counts_things(sight, noun)


def _listed_once(sight: Sight, noun: str) -> bool:
    """Whether 一 before a measure word only introduces: it counts where a thing is delivered, or each gets one."""
    if sight.before.endswith("每"):
        return True  # 每一张单据
    concrete = sight.figure.unit in _CONCRETE
    if concrete and not noun and "其中" in sight.before[-12:]:
        return False
    if concrete and (not noun or sight.before.endswith(("、", "，"))):
        within = _WITHIN_SENTENCE if noun else _WITHIN_CLAUSE
        return not _ANY_DELIVERY.search(within.split(sight.before)[-1])
    each = sight.figure.unit in {"个", "门"} and _EACH.search(sight.before)
    delivered = _is_delivered(sight)
    return not (delivered and (concrete or each))


def _counts_things(sight: Sight, noun: str) -> bool:
    clause = _WITHIN_CLAUSE.split(sight.before)[-1]
    delivered = _is_delivered(sight)
    concrete = sight.figure.unit in _CONCRETE and len(noun) != 1  # 两头跑
    return concrete or bool(noun and (delivered or "、" in clause))


def _is_delivered(sight: Sight) -> bool:
    """Whether a verb of delivery stands directly before, or 每 earlier in the clause."""
    return bool(_DELIVERED.search(sight.before[-_LONGEST_VERB:]) or _EACH_OF.search(sight.before))


def restated(sight: Sight) -> bool:
    """A number said again in brackets: （年度目标6%以上）."""
    opening = sight.before.rfind("（")
    return opening > sight.before.rfind("）") and bool(_GIVEN_BEFORE.search(sight.before, opening))


RULES: tuple[Callable[[Sight], bool], ...] = (
    glossary,
    furniture,
    repeated,
    bare_year,
    table_cell,
    number_in_name,
    no_unit,
    rating,
    age,
    duration,
    score,
    span_of_work,
    class_threshold,
    described_investment,
    described_size,
    rank,
    people_of_place,
    baseline,
    articles,
    idiom,
    catchword,
    restated,
)


_ONLY_FOR: dict[Callable[[Sight], bool], frozenset[str]] = {  # the kinds of figures that a rule speaks of; else all
    bare_year: frozenset({"bare"}),
    table_cell: frozenset({"bare"}),
    number_in_name: frozenset({"bare"}),
    no_unit: frozenset({"bare"}),
    rating: frozenset({"rating"}),
    age: frozenset({"period"}),
    duration: frozenset({"period"}),
    score: frozenset({"grade"}),
    span_of_work: frozenset({"time"}),
    class_threshold: frozenset({"rate", "money", "measure"}),
    described_investment: frozenset({"money"}),
    described_size: frozenset({"measure"}),
    rank: frozenset({"count"}),
    people_of_place: frozenset({"count", "bare"}),
    articles: frozenset({"count"}),
}


_ONLY_WITH: dict[Callable[[Sight], bool], frozenset[str]] = {  # the units that a rule speaks of; else all
    age: frozenset({"岁", "周岁"}),
    articles: frozenset({"条", "项"}),
    catchword: frozenset(_ASPECTS) | _ASPECT_UNITS,
    rank: frozenset({"个", "位", "名"}),
    people_of_place: frozenset({"人", ""}),
    idiom: frozenset(),
}
_IN_WORDS = frozenset({idiom, catchword})  # speak of numbers written in words, whatever their unit
_ONLY_IN: dict[Callable[[Sight], bool], str] = {glossary: "glossary", furniture: "furniture", repeated: "repeat"}


@cache
def rules_for(kind: str, unit: str, section: str, *, chinese: bool) -> tuple[tuple[Callable[[Sight], bool], str], ...]:
    """The rules that may set such a figure aside in such a section, each with its name, in their order."""
    within = [rule for rule in RULES if _ONLY_IN.get(rule, section) == section]
    asked = [rule for rule in within if kind in _ONLY_FOR.get(rule, {kind})]
    kept = [rule for rule in asked if (chinese and rule in _IN_WORDS) or unit in _ONLY_WITH.get(rule, {unit})]
    return tuple((rule, rule.__name__.replace("_", "-")) for rule in kept)


def reason(sentence: Sentence, figure: Figure, following: Figure | None) -> str | None:
    """The name of the first rule that sets a figure aside that is no decoy, or None."""
    sight = Sight(sentence, figure, following)
    for rule, name in rules_for(figure.kind, figure.unit, sentence.section.kind, chinese=figure.chinese):
        if rule(sight):
            return name
    return None
