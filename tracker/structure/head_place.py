"""Which place a head states as the report's own: beside a meeting, an office, a title or an issuer, nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tracker.lexicon import alternation, words
from tracker.lexicon.districts import lies_within
from tracker.model import Place

__all__ = ["FindPlaces", "find_place"]

FindPlaces = Callable[[str, int | None], Sequence[tuple[Place, int, int]]]
"""What `find_place` asks: the places that a text names in a year, each with its start and end."""

_NUMBER = r"[一二三四五六七八九十〇零\d]{1,4}"
_YEAR = r"(?:\d{4}年度?)?"
_SESSION = rf"第?{_NUMBER}届"
_MEETING = re.compile(rf"\n?(?:{_SESSION}\n?(?:人民代表大会|人大(?!常))|(?:人民代表大会|人大){_SESSION})")
_TITLE = re.compile(rf"\n?{_YEAR}(?:(?:人民)?政府{_YEAR}工作报告|国民经济和社会发展.{{0,4}}公报)")
_OFFICE = re.compile(r"(?:人民政府)?(?:代理|代)?" + alternation(words("heads", "office")))
_NATION = re.compile(r"届(?=全国人民代表大会)")
_ISSUER = re.compile(alternation(words("heads", "issuer")) + "：")
_SPEAKER = re.compile(rf"代表(?=[^，。\n]{{2,20}}?(?:第{_NUMBER}届)?人民政府|国务院)")

_ENDS_BEFORE = (_MEETING, _TITLE, _OFFICE)  # the place ends where these begin: 槐荫区|第三十届人民代表大会
_BEGINS_AFTER = (_NATION, _ISSUER, _SPEAKER)  # the place begins where these end: 我代表|清苑县人民政府
_STATED = re.compile(
    r"(?:^|[\n：]|\d[年日]|[在于])(?!(?:我|本|全|自治)[省市县区旗州]$)[\u4e00-\u9fff]{2,15}[省市县区旗州盟镇乡]$"
)


def find_place(head: str, year: int | None, find: FindPlaces) -> Place | None:
    """The most specific place that the head (folded, line by line) states; None where it states none, or places apart.

    A name that stands in such a position and means no place that `find` knows without doubt (桥西区, an invented city)
    gives None too: the province on the page around it would be the wrong answer.
    """
    found = find(head, year)
    ends, begins = ({f[at]: f[0] for f in found} for at in (2, 1))
    slots = [match.start() for pattern in _ENDS_BEFORE for match in pattern.finditer(head)]
    if any(slot not in ends and _STATED.search(head[max(0, slot - 20) : slot]) for slot in slots):
        return None
    places = [ends[slot] for slot in slots if slot in ends]
    places += [begins[slot] for slot in _begins_after(head) if slot in begins]
    return _most_specific(places)


def _begins_after(head: str) -> Iterator[int]:
    for pattern in _BEGINS_AFTER:
        for match in pattern.finditer(head):
            yield match.end()


def _most_specific(places: Sequence[Place]) -> Place | None:
    """The one that lies within all others."""
    innermost = (place for place in places if all(lies_within(place.code, other.code) for other in places))
    return next(innermost, None)
