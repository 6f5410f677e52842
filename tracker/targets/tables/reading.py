"""A table of goals → verdicts: each number of it a target, a claim, set aside for a named reason, or undecided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from tracker.lexicon import alternation, words
from tracker.model import Cell, Document, Section, Sentence, Stance, Table, Verdict
from tracker.quantities import Figure, is_unit, read_alone, scan, with_unit
from tracker.structure import fold, sentence_ends
from tracker.targets.assemble import read_sentence
from tracker.targets.tables.cells import Goals, Place, is_alone, is_led_in, read_value, unit_of
from tracker.targets.tables.columns import Column, Headed
from tracker.targets.tables.dates import period_of
from tracker.targets.tables.regions import Region
from tracker.targets.tables.rows import Row, Text, is_empty, rows_of

ASIDES = {
    "table-heading": "a number in the heading of a table of goals",
    "table-serial": "the number of a row",
    "table-label": "a number in the name of what a row counts",
    "table-date": "the day by which a row is to be done; what the row promises is due then",
    "table-beside": "a number in a column of a table of goals that holds neither goals nor results",
    "table-past-goal": "what was promised for a year before that of the report",
    "table-no-number": "a goal without a number: 完成省下达任务, 持平",
}
_BESIDE = {  # why a number counts nothing, by what its column holds
    "serial": "table-serial",
    "indicator": "table-label",
    "category": "table-label",
    "unit": "table-label",
    "due": "table-date",
}
_DELIVERING = re.compile(alternation(words("tables", "delivering")))
_STATED_UNIT = re.compile(r"单位：([^\s，、；）]+)")
_PARTS = tuple("，；、（")
_NUMBER = re.compile(r"\d")
_SERIAL = 5  # characters of a serial number; a longer cell is the name of a group of rows
_NAME = 60  # characters of a name that may lead in a sentence
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
        if column and column.means == "unit" and is_unit(text.clean):
            continue  # 亿元 is no number
        if column and column.means == "text" and row.name and not row.promises:
            yield from _as_sentence(_placed(goals, row, column, text))
        else:
            yield from _aside(goals.document, text, _BESIDE.get(column.means if column else "", "table-beside"))
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
    if not found and place.role == "target" and (said := _without_number(place)):
        yield said


def _without_number(place: Place) -> Verdict | None:
    """A goal in words; None where its cell holds the number of a footnote, which has a verdict."""
    start, end = place.text.offsets[0], place.text.offsets[-1] + 1
    written = place.goals.document.text[start:end]
    return None if _NUMBER.search(written) else Verdict(start, end, written, "set-aside", "table-no-number")


def _as_sentence(place: Place) -> Iterator[Verdict]:
    """The sentences of a cell that holds words are read with the name of its row before each."""
    name = place.row.name if place.row.name and len(place.row.name.clean) <= _NAME else None
    for start, end in pairwise((0, *sentence_ends(place.text.clean))):
        sentence, figures = _sentence(replace(place, text=place.text.part(start, end)), name)
        yield from _with_rule(read_sentence(place.goals.document, sentence, figures))


def _with_rule(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    for verdict in verdicts:
        record = verdict.record
        yield verdict._replace(record=record._replace(rules=(*record.rules, "table-text"))) if record else verdict


def _sentence(place: Place, name: Text | None) -> tuple[Sentence, list[Figure]]:
    """The sentence with the name before it, and the figures of the cell."""
    goals, row, text = place.goals, place.row, place.text
    lead = Text("", (), text.cell) if name is None else _leading_to(name, text)
    line = goals.document.text[row.start : row.end]
    clean, length = lead.clean + text.clean, len(lead.clean)
    figures = scan(clean)
    if any(figure.start < length < figure.end for figure in figures):  # a name that ends in a number: 350：0
        return _sentence(place, None)
    sentence = Sentence(line, row.start, row.end, _section(place), clean, (*lead.offsets, *text.offsets))
    return sentence, [_counted(place, clean, figure) for figure in figures if figure.start >= length]


def _counted(place: Place, clean: str, figure: Figure) -> Figure:
    """A bare number of a value that needs more words, in the unit of its column or row: 350，力争400."""
    unit = unit_of(place) if figure.kind == "bare" and not figure.aside and place.column.holds_values else None
    return (with_unit(clean, figure, unit) if unit else None) or figure


def _leading_to(name: Text, text: Text) -> Text:
    """The name of a row as the beginning of a sentence: 收入21亿元，增长5%; 厕所革命：新建公厕20座."""
    alone = read_alone(text.clean)
    joint = "" if alone and is_led_in(alone) and alone.behind[:1] in _PARTS else "："
    return Text(name.clean + joint, (*name.offsets, *[name.offsets[-1]] * len(joint)), name.cell)


def _section(place: Place) -> Section:
    """The section around the table, as the column of a cell has it."""
    stance: Stance = "review" if place.role == "claim" else "plan"
    period = place.period
    return place.goals.section._replace(stance=stance, period_start=period.start, due=period.due, kind="body")


def _aside(document: Document, text: Text, why: str) -> Iterator[Verdict]:
    """Every number of a cell that holds no goal, set aside; a name or a date in it under its own reason."""
    for figure in scan(text.clean):
        start, end = text.offsets[figure.start], text.offsets[figure.end - 1] + 1
        own = why == "table-past-goal" or (why == "table-serial" and len(text.clean) <= _SERIAL)
        reason = why if own or figure.aside == "page" else figure.aside or why
        yield Verdict(start, end, document.text[start:end], "set-aside", reason)
