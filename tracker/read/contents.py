"""What bytes hold, by their kind: the one table of the kinds that are read, and who reads them.

The first bytes decide; a file's ending is asked only where they say nothing. Each reader is imported when its kind is
met, and brings its own library.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tracker.model import Content
from tracker.read.decode import read_text
from tracker.read.limits import DEFAULT_LIMITS, Limits
from tracker.read.text_tables import tables_in

_ZIP = b"PK\x03\x04"
_MARKUP = re.compile(
    rb"(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_WIDE_MARKUP = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PAGE_ENDINGS = (".html", ".htm", ".shtml", ".xhtml")
_LOOKED_AT = 4096
_PDF_START = 1024  # some programs write a line of their own before %PDF-


class Reading(NamedTuple):
    """A kind of file: how it is told, and what reads it."""

    suits: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, Limits], Content]


def content_of(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Content:
    """What a file's bytes hold; `name` is what messages call the file, and its ending.

    Raises UnreadableFile where they can't be read, or where the library for their kind is missing.
    """
    if _reading_of(data, name) is None:
        return _read_plain(data, name)
    from tracker.read.apart import read_apart

    return read_apart(data, name, limits)


def parse(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Content:
    """The same in this process, which a hostile file may bring down."""
    reading = _reading_of(data, name)
    return reading.read(data, name, limits) if reading else _read_plain(data, name)


def _read_plain(data: bytes, name: str) -> Content:
    if name.lower().endswith((".csv", ".tsv")):  # nothing else tells such a table from other texts
        from tracker.read.spreadsheets import read_csv

        return read_csv(data, name)
    text = read_text(data, name)
    return Content(text, tables=tables_in(text))


def _reading_of(data: bytes, name: str) -> Reading | None:
    return next((reading for reading in READINGS if reading.suits(data, name)), None)


def is_pdf(data: bytes, name: str) -> bool:
    """Whether it begins as a PDF."""
    return b"%PDF-" in data[:_PDF_START]


def is_word(data: bytes, name: str) -> bool:
    """Whether it is a zip archive with the parts of a Word document."""
    return data.startswith(_ZIP) and b"word/document" in data


def is_web_page(data: bytes, name: str) -> bool:
    """Whether it begins as a web page, or is called one and holds markup."""
    start = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _WIDE_MARKUP.match(start.decode("utf-16", errors="replace")) is not None
    return _MARKUP.match(start) is not None or (name.lower().endswith(_PAGE_ENDINGS) and b"<" in start)


def is_web_archive(data: bytes, name: str) -> bool:
    """Whether it is a page that a browser saved with its pictures in one file."""
    start = data[:_LOOKED_AT].lower()
    return b"multipart/related" in start and b"mime-version:" in start


def _read_pdf(data: bytes, name: str, limits: Limits) -> Content:
    from tracker.read.pdf import read_pdf

    return read_pdf(data, name, limits)


def _read_docx(data: bytes, name: str, limits: Limits) -> Content:
    from tracker.read.docx import read_docx

    return read_docx(data, name, limits)


def is_workbook(data: bytes, name: str) -> bool:
    """Whether it is a zip archive with the parts of an Excel workbook."""
    return data.startswith(_ZIP) and b"xl/workbook" in data


def _read_xlsx(data: bytes, name: str, limits: Limits) -> Content:
    from tracker.read.spreadsheets import read_xlsx

    return read_xlsx(data, name, limits)


def _read_html(data: bytes, name: str, limits: Limits) -> Content:
    from tracker.read.html import read_html

    return read_html(data, name, limits)


def _read_mhtml(data: bytes, name: str, limits: Limits) -> Content:
    from tracker.read.html import read_mhtml

    return read_mhtml(data, name, limits)


READINGS: tuple[Reading, ...] = (
    Reading(is_pdf, _read_pdf),
    Reading(is_word, _read_docx),
    Reading(is_workbook, _read_xlsx),
    Reading(is_web_page, _read_html),
    Reading(is_web_archive, _read_mhtml),
)
