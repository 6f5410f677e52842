"""Tables of goals (指标, 单位, 目标): which tables are some, and their cells as targets and claims."""

from __future__ import annotations

from tracker.targets.tables.reading import read_goals
from tracker.targets.tables.regions import Region, find_goals

__all__ = ["Region", "find_goals", "read_goals"]
