"""A web page, or one saved with its pictures in one file (mhtml) → Content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

from tracker.errors import UnreadableFile
from tracker.model import Content
from tracker.read.drafts import Draft
from tracker.read.extras import missing
from tracker.read.html.about import read_about
from tracker.read.html.decoding import decode_page
from tracker.read.html.locating import Located, is_menu, locate
from tracker.read.html.pieces import Piece, pieces_of
from tracker.read.html.tables import grid_of
from tracker.read.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_KIND = "a web page"
_SHOWN = 30  # characters of a line that a warning quotes
_XML = re.compile(r"\s*<\?xml[^>]*\?>")  # lxml takes no declaration of an encoding with characters
_CONTROLS = re.compile("[\0\x01-\x08\x0b\x0e-\x1f]")


def read_html(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, declared: str = "") -> Content:
    """The main text of a web page, its tables, and what it says of itself. Raises UnreadableFile where it has none."""
    source = _XML.sub("", decode_page(data, name, declared), count=1)
    root = _parse(source, name)
    about = read_about(root, source)
    body = root.find("body")
    located = Located([], []) if body is None else _locate(body, len(source))
    if not located.pieces:
        raise UnreadableFile(_describe_empty(root, name))
    draft = _compose(located.pieces)
    return Content(
        draft.text,
        title=about.title,
        published=about.published,
        url=about.url,
        marks=tuple(draft.marks),
        tables=tuple(draft.tables),
        warnings=_warn(located.beside),
    )


def read_mhtml(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Content:
    """The page in a web archive (.mhtml), which is a mail message with the page as its first part."""
    message = message_from_bytes(data, policy=policy.default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if not isinstance(page, EmailMessage):
        raise UnreadableFile(f"{name} is a web archive (.mhtml) without a page: save the page again as .html")
    content = page.get_payload(decode=True)
    held = read_html(content if isinstance(content, bytes) else b"", name, limits, page.get_content_charset() or "")
    address = page.get("Content-Location") or message.get("Snapshot-Content-Location") or ""
    return held if held.url or not address.startswith("http") else replace(held, url=str(address))


def _parse(source: str, name: str) -> HtmlElement:
    try:
        import trafilatura  # noqa: F401  # missing is told before a page is half read
        from lxml.etree import LxmlError
        from lxml.html import HTMLParser, document_fromstring
    except ImportError:
        raise missing(name, _KIND, "trafilatura", "html") from None
    parser = HTMLParser(huge_tree=True)
    try:
        root = document_fromstring(_CONTROLS.sub("", source), parser=parser)
    except (LxmlError, ValueError):
        raise UnreadableFile(f"{name} is {_KIND} without content: open it in a browser and save its text") from None
    if any("Excessive depth" in error.message for error in parser.error_log):
        raise UnreadableFile(
            f"{name} is {_KIND} that nests elements more than 2000 deep, as no report does: save its text as .txt"
        )
    return root


def _locate(body: HtmlElement, size: int) -> Located:
    pieces = [piece for piece in pieces_of(body) if not is_menu(piece)]
    if not pieces:
        return Located([], [])
    located = locate(body, size, pieces)
    return located if located.pieces else Located(pieces, [])


def _warn(beside: Sequence[Piece]) -> tuple[str, ...]:
    if not beside:
        return ()
    return (f"paragraphs with numbers left out beside the report: {len(beside)}, such as {beside[0].text[:_SHOWN]}…",)


def _compose(pieces: Sequence[Piece]) -> Draft:
    draft = Draft()
    for piece in pieces:
        if piece.is_table:
            draft.write_table(grid_of(piece.element, _text_of))
        else:
            draft.write(piece.text)
    return draft


def _text_of(cell: _Element) -> str:
    return "\n".join(piece.text for piece in pieces_of(cell))


def _describe_empty(root: HtmlElement, name: str) -> str:
    """Why a page has no main text, and what to do."""
    if root.find(".//frameset") is not None or root.find(".//iframe") is not None:
        return f"{name} is {_KIND} of frames without text of its own: open the frame with the report and save that"
    if root.find(".//script") is not None:
        return f"{name} is {_KIND} whose text is loaded by scripts: open it in a browser and save its text as .txt"
    return f"{name} is {_KIND} without text: open it in a browser and save its text as .txt"
