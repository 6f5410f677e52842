"""A tree of elements → its lines and tables in order: what a browser would show, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.read.html.tables import is_layout

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    re.split(
        r"\s+",
        "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form "
        "frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main marquee nav ol p pre section summary table "
        "tbody td tfoot th thead tr ul",
    )
)
_UNSEEN = frozenset(
    re.split(
        r"\s+",
        "applet audio button canvas del datalist embed head iframe map math nav noframes noscript object option rp rt "
        "script select style svg template textarea title video",
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\f\n]*(?=[{_WIDE}])")  # broken in the source, not on the page
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A line of a page, or a table; `linked` characters of the line are links."""

    element: _Element  # the block that it stands in
    text: str = ""
    linked: int = 0
    is_table: bool = False


def pieces_of(root: _Element) -> Iterator[Piece]:
    """The lines and tables under an element in order."""
    return _Walk(root).pieces()


class _Walk:
    """One walk through a tree; no recursion, as broken pages nest a thousand deep."""

    def __init__(self, root: _Element) -> None:
        self._root = root
        self._blocks = [root]
        self._links = self._kept = self._linked = 0
        self._written: list[str] = []

    def pieces(self) -> Iterator[Piece]:
        from lxml.etree import iterwalk

        walk = iterwalk(self._root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event in ("comment", "pi"):
                self._write(element.tail)
            elif event == "end":
                yield from self._end(element)
            elif _is_unseen(element):
                walk.skip_subtree()
            elif element.tag == "table" and not is_layout(element):
                yield from self._flush()
                yield Piece(element, is_table=True)
                walk.skip_subtree()
            else:
                yield from self._start(element)
        yield from self._flush()

    def _start(self, element: _Element) -> Iterator[Piece]:
        tag = element.tag
        if tag in _BLOCKS or tag == "br":
            yield from self._flush()
        if tag in _BLOCKS:
            self._blocks.append(element)
        self._links += _is_link(element)
        self._kept += _keeps_lines(element)
        self._write(element.text)

    def _end(self, element: _Element) -> Iterator[Piece]:
        if not _is_unseen(element) and not (element.tag == "table" and self._blocks[-1] is not element):
            if element.tag in _BLOCKS:
                yield from self._flush()
                self._blocks.pop()
            self._links -= _is_link(element)
            self._kept -= _keeps_lines(element)
        if element is not self._root:
            self._write(element.tail)

    def _write(self, text: str | None) -> None:
        if text:
            self._written.append(text.replace("\n", "\v") if self._kept else text)
            self._linked += len(text.strip()) if self._links else 0

    def _flush(self) -> Iterator[Piece]:
        written, linked = "".join(self._written), self._linked
        self._written, self._linked = [], 0
        for line in written.split("\v"):
            text = tidy(line)
            if text:
                yield Piece(self._blocks[-1], text, linked)


def tidy(text: str) -> str:
    """The text as a browser shows it: runs of white space as one, none where a line of Chinese was only wrapped."""
    return _SPACES.sub(" ", _WRAPPED.sub("", text)).strip(" \u00a0\u3000\u2002\u2003")


def _is_unseen(element: _Element) -> bool:
    return element.tag in _UNSEEN or "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def _is_link(element: _Element) -> bool:
    """Whether it leads away: Word writes an anchor without an address around its headings."""
    return element.tag == "a" and "href" in element.attrib


def _keeps_lines(element: _Element) -> bool:
    return element.tag in ("pre", "xmp", "listing") or bool(_KEEPS_LINES.search(element.get("style") or ""))
