"""Where clauses begin and end in a folded sentence; marks inside brackets and quotation marks part nothing."""

from __future__ import annotations

from functools import lru_cache

_MARKS = "，；。：！？"
_OPENING, _CLOSING = "（“《【〔", "）”》】〕"


@lru_cache(maxsize=256)
def marks(clean: str) -> tuple[tuple[int, str], ...]:
    """Every clause mark outside brackets and quotation marks, with its place."""
    found, depth = [], 0
    for index, char in enumerate(clean):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char in _MARKS and (depth == 0 or char in "；。"):
            found.append((index, char))
    return tuple(found)


def clause_start(clean: str, position: int, only: str = _MARKS) -> int:
    """The start of the clause that holds `position`; with `only`, of the stretch between those marks."""
    return max((index + 1 for index, mark in marks(clean) if index < position and mark in only), default=0)


def clause_end(clean: str, position: int, only: str = _MARKS) -> int:
    """The end of that clause, its mark left out."""
    return min((index for index, mark in marks(clean) if index >= position and mark in only), default=len(clean))
