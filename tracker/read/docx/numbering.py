"""Automatic numbers of a Word document's paragraphs: 一、 and （一） that Word draws and the text doesn't hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.read.docx.runs import W, value
from tracker.read.ordinals import ordinal

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_LEVELS = 9  # that Word has
_PLACEHOLDER = re.compile("%([1-9])")
_PLAIN = "decimal"
_UNSEEN = frozenset({"bullet", "none"})  # bullets are glyphs of a symbol font


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    form: str
    shape: str  # %1、
    start: int
    legal: bool  # the levels above in plain digits too


class Numbering:
    """Counts the numbered paragraphs of one document in order."""

    def __init__(self, document: Document) -> None:
        self._styles = {value(style, "styleId"): style for style in document.styles.element.iterchildren(f"{W}style")}
        self._default = next((name for name, style in self._styles.items() if _is_default(style)), "")
        root = _numbering_root(document)
        self._lists = {} if root is None else dict(_lists(root))
        self._counts: dict[str, Counter[int]] = {}

    def style_name(self, paragraph: _Element) -> str:
        """The name of the style of a paragraph: `heading 1`."""
        style = self._styles.get(self._style_id(paragraph))
        named = style.find(f"{W}name") if style is not None else None
        return value(named) if named is not None else ""

    def number(self, paragraph: _Element) -> str:
        """The number that Word draws before a paragraph; empty where it draws none. Counts it."""
        name, depth = self._place(paragraph)
        levels = self._lists.get(name, ("", {}))[1]
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[name][0], Counter())
        counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        for deeper in range(depth + 1, _LEVELS):
            counts.pop(deeper, None)
        return _drawn(levels, depth, counts)

    def _style_id(self, paragraph: _Element) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return value(style) if style is not None else self._default

    def _place(self, paragraph: _Element) -> tuple[str, int]:
        """The list and level of a paragraph, of its own or by its style and those that the style is based on."""
        name, depth = "", ""
        for holder in (paragraph, *self._ancestry(self._style_id(paragraph))):
            held = holder.find(f"{W}pPr/{W}numPr")
            if held is not None:
                name = name or _held(held, "numId")
                depth = depth or _held(held, "ilvl")
            if name:
                break
        return name, int(depth) if depth.isdecimal() else 0

    def _ancestry(self, style_id: str) -> Iterator[_Element]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            parent = style.find(f"{W}basedOn")
            style_id = value(parent) if parent is not None else ""


def _drawn(levels: dict[int, _Level], depth: int, counts: Counter[int]) -> str:
    level = levels[depth]
    if level.form in _UNSEEN:
        return ""

    def place(found: re.Match[str]) -> str:
        above = int(found[1]) - 1
        held = levels.get(above, level)
        form = _PLAIN if level.legal and above != depth else held.form
        return ordinal(counts.get(above, held.start), form)

    return _PLACEHOLDER.sub(place, level.shape)


def _numbering_root(document: Document) -> _Element | None:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/numbering"):
            root: _Element = relation.target_part.element
            return root
    return None


def _lists(root: _Element) -> Iterator[tuple[str, tuple[str, dict[int, _Level]]]]:
    """Each list by its id: what counts it (lists of one pattern count on together) and its levels."""
    patterns = {value(pattern, "abstractNumId"): pattern for pattern in root.iterchildren(f"{W}abstractNum")}
    for listed in root.iterchildren(f"{W}num"):
        name, pattern = value(listed, "numId"), _held(listed, "abstractNumId")
        if pattern not in patterns:
            continue
        levels = dict(_levels(patterns[pattern]))
        restarted = False
        for override in listed.iterchildren(f"{W}lvlOverride"):
            depth, start = _depth(override), _held(override, "startOverride")
            levels.update(_levels(override))
            if start.isdecimal() and depth in levels:
                held = levels[depth]
                levels[depth] = _Level(held.form, held.shape, int(start), held.legal)
                restarted = True
        yield name, (name if restarted else f"of {pattern}", levels)


def _levels(parent: _Element) -> Iterator[tuple[int, _Level]]:
    for level in parent.iterchildren(f"{W}lvl"):
        start = _held(level, "start")
        yield (
            _depth(level),
            _Level(
                _held(level, "numFmt") or _PLAIN,
                _held(level, "lvlText"),
                int(start) if start.isdecimal() else 1,
                level.find(f"{W}isLgl") is not None,
            ),
        )


def _depth(element: _Element) -> int:
    written = value(element, "ilvl")
    return int(written) if written.isdecimal() else 0


def _held(parent: _Element, name: str) -> str:
    child = parent.find(f"{W}{name}")
    return value(child) if child is not None else ""


def _is_default(style: _Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")
