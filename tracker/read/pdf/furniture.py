"""Running heads, feet and page numbers: lines at the edge of a page that most pages repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.read.pdf.lines import Line

_EDGE = 2  # rows from the top and from the bottom that may be furniture
_SHARE = 0.4  # of the pages; heads of left and right pages differ
_FEWEST = 3  # pages that a head is repeated on
_NEAR = 6.0  # points: how far a repeated line may move
_NUMBER = re.compile(r"(?:第|[-—－–―·•.\s])*([0-9０-９]{1,4})(?:页|[-—－–―·•.\s]|[/／共]\s*[0-9０-９]{1,4})*")
_DIGITS = re.compile(r"[0-9０-９]+")

Place = tuple[bool, str, int]


def without_furniture(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines of each page without those that are repeated on many, and without page numbers."""
    counted = Counter(place for lines in pages for place in {place for _, place in _edges(lines)})
    needed = max(_FEWEST, _SHARE * len(pages))
    return [_kept(lines, number, counted, needed) for number, lines in enumerate(pages, start=1)]


def _kept(lines: list[Line], number: int, counted: Counter[Place], needed: float) -> list[Line]:
    dropped = {
        id(line) for line, place in _edges(lines) if _often(place, counted) >= needed or _numbers(line.text, number)
    }
    return [line for line in lines if id(line) not in dropped]


def _often(place: Place, counted: Counter[Place]) -> int:
    top, text, at = place
    return sum(counted[(top, text, near)] for near in (at - 1, at, at + 1))


def _numbers(text: str, number: int) -> bool:
    """Whether a line is nothing but the number of its page, drawn as one: — 3 —, 第3页, 3/12; or bare and right."""
    found = _NUMBER.fullmatch(text.strip())
    return found is not None and (found[1] != text.strip() or int(found[1]) == number)


def _edges(lines: list[Line]) -> Iterator[tuple[Line, Place]]:
    """The lines of the outermost rows, each with what makes it the same on another page."""
    bases = sorted({round(line.base) for line in lines})
    upper, lower = bases[:_EDGE], bases[-_EDGE:]
    for line in lines:
        if round(line.base) in upper or round(line.base) in lower:
            text = _DIGITS.sub("0", "".join(line.text.split()))
            yield line, (round(line.base) in upper, text, round(line.base / _NEAR))
