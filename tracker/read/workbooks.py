"""Excel workbooks (xlsx) → cells as text; openpyxl comes with `tracker[xlsx]` and is loaded only here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from tracker.errors import DataError, UnreadableFile

if TYPE_CHECKING:
    from types import ModuleType

    from openpyxl.cell.cell import Cell

INSTALL = "pip install 'tracker[xlsx]'"


def read_workbook(path: str) -> list[tuple[int, list[str]]]:
    """The numbered rows of the first sheet. Raises `UnreadableFile`, and `DataError` where openpyxl is missing."""
    if not Path(path).is_file():
        raise UnreadableFile(f"no such file: {path}")
    openpyxl = _openpyxl(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = list(enumerate(book.worksheets[0].iter_rows(), start=1))
        cells = [(line, [_text_of(cell) for cell in row]) for line, row in rows]
        book.close()
    except (BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise UnreadableFile(f"{path} is no Excel workbook that can be read: {error}; save it again as xlsx") from None
    return cells


def write_workbook(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """A workbook of one sheet, the header on top and kept in sight; texts stay texts, also those that begin with =."""
    book = _openpyxl(str(path)).Workbook()
    sheet = book.active
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(line, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    for letter in "ABCDEFGHIJKL":
        sheet.column_dimensions[letter].width = 16
    book.save(path)


def _openpyxl(path: str) -> ModuleType:
    try:
        import openpyxl
    except ImportError:
        raise DataError(f"{path}: Excel workbooks need openpyxl; install it: {INSTALL}") from None
    return openpyxl


def _text_of(cell: Cell) -> str:
    """The value as a person reads it: 6.5% and not 0.065, a date and not a moment, no idle .0."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number_of(Decimal(repr(value)), cell.number_format or "")
    return str(value)


def _number_of(value: Decimal, shape: str) -> str:
    if "%" in shape:
        return _plain(value * 100) + "%"
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
