"""Word boundaries as jieba draws them without its HMM, found only when a phrase needs them.

The same dictionary and the same choice, the cut of the greatest product of frequencies, in one loop: 5 µs for a phrase
for which `jieba.cut` takes 40. `tests/test_targets_segment.py` holds the two against each other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.targets.phrases.dictionary import dictionary

_BLOCK = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+|.", re.DOTALL)  # what jieba cuts further; else one character
_LETTER = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_NONE = float("-inf")
_NO_PAIRS: dict[str, float] = {}


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a short phrase, in order; joined they are the phrase."""
    if len(text) < 2:
        return (text,) if text else ()
    found: list[str] = []
    for block in _BLOCK.findall(text):
        found.extend(_joined(block, _ends(block)) if len(block) > 1 else block)
    return tuple(found)


def _ends(block: str) -> list[int]:
    """For each position the end of the word that the best cut of the rest begins with; the longer one of two equals."""
    known = dictionary()
    alone, pairs, triples, longer = known.alone.get, known.pairs.get, known.triples.get, known.longer.get
    least, length, chars = known.least, len(block), list(block)
    sums, ends = [0.0] * (length + 1), list(range(1, length + 1))
    behind = chars[-1]
    rest = sums[-2] = alone(behind) or least
    for start in range(length - 2, -1, -1):
        char = chars[start]
        single, weight = alone(char), pairs(char, _NO_PAIRS).get(behind)
        behind = char
        if weight is None:  # no longer word begins here: so it is with every second character
            rest = sums[start] = (single or least) + rest
            continue
        best, end, weigh = single + rest if single else _NONE, start + 2, triples
        while weight is not None:
            if weight and (total := weight + sums[end]) >= best:
                best, ends[start] = total, end
            end += 1
            weight = weigh(block[start:end]) if end <= length else None
            weigh = longer
        rest = sums[start] = best if best > _NONE else least + rest
    return ends


def _joined(block: str, ends: list[int]) -> list[str]:
    """The words of the cut; single letters and digits that follow each other are one word."""
    found: list[str] = []
    position, letters, length = 0, 0, len(block)
    while position < length:
        end = ends[position]
        word = block[position:end]
        if word in _LETTER:
            letters += 1
        else:
            if letters:
                found.append(block[position - letters : position])
                letters = 0
            found.append(word)
        position = end
    return [*found, block[position - letters :]] if letters else found
