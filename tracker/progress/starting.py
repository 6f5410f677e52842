"""Where an indicator stood at the beginning, as the report itself says: 由60%提高到75%, or what its review reports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from tracker.model import Record
from tracker.progress.tolerance import is_rate

_FROM = re.compile(
    r"[由从]\D{0,12}?(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>[^0-9，。；、,;]{0,8}?)"
    r"(?:提高|提升|增加|增长|上升|扩大|降低|下降|降|减少|压缩|缩短|压减|升|增|缩|减)[^0-9，。；,;]{0,4}$"
)
_SURFACE = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>.*)", re.DOTALL)
_FLOWS = ("元", "吨", "人次", "度", "千瓦时", "斤")  # what is counted anew every year has no level to start from


def baseline_of(target: Record, claims: Iterable[Record] = ()) -> Decimal | None:
    """The level to start from: what the sentence of the promise names, else what the same report says was reached."""
    if target.measure != "level":
        return None
    written = written_baseline(target)
    return claimed_baseline(target, claims) if written is None else written


def written_baseline(target: Record) -> Decimal | None:
    """The number after 由 and before 提高到; None where its unit isn't that of the promise."""
    before = target.sentence[: max(0, target.quantity.start - target.sentence_start)]
    found, surface = _FROM.search(before), _SURFACE.fullmatch(target.quantity.text)
    if found is None or surface is None or not Decimal(surface["number"]):
        return None
    if found["unit"] and found["unit"] != surface["unit"]:
        return None
    return Decimal(found["number"]) * target.quantity.value / Decimal(surface["number"])


def claimed_baseline(target: Record, claims: Iterable[Record]) -> Decimal | None:
    """What the review of the same report says of the same indicator on the eve of the period, if it says one thing.

    Only of what has a level: money, weights and visits are mostly totals of a year, which begin at nothing.
    """
    unit = target.quantity.unit
    if not is_rate(unit) and unit.endswith(_FLOWS):
        return None
    eve = target.period_start - timedelta(days=1)
    said = {claim.quantity.value for claim in claims if _speaks_of(claim, target) and claim.due == eve}
    return said.pop() if len(said) == 1 else None


def _speaks_of(claim: Record, target: Record) -> bool:
    return (
        claim.indicator_key == target.indicator_key
        and claim.measure == "level"
        and claim.quantity.unit == target.quantity.unit
        and claim.quantity.value_max is None
        and (claim.district, claim.year, claim.report) == (target.district, target.year, target.report)
    )
