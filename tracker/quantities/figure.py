"""The value of this room: a number of the text with its unit and hedges."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from tracker.model import Comparator

_NOTHING = Decimal(0)


class Figure(NamedTuple):
    """A number of the text: `start:end` is the quantity's surface; `aside` names the decoy where it counts nothing.

    A named tuple, as all values that are made for each number and kept within a sentence: a frozen dataclass of this
    size takes 1.5 µs to make, and `dataclasses.replace` 6.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    kind: str  # see units.kind_of; `bare` without unit, `growth` for 翻番 and N倍 of growth, `ratio` for 8:45:47
    chinese: bool
    comparator: Comparator = "="
    hedge_start: int = 0  # where a hedge before the number begins (or `start`)
    hedge_end: int = 0  # where a hedge behind it ends (or `end`)
    aside: str | None = None
    order: int = 0  # the place in a ratio of three, 8:45:47, from 1; 0 elsewhere

    @classmethod
    def decoy(cls, start: int, end: int, name: str) -> Figure:
        """A number that counts nothing, and why."""
        return tuple.__new__(cls, (start, end, _NOTHING, None, "", "decoy", False, "=", 0, 0, name, 0))  # half of all
