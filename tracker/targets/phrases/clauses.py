"""Where clauses begin and end in a folded sentence; marks inside brackets and quotation marks part nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

_OPENING, _CLOSING = "（“《【〔", "）”》】〕"
_PARTING = "；。"  # part everything, in brackets too
_BRACKETS = frozenset(_OPENING + _CLOSING)
_TOLD = re.compile(f"[，；。：！？{_OPENING}{_CLOSING}]")


@lru_cache(maxsize=2048)
def marks(clean: str) -> tuple[int, ...]:
    """The places of the clause marks outside brackets and quotation marks; 。 and ； part everything."""
    places = [match.start() for match in _TOLD.finditer(clean)]
    chars = [clean[place] for place in places]
    if _BRACKETS.isdisjoint(chars):
        return tuple(places)
    found, depth = [], 0
    for place, char in zip(places, chars, strict=True):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 or char in _PARTING:
            found.append(place)
    return tuple(found)


def clause_of(clean: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause that holds `start` begins, and where the one that holds `end` ends, its mark left out."""
    places = marks(clean)
    before = bisect_left(places, start)
    behind = bisect_left(places, end, before)
    return places[before - 1] + 1 if before else 0, places[behind] if behind < len(places) else len(clean)


def clause_start(clean: str, position: int) -> int:
    """The start of the clause that holds `position`."""
    places = marks(clean)
    index = bisect_left(places, position)
    return places[index - 1] + 1 if index else 0


def clause_end(clean: str, position: int) -> int:
    """The end of that clause, its mark left out."""
    places = marks(clean)
    index = bisect_left(places, position)
    return places[index] if index < len(places) else len(clean)


def stretch_start(clean: str, position: int) -> int:
    """The start of the stretch between 。 and ； that holds `position`."""
    return max(clean.rfind("。", 0, position), clean.rfind("；", 0, position)) + 1


def openings(clean: str, start: int, end: int) -> tuple[int, ...]:
    """Where clauses begin between `start` and `end`."""
    places = marks(clean)
    return tuple(place + 1 for place in places[bisect_right(places, start) : bisect_left(places, end)])
