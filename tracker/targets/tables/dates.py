"""Over which period and by when the value of a table is promised or was reached."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from tracker.model import Role, Section
from tracker.structure import fold
from tracker.targets.dues import Due, due_of
from tracker.targets.tables.columns import Column, Headed
from tracker.targets.tables.rows import Row

_ISO = re.compile(r"(20\d\d)[-./](\d{1,2})(?:[-./]\d{1,2})?")


class Period(NamedTuple):
    """The first and the last day, and the rules that gave the last."""

    start: date
    due: date
    rules: tuple[str, ...] = ()


def period_of(role: Role, headed: Headed, column: Column, row: Row, section: Section, year: int) -> Period:
    """The period of one value."""
    if role == "claim":
        return _reached(headed, column, year)
    return _promised(headed, column, row, section, year)


def _reached(headed: Headed, column: Column, year: int) -> Period:
    """What was reached: in the year of its column or of the goal beside it, else in the year before the report."""
    named = column.year or next((c.year for c in headed.columns.values() if c.means == "target" and c.year), None)
    last = column.last_day or date(named or year - 1, 12, 31)
    return Period(date(column.first_year or last.year, 1, 1), last, ("table-due",) if column.year else ())


def _promised(headed: Headed, column: Column, row: Row, section: Section, year: int) -> Period:
    due, rules = _due(headed, column, row, section, year)
    start = section.period_start if section.stance == "plan" else date(year, 1, 1)
    first = column.first_year or (_first_year(headed) if column.rate in ("average", "over-years") else None)
    start = date(first, 1, 1) if first else start
    return Period(min(start, date(due.year, 1, 1)), due, rules)


def _due(headed: Headed, column: Column, row: Row, section: Section, year: int) -> tuple[date, tuple[str, ...]]:
    """By the 完成时限 of the row, the heading of the column, the caption; else by the end of the section's period."""
    if row.due and (said := _said(_ISO.sub(r"\1年\2月", row.due.clean), year)):
        return said.day, (said.rule,)
    if column.last_day:
        return column.last_day, ("table-due",)
    if column.rate in ("average", "over-years") and (last := _last_year(headed)) and last >= year:
        return date(last, 12, 31), ("table-due",)
    if said := _said(fold(section.title)[0], year):
        return said.day, (said.rule,)
    return section.due if section.stance == "plan" else date(year, 12, 31), ()


def _said(words: str, year: int) -> Due | None:
    return due_of(words, len(words), len(words), year)


def _last_year(headed: Headed) -> int | None:
    return max((column.year for column in headed.columns.values() if column.year), default=None)


def _first_year(headed: Headed) -> int | None:
    """The year after the one from which an average over several years is counted: 2020年 | 2025年 | 年均."""
    years = sorted({column.year for column in headed.columns.values() if column.year})
    return years[0] + 1 if len(years) > 1 else None
