"""Units: which word after a number is one, of what kind it is, and its base unit."""

from __future__ import annotations

from functools import cache

from tracker.lexicon import alternation, entries, meanings, words

KINDS = meanings("units")
_BASES = {word: entry.more["base"] for entry in entries("units") if "base" in entry.more for word in entry.words}


@cache
def unit_pattern(*, chinese: bool) -> str:
    """A regular expression for a unit; after a Chinese numeral fewer words are measure words (两路 is a road)."""
    if not chinese:
        return alternation(KINDS)
    return alternation(word for word in words("units") if KINDS[word] not in {"loose", "grade"})


def base_unit(unit: str) -> str:
    """百分点 → 个百分点; every other unit is its own base."""
    return _BASES.get(unit, unit)


def kind_of(unit: str) -> str:
    """rate, points, money, measure, count, time, times, grade, period, loose; an unknown measure word is a count."""
    return KINDS.get(unit, "count")
