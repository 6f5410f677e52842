"""Text → paragraphs: lines joined where only the layout broke them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tracker.lexicon import alternation, words

_ENDS = "。！？!?；;：:…”"
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]+[章节部分]|[—-]{2}|[*＊•●◆■★]|[\[〔【]\d)"
)
_PAGE = re.compile(r"[-—－–·•\s]*\d{1,4}[-—－–·•\s]*|第?\s*\d+\s*/\s*\d+\s*页?|第\s*\d+\s*页")
_PAGE_ENDS = frozenset("-—－–·•页0123456789０１２３４５６７８９")
_LINE_END = re.compile(r"[\n\r\u2028\u2029\f\v\\](?:(?<!\\)|(?:r\\n|n))")  # also as exports spell it out: `\n`
_LONG = 2500  # characters: no paragraph of a report is so long, but a cell of a sheet that lost its line breaks is
_LOST_BREAK = re.compile(
    r"(?<![，、,])[ \u3000\xa0\t]{2,}|(?<=[。！？：”）])[ \u3000]?(?=[一二三四五六七八九十]{1,2}、)|"
    r"(?<=[。！])[ \u3000]?(?=(?:(?:19|20)\d\d年|[今未][后来]五年)，?是[^。；]{0,40}(?:年|时期)[，。])|"
    r"(?<=[。！？：])[ \u3000]?(?=(?:(?:19|20)\d\d年|过去|今后|“十)[^，。；！？、\s]{0,16}?"
    + alternation(words("headings", "review", "plan"))
    + r")|(?<=[。！])[ \u3000]?(?=(?:附件?[：:、]?)?[※（(]?"
    + alternation(words("headings", "glossary"))
    + "[※）)：:]?1[.、．])"
)
_BOLD_HEADING = re.compile(  # **2022年工作安排**今年…
    r"\*\*(?=[^*]*(?:回顾|20\d\d年|今后|未来|过去|本届))[^*，。；！？]{4,30}\*\*(?=[^\s*，。；：、])"
)
_HEADING_LENGTH = 30  # characters: what is longer and ends without a mark is no heading
_GLUED_HEADING = re.compile(
    r"(?<=[。.])[一二三四五六七八九十]{1,2}、(?![二三]、)[^，。；：]{4,}$"
)  # at the end of a line
_WRAP_MIN, _WRAP_MAX = 15, 60
_FEW, _MANY = 8, 20  # lines without an end mark; fewer than many must be as long as each other
_UNEVEN, _WIDE = 3, 24  # characters
_FULL = 0.75  # of the width: a line that was broken because it was full
_TASKS = words("verbs", "increment", "nominal", "done", "work")  # what the items of a list of tasks begin with
_SCRAP = 12  # characters of a piece that a link within a sentence can leave on a line of its own


class Paragraph(NamedTuple):
    """A stretch of text that reads on, possibly over several lines; a page number between its pieces is left out."""

    pieces: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1][1]


def paragraphs(text: str) -> list[Paragraph]:
    """All paragraphs that hold anything, in order."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    spaced = width is not None and sum(after_blank for _, _, after_blank in lines) > 0.9 * len(lines)
    joined: list[list[tuple[int, int]]] = []
    pages: list[list[tuple[int, int]]] = []
    turned = False
    for start, end, after_blank in lines:
        if text[end - 1] in _PAGE_ENDS and _PAGE.fullmatch(text, start, end):
            pages.append([(start, end)])
            turned = True
            continue
        if (
            joined
            and (not after_blank or turned or spaced)
            and _reads_on(text, joined[-1], start, width, turned=turned)
        ):
            joined[-1].append((start, end))
        else:
            joined.append([(start, end)])
        turned = False
    return [Paragraph(tuple(pieces)) for pieces in sorted(joined + pages, key=lambda pieces: pieces[0])]


def _lines(text: str) -> list[tuple[int, int, bool]]:
    """Lines with anything on them: start, end, whether a blank line stands before."""
    found, blank, position = [], False, 0
    for stop, following in [*(match.span() for match in _LINE_END.finditer(text)), (len(text), len(text))]:
        for first, last in _parted(text, position, stop):
            line = text[first:last]
            if line.strip():
                lead = len(line) - len(line.lstrip())
                found.append((first + lead, first + len(line.rstrip()), blank))
                blank = False
            elif first == position:
                blank = True
        position = following
    return found


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line, parted where a text of many paragraphs on one line lost its breaks: at wide gaps and at headings."""
    if end - start > _LONG:
        for match in _LOST_BREAK.finditer(text, start, end):
            yield start, match.start()
            start = match.end()
    if text.startswith("**", start) and (bold := _BOLD_HEADING.match(text, start, end)):
        yield start, bold.end()
        start = bold.end()
    ends_open = end - start > _SCRAP and text[end - 1] not in _ENDS
    if ends_open and (glued := _GLUED_HEADING.search(text, max(start, end - _HEADING_LENGTH), end)):
        yield start, glued.start()
        start = glued.start()
    yield start, end


def _wrap_width(text: str, lines: list[tuple[int, int, bool]]) -> int | None:
    """The width at which a layout wraps lines, or None where paragraphs stand on one line each."""
    open_ended = [end - start for start, end, _ in lines if text[end - 1] not in _ENDS]
    if len(open_ended) < _FEW or len(open_ended) < 0.4 * len(lines):
        return None
    lengths = sorted(end - start for start, end, _ in lines)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    if len(open_ended) < _MANY and not _as_long_as_each_other(text, lines, width):
        return None
    full = sum(length >= _FULL * width for length in open_ended)  # few in a list of short lines without end marks
    if not _WRAP_MIN <= width <= _WRAP_MAX or full < 0.4 * len(open_ended):
        return None
    tasks = sum(text.startswith(_TASKS, start) for start, _, _ in lines)
    return width if tasks < 0.2 * len(lines) else None


def _as_long_as_each_other(text: str, lines: list[tuple[int, int, bool]], width: int) -> bool:
    """Whether nearly all of a few lines without an end mark are as wide as a page, as no list of short lines is."""
    cut = [end - start for start, end, _ in lines if text[end - 1] not in _ENDS and not _HEADING.match(text, start)]
    even = sum(abs(length - width) <= _UNEVEN for length in cut)
    return width >= _WIDE and len(cut) >= _FEW and even >= 0.75 * len(cut)


def _reads_on(text: str, before: list[tuple[int, int]], start: int, width: int | None, *, turned: bool) -> bool:
    """Whether the line at `start` goes on where the pieces of the paragraph before it stopped.

    `turned` where a page number stands between: then a line that is no heading and ends without a mark was only cut.
    """
    first, last_end = before[-1]
    last = text[last_end - 1]
    if last in "，,、（(“《" or text[start] in "，,、。；;：:）)”》%％！？":
        return not _HEADING.match(text, start) or text[start] in "，,、。；;）)”》%％"
    if last in _ENDS or _HEADING.match(text, start):
        return False
    if len(before) > 1 and last_end - first <= _SCRAP:
        return True
    if turned and last_end - first > _HEADING_LENGTH:
        return True
    if width is None:
        return False
    return last_end - first >= _FULL * width
