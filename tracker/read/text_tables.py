"""Tables within plain text: lines whose cells tabs part, as a paste from an office program, or bars, as in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.model import Cell, Table

_GROUP = re.compile("[^。；，]{1,20}")  # 一、经济发展 on a line of its own between two rows
_Row = tuple[Cell, ...]


def tables_in(text: str) -> tuple[Table, ...]:
    """The tables of a text, which most texts have none of; what they are tables of is not asked here."""
    if "\t" not in text and "|" not in text:
        return ()
    return tuple(Table(tuple(rows)) for rows in _runs(text) if sum(map(_is_parted, rows)) > 1)


def _runs(text: str) -> Iterator[list[_Row]]:
    """Rows that follow each other, with at most the name of a group of rows between two."""
    rows: list[_Row] = []
    group: _Row | None = None
    position = 0
    for line in text.split("\n"):
        end = position + len(line)
        if "\t" in line or "|" in line:
            rows += [group] if group else []
            rows.append(_cells(text, position, end))
            group = None
        elif rows and group is None and _GROUP.fullmatch(line):
            group = (_stripped(text, position, end),)
        elif rows:
            yield rows
            rows, group = [], None
        position = end + 1
    yield rows


def _cells(text: str, start: int, end: int) -> _Row:
    """The cells of a line without the white space around them; a bar at either end parts nothing."""
    line = text[start:end]
    if "\t" in line.strip("\t"):
        parts = _split(start, line, "\t")
    else:
        inner = line.strip()
        shift = start + line.index(inner) if inner else start
        lead = 1 if inner.startswith("|") else 0
        parts = _split(shift + lead, inner[lead : len(inner) - (inner.endswith("|") and len(inner) > lead)], "|")
    return tuple(_stripped(text, *span) for span in parts)


def _split(start: int, line: str, mark: str) -> list[tuple[int, int]]:
    spans, position = [], 0
    for part in line.split(mark):
        spans.append((start + position, start + position + len(part)))
        position += len(part) + 1
    return spans


def _stripped(text: str, start: int, end: int) -> Cell:
    held = text[start:end]
    lead = len(held) - len(held.lstrip())
    return Cell(start + lead, max(start + lead, start + len(held.rstrip()))) if held.strip() else Cell(start, start)


def _is_parted(row: _Row) -> bool:
    return sum(cell.start < cell.end for cell in row) > 1
