"""How well a claim answers a target: named features, each a factor between 0 and 1, multiplied.

`FEATURES` is the order in which they are tried; the weights stand in `weights.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz

from tracker.matching.comparing import RATES, is_yearly, measures_agree
from tracker.matching.units import both_count, same_family
from tracker.matching.values import Comparison
from tracker.matching.weights import MUCH_MORE, WEIGHTS
from tracker.matching.wording import CHANGES, Wording, repeats_plan
from tracker.model import Claim, Target


@dataclass(frozen=True, slots=True)
class Pair:
    """A target and a claim with their words."""

    target: Target
    claim: Claim
    promised: Wording
    answered: Wording
    comparison: Comparison | None


def likeness_of_units(pair: Pair) -> float:
    """The same unit, one that turns into it, or another measure word; else the pair is none."""
    unit, wanted = pair.claim.quantity.unit, pair.target.quantity.unit
    if same_family(unit, wanted):
        return 1.0
    return WEIGHTS["other measure word"] if both_count(unit, wanted) else 0.0


def likeness_of_names(pair: Pair) -> float:
    """How alike the indicators are, or how well one stands in the other's clause."""
    promised, answered = pair.promised, pair.answered
    if promised.name == answered.name and not promised.vague:
        return 1.0
    if _completes(promised, answered) or _completes(answered, promised):
        return WEIGHTS["completed"]
    named = likeness(promised.name, answered.name)
    if promised.vague or answered.vague:
        share = WEIGHTS["vague clause"]
        named = (1 - share) * named + share * fuzz.ratio(promised.clause, answered.clause) / 100
    mentioned = max(_mentioned(promised, answered), _mentioned(answered, promised))
    return max(named, WEIGHTS["mentioned"] * mentioned, WEIGHTS["member"] * _shared(promised, answered))


def likeness(name: str, other: str) -> float:
    """Half by all characters, half by the shorter within the longer: 蔬菜产量 in 地产蔬菜产量."""
    whole = fuzz.ratio(name, other)
    return (whole + fuzz.partial_ratio(name, other)) / 200 if min(len(name), len(other)) > 1 else whole / 100


def _completes(short: Wording, long: Wording) -> bool:
    """老旧小区完成改造 and 老旧小区改造: whether what the longer name has more stands in the shorter one's clause."""
    if short.vague or short.name not in long.name:
        return False
    before, _, behind = long.name.partition(short.name)
    return before in short.clause and behind in short.clause


def _shared(promised: Wording, answered: Wording) -> float:
    """How well a part of a joint name fits the other name, or a part of it."""
    if not promised.members and not answered.members:
        return 0.0
    names, others = promised.members or (promised.name,), answered.members or (answered.name,)
    return max(fuzz.ratio(name, other) for name in names for other in others) / 100


def _mentioned(named: Wording, other: Wording) -> float:
    if named.vague or len(named.name) < 3 or len(other.clause) < len(named.name):
        return 0.0
    return fuzz.partial_ratio(named.name, other.clause) / 100


def qualifiers(pair: Pair) -> float:
    """城镇 against 农村 makes another indicator; a class that only one names makes a wider or narrower one."""
    promised, answered = pair.promised.qualifiers, pair.answered.qualifiers
    factor = 1.0
    for group in promised.keys() | answered.keys():
        if group not in promised or group not in answered:
            factor *= WEIGHTS["missing qualifier"]
        elif promised[group] != answered[group]:
            factor *= WEIGHTS["other qualifier"]
    return factor


def measures(pair: Pair) -> float:
    """Growth with growth, level with level."""
    if measures_agree(pair.target, pair.claim):
        return 1.0
    changes = (pair.target.measure in CHANGES) != (pair.claim.measure in CHANGES)
    rates = pair.target.quantity.unit in RATES
    return WEIGHTS["rate for level"] if changes and rates else WEIGHTS["level for increment"]


def periods(pair: Pair) -> float:
    """The claim's time lies within the target's, and both speak of one year or of several."""
    target, claim = pair.target, pair.claim
    factor = 1.0
    if claim.due.year > target.due.year:
        factor *= WEIGHTS["later"]
    several = target.due.year > target.period_start.year or pair.promised.of_many_years
    if pair.answered.of_many_years and not several and claim.measure != "level":
        factor *= WEIGHTS["other years"]
    elif _adds_up_years(pair):
        factor *= WEIGHTS["longer"]
    if is_yearly(target) and target.due < claim.due and target.due.year == claim.due.year:
        factor *= WEIGHTS["part of the year"]
    return factor


def _adds_up_years(pair: Pair) -> bool:
    """Whether the claim seems to add up more years than the target promises for.

    Reviews at the end of a plan mix what the year and what five years brought; what is about as much as was promised
    for the year is the year's.
    """
    target, claim = pair.target, pair.claim
    promised, reviewed = (record.due.year - record.period_start.year for record in (target, claim))
    if claim.measure != "increment" or reviewed <= promised or pair.answered.of_one_year:
        return False
    return claim.quantity.value > target.quantity.value * MUCH_MORE


def repeats(pair: Pair) -> float:
    """A claim that says what was planned answers nothing."""
    same = pair.claim.quantity.value == pair.target.quantity.value
    return WEIGHTS["repeated"] if same and repeats_plan(pair.answered) else 1.0


def values(pair: Pair) -> float:
    """Values far apart speak against a pair; otherwise they only decide between equals."""
    promised = abs(pair.target.quantity.value)
    answered = abs(pair.comparison.value) if pair.comparison else 0
    if not promised or not answered:
        return 1.0
    share = float(min(promised, answered) / max(promised, answered))
    if pair.target.quantity.unit in RATES:
        share = max(share, 0.5)
    return WEIGHTS["implausible"] if share < 0.1 else 1 - WEIGHTS["value"] * (1 - share)


FEATURES: tuple[tuple[str, Callable[[Pair], float]], ...] = (
    ("unit", likeness_of_units),
    ("measure", measures),
    ("qualifiers", qualifiers),
    ("name", likeness_of_names),
    ("period", periods),
    ("repeats", repeats),
    ("value", values),
)
