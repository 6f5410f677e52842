"""People and households counted without a measure word: 6600多万纳税人."""

from __future__ import annotations

import re

from tracker.lexicon import meanings
from tracker.quantities import Figure

_PEOPLE = meanings("people")
_LARGE = re.compile("[百千万亿]")
_PART = re.compile("[，；。、]")
_BEHIND, _BEFORE = 14, 14


def unit_of_people(clean: str, figure: Figure) -> str | None:
    """人 or 户 for a large bare number near a noun for people, by the noun that ends last behind it."""
    if figure.kind != "bare" or figure.value < 1000 or not _LARGE.search(clean, figure.start, figure.end):
        return None
    behind = _PART.split(clean[figure.end : figure.end + _BEHIND])[0]
    named = [(behind.find(word) + len(word), len(word), unit) for word, unit in _PEOPLE.items() if word in behind]
    if named:
        return max(named)[2]
    before = clean[max(0, figure.start - _BEFORE) : figure.start]
    if "人次" in before:
        return "人次"
    return next((unit for word, unit in _PEOPLE.items() if word in before), None)
