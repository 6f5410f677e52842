"""Tables that people fill in (csv, tsv, jsonl, xlsx) → rows of cells under the names of the lexicon."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

from tracker.errors import DataError
from tracker.lexicon import entries, meanings
from tracker.read.decode import read_text
from tracker.read.files import read_bytes
from tracker.read.workbooks import read_workbook

Cells = Sequence[tuple[int, Sequence[str]]]  # numbered lines of a file, the header first

_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of a table: where it stands and what it holds, under the names of `columns.toml`; never empty cells."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table that hold anything, and the columns that nobody knows."""

    rows: tuple[SheetRow, ...]
    unknown: tuple[str, ...] = ()


def read_sheet(path: str) -> Sheet:
    """The table in a file, told by its ending; `-` is csv on standard input. Raises `DataError` that names the line."""
    suffix = Path(path).suffix.lower()
    if suffix == ".xlsx":
        return _with_header(read_workbook(path), path)
    if suffix == ".xls":
        raise DataError(f"{path} is an old Excel file: save it as xlsx or csv")
    text = read_text(*read_bytes(path))
    if suffix in (".jsonl", ".ndjson"):
        return _from_objects(text, path)
    return _with_header(_split_cells(text), path)


def column_names() -> dict[str, str]:
    """What each column is called in a template: the first of its names."""
    return {entry.means: entry.words[0] for entry in entries("columns")}


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


def _with_header(cells: Cells, path: str) -> Sheet:
    lines = [(line, row) for line, row in cells if any(cell.strip() for cell in row)]
    if not lines:
        raise DataError(f"{path} holds no table: its first line has to name the columns")
    (first, header), body = lines[0], lines[1:]
    meant = [_meaning(name) for name in header]
    _check_header(meant, header, f"{path}, line {first}")
    rows = (SheetRow(line, _cells_of(zip(meant, row, strict=False))) for line, row in body)
    unknown = tuple(name.strip() for name, means in zip(header, meant, strict=True) if not means and name.strip())
    return Sheet(tuple(rows), unknown)


def _from_objects(text: str, path: str) -> Sheet:
    rows: list[SheetRow] = []
    unknown: dict[str, None] = {}
    for line, written in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if written.strip():
            found = _read_object(written, f"{path}, line {line}")
            _check_header([_meaning(name) for name in found], list(found), f"{path}, line {line}")
            unknown.update({name: None for name in found if not _meaning(name)})
            rows.append(SheetRow(line, _cells_of((_meaning(name), cell) for name, cell in found.items())))
    return Sheet(tuple(rows), tuple(unknown))


def _read_object(written: str, where: str) -> dict[str, str]:
    try:
        found = json.loads(written, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where}: no JSON object: {error}") from None
    if not isinstance(found, dict) or any(isinstance(value, (dict, list)) for value in found.values()):
        raise DataError(f"{where}: no JSON object of texts and numbers")
    return {name: "" if value is None else str(value) for name, value in found.items()}


def _check_header(meant: Sequence[str | None], header: Sequence[str], where: str) -> None:
    """Raise `DataError` where two columns mean the same, or none holds figures or says of which target."""
    known = [means for means in meant if means]
    twice = [name for name, means in zip(header, meant, strict=True) if means and known.count(means) > 1]
    if twice:
        raise DataError(f"{where}: the columns {' and '.join(twice)} mean the same; leave one")
    for wanted, names in (("actual", ("actual",)), ("id", ("id", "indicator"))):
        if not any(name in known for name in names):
            called = column_names()
            raise DataError(
                f"{where}: no column is called {called[wanted]} ({wanted}); tracker template writes them all"
            )


def _meaning(name: str) -> str | None:
    folded = "".join(normalize("NFKC", name).casefold().split())
    return _MEANINGS.get(folded)


def _cells_of(pairs: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    cleaned = ((means, _disarm(cell.strip())) for means, cell in pairs)
    return {means: cell for means, cell in cleaned if means and cell}


def _disarm(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating the cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


_MEANINGS = {"".join(name.split()): means for name, means in meanings("columns").items()}
