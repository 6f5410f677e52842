"""The head of a report, before its body: title, year, day of the meeting, and the place whose report it is.

The place is looked for nowhere else: running text names 合作, 城区 and 朝阳路 that are no places of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tracker.lexicon import alternation, words
from tracker.model import Place
from tracker.structure.fold import fold
from tracker.structure.head_place import FindPlaces, find_place
from tracker.structure.head_year import in_digits, meeting_date, plan_year

__all__ = ["FindPlaces", "Head", "place_in_head", "read_head"]

_BREAK = re.compile(r"\\r\\n|\\n|[\n\r\u2028\u2029\f\v]|$(?!\n)")
_BODY = re.compile(r"\s*(?:[一二三]、|第一部分|目\s*录\s*$)|.{0,24}(?:回\s*顾|总\s*结)\s*$")
_INLINE_HEADING = re.compile(r"(?<=。)\s{0,9}[一二三四五]、")
_ADDRESS = re.compile("|".join(r"\s*".join(word) for word in words("heads", "address")))
_HEAD_LENGTH = 1000  # characters that are no white space: page furniture may push the address down
_PARAGRAPH = 120  # a line as long as this is running text
_LEAD = 200  # of a newspaper's first paragraph, which tells the meeting in its first sentence
_OPENING = 400  # the sentence or two after 各位代表
_HEADING_LENGTH = 80
_HEADINGS = 1000  # lines with a year that are looked at in a body; a long report has two hundred

_REPORT = "政府工作报告"
_LABEL = re.compile(
    r"\s*(" + alternation(words("heads", "title", "issuer", "published", "source", "furniture")) + r")\s*[：:]\s*"
)
_NO_TITLE = re.compile(r"会议|大会|各位|作政府工作报告|" + alternation(words("heads", "office", "source", "furniture")))
_SUBTITLE = re.compile(r"\s*(?:[—―─－–]+|-{2,})\s*")
_NOTE_MARK = re.compile(r"\s*(?:[①②*＊]|\[\d+\]|〔\d+〕|[（(][^）)]{0,12}[）)])\s*$")
_INNER_SPACE = re.compile(r"(?<=\d)\s+|\s+(?=\d|年)")
_TITLE_LENGTH = range(6, 61)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says; None where it says nothing or contradicts itself. `text[start:end] == head_text`."""

    title: str | None
    year: int | None
    meeting_date: date | None
    start: int
    end: int
    head_text: str


def read_head(text: str) -> Head:
    """Read title, year and meeting date; the body's headings are asked for the year alone."""
    end = _head_end(text)
    lines = _folded_lines(text[:end])
    head = _folded(text[:end])
    year = plan_year(head, lines, islice(_headings(text, end), _HEADINGS))
    return Head(_title(text[:end], head), year, meeting_date(head, lines), 0, end, text[:end])


def place_in_head(head: Head, find: FindPlaces) -> Place | None:
    """The place whose report it is, the most specific that the head states; None where it states none, or two.

    `find` is asked for the places that a text names in a year, with their spans (`Gazetteer.find`).
    """
    return find_place("\n".join(_folded_lines(head.head_text)), head.year, find)


def _head_end(text: str) -> int:
    """Where the body begins: after the opening that 各位代表 starts, else at the first heading or long paragraph."""
    front, paragraph = _front(text)
    address = _ADDRESS.search(text, 0, paragraph + _OPENING)
    return _opening_end(text, address.end()) if address and address.start() <= paragraph + _LEAD else front


def _front(text: str) -> tuple[int, int]:
    """Where the lines before the body end, with a long paragraph's first sentence; and where that paragraph starts."""
    length = end = 0
    for start, end in _lines(text):
        length += len("".join(text[start : min(end, start + _HEAD_LENGTH)].split()))
        if _is_heading(text, start, end) or length - _PARAGRAPH > _HEAD_LENGTH:
            return start, start
        if end - start > _PARAGRAPH:
            stop = text.find("。", start, start + _LEAD)
            return (stop + 1 if stop >= 0 else start + _LEAD), start
    return end, end


def _opening_end(text: str, start: int) -> int:
    """The end of the two sentences in which a government addresses the congress, or the heading that comes earlier."""
    window = text[start : start + _OPENING]
    sentence = re.match(r"[^。]*代表[^。]*政府[^。]*。|[^。]*。?[^。]*代表[^。]*(?:政府|国务院)[^。]*。", window)
    return start + _before_heading(sentence.group()) if sentence else start


def _before_heading(opening: str) -> int:
    return next((start for start, end in _lines(opening) if _is_heading(opening, start, end)), len(opening))


def _is_heading(text: str, start: int, end: int) -> bool:
    return bool(_BODY.match(text[start : min(end, start + _HEADING_LENGTH)]))


def _lines(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The lines from `start` on that hold anything, as spans; some exports spell their line breaks out."""
    for found in _BREAK.finditer(text, start):
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()


def _folded(text: str) -> str:
    """The text without white space and line breaks, years and days in digits."""
    return in_digits(fold(_BREAK.sub("\n", text))[0])


def _folded_lines(text: str) -> list[str]:
    """The lines that hold anything, folded one by one."""
    return [line for line in (_folded(text[start:end]) for start, end in _lines(text)) if line]


def _headings(text: str, start: int) -> Iterator[str]:
    """The beginnings of what may be headings: short lines, and what stands after 一、 in a text without line breaks."""
    for begin, end in _lines(text, start):
        if end - begin <= _HEADING_LENGTH or _is_heading(text, begin, end):
            yield from _dated(text[begin : min(end, begin + _HEADING_LENGTH)])
    for inline in _INLINE_HEADING.finditer(text):
        yield from _dated(text[inline.start() : inline.start() + _HEADING_LENGTH])


def _dated(heading: str) -> Iterator[str]:
    if "年" in heading:
        yield _folded(heading)


def _title(head_text: str, head: str) -> str | None:
    """The line that calls itself a report, else 政府工作报告 where the head says so, else a line that may be one."""
    lines = [head_text[start:end].strip() for start, end in _lines(head_text)]
    named = next(filter(None, map(_report_line, lines)), None)
    if named or _REPORT in head or ("代表" in head and "政府" in head):
        return named or _REPORT
    return next((line for line in lines if _is_plausible(line)), None)


def _report_line(line: str) -> str | None:
    """The line as a title, without label, subtitle and note mark, where it ends in 工作报告 or 公报."""
    label = _LABEL.match(line)
    if label and label.group(1) not in words("heads", "title"):
        return None
    bare = _NOTE_MARK.sub("", line[label.end() :] if label else line)
    whole = _unspaced(bare)
    main = _SUBTITLE.split(whole)[0]
    reports = (title for title in (main, whole) if title.endswith(("工作报告", "公报")))
    fitting = (title for title in reports if len(title) in _TITLE_LENGTH)
    return next((title for title in fitting if label or not _NO_TITLE.search(title)), None)


def _unspaced(title: str) -> str:
    """`政 府 工 作 报 告` as one word, `2022 年` without its gap; other spaces stay."""
    spread = re.search(r"政[\s?？]+府", title)
    return re.sub(r"[\s?？]+", "", title) if spread else _INNER_SPACE.sub("", title)


def _is_plausible(line: str) -> bool:
    return (
        len(line) in _TITLE_LENGTH
        and not _LABEL.match(line)
        and not _NO_TITLE.search(line)
        and not re.search(r"[。；：，,;:]|\d{1,2}[日:：]", line)
    )
