"""Text as it is searched: every Chinese character is a word, every run of letters another, and every run of digits.

So a term of one or two characters is found as well as a long one, without a dictionary: 上云 is the phrase of the
two words 上 and 云. Width and case make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

Phrase = tuple[str, ...]
Span = tuple[int, int]

_PART = re.compile(r'["“”＂](?P<quoted>[^"“”＂]*)["“”＂]|(?P<bare>[^\s"“”＂]+)')


class Token(NamedTuple):
    """A word and where it stands in the text."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The words of a text.

    >>> [token.text for token in tokens_of("建成５Ｇ基站1.2万个")]
    ['建', '成', '5', 'g', '基', '站', '1', '2', '万', '个']
    """
    found: list[Token] = []
    open_kind = ""  # of the word that the next letter or digit may go on with
    for place, character in enumerate(text):
        for one, kind in _PARTS[character]:
            if kind and kind == open_kind:
                found[-1] = Token(found[-1].text + one, found[-1].start, place + 1)
            elif kind is not None:
                found.append(Token(one, place, place + 1))
            open_kind = kind or ""
    return found


class _Parts(dict[str, tuple[tuple[str, str | None], ...]]):
    """What each character is in either width and case, with the kind of run that it may be part of; looked up once."""

    def __missing__(self, character: str) -> tuple[tuple[str, str | None], ...]:
        """The parts of a character, kept for the next time."""
        folded = normalize("NFKC", character).casefold()
        return self.setdefault(character, tuple((one, _kind_of(one)) for one in folded))


def _kind_of(character: str) -> str | None:
    """What kind of run it may be part of: none, for a Chinese character; None for what is in no word."""
    if not character.isalnum():
        return None
    if category(character) == "Lo":
        return ""
    return "letters" if character.isalpha() else "digits"


@lru_cache(maxsize=256)  # a sentence is spaced for each of its records
def spaced(text: str | None) -> str:
    """The words with blanks between, as the index takes them; SQL knows this function.

    The same words as `tokens_of` gives, in a quarter of its time: what a report holds has to be spaced to store it.
    """
    spelt = (text or "").translate(_SPELT)
    for sign in _RUNS.values():
        spelt = spelt.replace(sign + sign, "").replace(sign, " ")
    return " ".join(spelt.split())


class _Spelt(dict[int, str]):
    """Each character as its words with blanks between; a sign stands before and after what goes on in the next one."""

    def __missing__(self, character: int) -> str:
        """The words of a character, kept for the next time."""
        return self.setdefault(character, "".join(_marked(one, kind) for one, kind in _PARTS[chr(character)]))


def _marked(one: str, kind: str | None) -> str:
    if kind is None:
        return " "
    sign = _RUNS.get(kind, " ")
    return f"{sign}{one}{sign}"


def phrases_of(query: str) -> list[Phrase]:
    """What a person asks for: all parts between blanks must be there, each as it stands; quotes keep blanks together.

    >>> phrases_of('上云 "5G 基站" NEAR(*)')
    [('上', '云'), ('5', 'g', '基', '站'), ('near',)]
    """
    parts = (part["quoted"] if part["bare"] is None else part["bare"] for part in _PART.finditer(query))
    phrases = (tuple(token.text for token in tokens_of(part)) for part in parts)
    return [phrase for phrase in dict.fromkeys(phrases) if phrase]


def spans_of(text: str, phrases: Sequence[Phrase]) -> list[Span]:
    """Where the phrases stand in the text, in order; what overlaps or adjoins is one.

    >>> spans_of("上云企业达到5700家", [("企", "业"), ("云", "企")])
    [(1, 4)]
    """
    merged: list[Span] = []
    for start, end in sorted(_occurrences(tokens_of(text), phrases)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _occurrences(tokens: Sequence[Token], phrases: Sequence[Phrase]) -> Iterator[Span]:
    words = [token.text for token in tokens]
    for phrase in phrases:
        for place in range(len(words) - len(phrase) + 1):
            if tuple(words[place : place + len(phrase)]) == phrase:
                yield tokens[place].start, tokens[place + len(phrase) - 1].end


_PARTS = _Parts()
_RUNS = {"letters": "\1", "digits": "\2"}  # signs that are in no word
_SPELT = _Spelt()
