"""Units: which word after a number is one, of what kind it is, and its base unit."""

from __future__ import annotations

from functools import cache

from tracker.lexicon import alternation, entries, meanings, words

KINDS = dict(meanings("units"))  # asked for every number
NO_MEASURE_WORDS = frozenset({"loose", "grade"})  # kinds of words that count nothing behind a numeral in words
_REFUSED: dict[str, str] = {
    word: entry.more["not_before"] for entry in entries("units") if "not_before" in entry.more for word in entry.words
}
_BASES: dict[str, str] = {
    word: entry.more["base"] for entry in entries("units") if "base" in entry.more for word in entry.words
}


@cache
def unit_pattern(*, chinese: bool) -> str:
    """A regular expression for a unit; after a Chinese numeral fewer words are measure words (两路 is a road)."""
    listed = [word for word in words("units") if not chinese or KINDS[word] not in NO_MEASURE_WORDS]
    return alternation(listed, {word: f"(?![{refused}])" for word, refused in _REFUSED.items()})


def base_unit(unit: str) -> str:
    """百分点 → 个百分点; every other unit is its own base."""
    return _BASES.get(unit, unit)


def kind_of(unit: str) -> str:
    """rate, points, money, measure, count, time, times, grade, period, loose; an unknown measure word is a count."""
    return KINDS.get(unit, "count")
