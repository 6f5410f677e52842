"""The rows of a table of goals: what each counts, in which unit, and the values that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker.lexicon import words
from tracker.model import Cell, Table
from tracker.quantities import is_unit
from tracker.structure import fold
from tracker.targets.indicators.shares import PLACE
from tracker.targets.tables.columns import Headed

_LIST_MARK = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.]|[（(]?\d{1,2}(?:[）)、]|\.(?!\d))|[①-⑳#*★☆▲△●○◆·-])+"
)
_PART = re.compile("(?:其中|#)[：:]?")
_UNIT = re.compile(r"[（(]([^（）()]+)[）)]$")
_DIGIT = re.compile(r"\d")
_CHANGES = frozenset(words("tables", "growth", "average"))
_NOTHING = frozenset({"", "-", "/", "无", "--"})
_RULED = re.compile("[-:：]+")  # the line below the heading of a Markdown table


@dataclass(frozen=True, slots=True)
class Text:
    """The folded text of a cell with the way back: `clean[i]` stands at `offsets[i]` of the document."""

    clean: str
    offsets: Sequence[int]
    cell: Cell

    def __bool__(self) -> bool:
        return bool(self.clean)

    def part(self, start: int, end: int) -> Text:
        """A stretch of it."""
        return Text(self.clean[start:end], self.offsets[start:end], self.cell)


class Name(NamedTuple):
    """What a row counts, and the unit in the brackets behind it."""

    text: Text
    unit: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row that names something, or only a group of rows: `values` are the cells of its value columns."""

    start: int  # of its line, without what is empty at its ends
    end: int
    name: Text | None
    whole: str  # what `name` says more of: 居民人均可支配收入 of 其中：城镇, 固定资产投资 of 增速
    unit: str | None  # None: nothing says so; empty: the unit column says that it has none
    values: Mapping[int, Text]
    due: Text | None
    rest: Sequence[tuple[int, Text]]  # all other cells that hold anything

    @property
    def indicator(self) -> str:
        """What the row counts: a place alone is a part of what stands above, 增速 alone is how that changes."""
        name = self.name.clean if self.name else ""
        return name + self.whole if PLACE.fullmatch(name) else self.whole + name

    @property
    def promises(self) -> bool:
        """Whether a value column holds a number."""
        return any(_DIGIT.search(value.clean) for value in self.values.values())


def rows_of(table: Table, headed: Headed, text: str) -> Iterator[Row]:
    """The rows below a heading; one whose name is left out has the name of the row before."""
    last: Name | None = None
    whole: Name | None = None
    for cells in table.rows[headed.body : headed.end]:
        held = {place: found for place, cell in enumerate(cells) if (found := _text(cell, text))}
        if not held or all(_RULED.fullmatch(found.clean) for found in held.values()):
            continue
        named = [_name(held[place]) for place in headed.all("indicator") if place in held]
        whole = next((name for name in named if not _says_more(name)), whole)
        values = {place: found for place, found in held.items() if headed.holds_values(place)}
        if not named and last and not all(map(is_empty, values.values())):
            named = [last]
        last = named[-1] if named else last
        yield _row(held, headed, values, named[-1] if named else None, whole)


def _row(
    held: Mapping[int, Text], headed: Headed, values: Mapping[int, Text], name: Name | None, whole: Name | None
) -> Row:
    above = whole if whole and name and _says_more(name) else None
    inherited = above.unit if above and name and PLACE.fullmatch(name.text.clean) else None
    bracket = name.unit if name else None
    cells = list(held.values())
    due = headed.only("due")
    return Row(
        start=cells[0].cell.start,
        end=cells[-1].cell.end,
        name=name.text if name else None,
        whole=above.text.clean if above else "",
        unit=bracket or inherited or _unit(held, headed),
        values=values,
        due=None if due is None else held.get(due),
        rest=[(place, found) for place, found in held.items() if place not in values],
    )


def _says_more(name: Name) -> bool:
    """Whether a name says nothing alone: 城镇, 增速."""
    return PLACE.fullmatch(name.text.clean) is not None or name.text.clean in _CHANGES


def _text(cell: Cell, text: str) -> Text:
    return Text(*fold(text[cell.start : cell.end], cell.start), cell)


def _name(cell: Text) -> Name:
    """The name of an indicator without the marks before it and the unit in brackets behind it, and that unit."""
    start = mark.end() if (mark := _LIST_MARK.match(cell.clean)) else 0
    start = mark.end() if (mark := _PART.match(cell.clean, start)) else start
    bracket = _UNIT.search(cell.clean, start)
    unit = bracket[1] if bracket and is_unit(bracket[1]) else None
    name = cell.part(start, bracket.start() if bracket and unit else len(cell.clean))
    return Name(name or cell, unit)


def _unit(held: Mapping[int, Text], headed: Headed) -> str | None:
    """What the unit column says: a unit, that there is none, or nothing that can be read."""
    place = headed.only("unit")
    if place is None:
        return None
    written = held[place].clean if place in held else ""
    if is_unit(written):
        return written
    return "" if written and written in _NOTHING else None


def is_empty(value: Text) -> bool:
    """Whether a cell says that there is no value: —, /, 无."""
    return value.clean in _NOTHING
