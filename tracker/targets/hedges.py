"""Hedges that stand away from their number: 至少 before the verb, 以上 behind the noun, one for a whole list."""

from __future__ import annotations

import re

from tracker.model import Comparator
from tracker.targets.distribution import groups
from tracker.targets.frames import Frame

_AT_LEAST = re.compile(r"至少|不少于|不低于|超过?(?=每[百千万\d])")
_AT_MOST = re.compile("(?:不得?超过|不得?高于|不得?大于)[^，；。、]{1,18}的$")
_BEHIND_NOUN = re.compile(
    r"(?!.{0,4}(?:级|[十百千万亿]元|[十百千万\d]亩|星|岁)(?:及)?以上)[\u4e00-\u9fff]{1,5}?(以上|以内|左右)(?=规模|水平|的|[，。；、]|$)"
)
_SIGNS: dict[str, Comparator] = {"以上": ">=", "以内": "<=", "左右": "~"}


def with_distant_hedges(frames: list[Frame]) -> list[Frame]:
    """The frames with the hedges that govern them from a distance."""
    shared = _list_hedges(frames)
    least = bool(frames) and _AT_LEAST.search(frames[0].clean) is not None
    return [
        _hedged(frame, shared.get(index), least=least) if frame.figure.comparator == "=" else frame
        for index, frame in enumerate(frames)
    ]


def _hedged(frame: Frame, shared: Comparator | None, *, least: bool) -> Frame:
    sign = shared or (at_least(frame) if least else None) or behind_noun(frame) or stepped_on(frame) or at_most(frame)
    return frame._replace(figure=frame.figure._replace(comparator=sign)) if sign else frame


def at_least(frame: Frame) -> Comparator | None:
    """每个县至少建成1个: the hedge stands before the verb, and governs the list behind it."""
    return ">=" if _AT_LEAST.search(frame.clean, frame.clause[0], frame.figure.start) else None


def at_most(frame: Frame) -> Comparator | None:
    """不超过原封顶线的20%: the hedge stands before the whole that the share is taken of."""
    if frame.figure.kind != "rate" or frame.clean[frame.figure.start - 1] != "的":
        return None
    return "<=" if _AT_MOST.search(frame.clean, frame.clause[0], frame.figure.start) else None


def stepped_on(frame: Frame) -> Comparator | None:
    """增加值上200亿元台阶: what is stepped on is passed."""
    return ">=" if frame.left.endswith("上") and frame.behind_text.startswith("台阶") else None


def behind_noun(frame: Frame) -> Comparator | None:
    """达到100张床位以上规模: the hedge stands behind the noun."""
    if frame.figure.kind in {"rate", "points"}:
        return None
    behind = frame.clean[frame.figure.end : frame.figure.end + 7]
    match = _BEHIND_NOUN.match(frame.clean, frame.figure.end) if "以" in behind or "左右" in behind else None
    return _SIGNS[match[1]] if match else None


def _list_hedges(frames: list[Frame]) -> dict[int, Comparator]:
    """分别增长7.5%、8.5%以上, 分别超过30家、9家: a hedge at an end governs all that one 分别 deals out."""
    found: dict[int, Comparator] = {}
    for group in groups(frames):
        last = frames[group[-1]].figure
        first = frames[group[0]].figure
        if last.hedge_end > last.end:
            found.update(dict.fromkeys(group[:-1], last.comparator))
        elif first.hedge_start < first.start and frames[group[0]].clause == frames[group[-1]].clause:
            found.update(dict.fromkeys(group[1:], first.comparator))
    return found
