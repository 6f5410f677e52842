"""Where decoys stand in sentences: searched only where a sentence may hold them, and asked for in rising order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from tracker.quantities.decoys import Decoy, decoys

Span = tuple[int, int, str]  # where a decoy stands, and its name; plain, since twelve thousand are made for 43 reports


class Covering:
    """The decoys of one sentence, asked for positions in rising order: linear in the sentence, however many it has."""

    __slots__ = ("_rows",)

    def __init__(self, rows: list[list[Span]]) -> None:
        self._rows = rows  # of each decoy, right to left: each in turn loses its head

    def at(self, position: int) -> Span | None:
        """The first decoy in the order of precedence that covers the position, no less than the last one asked for."""
        for row in self._rows:
            while row and row[-1][1] <= position:
                row.pop()
            if row and row[-1][0] <= position:
                return row[-1]
        return None


def spans(decoy: Decoy, text: str) -> list[Span]:
    """The matches of a decoy, right to left, without overlaps: what `decoy.pattern.finditer` finds, turned round."""
    found: list[Span] = []
    begin = decoy.starts.search(text)
    while begin:
        position = begin.start()
        if match := decoy.pattern.match(text, position):
            found.append((position, match.end(), decoy.name))
        begin = decoy.starts.search(text, match.end() if match else position + 1)
    return found[::-1]


def coverings(texts: Sequence[str]) -> list[Covering]:
    """The decoys of some sentences."""
    rows: list[list[list[Span]]] = [[] for _ in texts]
    for decoy, places in zip(decoys(), possible(texts), strict=True):
        for place in places:
            if found := spans(decoy, texts[place]):
                rows[place].append(found)
    return [Covering(row) for row in rows]


def possible(texts: Sequence[str]) -> list[list[int]]:
    """For each decoy which sentences may hold it, by the characters in them."""
    found: list[list[int]] = [[] for _ in decoys()]
    for place, text in enumerate(texts):
        for decoy in _among(_marked(text)):
            found[decoy].append(place)
    return found


def _marked(text: str) -> int:
    bits, found = _bits(), 0
    if text[:1] in _OPENS and not _CLOSES.isdisjoint(text[1:6]):
        found = bits["^"]
    if text[-1:] in _ENDS:
        found |= bits["$"]
    for mark in _marks().findall(text):
        found |= bits[mark]
    return found


@cache
def _bits() -> dict[str, int]:
    """For each character that decoys need the set of those decoys, the first one as the lowest bit."""
    found: dict[str, int] = {}
    for place, decoy in enumerate(decoys()):
        for mark in decoy.needs | decoy.behind:
            found[mark] = found.get(mark, 0) | 1 << place
    return found


@cache
def _marks() -> re.Pattern[str]:
    """All characters that decoys need, where they stand so that a decoy can need them."""
    anywhere = set().union(*(decoy.needs for decoy in decoys())) - set(_BEFORE)
    before = "|".join(f"(?<={mark})(?={following})" for mark, following in _BEFORE.items())
    behind_numeral = f"(?<=[{_BEFORE_MARK}][^{_listed({*anywhere, *_BEFORE})}])"
    return re.compile(
        f"[{_listed(_bits())}](?:(?<=[{_listed(anywhere)}])|{behind_numeral}|(?<=[{_listed(_BEFORE)}])(?:{before}))"
    )


def _listed(marks: Iterable[str]) -> str:
    return re.escape("".join(sorted(marks)))


_BEFORE = {  # characters that are needed only before something: years, telephones and hotlines, parts of an address
    "1": "9[0-9][0-9]|[3-9][0-9]{9}|(?:1[09]|2[02]|2[0-9]{3})(?![0-9])",
    "2": "0[0-9][0-9]",
    "-": "[0-9]{7}",
    "/": r"[\x21-\x7e]",
}
_BEFORE_MARK = r"0-9〇零一二三四五六七八九十百千万亿半两几多余个周学次元吨ⅠⅡⅢⅣⅤIV国省县乡"
_OPENS, _CLOSES = frozenset("0123456789〇零一二三四五六七八九十（("), frozenset("）)、.．:：是")
_ENDS = frozenset("0123456789-—－·•页")


@lru_cache(maxsize=4096)
def _among(bits: int) -> tuple[int, ...]:
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)
