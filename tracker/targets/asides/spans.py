"""Stretches of time: ages, durations and days of work, which are a goal only where people are measured."""

from __future__ import annotations

import re

from tracker.targets.asides.sight import Sight

_LIFE = re.compile("寿命[^，；。]{0,24}(?:，(?:提高|增加)?(?:达到|达|到|至))?$")
_SCHOOLING = re.compile("教育年限[^，；。]{0,14}$")
_DEADLINE = re.compile("(?:压减|压缩|缩短|减少|减|降低|控制|提速)[到至在]$")
_WORKING_TIME = re.compile(
    r"开工|封顶|投产|竣工|完工|建成|签约|落地|通车|内|时间|之内|不间断|全天候|无休|免费|值守|服务|制|供|过境|免签"
)


def age(sight: Sight) -> bool:
    """An age: 80岁以上老人; but 人均预期寿命达到80岁 is a level."""
    return sight.figure.unit in {"岁", "周岁"} and not _measures_people(sight)


def duration(sight: Sight) -> bool:
    """A length of time in years or months: the frame of a goal, not the goal; but years of schooling are a level."""
    return sight.figure.kind == "period" and not (_measures_people(sight) or _DEADLINE.search(sight.before))


def _measures_people(sight: Sight) -> bool:
    """Whether years are what is measured: 人均预期寿命 in 岁, 平均受教育年限 in 年."""
    measured = {"岁": _LIFE, "年": _SCHOOLING}.get(sight.figure.unit)
    return measured is not None and measured.search(sight.before) is not None


def span_of_work(sight: Sight) -> bool:
    """A stretch of days or hours that names no indicator: 用3天时间, 为期10天; but 审批压减至3天内 is a level."""
    if sight.figure.kind != "time" or _DEADLINE.search(sight.before):
        return False
    return sight.before.endswith(("为期", "历时")) or _WORKING_TIME.match(sight.behind) is not None
