"""What a figure counts or measures: ordered rules from its frame to the shortest phrase that names it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from tracker.targets.frames import Frame
from tracker.targets.indicators.bare import (
    bare_metric,
    class_of_before,
    kind_of_before,
    length_of,
    per_head_of_before,
    ratio_of,
    stage_of_before,
)
from tracker.targets.indicators.before import (
    clause_before,
    ellipsis,
    same_verb_before,
    sentence_before,
    stretch_before,
    work_of_before,
    work_of_heading,
)
from tracker.targets.indicators.here import done_for, examples, gain_per_head, noun_before, noun_behind, work_itself
from tracker.targets.indicators.investments import bare_investment, budget, earmarked, investment
from tracker.targets.indicators.shares import part_of, ratio_part, share_of, share_served, share_used
from tracker.targets.reading import Reading

_HELD = re.compile("(?<=..)（(?:包?含|包括|其中)[^（）]*）$")  # 学校（含教学点）


class Named(NamedTuple):
    """An indicator and the rule that found it."""

    name: str
    rule: str


RULES: tuple[Callable[[Frame, Reading], str], ...] = (
    ratio_part,
    share_of,
    share_used,
    share_served,
    earmarked,
    investment,
    gain_per_head,
    done_for,
    examples,
    noun_behind,
    part_of,
    budget,
    per_head_of_before,
    bare_metric,
    ratio_of,
    length_of,
    kind_of_before,
    class_of_before,
    work_of_before,
    stage_of_before,
    work_of_heading,
    noun_before,
    work_itself,
    same_verb_before,
    ellipsis,
    clause_before,
    stretch_before,
    bare_investment,
    sentence_before,
)
_ONLY_FOR: dict[Callable[[Frame, Reading], str], frozenset[str]] = {  # the kinds of figures that a rule speaks of
    ratio_part: frozenset({"rate"}),
    share_of: frozenset({"rate", "points"}),
    share_used: frozenset({"rate"}),
    share_served: frozenset({"rate"}),
    ratio_of: frozenset({"rate"}),
    length_of: frozenset({"measure"}),
    per_head_of_before: frozenset({"count"}),
    stage_of_before: frozenset({"count"}),
    class_of_before: frozenset({"count", "rate"}),
    investment: frozenset({"money"}),
    budget: frozenset({"money"}),
    earmarked: frozenset({"money"}),
    done_for: frozenset({"count"}),
    gain_per_head: frozenset({"money", "measure"}),
    bare_investment: frozenset({"money"}),
}


_ONLY_NAMED = {
    part_of,
    per_head_of_before,
    bare_metric,
    ratio_of,
    length_of,
    kind_of_before,
    class_of_before,
    noun_before,
}
_ONLY_UNNAMED = {work_itself, same_verb_before}
_ONLY_FOLLOWED = {examples, noun_behind}
_ONLY_UNFOLLOWED = {
    earmarked,
    part_of,
    per_head_of_before,
    kind_of_before,
    work_of_before,
    stage_of_before,
    work_of_heading,
    work_itself,
    same_verb_before,
}


@cache
def rules_for(stands: tuple[str, bool, bool]) -> tuple[tuple[Callable[[Frame, Reading], str], str], ...]:
    """The rules that may name a figure, each with its name, in their order.

    `stands` is the kind of the figure, whether a noun stands before it, and whether one stands behind it.
    """
    kind, named, followed = stands
    others = (_ONLY_UNNAMED if named else _ONLY_NAMED) | (_ONLY_UNFOLLOWED if followed else _ONLY_FOLLOWED)
    asked = [rule for rule in RULES if kind in _ONLY_FOR.get(rule, {kind}) and rule not in others]
    return tuple((rule, rule.__name__.replace("_", "-")) for rule in asked)


def indicator_of(frame: Frame, reading: Reading) -> Named:
    """The first rule that names the figure; an unnamed figure has an empty indicator."""
    for rule, known_as in rules_for((frame.figure.kind, frame.lead.name != "", frame.noun.name != "")):
        if name := rule(frame, reading):
            return tuple.__new__(Named, (_HELD.sub("", name) if name.endswith("）") else name, known_as))
    return Named("", "unnamed")
