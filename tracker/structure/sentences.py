"""Document → sentences, each in its section: the one entry to this room."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tracker.lexicon import alternation, words
from tracker.model import Section, Sentence, Stance
from tracker.structure.early import heard_early, seen_in_its_year
from tracker.structure.fold import fold
from tracker.structure.paragraphs import Paragraph, paragraphs
from tracker.structure.parts import (
    Part,
    begins_plan,
    first_part,
    heading_stance,
    is_heading,
    next_part,
    opens_plan,
    recalled,
)

_END = re.compile(  # begins with a set, for which the search is ten times as fast as for a lookbehind
    r"[。！？!?.](?:(?<!\.)[。！？!?]*[”’）》\"]*|(?<=[\u4e00-\u9fff）”]\.)(?=[\u4e00-\u9fff“（\s]|$))"
)
_FURNITURE = re.compile(alternation(words("headings", "furniture")))
_ANYTHING = re.compile("")
_TOLD = re.compile(alternation(words("stance", "told")))
_WILLED = re.compile("(?<!日益)(?<!更加)(?<!不断)(?<!更为)" + alternation(words("stance", "willed")))
_TO_YEAR = re.compile(r"[到至](20\d\d)年")
_AHEAD = re.compile("今年(?!以来)|将|(?<![主重需])要(?!求)")
_OFTEN, _TWICE = 3, 2
_REPEAT_LENGTH = 40
_LONGEST = 3000  # characters; the longest sentences of real reports have some 1,700


def sentences(text: str, year: int, *, holding: re.Pattern[str] = _ANYTHING) -> list[Sentence]:
    """All sentences of the text in order, each in a section with a stance and a period; or those `holding` something.

    Sections of the kinds `glossary`, `furniture` and `repeat` hold numbers that are no goals of their own.
    """
    blocks = paragraphs(text)
    folded = [_fold_pieces(text, block) for block in blocks]
    marked = [is_heading(clean) for clean, _ in folded]
    headings = [clean for (clean, _), heading in zip(folded, marked, strict=True) if heading]
    if heard_early([clean for clean, _ in folded], headings, year):
        folded = [(seen_in_its_year(clean), places) for clean, places in folded]
        headings = list(map(seen_in_its_year, headings))
    headed = any(opens_plan(clean, year) for clean in headings)
    first = _first_stance(headings, year)
    reports = first is None and _only_reports(folded, year)
    part, seen_plan = first_part(year, first or ("review" if reports else "plan")), False
    seen: set[str] = set()
    found: list[Sentence] = []
    for number, (block, (clean, places), heading) in enumerate(zip(blocks, folded, marked, strict=True)):
        part = next_part(part, clean, year, heading=heading, headed=headed or reports, seen_plan=seen_plan)
        seen_plan = seen_plan or (part.told and part.stance == "plan")
        kind = _kind(part, clean, seen, heading=heading)
        if holding.search(clean):
            section = _section(recalled(part, clean, year), block, kind)
            found.extend(_split(text, clean, places, section, number, holding))
    return found


def _fold_pieces(text: str, block: Paragraph) -> tuple[str, Sequence[int]]:
    if len(block.pieces) == 1:
        return fold(text[block.start : block.end], block.start)
    parts = [fold(text[start:end], start) for start, end in block.pieces]
    return "".join(clean for clean, _ in parts), tuple(place for _, places in parts for place in places)


def _first_stance(headings: list[str], year: int) -> Stance | None:
    """A report whose first heading looks back starts looking back; None for an excerpt without one."""
    stances = (heading_stance(clean, year) for clean in headings)
    return next((stance for stance in stances if stance), None)


def _only_reports(folded: Sequence[tuple[str, Sequence[int]]], year: int) -> bool:
    """Whether a text without headings tells what was done: by its words, for it may be cut out of any part.

    Of pieces of 14 sentences cut out of 54 reports these words tell 7 of 10 that look back, and 1 of 100 that plan;
    of pieces of 4 sentences 3 of 10, and 1 of 180.
    """
    if any(begins_plan(clean, year) for clean, _ in folded):
        return False
    told = sum(len(_TOLD.findall(clean)) for clean, _ in folded)
    willed = sum(len(_WILLED.findall(clean)) for clean, _ in folded)
    ahead = sum(int(named) >= year for clean, _ in folded for named in _TO_YEAR.findall(clean))
    if told == _TWICE:
        return not (willed or ahead) and not any(_AHEAD.search(clean) or f"{year}年" in clean for clean, _ in folded)
    return told >= _OFTEN and told >= 1.5 * (willed + 3 * ahead)


def _kind(part: Part, clean: str, seen: set[str], *, heading: bool) -> str:
    if len(clean) < 120 and _FURNITURE.search(clean):
        return "furniture"
    if len(clean) >= _REPEAT_LENGTH:
        if clean in seen:
            return "repeat"
        seen.add(clean)
    return "heading" if part.kind == "body" and heading else part.kind


def _section(part: Part, block: Paragraph, kind: str) -> Section:
    return Section(part.title, block.start, block.end, part.stance, part.period_start, part.due, kind)


def _split(
    text: str, clean: str, places: Sequence[int], section: Section, number: int, holding: re.Pattern[str]
) -> list[Sentence]:
    found, ends = [], sentence_ends(clean)
    held = holding.search(clean)
    while held and held.start() < len(clean):
        index = bisect_right(ends, held.start())
        start, end = ends[index - 1] if index else 0, ends[index]
        first, last = places[start], places[end - 1] + 1
        values = text[first:last], first, last, section, clean[start:end], places[start:end], number
        found.append(tuple.__new__(Sentence, values))
        held = holding.search(clean, end)
    return found


def sentence_ends(clean: str) -> list[int]:
    """Where sentences end; one that never does is parted at a clause mark, so that rules stay within bounds."""
    marked = [match.end() for match in _END.finditer(clean)]
    if len(clean) > (marked[-1] if marked else 0):
        marked.append(len(clean))
    return _parted(clean, marked) if len(clean) > _LONGEST else marked


def _parted(clean: str, ends: Sequence[int]) -> list[int]:
    """The ends, and those of the pieces of sentences that are too long."""
    found, start = [], 0
    for end in ends:
        while end - start > _LONGEST:
            window = clean[start : start + _LONGEST]
            marked = max(window.rfind("；"), window.rfind("，"), window.rfind("、"), 0) + 1
            start += marked if "，" in window else _LONGEST
            found.append(start)
        found.append(end)
        start = end
    return found
