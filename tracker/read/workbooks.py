"""Excel workbooks (xlsx) → cells as text; openpyxl comes with `tracker[xlsx]` and is loaded only here."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tracker.errors import UnreadableFile
from tracker.read.files import read_bytes
from tracker.read.limits import DEFAULT_LIMITS, Limits
from tracker.read.zips import check_office

if TYPE_CHECKING:
    from types import ModuleType

    from openpyxl.cell.cell import Cell

INSTALL = "pip install 'tracker[xlsx]'"


_WIDEST = 256  # columns that are looked at: a format that runs to the last column of a sheet is no data
_LONGEST = 100_000  # rows

Rows = list[tuple[int, list[str]]]  # rows that hold anything, under their numbers


class Sheet(NamedTuple):
    """One sheet of a workbook that is shown."""

    title: str
    rows: Rows


def read_workbook(path: str) -> Rows:
    """The numbered rows of the first sheet. Raises `UnreadableFile`, also where openpyxl is missing."""
    return sheets_of(*read_bytes(path))[0].rows


def sheets_of(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> list[Sheet]:
    """The sheets of a workbook; a formula counts with the value that was saved. Raises as `read_workbook` does."""
    openpyxl = _openpyxl(name)
    if data.startswith(b"PK"):  # of what is no zip, openpyxl's own words say more
        check_office(data, name, limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets[:1]
        found = [Sheet(sheet.title, _rows_of(sheet, name)) for sheet in shown]
        book.close()
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl raises whatever a strange part of a package leads it to
        reason = str(error).partition("\n")[0]
        raise UnreadableFile(f"{name} is no Excel workbook that can be read: {reason}; save it again as xlsx") from None
    if not found:
        raise UnreadableFile(f"{name} is no Excel workbook that can be read: it has no sheet; save it again as xlsx")
    return found


class _Streamed(Protocol):
    """A sheet that is read row by row, without what openpyxl's types say of those that are held whole."""

    title: str

    def reset_dimensions(self) -> None:
        """Forget what the sheet says of its own size."""

    def iter_rows(self) -> Iterator[Sequence[Cell]]:
        """Its rows, also the empty ones between others."""


def _rows_of(sheet: _Streamed, name: str) -> Rows:
    sheet.reset_dimensions()  # what a sheet says of its size need not be true
    found: Rows = []
    for line, row in enumerate(sheet.iter_rows(), start=1):  # with a width each of a million empty rows has that width
        cells = [_text_of(cell) for cell in row[:_WIDEST]]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells and line > _LONGEST:
            raise UnreadableFile(f"{name}: the sheet {sheet.title} has more than {_LONGEST} rows: split it")
        if cells:
            found.append((line, cells))
    return found


def make_workbook(rows: Iterable[Sequence[object]], name: str) -> bytes:
    """A workbook of one sheet, the header on top and kept in sight; texts stay texts, also those that begin with =."""
    book = _openpyxl(name).Workbook()
    sheet = book.active
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(line, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    for letter in "ABCDEFGHIJKL":
        sheet.column_dimensions[letter].width = 16
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _openpyxl(path: str) -> ModuleType:
    try:
        import openpyxl
    except ImportError:
        raise UnreadableFile(f"{path}: Excel workbooks need openpyxl; install it: {INSTALL}") from None
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
        return _number_of(_exactly(value), cell.number_format or "")
    return str(value)


def _exactly(value: int | float) -> Decimal:
    """The number that a spreadsheet shows for it, of 15 digits: 5.6 where a formula gave 5.6000000000000005."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def _number_of(value: Decimal, shape: str) -> str:
    if "%" in shape:
        return _plain(value * 100) + "%"
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
