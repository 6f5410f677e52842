"""Indicator rules for shares and parts: 占…比重, 70%用于…, 100%实现…, 其中农村…."""

from __future__ import annotations

import re

from tracker.targets.frames import PLACE, RATES, Frame
from tracker.targets.indicators.before import clause_before
from tracker.targets.phrases.leads import lead_of
from tracker.targets.phrases.nouns import trim_tail
from tracker.targets.reading import Reading

_SHARE = re.compile(
    r"占(.+?)的?(比重|比例|份额)?(?:[由从][\d年的.%％]+)?(?:预计|也|均|约|近|已|分别|达到|达|为|超过|超|突破|提高到|提高至|提升到|提升至|"
    r"稳定在|保持在?|接近|上升到|下降到|提高|上升|提升|下降|降低|增加|的)*$"
)
_MET = re.compile("(?:已|均|超额)?完成了?(?:年度|全年|年初|年|调整)*(?:任务|计划|目标|预算)(?:任务|数)?的")
_NAMES_SHARE = re.compile("比[重例]|份额|占[比地用到]")  # stays in the name as it stands
_SHARED = frozenset({"rate", "points"})  # 占比重30%, 占比重提高2个百分点
_USE = re.compile("用于[^，；。、]{2,12}")
_SERVED = re.compile(r"(?:实现|完成|达到|纳入)([^，；。、\d]{2,12})")
_WORKED_SHARE = re.compile(
    r"的?([^，；。、\d]{2,14}(?:改造|治理|整治|建设|绿化|硬化|修复|提升))(?:任务|工程)?(?=[，；。、]|$)"
)
_PEOPLED = ("用户", "人口", "群众", "居民", "家庭")
_AT_PLACE = re.compile(f"^{PLACE.pattern}(?=..)")
_NAMED_PLACE = re.compile("(?:小区|街道|(?<!城)[乡镇村县市区])$")
_DISTRICT = re.compile("[\u4e00-\u9fff]{1,3}(?:(?<![园景社小片校灌林牧库城])区|县|市|旗|镇|乡|街道)")
_OF_DISTRICT = re.compile(f"^{_DISTRICT.pattern}(?=..)")
_TIER = re.compile("^各?(?:设区市|县（市、区）|县市区|市县区|县区|旗县区)")


def share_of(frame: Frame, reading: Reading) -> str:
    """占…比重: the share that the indicator before, or the one in its clause, has of something.

    完成年度计划的80% is how far itself has come.
    """
    if "完成" in frame.left and _MET.fullmatch(frame.left):
        return reading.indicator
    if frame.figure.kind not in _SHARED or "占" not in frame.left or frame.behind_text.startswith("的"):
        return ""
    whose, share = parted_share(frame.left)
    subject = (lead_of(whose).name or reading.indicator.partition("占")[0]) if share else ""
    return subject + share if subject else ""


def parted_share(left: str) -> tuple[str, str]:
    """粮食产量占全省的 → 粮食产量, 占全省比重: whose share it is, and of what, empty where none is told."""
    place = left.rfind("占")
    match = _SHARE.match(left, place) if place == 0 or (place > 0 and not _NAMES_SHARE.search(left, place)) else None
    if match is None:
        return left, ""
    return left[:place], f"占{match[1]}{match[2] or ('' if match[1] == '比' else '比重')}"


def share_used(frame: Frame, reading: Reading) -> str:
    """新增贷款的70%用于支持农业: the share that goes to a use."""
    if frame.figure.kind != "rate" or not frame.left.endswith("的") or not (use := _USE.match(frame.behind_text)):
        return ""
    return frame.left.removesuffix("的") + use[0] + "的比例"


def share_served(frame: Frame, reading: Reading) -> str:
    """对重点项目100%实现帮办代办, 完成焦化行业70%产能改造: the share of the first that gets the second."""
    if frame.figure.kind != "rate" or frame.lead.predicate or not frame.lead.name:
        return ""
    served = _WORKED_SHARE.match(frame.behind_text) if frame.lead.verb == "完成" else _SERVED.match(frame.behind_text)
    return frame.lead.name + trim_tail(served[1]) if served else ""


def part_of(frame: Frame, reading: Reading) -> str:
    """其中农村1万个以上, 其中甲县20公里: a part, named by its place, of what the figure before counts."""
    name = frame.lead.name
    if not reading.counted and frame.clean.startswith("其中", frame.clause[0]) and _DISTRICT.fullmatch(name):
        return name + clause_before(frame, reading)  # 治理河道，其中甲县8公里、乙县9公里
    if frame.follow or frame.figure.unit != reading.unit:
        return ""
    if reading.counted.endswith(_PEOPLED) and _NAMED_PLACE.search(name):
        return name + reading.counted
    if PLACE.fullmatch(name):
        return name + _AT_PLACE.sub("", _TIER.sub("", reading.indicator))
    if _DISTRICT.fullmatch(name) and "其中" in frame.clean[: frame.figure.start]:
        whole = reading.counted if reading.indicator.endswith(reading.counted) else reading.indicator
        return name if _DISTRICT.fullmatch(whole) else name + _OF_DISTRICT.sub("", whole)
    return ""


def ratio_part(frame: Frame, reading: Reading) -> str:
    """三次产业比例8:45:47: the share of each sector."""
    order = frame.figure.order
    if not order or "产" not in frame.clean:
        return ""
    return ("第一产业比重", "第二产业比重", "第三产业比重")[order - 1]


__all__ = ["PLACE", "RATES", "part_of", "ratio_part", "share_of", "share_served", "share_used"]
