"""Whether a claim's number can stand for a target's, and what it is in the target's unit and measure."""

from __future__ import annotations

import re
from decimal import Decimal

from tracker.lexicon import alternation, words
from tracker.matching.units import factor_between
from tracker.matching.values import Comparison
from tracker.matching.wording import CHANGES
from tracker.model import Claim, Record, Target

RATES = ("%", "‰", "个百分点")
_YEARLY = re.compile(f"{alternation((*words('indicators', 'flow'), *words('indicators', 'investment')))}$")
_GUESSED = "measure-by-unit"  # the rule that fires where nothing in the text says which measure it is


def compare(target: Target, claim: Claim, beside: Claim | None = None) -> Comparison | None:
    """The claim's number as an outcome of the target; None where no sound arithmetic leads from one to the other.

    A level and an increment are never compared, except for what a year yields (完成投资121亿元 is the year's total) and
    where the text doesn't say which of them it is; a range is no outcome. `beside` is the other number that the
    sentence gives for the indicator: 391亿元 where growth is compared with growth.
    """
    factor = factor_between(claim.quantity.unit, target.quantity.unit)
    if factor is None or claim.quantity.value_max is not None or not measures_agree(target, claim):
        return None
    turned = {target.measure, claim.measure} == set(CHANGES)
    value = claim.quantity.value * factor * (-1 if turned else 1)
    left_out = f", {beside.measure} {beside.quantity.told} left aside" if beside else ""
    return Comparison(value, _arithmetic(target, claim, value) + left_out, turned or value != claim.quantity.value)


def measures_agree(target: Record, claim: Record) -> bool:
    """Whether both numbers measure the same thing about the indicator."""
    pair = {target.measure, claim.measure}
    if len(pair) == 1 or pair == set(CHANGES):
        return True
    if pair != {"level", "increment"}:
        return False
    return is_yearly(target) or is_yearly(claim) or is_guessed(target) or is_guessed(claim)


def is_yearly(record: Record) -> bool:
    """Whether the indicator is what a year yields, so that the year's total and what it added are one number."""
    return bool(_YEARLY.search(record.indicator))


def is_guessed(record: Record) -> bool:
    """Whether nothing in the text said which measure it is."""
    return _GUESSED in record.rules


def _arithmetic(target: Target, claim: Claim, value: Decimal) -> str:
    """What was compared, for a person."""
    told = f"{claim.quantity.told} = {value.normalize():f}{target.quantity.unit}"
    if {target.measure, claim.measure} == set(CHANGES):
        return f"{claim.measure} {told} of {target.measure}"
    if value != claim.quantity.value:
        return told
    return f"{claim.measure} compared" if target.measure == claim.measure else f"{target.measure} with {claim.measure}"
