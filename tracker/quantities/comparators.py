"""Hedges: what is written around a number that makes it a bound, an approximation or an exact figure."""

from __future__ import annotations

import re

from tracker.lexicon import alternation, entries
from tracker.model import Comparator

_SIGNS: dict[tuple[str, str], Comparator] = {}
for _entry in entries("comparators"):
    _place, _, _sign = _entry.means.partition(" ")
    for _word in _entry.words:
        _SIGNS[_place, _word] = _sign  # type: ignore[assignment]

_NOT_A_HEDGE = r"(?<![节预合契公条特制签履])(?<!附)(?<!最)(?<!通)(?<!经)(?<!透)(?<!打)(?<!突)"
BEFORE = re.compile(
    _NOT_A_HEDGE + f"({alternation(word for place, word in _SIGNS if place == 'before')})(?:了|到|至|为)?$"
)
AFTER = re.compile(f"(?:的)?({alternation(word for place, word in _SIGNS if place == 'after')})")
_WINDOW = 7
_LAST = frozenset(word[-1] for place, word in _SIGNS if place == "before") | frozenset("了到至为")
_FIRST = frozenset(word[0] for place, word in _SIGNS if place == "after") | frozenset("的")


def hedge_before(text: str, start: int) -> tuple[Comparator, int] | None:
    """The sign of the hedge that ends at `start` and where it begins."""
    if start == 0 or text[start - 1] not in _LAST:
        return None
    window = text[max(0, start - _WINDOW) : start]
    match = BEFORE.search(window)
    return (_SIGNS["before", match[1]], start - len(window) + match.start(1)) if match else None


def hedge_after(text: str, end: int) -> tuple[Comparator, int] | None:
    """The sign of the hedge that begins at `end` and where it ends."""
    if text[end : end + 1] not in _FIRST:
        return None
    match = AFTER.match(text, end)
    return (_SIGNS["after", match[1]], match.end()) if match else None
