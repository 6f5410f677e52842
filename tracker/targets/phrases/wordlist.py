"""The words that jieba lists, with those of the lexicon, as jieba itself would count them.

jieba says how much each of our words weighs; its own list is read here, in a third of the time that it takes for it.
`tests/test_targets_segment.py` holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import chain, compress
from math import log
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.lexicon import words

if TYPE_CHECKING:
    from jieba import Tokenizer

Weighed = Iterable[tuple[str, float]]

_OWN = ("verbs", "outcomes", "trailing", "fillers", "commitments", "compounds")


def list_of_jieba() -> Path:
    """Where jieba keeps its words, a line for each: 云计算 7 n."""
    found = find_spec("jieba")
    if not found or not found.origin:
        raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
    return Path(found.origin).with_name("dict.txt")


def own_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the lexicon that are words to jieba too, and those of its dictionary that hide two of ours."""
    split = words("compounds", "split")
    added = [word for name in _OWN for word in words(name) if len(word) > 1 and word not in split]
    return tuple(added), split


def weighed_words(listed: str) -> tuple[Weighed, float]:
    """Each word with the logarithm of how frequent it is, 0 for one that shall not be used; and that of what is none.

    `listed` is the text of jieba's list. The last weight of a word counts.
    """
    fields = listed.split()
    listed_words, numbers = fields[::3], fields[1::3]
    added, split = own_words()
    tokenizer = _tokenizer(listed_words, numbers, {*added, *split})
    for word in added:
        tokenizer.add_word(word)
    total = log(tokenizer.total)
    weights = {number: log(int(number)) - total if int(number) else 0.0 for number in set(numbers)}
    weighed = zip(listed_words, map(weights.__getitem__, numbers), strict=True)
    ours = ((word, log(tokenizer.FREQ[word]) - total) for word in dict.fromkeys(added))
    return chain(weighed, ours, ((word, 0.0) for word in split)), -total


def _tokenizer(listed_words: Sequence[str], numbers: Sequence[str], wanted: Iterable[str]) -> Tokenizer:
    """A tokenizer of jieba that knows the wanted words and their parts, which is all that it needs to count them.

    The table of all words that it would make for itself takes half a second.
    """
    from jieba import Tokenizer

    parts = {part for word in wanted for part in _parts_of(word)}
    of_these = map(parts.__contains__, listed_words)
    counts = {word: int(number) for word, number in compress(zip(listed_words, numbers, strict=True), of_these)}
    openings = {word[:end] for word in counts for end in range(1, len(word))} | set(map(itemgetter(0), listed_words))
    tokenizer = Tokenizer()
    tokenizer.FREQ = dict.fromkeys(openings, 0) | counts  # as jieba keeps what words only begin with
    tokenizer.total = sum(map(int, numbers))
    tokenizer.initialized = True
    return tokenizer


def _parts_of(word: str) -> Iterator[str]:
    return (word[start:end] for start in range(len(word)) for end in range(start + 1, len(word) + 1))
