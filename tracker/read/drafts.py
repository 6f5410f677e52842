"""Lines and tables of a document, one after the other → the text, its tables and where everything stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.model import Cell, Mark, Table

_BREAKS = re.compile(r"[ \t]*[\n\r\t\v\f\u2028\u2029]+[ \t]*")

Rows = Sequence[Sequence[str]]


class Draft:
    """A text that grows line by line; `text`, `tables` and `marks` are what a Content is made of."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._page: str | None = None
        self.marks: list[Mark] = []
        self.tables: list[Table] = []

    @property
    def text(self) -> str:
        """All that was written, without the line break at the end."""
        return "".join(self._pieces).removesuffix("\n")

    def turn_page(self, number: int) -> None:
        """Say that what follows stands on that page."""
        self._page = f"page {number}"
        self._mark(self._page)

    def write(self, line: str) -> None:
        """Write a line, or several where line breaks stand in it."""
        self._put(line.replace("\0", ""))
        self._put("\n")

    def go_on(self, text: str) -> None:
        """Write more of a line, which `end_line` will end."""
        self._put(text.replace("\0", ""))

    def end_line(self) -> None:
        """End the line, where one was begun."""
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._put("\n")

    def write_table(self, rows: Rows, called: str | None = None) -> None:
        """Write each row as a line with a tab between cells, and keep where each cell stands: `table 2 C5`."""
        name = f"table {len(self.tables) + 1}" if called is None else called
        self.tables.append(Table(tuple(self._write_row(row, name, line) for line, row in enumerate(rows, start=1))))
        self._mark(self._page)

    def _write_row(self, row: Sequence[str], table: str, line: int) -> tuple[Cell, ...]:
        cells = []
        for column, value in enumerate(row):
            if column:
                self._put("\t")
            held = _BREAKS.sub(" ", value.replace("\0", "").strip())
            if held:
                self._mark(f"{table} {column_letters(column)}{line}".lstrip())
            cells.append(Cell(self._length, self._length + len(held)))
            self._put(held)
        self._put("\n")
        return tuple(cells)

    def _mark(self, locator: str | None) -> None:
        if self.marks and self.marks[-1].start == self._length:
            self.marks.pop()
        self.marks.append(Mark(self._length, locator))

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


def column_letters(column: int) -> str:
    """What a spreadsheet calls a column that is counted from 0: A, B, … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
