"""Numbers of the page, bare numbers, and numbers that are said again."""

from __future__ import annotations

import re

from tracker.targets.asides.sight import Sight

_YEAR = re.compile(r"(?:19|20)\d\d")
_CLAUSE_MARK = re.compile("[，。；]")
_NAME_GOES_ON = re.compile("[\u4e00-\u9fffA-Za-z“（]")
_SAID_BEFORE = ("这", "上述", "。以上", "，以上", "；以上")
_TITLE = re.compile(  # 2012年市政府十件实事, over a list
    r"(?:\d{4}年度?)?[^，。；：办抓做实施完成]{0,14}(?:[一二三四五六七八九十]{1,3}|\d{1,2})[件项]"
    "(?:[重大]{2}|民生|为民|惠民|便民|利民)*(?:办?实事|民生工程|重点工程)(?:项目|工程)?(?:清单|目录|安排|一览)?"
)
_GOAL_BEHIND = re.compile(r"的(?:预期|年度|年初|计划)?目标\d")
_BEYOND_GOAL = re.compile("(?:高于|低于|超过?|快于|好于)[^，；。]{0,12}$")
_GIVEN_BEFORE = re.compile("目标|任务|原|计划")
INDEX = re.compile(
    r"(?:指数|死亡率|收入比|倍差|比值|系数|基尼系数|性别比)(?:由|从)?[\d.]*"
    r"(?:缩小|下降|降低|降|控制|保持|稳定|达|提高|为|提升|扩大|优化|[至到在为]|缩小至|缩至)*$"
)


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


def score(sight: Sight) -> bool:
    """Points of a score, grades and classes."""
    return sight.figure.kind == "grade"


def restated(sight: Sight) -> bool:
    """A number said again in brackets or of what was just told: （年度目标6%以上）, 这10件实事是."""
    before, clean, end = sight.before, sight.sentence.clean, sight.figure.hedge_end
    if before.endswith(_SAID_BEFORE) or (clean.find("实事", end, end + 8) >= 0 and _TITLE.fullmatch(clean)):
        return True
    if clean.startswith("的", end) and _GOAL_BEHIND.match(clean, end) and _BEYOND_GOAL.search(before):
        return True  # 高于年初人代会12%的目标14.4个百分点
    opening = before.rfind("（")
    return opening >= 0 and opening > before.rfind("）") and bool(_GIVEN_BEFORE.search(before, opening))
