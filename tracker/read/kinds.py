"""What a file is when it is no plain text, told from its first bytes, and how to get its text."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of file that holds no plain text: what people call it, and what to do about it with FILE."""

    name: str
    advice: str


_UNPACK = "unpack it and give the folder"
_SAVE_AS = "open it in an office program and save it as plain text (.txt)"
_TO_DOCX = "convert it first: libreoffice --headless --convert-to docx FILE"
_TO_PDF = "open it in the program that reads it and print it as a PDF"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", Kind("an encrypted Office file", "open it with its password and save it without one")),
    ("WordDocument", Kind("an old Word file (.doc, .wps)", _TO_DOCX)),
    ("Workbook", Kind("an old Excel file (.xls)", "convert it first: libreoffice --headless --convert-to xlsx FILE")),
    ("Book", Kind("an old Excel file (.xls)", "convert it first: libreoffice --headless --convert-to xlsx FILE")),
)
_OLD_OFFICE = Kind("an old Office file (.doc, .wps, .xls)", _TO_DOCX)

_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", Kind("a PDF", "convert it to plain text first: pdftotext -layout")),
    (b"{\\rtf", Kind("an RTF document", _TO_DOCX)),
    (b"CAJ", Kind("a CAJ document", f"{_TO_PDF}, or convert it: caj2pdf convert FILE -o read.pdf")),
    (b"KDH ", Kind("a CAJ document", f"{_TO_PDF}, or convert it: caj2pdf convert FILE -o read.pdf")),
    (b"HN\0\0", Kind("a CAJ document", f"{_TO_PDF}, or convert it: caj2pdf convert FILE -o read.pdf")),
    (b"\x89PNG\r\n\x1a\n", Kind("a PNG picture", "a picture holds no text; look for the report's text")),
    (b"\xff\xd8\xff", Kind("a JPEG picture", "a picture holds no text; look for the report's text")),
    (b"GIF8", Kind("a GIF picture", "a picture holds no text; look for the report's text")),
    (b"\x1f\x8b", Kind("a gzip archive", _UNPACK)),
    (b"Rar!\x1a\x07", Kind("a RAR archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("a 7z archive", _UNPACK)),
    (b"BZh", Kind("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\x00", Kind("an xz archive", _UNPACK)),
    (b"SQLite format 3\x00", Kind("an SQLite database", "name a report; a database is given with --db")),
)

_TAR = Kind("a tar archive", _UNPACK)
_ZIP = b"PK\x03\x04"
_ZIP_MEMBERS: tuple[tuple[bytes, Kind], ...] = (
    (b"word/", Kind("a Word document (.docx)", _SAVE_AS)),
    (b"xl/", Kind("an Excel workbook (.xlsx)", "copy the report's text into a .txt file")),
    (b"ppt/", Kind("a PowerPoint presentation (.pptx)", _SAVE_AS)),
    (b"opendocument", Kind("an OpenDocument file", _TO_DOCX)),
    (b"OFD.xml", Kind("an OFD document", _TO_PDF)),
)
_WEB_PAGE = Kind("a web page", "save the text of the page as a .txt file")


def recognise(data: bytes) -> Kind | None:
    """The kind of a file that can't be read as plain text, or None where nothing speaks against text."""
    if data.startswith(_ZIP):
        return _recognise_zip(data)
    if data.startswith(_OLD):
        return next((kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in data), _OLD_OFFICE)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[257:262] == b"ustar":
        return _TAR
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return _WEB_PAGE if start.startswith((b"<!doctype html", b"<html")) else None


def _recognise_zip(data: bytes) -> Kind:
    """Tell zip archives apart by the names of their members, which stand unpacked in the bytes."""
    for mark, kind in _ZIP_MEMBERS:
        if mark in data:
            return kind
    return Kind("a zip archive", "give it a name that ends in .zip")
