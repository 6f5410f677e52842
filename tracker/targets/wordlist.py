"""The words that jieba lists, with those of the lexicon, as jieba itself would count them.

jieba is not imported for it: doing so takes a sixth of a second, and building its dictionary half of one.
`tests/test_targets_segment.py` holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from importlib.util import find_spec
from itertools import chain, compress
from math import log
from pathlib import Path

from tracker.lexicon import words

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
    census = _Census(listed, listed_words, numbers, {*added, *split})
    own = dict.fromkeys(added, 0)
    for word in added:
        own[word] = census.add(word)
    total = log(census.total)
    weights = {number: log(int(number)) - total if int(number) else 0.0 for number in set(numbers)}
    weighed = zip(listed_words, map(weights.__getitem__, numbers), strict=True)
    ours = ((word, log(count) - total) for word, count in own.items())
    return chain(weighed, ours, ((word, 0.0) for word in split)), -total


class _Census:
    """What jieba counts of some words and their parts; only these, since a table of all takes a tenth of a second."""

    def __init__(self, listed: str, words: list[str], numbers: list[str], wanted: Collection[str]) -> None:
        parts = {part for word in wanted for part in _parts_of(word)}
        of_these = map(parts.__contains__, words)
        self._counts = {word: int(number) for word, number in compress(zip(words, numbers, strict=True), of_these)}
        self._openings: set[str] = set()  # what words begin with that were added
        self._listed = f"\n{listed}"
        self.total = sum(map(int, numbers))

    def add(self, word: str) -> int:
        """Count the word as often as it takes for it to win over its parts, as `add_word` of jieba does."""
        likely = 1.0
        for piece in self._cut(word):
            likely *= self._count(piece) / self.total
        self._counts[word] = max(int(likely * self.total) + 1, self._counts.get(word, 1))
        self._openings.update(word[:end] for end in range(1, len(word)))
        self.total += self._counts[word]
        return self._counts[word]

    def _cut(self, word: str) -> Iterator[str]:
        """The pieces of the word whose product is greatest."""
        total, best = log(self.total), [(0.0, 0)] * (len(word) + 1)
        for start in reversed(range(len(word))):
            ends = [end for end in range(start + 1, len(word) + 1) if self._counts.get(word[start:end])]
            best[start] = max(
                (log(self._counts.get(word[start:end]) or 1) - total + best[end][0], end) for end in ends or [start + 1]
            )
        start = 0
        while start < len(word):
            yield word[start : best[start][1]]
            start = best[start][1]

    def _count(self, piece: str) -> int:
        """How often it occurs: never where words only begin with it, once where it is unknown."""
        if (count := self._counts.get(piece)) is not None:
            return count
        return 0 if piece in self._openings or f"\n{piece}" in self._listed else 1


def _parts_of(word: str) -> Iterator[str]:
    return (word[start:end] for start in range(len(word)) for end in range(start + 1, len(word) + 1))
