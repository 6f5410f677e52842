"""Numeric goals of Chinese government work reports: found in the text, kept with their source, followed to the end.

From Python: `tracker.extract(text, district="济南市槐荫区", year=2022)` returns the records of one report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.model import Record

__all__ = ["__version__", "extract"]
__version__ = "0.1.0"


def extract(text: str, *, district: str, year: int, title: str = "政府工作报告") -> tuple[Record, ...]:
    """The targets and claims of a report's text, in text order; UnknownPlace for a district that no one knows."""
    from tracker.pipeline import extract as run
    from tracker.places import load_gazetteer

    return run(text, place=load_gazetteer().resolve(district, year), year=year, title=title).records
