"""What the columns of a table hold, read from the words of their headings."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from tracker.lexicon import alternation, meanings
from tracker.model import Role, Table
from tracker.quantities import is_unit
from tracker.structure import fold
from tracker.targets.dues import by_part_of_year

Means = Literal["serial", "category", "indicator", "unit", "target", "claim", "year", "due", "text", "beside"]

Rate = Literal["", "growth", "average", "over-years"]  # how a value changes, a year or over several

_PRECEDENCE: tuple[Means, ...] = ("claim", "target", "unit", "due", "text", "beside", "indicator", "category", "serial")
_RATES: tuple[Rate, ...] = ("average", "over-years", "growth")
_BRACKET = re.compile(r"[（〔\[]([^（）〔〕\[\]]*)[）〕\]]")
_SPAN = re.compile(r"((?:19|20)\d\d)年?[-~至到]((?:19|20)\d\d)(?:年(?!均))?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?:年(?!均))?")
_MONTH = re.compile(r"(?:\d{1,2}[-~至到])?(\d{1,2})月(?:份|底|末)?")
_PART = re.compile("(上半年|下半年|[一二三四]季度)")
_PLAN = re.compile(rf"[“\"]?({alternation(meanings('periods'))})[”\"]?(?:时期|期间|规划)?(末?)")
_NEAR = {"last-year": -1, "this-year": 0}
_WORDS = meanings("tables")
_WORD = re.compile(alternation(_WORDS))
_SEARCHED = 8  # rows from the top in which a heading is looked for; titles and units stand above it
_VALUES = frozenset({"target", "claim", "year"})


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds; `year`, `month` and `first_year` are the period that its heading names."""

    means: Means
    heading: str = ""
    unit: str = ""
    rate: Rate = ""
    first_year: int | None = None
    year: int | None = None
    month: int | None = None

    @property
    def holds_values(self) -> bool:
        """Whether its numbers are promises or results."""
        return self.means in _VALUES

    @property
    def last_day(self) -> date | None:
        """The end of the period that the heading names."""
        if self.year is None:
            return None
        month = self.month if self.month and 1 <= self.month <= 12 else 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def role(self, year: int, *, reviewing: bool) -> Role:
        """Promised or reached; a column that only bears a year is promised from the report's year on."""
        if self.means == "year":
            ahead = (self.year or year) > year or (self.year == year and not reviewing)
            return "target" if ahead else "claim"
        if self.means == "text":
            return "claim" if reviewing else "target"
        return "claim" if self.means == "claim" else "target"


@dataclass(frozen=True, slots=True)
class Headed:
    """A stretch of a table with what its columns hold: rows `first` to `body` are its heading, `end` is past it."""

    columns: Mapping[int, Column]
    first: int
    body: int
    end: int

    def only(self, means: Means) -> int | None:
        """The first column that holds this."""
        return next(iter(self.all(means)), None)

    def all(self, means: Means) -> list[int]:
        """All columns that hold this."""
        return [place for place, column in self.columns.items() if column.means == means]

    def holds_values(self, place: int) -> bool:
        """Whether the numbers of a column are promises or results."""
        return place in self.columns and self.columns[place].holds_values


def headed_stretches(table: Table, text: str, year: int) -> list[Headed]:
    """The stretches of a table that are tables of goals; a heading within a table begins another one."""
    found: list[Headed] = []
    row = 0
    while row < len(table.rows) and (found or row < _SEARCHED):
        headed = _headed_at(table, text, year, row)
        if headed is None:
            row += 1
            continue
        if found:
            found[-1] = replace(found[-1], end=row)
        found.append(headed)
        row = headed.body
    return found


def _headed_at(table: Table, text: str, year: int, row: int) -> Headed | None:
    """The heading that begins in a row, where it names an indicator and goals or results, or what is to be done."""
    top = _row(table, text, row)
    if sum(map(bool, top)) < 2 or not any(read_heading(cell, year).means == "indicator" for cell in top if cell):
        return None
    names = [place for place, cell in enumerate(top) if cell and read_heading(cell, year).means == "indicator"]
    depth, joined = 1, top
    while row + depth < len(table.rows):
        below = _row(table, text, row + depth)
        if not _goes_on(below, names, year):
            break
        joined = [
            above + under for above, under in zip(_carried(joined, below), _widened(below, len(joined)), strict=True)
        ]
        depth += 1
    columns = _resolved(joined, year)
    wanted = any(column.means in ("target", "claim", "text") for column in columns.values())
    ahead = any(column.means == "year" and (column.year or 0) >= year for column in columns.values())
    return Headed(MappingProxyType(columns), row, row + depth, len(table.rows)) if wanted or ahead else None


def _row(table: Table, text: str, row: int) -> list[str]:
    return [fold(text[cell.start : cell.end])[0] for cell in table.rows[row]]


def _goes_on(cells: Sequence[str], names: Sequence[int], year: int) -> bool:
    """Whether a row belongs to the heading above it: it names no indicator, and all that it holds is headings."""
    if not any(cells) or any(place < len(cells) and cells[place] for place in names):
        return False
    return all(_is_heading(cell, year) for cell in cells if cell)


def _is_heading(cell: str, year: int) -> bool:
    found = read_heading(cell, year)
    return found.means != "beside" or bool(found.unit or found.rate) or _meant(cell) is not None


def _carried(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The upper heading, repeated over the columns that it spans."""
    found, last = [], ""
    for place in range(max(len(above), len(below))):
        cell = above[place] if place < len(above) else ""
        spanned = not cell and place < len(below) and below[place]
        found.append(last if spanned else cell)
        last = cell or last
    return found


def _widened(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _resolved(headings: Sequence[str], year: int) -> dict[int, Column]:
    """The columns by place; a rate without a role of its own belongs to the value before it, as does a wide 指标."""
    found: dict[int, Column] = {}
    for place, heading in enumerate(headings):
        column, before = read_heading(heading, year), found.get(place - 1)
        if not heading and before and before.means == "indicator":
            column = before
        if column.rate and not column.holds_values and before and before.holds_values:
            column = _with_role_of(column, before)
        found[place] = column
    return found


def _with_role_of(rate: Column, value: Column) -> Column:
    return replace(rate, means=value.means, year=value.year, month=value.month)


def read_heading(heading: str, year: int) -> Column:
    """One heading: 2024年预期目标（亿元）, 2023年完成, 增速（%）, 计量单位."""
    words, unit = _without_unit(heading)
    words, first, last, month = _without_dates(words)
    said = _meant(words)
    if said is None:
        return Column("beside", heading)
    if last is None:
        last = next((year + shift for word, shift in _NEAR.items() if word in said), None)
    means: Means = next((name for name in _PRECEDENCE if name in said), "beside" if last is None else "year")
    rate: Rate = next((name for name in _RATES if name in said), "")
    return Column(
        means="target" if rate in ("average", "over-years") and means == "beside" else means,
        heading=heading,
        unit=unit,
        rate=rate,
        first_year=first,
        year=last,
        month=month,
    )


def _meant(words: str) -> frozenset[str] | None:
    """The meanings of the words that a heading consists of; None where it holds others."""
    found, position = set(), 0
    while match := _WORD.match(words, position):
        found.add(_WORDS[match[0]])
        position = match.end()
    return frozenset(found) if position == len(words) else None


def _without_unit(heading: str) -> tuple[str, str]:
    """The heading without its unit, in brackets or as a sign at the end; other brackets are opened or left out."""
    unit = ""

    def opened(match: re.Match[str]) -> str:
        nonlocal unit
        if is_unit(match[1]):
            unit = match[1]
            return ""
        return match[1] if _meant(_without_dates(match[1])[0]) is not None else ""

    words = _BRACKET.sub(opened, heading)
    if words.endswith(("%", "‰")):
        return words[:-1], words[-1]
    return words, unit


def _without_dates(words: str) -> tuple[str, int | None, int | None, int | None]:
    """The heading without its dates, then the first and the last year and the month that they name."""
    first = last = month = None
    if named := _SPAN.search(words):
        first, last = int(named[1]), int(named[2])
    elif named := _YEAR.search(words):
        last = int(named[1])
    elif named := _PLAN.search(words):
        first, last = map(int, meanings("periods")[named[1]].split("-"))
    words = _without(words, named)
    if named := _MONTH.search(words):
        month = int(named[1])
    elif (named := _PART.search(words)) and (day := by_part_of_year(named, 2000)):
        month = day.month
    return _without(words, named), first, last, month


def _without(words: str, named: re.Match[str] | None) -> str:
    return words[: named.start()] + words[named.end() :] if named else words
