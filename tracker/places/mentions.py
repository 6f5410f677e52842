"""Finds the places that a short text names: the longest name first, an ambiguous one only beside a place around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from tracker.lexicon.districts import District, lies_within
from tracker.model import Place
from tracker.places.choosing import choose, level

__all__ = ["FoundPlace", "Names", "find_mentions"]

_LONGEST = 18
_OTHER_KIND = re.compile(r"[省市县区旗州盟路街道桥村镇乡站港湾]")


class FoundPlace(NamedTuple):
    """A place and where a text names it: `text[start:end]`."""

    place: Place
    start: int
    end: int


class Names(Protocol):
    """What `find_mentions` asks of a gazetteer."""

    def named(self, name: str) -> Sequence[District]:
        """All districts of exactly this name."""

    def led_by(self, district: District, lead: str) -> bool:
        """Whether the text before a district's name names places above it."""

    def place(self, district: District) -> Place:
        """The district as a `Place`."""


class _Mention(NamedTuple):
    start: int
    end: int
    meant: Sequence[District]  # what it may mean in the year; one: it is clear


def find_mentions(text: str, year: int | None, names: Names) -> list[FoundPlace]:
    """All places that the text names without doubt, in text order."""
    mentions = _joined(text, year, names, _mentions(text, year, names))
    clear = [mention.meant[0] for mention in mentions if len(mention.meant) == 1]
    containers = sorted({d.code for d in clear if level(d.code) > 0}, key=level, reverse=True)
    settled = ((m, m.meant if len(m.meant) == 1 else _contained(m.meant, containers)) for m in mentions)
    return [FoundPlace(names.place(meant[0]), m.start, m.end) for m, meant in settled if len(meant) == 1]


def _mentions(text: str, year: int | None, names: Names) -> list[_Mention]:
    """Names in the text, the longest at each place, from left to right without overlap."""
    found: list[_Mention] = []
    start = 0
    while start < len(text) - 1:
        mention = _mention_at(text, start, year, names)
        if mention:
            found.append(mention)
        start = mention.end if mention else start + 1
    return found


def _mention_at(text: str, start: int, year: int | None, names: Names) -> _Mention | None:
    for end in range(min(start + _LONGEST, len(text)), start + 1, -1):
        name = text[start:end]
        meant = [d for d in names.named(name) if d.name == name or not _OTHER_KIND.match(text, end)]
        if meant:
            return _Mention(start, end, choose(meant, name, year))
    return None


def _joined(text: str, year: int | None, names: Names, mentions: Sequence[_Mention]) -> list[_Mention]:
    """Neighbours that make one name (济南市 + 槐荫区) as one mention."""
    joined: list[_Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before is not None and before.end == mention.start:
            lead, name = text[before.start : before.end], text[mention.start : mention.end]
            led = [district for district in names.named(name) if names.led_by(district, lead)]
            if led:
                joined[-1] = _Mention(before.start, mention.end, choose(led, name, year))
                continue
        joined.append(mention)
    return joined


def _contained(meant: Sequence[District], containers: Sequence[str]) -> Sequence[District]:
    """The candidates that lie in a place that is named too, where that leaves just one; the nearest place first."""
    for container in containers:
        within = [district for district in meant if lies_within(district.code, container)]
        if len(within) == 1:
            return within
    return ()
