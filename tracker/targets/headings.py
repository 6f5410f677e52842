"""The heading over a sentence, for items of a list that name their work there: 老旧小区改造工程。年内完成32个."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.structure import fold
from tracker.targets.phrases.leads import topic_of
from tracker.targets.phrases.segment import tokens
from tracker.targets.phrases.verbs import VERBS

_REACH = 48  # characters before a sentence that can hold the heading
_LINE_END = re.compile(r"[\n\r\f\v\u2028\u2029]")
_HEADING = re.compile(
    r"(?:第?(?:[（(]?[一二三四五六七八九十]{1,3}|[（(]?\d{1,2})(?:[）)、.]|[件项条])|[①-⑳]|[一二三四五六七八九十]是)*"
    r"([^，。；：！？\d]{4,22})[。：]?"
)
_ITEM = re.compile(r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、是]|\d{1,2}[.、])([^，。；：！？\d]{4,16})。")
_LONGEST_TOLD = 18
_SENTENCE_END = re.compile(r"[。；！\n\r]")
_PARTED = re.compile(r"[，：、\d]")
_TRADE = re.compile("[^，；。的]{1,8}?(?:产业|[林牧渔]业|生产|种植|养殖)(?![基园链])")
_CAMPAIGN = re.compile("(?:民生|惠民|实事)?(?:工程|行动|计划|项目|工作)$")


def topic_above(text: str, start: int) -> str:
    """The work that the heading directly before `start` names, on the same line or on the one above; "" for none."""
    before = text[max(0, start - _REACH) : start].rstrip()
    return _work_of(_LINE_END.split(before)[-1]) if before else ""


def trade_above(text: str, start: int) -> str:
    """The trade that the short sentence before `start` speaks of: 做强烤烟产业。种植面积达到3万亩; "" for none."""
    before = text[max(0, start - _REACH) : start].rstrip("。 \u3000\n\r")
    told = _SENTENCE_END.split(before)[-1]
    return _trade_of(told) if 4 < len(told) <= _LONGEST_TOLD else ""


def item_above(text: str, start: int) -> str:
    """What the heading of an item before `start` is about: 三、加快教育发展。投入9亿元; "" for none."""
    before = text[max(0, start - _REACH) : start].rstrip()
    return _item_of(_SENTENCE_END.split(before[:-1])[-1] + "。") if before.endswith("。") else ""


@lru_cache(maxsize=256)
def _item_of(line: str) -> str:
    match = _ITEM.fullmatch(fold(line)[0])
    if match is None or match[1][:2] not in VERBS:
        return ""
    topic = topic_of(match[1])
    verb, rest = topic[:2], topic[2:]
    if not rest or verb not in VERBS:
        return topic
    return rest + (verb if VERBS[verb] in {"work", "nominal"} else "")  # 整治环境污染


@lru_cache(maxsize=256)
def _trade_of(line: str) -> str:
    found = None if _PARTED.search(line) else _TRADE.match(topic_of(fold(line)[0]))
    return found[0] if found else ""


@lru_cache(maxsize=256)
def _work_of(line: str) -> str:
    match = _HEADING.fullmatch(fold(line)[0])
    if match is None or not (_CAMPAIGN.search(match[1]) or VERBS.get(tokens(match[1])[-1]) == "nominal"):
        return ""
    topic = _CAMPAIGN.sub("", topic_of(match[1]))
    return topic if len(topic) > 2 else ""
