"""Document → sections and sentences; which part looks back, which looks forward, and over which period."""

from __future__ import annotations

from tracker.structure.fold import footnotes
from tracker.structure.sentences import sentences

__all__ = ["footnotes", "sentences"]
