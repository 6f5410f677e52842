"""A table of goals → verdicts: each number of it a target, a claim, set aside for a named reason, or undecided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from tracker.lexicon import alternation, words
from tracker.model import Cell, Document, Section, Sentence, Table, Verdict
from tracker.quantities import is_unit, read_alone, scan
from tracker.structure import fold
from tracker.targets.assemble import read_sentence
from tracker.targets.tables.cells import Goals, Place, is_alone, is_led_in, read_value
from tracker.targets.tables.columns import Column, Headed
from tracker.targets.tables.dates import period_of
from tracker.targets.tables.regions import Region
from tracker.targets.tables.rows import Row, Text, is_empty, rows_of

ASIDE = {  # why a number counts nothing, by what its column holds
    "serial": "table-serial",
    "indicator": "table-label",
    "category": "table-label",
    "unit": "table-label",
    "due": "table-date",
}
_DELIVERING = re.compile(alternation(words("tables", "delivering")))
_STATED_UNIT = re.compile(r"单位：([^\s，、；）]+)")
_PARTS = tuple("，；、（")
_SERIAL = 5  # characters of a serial number; a longer cell is the name of a group of rows
_ABOVE = 80  # characters above a table that may state its unit


def read_goals(document: Document, region: Region, section: Section) -> list[Verdict]:
    """One verdict for every number of a table of goals that stands in a section, in text order."""
    table, headed = region.table, region.headed
    goals = _goals(document, table, headed, section)
    found = [
        verdict
        for cells in table.rows[headed.first : headed.body]
        for cell in cells
        for verdict in _aside(document, _folded(document, cell), "table-heading")
    ]
    for row in rows_of(table, headed, document.text):
        found.extend(_of_row(goals, row))
    return sorted(found, key=attrgetter("start"))


def _goals(document: Document, table: Table, headed: Headed, section: Section) -> Goals:
    start = table.rows[headed.first][0].start
    above = fold(document.text[max(0, start - _ABOVE) : start])[0]
    stated = _STATED_UNIT.findall(above)
    headings = "".join(column.heading for column in headed.columns.values())
    return Goals(
        document,
        section,
        headed,
        stated[-1] if stated and is_unit(stated[-1]) else "",
        delivering=_DELIVERING.search(section.title + headings) is not None,
    )


def _folded(document: Document, cell: Cell) -> Text:
    return Text(*fold(document.text[cell.start : cell.end], cell.start), cell)


def _of_row(goals: Goals, row: Row) -> Iterator[Verdict]:
    for place, text in row.rest:
        column = goals.headed.columns.get(place)
        if column and column.means == "text" and row.name and not row.promises:
            yield from _as_sentence(_placed(goals, row, column, text))
        else:
            yield from _aside(goals.document, text, ASIDE.get(column.means if column else "", "table-beside"))
    for place, text in row.values.items():
        if not is_empty(text):
            yield from _of_value(_placed(goals, row, goals.headed.columns[place], text))


def _placed(goals: Goals, row: Row, column: Column, text: Text) -> Place:
    year = goals.document.year
    role = column.role(year, reviewing=goals.section.stance == "review")
    return Place(goals, row, column, text, role, period_of(role, goals.headed, column, row, goals.section, year))


def _of_value(place: Place) -> Iterator[Verdict]:
    if place.role == "target" and place.period.due.year < place.goals.document.year:
        yield from _aside(place.goals.document, place.text, "table-past-goal")
        return
    alone = read_alone(place.text.clean)
    if alone and is_alone(alone):
        yield read_value(place, alone)
        return
    found = list(_as_sentence(place))
    yield from found
    if not found and place.role == "target":
        cell = place.text.cell
        yield Verdict(cell.start, cell.end, _written(place), "set-aside", "table-no-number")


def _written(place: Place) -> str:
    return place.goals.document.text[place.text.cell.start : place.text.cell.end]


def _as_sentence(place: Place) -> Iterator[Verdict]:
    """A cell that holds words is read as a sentence with the name of its row before it."""
    sentence, length = _sentence(place)
    figures = [figure for figure in scan(sentence.clean) if figure.start >= length]
    for verdict in read_sentence(place.goals.document, sentence, figures):
        record = verdict.record
        yield replace(verdict, record=replace(record, rules=(*record.rules, "table-text"))) if record else verdict


def _sentence(place: Place) -> tuple[Sentence, int]:
    """The sentence, and the length of what was put before the words of the cell."""
    goals, row, text = place.goals, place.row, place.text
    lead = ""
    offsets: tuple[int, ...] = ()
    if row.name:
        alone = read_alone(text.clean)
        joint = "" if alone and is_led_in(alone) and alone.behind[:1] in _PARTS else "："
        lead, offsets = row.name.clean + joint, (*row.name.offsets, *[row.name.offsets[-1]] * len(joint))
    section = replace(
        goals.section,
        stance="review" if place.role == "claim" else "plan",
        period_start=place.period.start,
        due=place.period.due,
        kind="body",
    )
    line = goals.document.text[row.start : row.end]
    clean = lead + text.clean
    return Sentence(line, row.start, row.end, section, clean, (*offsets, *text.offsets)), len(lead)


def _aside(document: Document, text: Text, why: str) -> Iterator[Verdict]:
    """Every number of a cell that holds no goal, set aside; a name or a date in it under its own reason."""
    for figure in scan(text.clean):
        start, end = text.offsets[figure.start], text.offsets[figure.end - 1] + 1
        own = why == "table-past-goal" or (why == "table-serial" and len(text.clean) <= _SERIAL)
        reason = why if own else figure.aside or why
        yield Verdict(start, end, document.text[start:end], "set-aside", reason)
