"""Document → sections and sentences; which part looks back, which looks forward, and over which period."""

from __future__ import annotations

from tracker.structure.fold import fold, footnotes
from tracker.structure.hidden import hide, lines_around, sections_at
from tracker.structure.sentences import sentence_ends, sentences

__all__ = ["fold", "footnotes", "hide", "lines_around", "sections_at", "sentence_ends", "sentences"]
