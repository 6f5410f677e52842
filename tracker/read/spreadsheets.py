"""Tables that are reports themselves (xlsx, csv, tsv) → a text with a line a row, its cells and where they stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import PurePath

from tracker.errors import UnreadableFile
from tracker.lexicon import entries
from tracker.model import Content
from tracker.read.decode import read_text
from tracker.read.drafts import Draft
from tracker.read.headings import SEARCHED, heads_goals
from tracker.read.limits import DEFAULT_LIMITS, Limits
from tracker.read.workbooks import Rows, sheets_of

_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def read_xlsx(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Content:
    """All sheets of a workbook that are shown; a cell is at `sheet 目标 C5`.

    The name of a sheet is a line above its rows, unless it says nothing or a title stands there.
    Raises UnreadableFile where it can't be read or holds no table of goals.
    """
    sheets = [sheet for sheet in sheets_of(data, name, limits) if sheet.rows]
    _check(name, *(sheet.rows for sheet in sheets))
    draft = Draft()
    for sheet in sheets:
        if len(_filled(sheet.rows[0][1])) > 1 and not _UNNAMED.fullmatch(sheet.title):
            draft.write(sheet.title)
        draft.write_table(_with_gaps(sheet.rows), f"sheet {sheet.title}")
    return _content(draft, name)


def read_csv(data: bytes, name: str) -> Content:
    """The rows of a csv or tsv file; a cell is at `C5`, as a spreadsheet would call it."""
    text = read_text(data, name).removeprefix("\ufeff")
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_separator(text, name)))
    except csv.Error as error:
        raise UnreadableFile(f"{name} is no csv that can be read ({error}): save it again from a spreadsheet") from None
    held = [(line, row) for line, row in enumerate(rows, start=1) if _filled(row)]
    _check(name, held)
    draft = Draft()
    draft.write_table(_with_gaps(held), "")
    return _content(draft, name)


def _content(draft: Draft, name: str) -> Content:
    title = PurePath(name).stem
    return Content(draft.text, title=title, marks=tuple(draft.marks), tables=tuple(draft.tables))


def _separator(text: str, name: str) -> str:
    if name.lower().endswith(".tsv"):
        return "\t"
    return max(",\t;", key=text.count)


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell.strip()]


def _with_gaps(rows: Rows) -> list[list[str]]:
    """The rows from the first line of the file on, so that the numbers of the lines stay."""
    found: list[list[str]] = []
    for line, row in rows:
        found.extend([[]] * (line - 1 - len(found)))
        found.append([_SPACE.sub(" ", cell) for cell in row])
    return found


def _check(name: str, *tables: Rows) -> None:
    """Refuse a table of which no row can be the heading of goals, as the outcomes that people fill in."""
    heads = [row for rows in tables for _, row in rows[:SEARCHED]]
    called = {entry.means: entry.words[0] for entry in entries("columns")}
    if any(called["id"] in head and called["actual"] in head for head in heads):
        raise UnreadableFile(f"{name} is a table of outcomes: record them with tracker update --from {name}")
    if not any(map(heads_goals, heads)):
        raise UnreadableFile(
            f"{name} holds no table of goals: a column has to be called 指标, 项目 or 任务, and one 目标 or 计划"
        )
