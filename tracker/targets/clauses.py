"""Where clauses begin and end in a folded sentence; marks inside brackets and quotation marks part nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache

_MARKS = "，；。：！？"
_OPENING, _CLOSING = "（“《【〔", "）”》】〕"
_PARTING = "；。"  # part everything, in brackets too
_BRACKET = re.compile(f"[{_OPENING}{_CLOSING}]")
_TOLD = re.compile(f"[{_MARKS}{_OPENING}{_CLOSING}]")


@cache
def _mark(only: str) -> re.Pattern[str]:
    return re.compile(f"[{only}]")


@lru_cache(maxsize=2048)
def marks(clean: str, only: str = _MARKS) -> tuple[int, ...]:
    """The places of the clause marks outside brackets and quotation marks; 。 and ； part everything."""
    if only == _PARTING or not _BRACKET.search(clean):
        return tuple(match.start() for match in _mark(only).finditer(clean))
    found, depth = [], 0
    for match in _TOLD.finditer(clean):
        char = match[0]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char in only and (depth == 0 or char in _PARTING):
            found.append(match.start())
    return tuple(found)


def clause_start(clean: str, position: int, only: str = _MARKS) -> int:
    """The start of the clause that holds `position`; with `only`, of the stretch between those marks."""
    places = marks(clean, only)
    index = bisect_left(places, position)
    return places[index - 1] + 1 if index else 0


def clause_end(clean: str, position: int, only: str = _MARKS) -> int:
    """The end of that clause, its mark left out."""
    places = marks(clean, only)
    index = bisect_left(places, position)
    return places[index] if index < len(places) else len(clean)


def openings(clean: str, start: int, end: int) -> tuple[int, ...]:
    """Where clauses begin between `start` and `end`."""
    places = marks(clean)
    return tuple(place + 1 for place in places[bisect_right(places, start) : bisect_left(places, end)])
