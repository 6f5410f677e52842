"""All weights and limits of matching, with what they were seen to decide."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

WEIGHTS = MappingProxyType(
    {
        # a name found in the other's clause, where the extractor named the figure after something else:
        # 市级以上专精特新企业 in 9家企业跻身市级以上专精特新行列
        "mentioned": 0.85,
        # a name whose missing word stands in its clause: 老旧小区 in 老旧小区完成改造 is 老旧小区改造
        "completed": 0.97,
        # one of the things that share a number: 污水处理率 of 空气优良率、污水处理率
        "member": 0.89,
        # 项目, 企业: how much of the likeness of vague names comes from their clauses
        "vague clause": 0.6,
        # 总产值 and 增加值, 城镇 and 农村: alike in most characters, never the same
        "other qualifier": 0.4,
        # one names a tier or class that the other leaves out: 省级专精特新企业 and 专精特新企业
        "missing qualifier": 0.97,
        # 5000个就业岗位 and 5487人
        "other measure word": 0.93,
        # a level against an increment: 5000亩 to be added, 5300亩 there are
        "level for increment": 0.8,
        # a rate of change against a share
        "rate for level": 0.35,
        # 年均 or five years together against one year
        "other years": 0.7,
        # what five years added, in a review that speaks of five years, against a year's promise
        "longer": 0.89,
        # a claim of a later year than the due date
        "later": 0.8,
        # half a year's investment against the year's
        "part of the year": 0.85,
        # 未达5个的预定目标: the claim only repeats what was promised
        "repeated": 0.5,
        # ten times as much, or a tenth: 2万名高校毕业生 promised, 110万名 told of another scheme
        "implausible": 0.89,
        # values that are less alike, up to this much: only decides between equals
        "value": 0.02,
        # 首次突破10亿元，达到10.2亿元: a milestone when the sentence goes on to the figure itself
        "milestone": 0.95,
        # a claim that answers another target better: 外贸出口 told, 服务贸易出口 and 外贸出口 promised
        "taken": 0.85,
    }
)

MUCH_MORE = Decimal("1.5")
"""A year's outcome seldom passes the promise by half; what five years added does: 31.2万亩 told, 6.5万亩 promised."""
LEAST = 0.5
"""A pair that scores less isn't proposed; the right ones that were seen begin at 0.51: 项目 and 新项目动工."""
WEAK = Decimal("0.6")
"""Proposals below are worth a look, but no answer: 金融业增加值 for 数字经济核心产业增加值."""
BETTER = 0.05
"""By how much another target must fit a claim better to take it."""
CLOSE = Decimal("0.03")
"""Two claims with different values whose scores are this close leave it open which of them is meant."""
OPEN = Decimal("0.89")
"""The most that a proposal scores as long as that is open."""
