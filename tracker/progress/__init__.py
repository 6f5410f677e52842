"""Target + figures + date → progress, and the reading of what people record: pure, without clock or database."""

from __future__ import annotations

from tracker.progress.assess import progress
from tracker.progress.dates import check_covers, read_date
from tracker.progress.tolerance import tolerance
from tracker.progress.values import read_actual

__all__ = ["check_covers", "progress", "read_actual", "read_date", "tolerance"]
