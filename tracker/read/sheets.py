"""Tables that people fill in (csv, tsv, jsonl, xlsx) → rows of cells under the names of the lexicon."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from tracker.errors import DataError
from tracker.lexicon import entries, meanings
from tracker.read.decode import read_text
from tracker.read.files import read_bytes
from tracker.read.workbooks import read_workbook

Cells = Sequence[tuple[int, Sequence[str]]]  # numbered lines of a file, the header first

_FORMULA = ("=", "+", "-", "@")


class Columns(NamedTuple):
    """Which columns a table may have: the file of the lexicon that names them, and those of which one must be there."""

    names: str
    needed: tuple[tuple[str, ...], ...]
    advice: str


FILLED = Columns("columns", (("actual",), ("id", "indicator")), "tracker template writes them all")
MANIFEST = Columns("manifest", (("path",),), "its first line has to name the columns")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of a table: where it stands and what it holds, under the names of the lexicon; never empty cells."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table that hold anything, and the columns that nobody knows."""

    rows: tuple[SheetRow, ...]
    unknown: tuple[str, ...] = ()


def read_sheet(path: str, columns: Columns = FILLED) -> Sheet:
    """The table in a file, told by its ending; `-` is csv on standard input. Raises `DataError` that names the line."""
    suffix = Path(path).suffix.lower()
    if suffix == ".xlsx":
        return _with_header(read_workbook(path), path, columns)
    if suffix == ".xls":
        raise DataError(f"{path} is an old Excel file: save it as xlsx or csv")
    text = read_text(*read_bytes(path))
    if suffix in (".jsonl", ".ndjson"):
        return _from_objects(text, path, columns)
    return _with_header(_split_cells(text), path, columns)


def column_names(columns: Columns = FILLED) -> dict[str, str]:
    """What each column is called in a template: the first of its names."""
    return {entry.means: entry.words[0] for entry in entries(columns.names)}


def _split_cells(text: str) -> Cells:
    """Comma-separated lines, or tab-separated where the header holds a tab and no comma."""
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter="\t" if "\t" in header and "," not in header else ",")
    return list(_numbered(reader))


def _numbered(reader: Iterable[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows with the line that they begin on; a quoted cell may hold line breaks."""
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1  # type: ignore[attr-defined]  # of csv.reader, whose type has no name


def _with_header(cells: Cells, path: str, columns: Columns) -> Sheet:
    lines = [(line, row) for line, row in cells if any(cell.strip() for cell in row)]
    if not lines:
        raise DataError(f"{path} holds no table: its first line has to name the columns")
    (first, header), body, known = lines[0], lines[1:], _meanings(columns)
    meant = [known.get(_fold(name)) for name in header]
    _check_header(meant, header, f"{path}, line {first}", columns)
    rows = (SheetRow(line, _cells_of(zip(meant, row, strict=False))) for line, row in body)
    unknown = tuple(name.strip() for name, means in zip(header, meant, strict=True) if not means and name.strip())
    return Sheet(tuple(rows), unknown)


def _from_objects(text: str, path: str, columns: Columns) -> Sheet:
    known = _meanings(columns)
    rows: list[SheetRow] = []
    unknown: dict[str, None] = {}
    for line, written in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if written.strip():
            found = _read_object(written, f"{path}, line {line}")
            meant = [known.get(_fold(name)) for name in found]
            _check_header(meant, list(found), f"{path}, line {line}", columns)
            unknown.update({name: None for name, means in zip(found, meant, strict=True) if not means})
            rows.append(SheetRow(line, _cells_of(zip(meant, found.values(), strict=True))))
    return Sheet(tuple(rows), tuple(unknown))


def _read_object(written: str, where: str) -> dict[str, str]:
    try:
        found = json.loads(written, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where}: no JSON object: {error}") from None
    if not isinstance(found, dict) or any(isinstance(value, (dict, list)) for value in found.values()):
        raise DataError(f"{where}: no JSON object of texts and numbers")
    return {name: "" if value is None else str(value) for name, value in found.items()}


def _check_header(meant: Sequence[str | None], header: Sequence[str], where: str, columns: Columns) -> None:
    """Raise `DataError` where two columns mean the same, or one that is needed is missing."""
    known = [means for means in meant if means]
    twice = [name for name, means in zip(header, meant, strict=True) if means and known.count(means) > 1]
    if twice:
        raise DataError(f"{where}: the columns {' and '.join(twice)} mean the same; leave one")
    for names in columns.needed:
        if not any(name in known for name in names):
            called = column_names(columns)[names[0]]
            raise DataError(f"{where}: no column is called {called} ({names[0]}); {columns.advice}")


def _fold(name: str) -> str:
    return "".join(normalize("NFKC", name).casefold().split())


@cache
def _meanings(columns: Columns) -> Mapping[str, str]:
    """What each name of a column means, the names folded."""
    return {_fold(name): means for name, means in meanings(columns.names).items()}


def _cells_of(pairs: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    cleaned = ((means, _disarm(cell.strip())) for means, cell in pairs)
    return {means: cell for means, cell in cleaned if means and cell}


def _disarm(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating the cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
