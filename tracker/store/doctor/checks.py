"""What one look at a database says: all is well, something to know, or a problem and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

State = Literal["ok", "note", "problem"]
Remedy = Literal["permissions", "leftovers", "definitions", "indexes", "journal", "search"]
SHOWN = 5  # rows that one line names


@dataclass(frozen=True, slots=True)
class Check:
    """One look at the database; what can be mended without risk names its remedy."""

    name: str
    state: State
    detail: str
    advice: str | None = None
    remedy: Remedy | None = None


def verdict(name: str, faults: Sequence[str], fine: str, advice: str, remedy: Remedy | None = None) -> Check:
    """A problem where there are faults, else that all is fine."""
    if not faults:
        return Check(name, "ok", fine)
    return Check(name, "problem", "; ".join(faults), advice, remedy)


def numbered(numbers: Iterable[object]) -> str:
    """The first few of them, and how many more: `3, 4, 7, 8, 9 and 12 more`; nothing for none."""
    rest = iter(numbers)
    shown = ", ".join(str(number) for number in islice(rest, SHOWN))
    more = sum(1 for _ in rest)
    return f"{shown} and {more} more" if more else shown
