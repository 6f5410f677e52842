"""Where the tables of goals stand in a document: the lines that are read by their columns and not as sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.model import Document, Table
from tracker.structure import lines_around
from tracker.targets.tables.columns import Headed, headed_stretches

_STATES_UNIT = re.compile(r"[ \t\u3000]*[（(]?单位[:：]")


class Region(NamedTuple):
    """A stretch of the text, whole lines of it, that is a table of goals, or a part of one with its own heading."""

    start: int
    end: int
    table: Table
    headed: Headed


def find_goals(document: Document) -> list[Region]:
    """The tables of goals in text order, without overlaps; other tables are left to the sentences."""
    found: list[Region] = []
    for table in document.tables:
        for headed in headed_stretches(table, document.text, document.year):
            cells = [cell for row in table.rows[headed.first : headed.end] for cell in row]
            start, end = lines_around(document.text, cells[0].start, cells[-1].end, _STATES_UNIT)
            if found:
                start = max(start, found[-1].end)
            if end - start > 2:
                found.append(Region(start, end, table, headed))
    return found
