"""Which claims of later reports answer the targets of an earlier one; pure functions over records."""

from __future__ import annotations

from tracker.matching.answering import is_part, sure, unreported
from tracker.matching.proposing import propose
from tracker.matching.quoting import quote
from tracker.matching.values import Comparison, Feature, Kind, Proposal

__all__ = ["Comparison", "Feature", "Kind", "Proposal", "is_part", "propose", "quote", "sure", "unreported"]
