"""read → structure → quantities → targets, composed; nothing is decided here."""

from __future__ import annotations

from datetime import date

from tracker.model import Extraction, Place


def extract(
    text: str,
    *,
    place: Place,
    year: int,
    title: str = "政府工作报告",
    source: str = "-",
    source_url: str | None = None,
    meeting_date: date | None = None,
) -> Extraction:
    """All records, verdicts and warnings of one report's text."""
    raise NotImplementedError
