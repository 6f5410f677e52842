"""Stretches of a text that are read in another way, kept out of its sentences: the tables of goals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracker.model import Section
from tracker.structure.sentences import sentences

_MARK = "\ufdd0"  # no character, and so in no text
_STAND_IN = _MARK + "。"  # a sentence: no heading, and nothing reads on behind it


def hide(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text, as long as before, with blanks in place of each stretch and a short sentence at its beginning."""
    parts: list[str] = []
    position = 0
    for start, end in spans:
        parts += [text[position:start], _STAND_IN, " " * (end - start - len(_STAND_IN))]
        position = end
    return "".join([*parts, text[position:]])


def sections_at(text: str, year: int, places: Sequence[int]) -> list[Section]:
    """The sections in which the hidden stretches stand that begin at `places`; where none is told, a plan."""
    found = {sentence.start: sentence.section for sentence in sentences(text, year, holding=re.compile(_MARK))}
    plan = Section("", 0, len(text), "plan", date(year, 1, 1), date(year, 12, 31))
    return [found.get(place, plan) for place in places]


def lines_around(text: str, start: int, end: int, above: re.Pattern[str]) -> tuple[int, int]:
    """The stretch widened to whole lines, and by the line above it where that matches."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    before = text.rfind("\n", 0, max(0, first - 1)) + 1
    if first and above.match(text, before, first):
        first = before
    return first, len(text) if last < 0 else last
