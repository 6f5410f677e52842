"""One character stays one character, or goes: widths folded, white space left out, with the way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_DASHES = "—–―－−─"
_KEPT = set("，。；：！？（）、“”‘’《》【】〔〕…～·")
_SPACES = r"\t-\r \x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # \s, searched five times as fast
_INVISIBLE = re.compile(rf"[{_SPACES}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f]+")
# A pattern that begins with a set of characters is searched at some 3 ns a character, one that begins with a
# lookbehind at some 40: the three below look back only once they stand on a mark.
_FOOTNOTE = re.compile(r"[\[〔［](?<=[\u4e00-\u9fff”\"）)》’%％‰。；].)([0-9０-９]{1,3})[\]〕］]")
_THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")
_POINT = re.compile(r"。(?<=\d。)(?=\d{1,2}(?:[%‰万亿]|个百分点))")  # 增长9。5%, as a careless hand writes it
_WRITTEN_YEAR = re.compile("(?:二[〇○零0Oo]|一九)[〇○零0Oo一二三四五六七八九]{2}(?=年)")
_UNFINISHED = re.compile(
    r"[，。二一](?:(?<=\d[，。])(?=\d)|(?<=[二一])(?=[〇○零0Oo九]..年))"
)  # what the three begin with
_FIGURES = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_PLAIN = r"\u4e00-\u9fff0-9A-Za-z，。、；：（）“”《》！？…·%./+"  # what folding leaves as it is
_NOT_PLAIN, _ODD = re.compile(f"[^{_PLAIN}]"), re.compile(rf"[^{_PLAIN}{_SPACES}]+")
_ASCII_MARKS = {"℅": "%", ",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}


def _fold_char(char: str) -> str:
    if char in _DASHES:
        return "-"
    if unicodedata.category(char) == "Cs":
        return "\ufffd"  # half a pair of surrogates: no text, which no library would take for one
    if char in _KEPT:
        return char
    if char in _ASCII_MARKS:
        return _ASCII_MARKS[char]
    if unicodedata.numeric(char, None) is not None and not char.isdecimal():
        return char  # ① stays a list mark, ½ stays one character
    folded = unicodedata.normalize("NFKC", char)
    folded = folded if len(folded) == 1 else char
    return _ASCII_MARKS.get(folded, folded)


class _Folds(dict[int, str]):
    """A table for `str.translate` that learns each character when it is met."""

    def __missing__(self, code: int) -> str:
        """The folded character, kept for the next time."""
        return self.setdefault(code, _fold_char(chr(code)))


_FOLDS = _Folds()


def footnotes(text: str) -> list[tuple[int, int]]:
    """Where the numbers of footnote marks stand, 〔12〕 behind a word: they part nothing and count nothing."""
    return [match.span(1) for match in _footnotes(text)]


def _footnotes(text: str) -> Iterable[re.Match[str]]:
    bracketed = "[" in text or "〔" in text or "［" in text  # most texts are not
    return _FOOTNOTE.finditer(text) if bracketed else ()


def fold(text: str, start: int = 0) -> tuple[str, Sequence[int]]:
    """The folded text and, for each of its characters, its place in the original (plus `start`).

    Thousands separators keep their ASCII comma, decimal points their ASCII dot; years are in figures. A gap between two
    digits is kept as one space, so that `2月24日 12:08` and `30 50` do not grow together, unless it groups thousands
    (`5 700`) or parts single figures (`1 2 0 0万元`).
    """
    if not _NOT_PLAIN.search(text):
        return _finished(text), range(start, start + len(text))
    clean = _ODD.sub(_fold_run, text)
    kept = list(_kept(text))
    if kept == [(0, len(text), False)]:
        return _finished(clean), range(start, start + len(text))
    shown = "".join(" " if gap else clean[first:last] for first, last, gap in kept)
    places: list[int] = []
    for first, last, _ in kept:
        places.extend(range(start + first, start + last))
    return _finished(shown), tuple(places)


def _fold_run(run: re.Match[str]) -> str:
    return run[0].translate(_FOLDS)


def _kept(text: str) -> Iterator[tuple[int, int, bool]]:
    """The stretches that stay, and the gaps between digits of which one character stays as a space."""
    position = 0
    for first, last in _left_out(text):
        if position < first:
            yield position, first, False
        if _is_gap(text, first, last):
            yield first, first + 1, True
        position = last
    if position < len(text):
        yield position, len(text), False


def _left_out(text: str) -> list[tuple[int, int]]:
    """White space and footnote marks, in order."""
    found = [match.span() for match in _INVISIBLE.finditer(text)]
    marks = [match.span() for match in _footnotes(text)]
    return sorted(found + marks) if marks else found


def _is_gap(text: str, first: int, last: int) -> bool:
    """White space that parts two numbers: between digits, and not before a group of three digits."""
    if first == 0 or last >= len(text) or not (text[first - 1].isdecimal() and text[last].isdecimal()):
        return False
    if "\n" in text[first:last]:
        return True
    return _GROUP.match(text, last) is None and not _is_spaced_out(text, first, last)


def _is_spaced_out(text: str, first: int, last: int) -> bool:
    """One space between single figures of a number that counts something: 1 2 0 0万元, as scanned texts have it."""
    alone = last - first == 1 and not (first > 1 and text[first - 2].isdecimal())
    return alone and _SPACED_OUT.match(text, last) is not None


_GROUP = re.compile(r"\d{3}(?!\d)")
_SPACED_OUT = re.compile(r"\d(?: ?[.．]? ?\d(?!\d)){0,12} ?[%％‰\u4e00-\u9fff]")


def _finished(text: str) -> str:
    """`1，234` is one number where the groups are of three digits, 9。5% is 9.5%, and 二〇〇八年 is 2008年."""
    if not _UNFINISHED.search(text):
        return text
    return _WRITTEN_YEAR.sub(_in_figures, _POINT.sub(".", _THOUSANDS.sub(",", text)))


def _in_figures(year: re.Match[str]) -> str:
    return year[0].translate(_FIGURES)
