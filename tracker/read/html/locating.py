"""Where in a page the report stands: the element that trafilatura means, widened until no number of it is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tracker.lexicon import alternation, words
from tracker.read.headings import SEARCHED, heads_goals
from tracker.read.html.pieces import Piece

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_MOST_FOR_TRAFILATURA = 1_500_000  # characters: its cost grows faster than the page
_LEAD = 12  # characters by which a line is known again
_MOST = 0.98  # of the text that was found lies in the element
_LONG = 20  # characters of a line of running text
_SENTENCE = re.compile("[。；;]")
_DIGIT = re.compile(r"\d|[一二三四五六七八九]成|翻番")
_MENU = 0.8  # of a line is links


def is_menu(piece: Piece) -> bool:
    """Whether a line is made of links and says nothing: a menu, a list of other pages."""
    return piece.linked >= _MENU * len(piece.text) and not piece.is_table and not _SENTENCE.search(piece.text)


class Located(NamedTuple):
    """The lines of a page that are its report, and lines of running text with numbers that stand beside it."""

    pieces: list[Piece]
    beside: list[Piece]


def locate(body: HtmlElement, size: int, pieces: Sequence[Piece]) -> Located:
    """The lines of the report: where most of its text is by trafilatura, and where all running text with numbers is.

    trafilatura passes over what it takes for a repetition or for too short, so that its word is not the last: the
    element that it means is widened until it holds every line of running text with a number in it, but for those in
    parts of the page that by their names are no article.
    """
    main = _main(body, size, pieces)
    inside = set(main.iter("*"))
    around = {main, *main.iterancestors()}
    apart = {piece for piece in pieces if piece.element not in inside and _stands_beside(piece.element, around)}
    numbered = [piece for piece in pieces if _tells_numbers(piece)]
    wide = _widened(main, body, _weights(piece for piece in numbered if piece not in apart))
    inside = set(wide.iter("*"))
    return Located(
        [piece for piece in pieces if piece.element in inside and piece not in apart],
        [piece for piece in numbered if piece in apart],
    )


def _main(body: HtmlElement, size: int, pieces: Sequence[Piece]) -> _Element:
    leads = _leads(_main_text(body)) if size <= _MOST_FOR_TRAFILATURA else set()
    wanted = Counter({piece.element: len(piece.text) for piece in pieces if _bare(piece.text)[:_LEAD] in leads})
    if not wanted:
        wanted = _weights(piece for piece in pieces if _is_running(piece)) or _weights(pieces)
    found = _deepest(body, wanted, _MOST)
    if sum(piece.element is found for piece in pieces) == 1 and found is not body:
        found = _parent(found, body)  # a single long paragraph, whose heading stands beside it
    return found


def _stands_beside(element: _Element | None, around: Container[_Element]) -> bool:
    """Whether an element lies in a part that is no article, as <aside> or class="side", and isn't `around` it."""
    while element is not None and element not in around:
        if element.tag in ("aside", "footer") or _named_beside().search(_names_of(element)):
            return True
        element = element.getparent()
    return False


def _names_of(element: _Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


@cache
def _named_beside() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{alternation(words('pages', 'beside'))})(?![a-z])", re.IGNORECASE)


def _weights(pieces: Iterable[Piece]) -> Counter[_Element]:
    weights: Counter[_Element] = Counter()
    for piece in pieces:
        weights[piece.element] += max(len(piece.text), 1)
    return weights


def _tells_numbers(piece: Piece) -> bool:
    """Whether it is running text with a number in it, or a table of goals; a calendar is neither."""
    if piece.is_table:
        rows = islice(piece.element.iter("tr"), SEARCHED)
        return any(heads_goals(["".join(map(str, cell.itertext())) for cell in row]) for row in rows)
    return _is_running(piece) and _DIGIT.search(piece.text) is not None


def _is_running(piece: Piece) -> bool:
    return len(piece.text) >= _LONG and not is_menu(piece) and _SENTENCE.search(piece.text) is not None


def _main_text(body: HtmlElement) -> str:
    from copy import deepcopy

    from trafilatura import bare_extraction

    try:
        found = bare_extraction(deepcopy(body), fast=True, favor_recall=True, include_comments=False)
    except Exception:  # whatever it stumbles over in a broken page: the text is found without it
        return ""
    return getattr(found, "text", None) or ""


def _leads(text: str) -> set[str]:
    return {_bare(line)[:_LEAD] for line in text.split("\n")} - {""}


def _bare(text: str) -> str:
    return "".join(text.split())


def _deepest(root: _Element, weights: Counter[_Element], share: float) -> _Element:
    """The smallest element under `root` that holds this share of the weights."""
    held = _held(root, weights)
    needed = share * held[root]
    found = root
    while True:
        below = next((child for child in found.iterchildren("*") if held[child] >= needed), None)
        if below is None:
            return found
        found = below


def _widened(found: _Element, root: _Element, weights: Counter[_Element]) -> _Element:
    """The smallest element around `found` that holds all of the weights."""
    held = _held(root, weights)
    while found is not root and held[found] < held[root]:
        found = _parent(found, root)
    return found


def _parent(element: _Element, root: _Element) -> _Element:
    parent = element.getparent()
    return root if parent is None else parent


def _held(root: _Element, weights: Counter[_Element]) -> Counter[_Element]:
    """The weight of each element with all that lies in it."""
    held = Counter(weights)
    for element in reversed(list(root.iter("*"))):
        parent = element.getparent()
        if element is not root and parent is not None and element in held:
            held[parent] += held[element]
    return held
