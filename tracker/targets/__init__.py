"""Sentence + quantities → Target or Claim: indicator, measure, due date, commitment; ordered named rules."""

from __future__ import annotations

from tracker.targets.assemble import read_sentence, read_sentences

__all__ = ["read_sentence", "read_sentences"]
