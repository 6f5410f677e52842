"""Figures that are read but are no goals of their own: ordered rules, each with the name it sets aside under."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tracker.lexicon import alternation, meanings, words
from tracker.model import Sentence
from tracker.quantities import Figure
from tracker.targets.phrases import follow_of

_CONCRETE = frozenset("家座所条处套栋台部张场辆间盏幢支只头株棵眼口件")
_DELIVERED = re.compile(
    "(?:" + alternation(words("verbs", "increment", "nominal")) + r"|掌握|建|有|搞好)(?:出|了|起|成)?$"
)
_ASPECTS = {"个": "方面|主要指标|重点方面", "件": "大?事(?![项故业])", "": "$"}
_CATCHWORD_END = re.compile(alternation(words("catchwords")) + "$")
_ANY_DELIVERY = re.compile(alternation(words("verbs", "increment")) + "|建")
_INDEX = re.compile(r"(?:指数|收入比|倍差|比值|系数|基尼系数)(?:由|从)?(?:[\d.]+)?(?:缩小|下降|降低|降|控制|保持|稳定|达|提高|为|提升|扩大|优化|[至到在为]|缩小至|缩至)*$")
_PEOPLE = meanings("people")


@dataclass(frozen=True, slots=True)
class Sight:
    """A figure in its sentence with all figures of it, for the rules below."""

    sentence: Sentence
    figure: Figure
    figures: tuple[Figure, ...]

    @property
    def clean(self) -> str:
        return self.sentence.clean

    @property
    def before(self) -> str:
        return self.clean[: self.figure.hedge_start]

    @property
    def behind(self) -> str:
        return self.clean[self.figure.hedge_end :]


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
    surface = sight.clean[sight.figure.start : sight.figure.end]
    return sight.figure.kind == "bare" and re.fullmatch(r"(?:19|20)\d\d", surface) is not None


def table_cell(sight: Sight) -> bool:
    """A bare number in a row of a table flattened to text: it has no sentence around it."""
    return sight.figure.kind == "bare" and not re.search("[，。；]", sight.clean)


def number_in_name(sight: Sight) -> bool:
    """A number that is part of a name: 626小河, 12345接诉即办."""
    return sight.figure.kind == "bare" and not sight.figure.chinese and bool(
        re.match("[\u4e00-\u9fffA-Za-z“（]", sight.behind) and sight.figure.value == sight.figure.value.to_integral_value()
    )


def no_unit(sight: Sight) -> bool:
    """A bare number that no unit, no percent sign and no noun for people follows."""
    return sight.figure.kind == "bare" and not index_value(sight)


def index_value(sight: Sight) -> bool:
    """An index or a ratio, which has no unit: 综合指数4.46, 收入比降至2.2."""
    return bool(_INDEX.search(sight.before))


def rating(sight: Sight) -> bool:
    """The class of a power line: 220千伏变电站."""
    return sight.figure.kind == "rating"


def duration(sight: Sight) -> bool:
    """A length of time in years or months: the frame of a goal, not the goal."""
    return sight.figure.kind == "period" and not age(sight) and not life_expectancy(sight)


def age(sight: Sight) -> bool:
    """An age: 80岁以上老人; but 人均预期寿命达到80岁 is a level."""
    return sight.figure.unit in {"岁", "周岁"} and not life_expectancy(sight)


def life_expectancy(sight: Sight) -> bool:
    """Years of life are what 寿命 measures."""
    return sight.figure.unit == "岁" and bool(re.search("寿命[^，；。]{0,12}$", sight.before))


def score(sight: Sight) -> bool:
    """Points of a score, grades and classes."""
    return sight.figure.kind == "grade"


def class_threshold(sight: Sight) -> bool:
    """The bound of a class whose members are counted: 年营业收入10亿元以上的企业1家, 过亿元项目30个."""
    figure = sight.figure
    if figure.kind not in {"money", "measure"} or figure.comparator not in {">=", "<="}:
        return False
    noun = re.match(r"的?[\u4e00-\u9fff“（]", sight.behind)
    if not noun or re.match(r"(?:投资|资金|规模|目标|水平|增长|，)", sight.behind):
        return False
    following = next((other for other in sight.figures if other.start > figure.start and not other.aside), None)
    stop = following.start if following else len(sight.clean)
    between = sight.clean[figure.hedge_end : stop]
    return not re.search(r"[，；。、]", between) and (following is not None or figure.kind == "money")


def described_investment(sight: Sight) -> bool:
    """Money that only describes a named project: 总投资100亿元的片区."""
    return sight.figure.kind == "money" and bool(
        re.search(r"(?:总?投资(?:额|规模|达|约|超|超过|近)*|计划投资|概算)$", sight.before)
    ) and bool(re.match(r"的[^，；。]", sight.behind))


def baseline(sight: Sight) -> bool:
    """Where a change starts from: 由60%提高到75%."""
    return bool(re.search(r"(?:由|从)(?:(?:19|20)\d\d年(?:底|末)?的?|每人每[年月]|目前|现在|上年|去年|年初|[^，；。、]{0,14}的)?$", sight.before)) and bool(
        re.match(r"[^，；。]{0,6}(?:提高|增加|增长|提升|下降|减少|压减|压缩|扩大|缩短|缩减|降|升|上升|调整|精简|恢复|整合|发展|拓展|增|减|跃升|攀升|变为)", sight.behind)
    )


def articles(sight: Sight) -> bool:
    """The articles of a policy: 民营经济32条政策, 八条措施."""
    return sight.figure.unit in {"条", "项"} and bool(
        re.match(r"(?:具体|政策|支持|惠企|重点|便民|硬)?(?:规定|意见|措施|举措|政策|决定|细则|办法|禁令|禁止|建议措施|制度|刚性)", sight.behind)
    )


def idiom(sight: Sight) -> bool:
    """A measure said twice: 一天比一天, 发现一处整改一处."""
    surface = sight.clean[sight.figure.start : sight.figure.end]
    return sight.figure.chinese and sight.figure.value == 1 and sight.clean.count(surface) > 1


def catchword(sight: Sight) -> bool:
    """A Chinese numeral that lists policies or aspects: 抓好四个重点, 打造一个新高地."""
    figure = sight.figure
    if re.match(_ASPECTS.get(figure.unit, "$"), sight.behind):
        return True
    if not figure.chinese or figure.kind not in {"count", "loose"}:
        return False
    noun = follow_of((re.match(r"[^，；。、\d]{0,16}", sight.behind) or [""])[0])
    if _CATCHWORD_END.search(noun):
        return True
    delivered = bool(_DELIVERED.search(sight.before)) or bool(re.search(r"每[^，；。]{0,14}$", sight.before))
    concrete = figure.unit in _CONCRETE
    clause = re.split("[，；。：]", sight.before)[-1]
    if figure.value == 1:
        if concrete and (not noun or re.search(r"[、，]$", sight.before)):
            return not _ANY_DELIVERY.search(re.split("[；。]", sight.before)[-1] if noun else clause)
        return not (delivered and (concrete or figure.unit in {"个", "门"} and re.search("每|使", sight.before)))
    return not (concrete or noun and (delivered or "、" in clause))


def restated(sight: Sight) -> bool:
    """A number said again in brackets: （年度目标6%以上）."""
    opening = sight.before.rfind("（")
    return opening > sight.before.rfind("）") and bool(re.search("目标|任务|原|计划", sight.before[opening:]))


def span_of_work(sight: Sight) -> bool:
    """A stretch of days or hours that names no indicator: 用3天时间, 24小时."""
    return sight.figure.kind == "time" and bool(re.match(r"内|时间|之内|(?:全)?天候|不间断|值守|服务|制|供", sight.behind))


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
    baseline,
    articles,
    idiom,
    catchword,
    restated,
)


def reason(sight: Sight) -> str | None:
    """The name of the first rule that sets the figure aside, or None."""
    if sight.figure.aside:
        return sight.figure.aside
    return next((rule.__name__.replace("_", "-") for rule in RULES if rule(sight)), None)


def unit_of_people(clean: str, figure: Figure) -> str | None:
    """人 or 户 for a large bare number before a noun for people: 6600多万纳税人."""
    if figure.kind != "bare" or figure.value < 1000 or not re.search("[百千万亿]", clean[figure.start : figure.end]):
        return None
    behind = re.match(r"[^，；。、]{0,14}", clean[figure.end :])
    named = [(behind[0].find(word) + len(word), unit) for word, unit in _PEOPLE.items() if behind and word in behind[0]]
    if named:
        return max(named)[1]
    before = clean[max(0, figure.start - 14) : figure.start]
    return next((unit for word, unit in _PEOPLE.items() if word in before), None)
