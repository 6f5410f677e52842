"""One character stays one character, or goes: widths folded, white space left out, with the way back."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_DASHES = "—–―－−─"
_KEPT = set("，。；：！？（）、“”‘’《》【】〔〕…～·")
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f]+")
_DIGIT_GAP = re.compile(r"(?<=[0-9０-９])[ \u3000\xa0]+(?=[0-9０-９])")
_FOOTNOTE = re.compile(r"(?<=[\u4e00-\u9fff”）》’])[\[〔［]([0-9]{1,3})[\]〕］]")
_ASCII_MARKS = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}


@cache
def _fold_char(char: str) -> str:
    if char in _DASHES:
        return "-"
    if char in _KEPT:
        return char
    if char in _ASCII_MARKS:
        return _ASCII_MARKS[char]
    if unicodedata.numeric(char, None) is not None and not char.isdecimal():
        return char  # ① stays a list mark, ½ stays one character
    folded = unicodedata.normalize("NFKC", char)
    folded = folded if len(folded) == 1 else char
    return _ASCII_MARKS.get(folded, folded)


def footnotes(text: str) -> list[tuple[int, int]]:
    """Where the numbers of footnote marks stand, 〔12〕 behind a word: they part nothing and count nothing."""
    return [match.span(1) for match in _FOOTNOTE.finditer(text)]


def fold(text: str, start: int = 0) -> tuple[str, tuple[int, ...]]:
    """The folded text and, for each of its characters, its place in the original (plus `start`).

    Thousands separators keep their ASCII comma, decimal points their ASCII dot. A gap between two digits is kept as one
    space, so that `2月24日 12:08` and `1 2` do not grow together, unless it groups thousands (`5 700`).
    """
    chars: list[str] = []
    places: list[int] = []
    left_out = {place for note in _FOOTNOTE.finditer(text) for place in range(start + note.start(), start + note.end())}
    for place, char in enumerate(text, start):
        if place in left_out:
            continue
        if not _INVISIBLE.match(char):
            chars.append(_fold_char(char))
            places.append(place)
        elif _is_gap(text, place - start):
            chars.append(" ")
            places.append(place)
    return _restore_commas("".join(chars)), tuple(places)


def _is_gap(text: str, index: int) -> bool:
    """White space that parts two numbers: between digits, and not before a group of three digits."""
    if index == 0 or not text[index - 1].isdecimal():
        return False
    rest = _INVISIBLE.match(text, index)
    after = rest.end() if rest else index + 1
    if after >= len(text) or not text[after].isdecimal():
        return False
    return re.match(r"\d{3}(?!\d)", text[after : after + 4]) is None or "\n" in text[index:after]


_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")


def _restore_commas(text: str) -> str:
    """`1，234` is one number where the groups are of three digits; elsewhere a comma parts clauses."""
    return _THOUSANDS.sub(",", text)
