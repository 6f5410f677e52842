"""PDF → Content: opened, its pages read one by one, refused where no text can be had, and put together."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.errors import UnreadableFile
from tracker.model import Content
from tracker.read.drafts import Draft
from tracker.read.encodings import reads_as_chinese
from tracker.read.extras import missing
from tracker.read.limits import DEFAULT_LIMITS, Limits
from tracker.read.pdf.columns import blocks_of
from tracker.read.pdf.flowing import pieces_of
from tracker.read.pdf.furniture import without_furniture
from tracker.read.pdf.glyphs import Page, read_page
from tracker.read.pdf.lines import Line, lines_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_GARBLED = 0.1  # of the characters
_ENOUGH = 20  # characters to tell by whether they are Chinese
_PICTURED = 0.5  # of the pages are nothing but pictures
_REASON = re.compile(r"\(PDFium: (.*?) ?\)")
_SHOWN = 10  # pages that a warning names
_NEW_LAYER = "ocrmypdf --force-ocr -l chi_sim"


def read_pdf(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Content:
    """The text of a PDF, with the page for every place in it. Raises UnreadableFile where it holds no text.

    Pages that are nothing but pictures among others are told in a warning: nothing is passed over in silence.
    """
    with _opened(data, name) as document:
        title = str(document.get_metadata_value("Title") or "").strip()
        pages, pictures = _read_pages(document, name, limits)
    draft = _compose(pages)
    return Content(draft.text, title=title or None, marks=tuple(draft.marks), warnings=_warn(name, pictures))


def _warn(name: str, pictures: list[int]) -> tuple[str, ...]:
    if not pictures:
        return ()
    shown = ", ".join(map(str, pictures[:_SHOWN])) + (", …" if len(pictures) > _SHOWN else "")
    return (
        f"pages without text, not read: {shown}; read their pictures: ocrmypdf --skip-text -l chi_sim {name} read.pdf",
    )


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[PdfDocument]:
    try:
        import pypdfium2
    except ImportError:
        raise missing(name, "a PDF", "pypdfium2", "pdf") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(_refusal(name, str(error))) from None
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(_refusal(name, str(error))) from None
    finally:
        document.close()


def _refusal(name: str, reason: str) -> str:
    if "password" in reason.lower():
        return f"{name} is an encrypted PDF: take its password off first: qpdf --decrypt --password=… {name} open.pdf"
    told = _REASON.search(reason)
    reason = told[1] if told else reason.strip()
    return f"{name} is a damaged PDF ({reason}): get the file anew, or repair it: qpdf {name} repaired.pdf"


def _read_pages(document: PdfDocument, name: str, limits: Limits) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page, and the numbers of the pages that are pictures."""
    count = len(document)
    deadline = time.monotonic() + limits.seconds
    if count > limits.pages:
        raise UnreadableFile(
            f"{name} has {count} pages, more than the {limits.pages} that are read: "
            "cut out the report, or allow more with --max-pages"
        )
    found: list[list[Line]] = []
    pictures: list[int] = []
    characters = unmapped = lost = 0
    for index in range(count):
        if time.monotonic() > deadline:
            raise UnreadableFile(
                f"{name} takes longer than {limits.seconds} seconds to read "
                f"(page {index + 1} of {count}): "
                "cut out the report, or allow more with --max-seconds"
            )
        page = read_page(document, index)
        characters, unmapped = characters + len(page.glyphs), unmapped + page.unmapped
        pictures += [index + 1] if _is_picture(page) else []
        lost += page.lost
        found.append(lines_of(page.glyphs))
    _refuse_pictures(name, count, characters, len(pictures))
    _refuse_garbled(name, found, characters, unmapped)
    if lost:
        raise UnreadableFile(
            f"{name} is a PDF without its fonts, of which {lost} stretches of text can't be read on this machine: "
            f"install a Chinese font (such as fonts-noto-cjk) and try again"
        )
    return found, pictures


def _is_picture(page: Page) -> bool:
    return page.pictures and not page.glyphs and not page.unmapped


def _refuse_pictures(name: str, pages: int, characters: int, pictured: int) -> None:
    if pictured > _PICTURED * pages or not characters:
        what = "a scanned" if pictured else "an empty"
        raise UnreadableFile(
            f"{name} is {what} PDF, without text in it (pages: {pages}): read its pictures first: "
            f"ocrmypdf -l chi_sim {name} read.pdf"
        )


def _refuse_garbled(name: str, pages: list[list[Line]], characters: int, unmapped: int) -> None:
    drawn = "".join(line.text for lines in pages for line in lines)
    strange = sum(not character.isascii() for character in drawn) >= _ENOUGH and not reads_as_chinese(drawn)
    if strange or unmapped > _GARBLED * (characters + unmapped):
        raise UnreadableFile(
            f"{name} is a PDF whose fonts don't tell which characters they draw, so that its text is garbled: "
            f"read its pictures instead: {_NEW_LAYER} {name} read.pdf"
        )


def _compose(pages: list[list[Line]]) -> Draft:
    draft, page = Draft(), 0
    for piece in pieces_of(enumerate(blocks_of(without_furniture(pages)), start=1)):
        if piece.opens:
            draft.end_line()
        if piece.page != page:
            page = piece.page
            draft.turn_page(page)
        draft.go_on(piece.text)
    return draft
