"""A sentence with its quantity marked."""

from __future__ import annotations

from tracker.model import Record
from tracker.views.harmless import show_harmless

_BRACKETS = ("【", "】")
_COLOURS = ("\x1b[1;33m", "\x1b[0m")


def mark_quantity(record: Record, *, colour: bool) -> str:
    """The record's sentence on one line, its quantity in 【】, or in colour on a terminal."""
    start = record.quantity.start - record.sentence_start
    end = record.quantity.end - record.sentence_start
    before, quantity, after = record.sentence[:start], record.sentence[start:end], record.sentence[end:]
    opening, closing = _COLOURS if colour else _BRACKETS
    return show_harmless(before) + opening + show_harmless(quantity) + closing + show_harmless(after)
