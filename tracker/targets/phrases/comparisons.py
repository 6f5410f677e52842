"""What a number is compared with, or leaves out: 比上年, 由60%, 扣除价格因素后."""

from __future__ import annotations

import re

from tracker.targets.phrases.segment import tokens

_COMPARED_WITH = re.compile(
    r"(?:(?<![对相])同?比|较|与)(?:上|去|前|年初|同期|\d{4}|[^，、]{0,6}(?:年|期|末|预算|计划|革前))[^，、]{0,10}?"
    r"(?=(?:分别)?(?:净|年均|累计|同比|平均)?"
    r"(?:增长|增加|提高|下降|减少|降低|上升|提升|改善|压减|减轻|翻|快|高|低|多|少|扩大|缩小|增|减))"
)
_BEYOND_GOAL = re.compile(r"^(?:高于|低于|超过?|快于|好于)[^，；。\d]{0,12}[\d.]+%?的(?:预期|年度|年初|计划)?目标$")
_BEYOND = re.compile(  # 增速高于全省平均水平1个百分点; 好于Ⅲ类水体比例 names a class of water
    "(?<=..)(?:高于|快于|低于|优于|好于)(?<!不..)(?!(?:国家)?[ⅠⅡⅢⅣⅤIV一二三四五]{1,3}[类级])(?:全[国省市]、)?[^，、；]{2,24}$"
)
_BY_HOW_MUCH = re.compile("(?<![提增减最降新升走])[多少高低快慢]$")  # 床位数比上年多200张
_LAST_FIVE = re.compile("[比较是](?:上|前)一?个?五年$")  # 比上一个五年翻一番
_ON_BASIS = re.compile(r"(?<=..)在[^，；。、\d]{0,8}基础上")  # 时限在原承诺基础上压减60%
_SEVERAL = re.compile("(?:实现)?[两三四五]个$")  # before 翻番
_LEFT_OUT = re.compile(
    r"(?:扣除|剔除)[^，、]{2,14}?(?:因素影响|因素|影响)?后(?=同比|增|下降|减|完成|达|实现|为|同口径|可比)"
)
_COMPARISON_AT_END = re.compile(
    r"(?:(?<!自)(?:由|从)[^，、]*\d[^，、]*(?:、\d[^，、]*)*|(?:^|(?<=[^占]))(?:比|较|与|同)[^，、]{0,8}(?:年|期|末|预算|计划|水平|季度|月份?)|"
    r"(?:是|为|达到?|相当于)[^，、]{0,8}(?:年|期|末|总和))$"
)
_ENDS_COMPARISON = tuple("年期末算划平度月份和")


def without_comparison(text: str) -> str:
    """The text without what its predicate is compared with, and what is left out for that: 比上年, 扣除价格因素后."""
    plain = _COMPARED_WITH.sub("", text) if "比" in text or "较" in text or "与" in text else text
    plain = _BY_HOW_MUCH.sub("", plain) if plain != text else plain
    plain = _LAST_FIVE.sub("", plain) if plain.endswith("五年") else plain
    plain = _LEFT_OUT.sub("", plain) if "除" in plain else plain
    plain = _BEYOND_GOAL.sub("", plain) if plain.endswith("目标") else plain
    plain = _BEYOND.sub("", plain) if "于" in plain else plain
    plain = _ON_BASIS.sub("", plain) if "基础上" in plain else plain
    return _SEVERAL.sub("", plain) if plain.endswith("个") else plain


def without_comparison_at_end(cut: list[str]) -> list[str]:
    """The words without what the number is compared with directly before it: 比上年."""
    whole = "".join(cut)
    if not (whole.endswith(_ENDS_COMPARISON) or "由" in whole or "从" in whole):
        return cut
    shorter = _COMPARISON_AT_END.sub("", whole)
    return cut if shorter == whole else list(tokens(shorter.removesuffix("分别")))
