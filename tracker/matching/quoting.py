"""The words that show which number is meant."""

from __future__ import annotations

import re

from tracker.model import Record

_PARTS = re.compile(r"[，；。：、,;:\n]")


def quote(record: Record) -> str:
    """The record's sentence; where its number is written there more than once, the longest part with only this one.

    `A增长6%，B增长6%` read for B gives `B增长6%`: a reader, and a program, must see which 6% is meant.
    """
    sentence, text = record.sentence, record.quantity.text
    start = record.quantity.start - record.sentence_start
    left = _open(sentence, text, start)
    right = _close(sentence, text, start + len(text))
    return sentence[left:right]


def _open(sentence: str, text: str, start: int) -> int:
    """Where the quote begins: behind the first mark after the same number before."""
    earlier = sentence.rfind(text, 0, start + len(text) - 1)
    if earlier < 0:
        return 0
    mark = _PARTS.search(sentence, earlier + len(text), start)
    return mark.end() if mark else min(earlier + 1, start)


def _close(sentence: str, text: str, end: int) -> int:
    """Where it ends: at the last mark before the same number behind."""
    later = sentence.find(text, end - len(text) + 1)
    if later < 0:
        return len(sentence)
    marks = [mark.start() for mark in _PARTS.finditer(sentence, end, later)]
    return marks[-1] if marks else max(end, later + len(text) - 1)
