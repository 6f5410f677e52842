"""Blocks of lines → paragraphs: a line that ends at the right margin goes on in the next, also on the next page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from tracker.read.pdf.columns import Block
from tracker.read.pdf.lines import Line

_INDENT = 1.2  # ems: a paragraph's first line is set in by two
_FULL = 1.6  # ems that a full line may fall short: no mark stands at the beginning of a line
_RAGGED = 5.0  # ems, where the sentence isn't over: a long number went to the next line
_RAGGED_SHARE = 0.2  # of the width of a narrow column
_OTHER_SIZE = 0.12
_OTHER_WIDTH = 2.0  # ems: columns of one text are equally wide, a title over them isn't
_LEADING = 1.5  # of the usual distance between lines: a blank line stands between
_LONG = 12  # characters of a line that is no cell
_ENDS = "。！？!?；：”"
_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]+[章节部])"
)
_WORDS = re.compile(r"[A-Za-z,.;:%)]$"), re.compile(r"[A-Za-z(]")


class Piece(NamedTuple):
    """A line's text; `opens` a paragraph, or goes on with the one before."""

    text: str
    page: int
    opens: bool


class _Row(NamedTuple):
    """A row of a block, with where it stands in it."""

    lines: list[Line]
    page: int
    block: Block
    lead: float  # how far it stands below the row before, in usual distances

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def is_tabular(self) -> bool:
        """Whether it is a row of a table: with a wide gap, or two that are wider than a space."""
        return len(self.lines) > 1 or len(self.first.gaps()) > 1

    @property
    def em(self) -> float:
        return self.first.em

    @property
    def indent(self) -> float:
        return (self.first.left - self.block.left) / self.em

    @property
    def width(self) -> float:
        """The width of its column in ems."""
        return (self.block.right - self.block.left) / self.em

    @property
    def short_by(self) -> float:
        return (self.block.right - self.lines[-1].right) / self.em


def pieces_of(pages: Iterable[tuple[int, list[Block]]]) -> Iterator[Piece]:
    """The lines of all pages in reading order, each with whether a paragraph begins there."""
    before: _Row | None = None
    for row in _rows(pages):
        text = "\t".join(line.text for line in row.lines)
        goes_on = before is not None and _goes_on(before, row)
        if goes_on and before is not None and _is_parted(before, row):
            text = " " + text
        yield Piece(text, row.page, not goes_on)
        before = row


def _rows(pages: Iterable[tuple[int, list[Block]]]) -> Iterator[_Row]:
    for number, blocks in pages:
        for block in blocks:
            steps = [below[0].base - above[0].base for above, below in pairwise(block.rows)]
            of_text = [
                step for step, (above, below) in zip(steps, pairwise(block.rows), strict=True) if _is_text(above, below)
            ]
            usual = median(of_text) if of_text else 0
            for row, step in zip(block.rows, [0.0, *steps], strict=True):
                yield _Row(row, number, block, step / usual if usual else 0)


def _is_text(*rows: list[Line]) -> bool:
    """Whether none of the rows is one of a table, which are set closer."""
    return all(len(row) == 1 and len(row[0].text) >= _LONG for row in rows)


def _goes_on(before: _Row, row: _Row) -> bool:
    """Whether a row reads on where the row before stopped."""
    if before.is_tabular or row.is_tabular or abs(row.em / before.em - 1) > _OTHER_SIZE:
        return False
    if abs(row.width - before.width) > _OTHER_WIDTH:
        return False
    ended = before.first.text[-1] in _ENDS
    if row.lead > _LEADING or (_NUMBERED.match(row.first.text) and (ended or before.short_by > _FULL)):
        return False
    if row.indent >= _INDENT and (ended or abs(row.indent - before.indent) > 0.5):
        return False
    return before.short_by <= (_FULL if ended else max(_FULL, min(_RAGGED, _RAGGED_SHARE * before.width)))


def _is_parted(before: _Row, row: _Row) -> bool:
    """Whether a space stands between two lines: between words of Latin letters."""
    return bool(_WORDS[0].search(before.first.text) and _WORDS[1].match(row.first.text))
