"""Paragraphs of a Word document → characters: tracked changes as accepted, fields as shown, notes by their number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DELETED = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "rt", "Fallback"})
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


class TextOf:
    """Reads paragraphs of one document, and remembers which notes they refer to."""

    def __init__(self, document: Document) -> None:
        self._notes = {part: dict(_notes_in(document, part)) for part in _NOTES.values()}
        self._referred: dict[tuple[str, str], int] = {}

    def of(self, paragraph: _Element) -> tuple[str, list[_Element]]:
        """The text of a paragraph, and the text boxes that hang on it."""
        boxes: list[_Element] = []
        return "".join(self._pieces(paragraph, boxes)), boxes

    def notes(self) -> Iterator[str]:
        """The text of each note that was referred to, in order of its number."""
        for part, name in self._referred:
            note = self._notes[part].get(name)
            paragraphs = note.iterchildren(f"{W}p") if note is not None else ()
            yield " ".join(filter(None, (self.of(paragraph)[0].strip() for paragraph in paragraphs)))

    def _pieces(self, element: _Element, boxes: list[_Element]) -> Iterator[str]:
        for child in element.iterchildren("{*}*"):
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in _BREAKS:
                yield _BREAKS[name]
            elif name in _NOTES:
                yield self._note_mark(_NOTES[name], value(child, "id"))
            elif name == "txbxContent":
                boxes.append(child)
            elif name not in _DELETED and not (name == "r" and _is_hidden(child)):
                yield from self._pieces(child, boxes)

    def _note_mark(self, part: str, name: str) -> str:
        if name not in self._notes[part]:
            return ""
        return f"〔{self._referred.setdefault((part, name), len(self._referred) + 1)}〕"


def local(element: _Element) -> str:
    """The name of an element without its namespace; nothing for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: _Element, name: str = "val") -> str:
    """An attribute of Word's own namespace; empty where it isn't there."""
    return str(element.get(f"{W}{name}", ""))


def _is_hidden(run: _Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and value(hidden) not in ("0", "false", "off")


def _notes_in(document: Document, part: str) -> Iterator[tuple[str, _Element]]:
    """The notes of a document by their id; python-docx has no reader for them, so their part is parsed here."""
    from docx.oxml.parser import parse_xml

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/" + part):
            root = parse_xml(relation.target_part.blob)
            for note in root.iterchildren(f"{W}footnote", f"{W}endnote"):
                if not value(note, "type"):  # separators have one
                    yield value(note, "id"), note
