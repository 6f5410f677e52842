"""Figures that are read but are no goals of their own: ordered rules, each with the name it sets aside under."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from tracker.model import Sentence
from tracker.quantities import Figure
from tracker.targets.asides.catchwords import ASPECT_UNITS, ASPECTS, articles, catchword, followed, idiom
from tracker.targets.asides.descriptions import (
    baseline,
    class_threshold,
    described_investment,
    described_size,
    people_of_place,
    rank,
)
from tracker.targets.asides.pages import (
    bare_year,
    furniture,
    glossary,
    no_unit,
    number_in_name,
    rating,
    repeated,
    restated,
    score,
    table_cell,
)
from tracker.targets.asides.sight import Sight
from tracker.targets.asides.spans import age, duration, span_of_work

RULES: tuple[Callable[[Sight], bool], ...] = (
    glossary,
    furniture,
    repeated,
    bare_year,
    table_cell,
    number_in_name,
    no_unit,
    rating,
    age,
    duration,
    score,
    span_of_work,
    class_threshold,
    described_investment,
    described_size,
    rank,
    people_of_place,
    baseline,
    articles,
    followed,
    idiom,
    catchword,
    restated,
)
_ONLY_FOR: dict[Callable[[Sight], bool], frozenset[str]] = {  # the kinds of figures that a rule speaks of; else all
    bare_year: frozenset({"bare"}),
    table_cell: frozenset({"bare"}),
    number_in_name: frozenset({"bare"}),
    no_unit: frozenset({"bare"}),
    rating: frozenset({"rating"}),
    age: frozenset({"period"}),
    duration: frozenset({"period"}),
    score: frozenset({"grade"}),
    span_of_work: frozenset({"time"}),
    class_threshold: frozenset({"rate", "money", "measure", "count"}),
    described_investment: frozenset({"money"}),
    described_size: frozenset({"measure", "count"}),
    rank: frozenset({"count"}),
    people_of_place: frozenset({"count", "bare"}),
    articles: frozenset({"count"}),
    followed: frozenset({"count", "loose"}),
}
_ONLY_WITH: dict[Callable[[Sight], bool], frozenset[str]] = {  # the units that a rule speaks of; else all
    age: frozenset({"岁", "周岁"}),
    articles: frozenset({"条", "项"}),
    catchword: frozenset(ASPECTS) | ASPECT_UNITS,
    rank: frozenset({"个", "位", "名", "家", "项", "座"}),
    people_of_place: frozenset({"人", ""}),
    idiom: frozenset(),
}
_IN_WORDS = frozenset({idiom, catchword})  # speak of numbers written in words, whatever their unit
_ONLY_IN: dict[Callable[[Sight], bool], str] = {glossary: "glossary", furniture: "furniture", repeated: "repeat"}


@cache
def rules_for(stands: tuple[str, str, str, bool]) -> tuple[tuple[Callable[[Sight], bool], str], ...]:
    """The rules that may set a figure aside, each with its name, in their order.

    `stands` is the kind and the unit of the figure, the kind of its section, and whether it is written in words.
    """
    kind, unit, section, chinese = stands
    within = [rule for rule in RULES if _ONLY_IN.get(rule, section) == section]
    asked = [rule for rule in within if kind in _ONLY_FOR.get(rule, {kind})]
    kept = [rule for rule in asked if (chinese and rule in _IN_WORDS) or unit in _ONLY_WITH.get(rule, {unit})]
    return tuple((rule, rule.__name__.replace("_", "-")) for rule in kept)


def reason(sentence: Sentence, figure: Figure, following: Figure | None) -> str | None:
    """The name of the first rule that sets a figure aside that is no decoy, or None."""
    sight = Sight(sentence, figure, following)
    for rule, name in rules_for((figure.kind, figure.unit, sentence.section.kind, figure.chinese)):
        if rule(sight):
            return name
    return None
