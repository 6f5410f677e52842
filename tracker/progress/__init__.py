"""Target + figures + date → progress, and the reading of what people record: pure, without clock or database."""

from __future__ import annotations

from tracker.progress.assess import Assessment, assess, is_overdue, is_stale, progress, summarise
from tracker.progress.dates import check_covers, read_date
from tracker.progress.kinds import adds_up, is_annual_average, takes_periods
from tracker.progress.starting import baseline_of
from tracker.progress.tally import Tally, count
from tracker.progress.tolerance import USUAL, Tolerance, is_rate
from tracker.progress.values import read_actual, read_baseline

__all__ = [
    "USUAL",
    "Assessment",
    "Tally",
    "Tolerance",
    "adds_up",
    "assess",
    "baseline_of",
    "check_covers",
    "count",
    "is_annual_average",
    "is_overdue",
    "is_rate",
    "is_stale",
    "progress",
    "read_actual",
    "read_baseline",
    "read_date",
    "summarise",
    "takes_periods",
]
