"""Word documents (docx) → their text as it is read: numbered headings, paragraphs, tables and footnotes in order.

python-docx opens the package; what stands in it is walked here, since its own `paragraph.text` leaves out what is
inserted by a tracked change, held by a content control or a text box, and the numbers of numbered headings.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from tracker.errors import UnreadableFile
from tracker.model import Content
from tracker.read.docx.numbering import Numbering
from tracker.read.docx.runs import TextOf, local, value
from tracker.read.docx.tables import is_frame, rows_of
from tracker.read.drafts import Draft
from tracker.read.extras import missing
from tracker.read.limits import DEFAULT_LIMITS, Limits
from tracker.read.zips import check_office

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_KIND = "a Word document (.docx)"
_BROKEN = (AttributeError, IndexError, KeyError, TypeError, ValueError)  # what python-docx makes of odd parts
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
_CONTENTS = "toc"  # the styles of an automatic table of contents: its lines end in page numbers


def read_docx(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Content:
    """The text of a Word document, its tables and its title. Raises UnreadableFile where it can't be read."""
    check_office(data, name, limits)
    document = _open(data, name)
    try:
        draft = _Reader(document).read()
    except _BROKEN as error:
        raise _unreadable(name, error) from None
    if not draft.text.strip():
        raise UnreadableFile(
            f"{name} is {_KIND} without text; if it holds pictures of pages, read them with an OCR program first"
        )
    return Content(draft.text, title=_title(document), marks=tuple(draft.marks), tables=tuple(draft.tables))


def _open(data: bytes, name: str) -> Document:
    try:
        import docx
        from docx.opc.exceptions import OpcError
        from lxml.etree import LxmlError
    except ImportError:
        raise missing(name, _KIND, "python-docx", "docx") from None
    try:
        return docx.Document(io.BytesIO(data))
    except (*_BROKEN, BadZipFile, OSError, OpcError, LxmlError, NotImplementedError) as error:
        raise _unreadable(name, error) from None


def _unreadable(name: str, error: Exception) -> UnreadableFile:
    reason = str(error).strip("\"'").partition("\n")[0]
    return UnreadableFile(
        f"{name} is {_KIND} that can't be read ({reason}); open it in an office program and save it again"
    )


def _title(document: Document) -> str | None:
    try:
        return (document.core_properties.title or "").strip() or None
    except _BROKEN:
        return None


class _Reader:
    """Writes the blocks of one document into a draft."""

    def __init__(self, document: Document) -> None:
        self.draft = Draft()
        self._body = document.element.body
        self._text = TextOf(document)
        self._numbering = Numbering(document)

    def read(self) -> Draft:
        """The whole document."""
        self.write_blocks(self._body)
        self.write_notes()
        return self.draft

    def write_blocks(self, parent: _Element) -> None:
        """Write paragraphs and tables in the order in which they stand, and text boxes after their paragraph."""
        for block in blocks_of(parent):
            if local(block) == "tbl":
                self._write_table(block)
            elif not self._numbering.style_name(block).lower().startswith(_CONTENTS):
                self._write_paragraph(block)

    def write_notes(self) -> None:
        """Write the foot- and endnotes that were referred to, under a heading of their own."""
        notes = list(self._text.notes())
        if notes:
            self.draft.write("注释")
        for number, note in enumerate(notes, start=1):
            self.draft.write(f"〔{number}〕{note}")

    def _write_paragraph(self, paragraph: _Element) -> None:
        written, boxes = self._text.of(paragraph)
        number = self._numbering.number(paragraph) if written.strip() else ""
        self.draft.write(apart(number, written))
        for box in boxes:
            self.write_blocks(box)

    def _write_table(self, table: _Element) -> None:
        rows = rows_of(table)
        if is_frame(rows):
            for cell in (cell.element for row in rows for cell in row):
                if cell is not None:
                    self.write_blocks(cell)
            return
        self.draft.write_table([[self._in_cell(cell.element) for cell in row] for row in rows])

    def _in_cell(self, cell: _Element | None) -> str:
        """The text of a cell and of the tables within it, a line a paragraph; nothing where another reaches in."""
        if cell is None:
            return ""
        lines = []
        for block in blocks_of(cell):
            if local(block) == "tbl":
                lines += [self._in_cell(inner.element) for row in rows_of(block) for inner in row]
            else:
                written, boxes = self._text.of(block)
                lines.append(apart(self._numbering.number(block) if written.strip() else "", written))
                lines += [self._in_cell(box) for box in boxes]
        return "\n".join(filter(None, lines))


def blocks_of(parent: _Element) -> Iterator[_Element]:
    """The paragraphs and tables of a body, a cell or a text box, also those within content controls and insertions."""
    for child in parent.iterchildren("{*}*"):
        name = local(child)
        if name in ("p", "tbl"):
            yield child
        elif name in _WRAPPERS and not _is_contents(child):
            yield from blocks_of(child)


def apart(number: str, text: str) -> str:
    """The number of a list item before its text; `1.` before `20家` must not become 1.20."""
    if number and number[-1] in ".．" and text.lstrip()[:1].isdecimal():
        return number[:-1] + "、" + text
    return number + text


def _is_contents(control: _Element) -> bool:
    """Whether a content control holds an automatic table of contents."""
    gallery = control.find("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
    return gallery is not None and value(gallery) == "Table of Contents"
