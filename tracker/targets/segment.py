"""Word boundaries as jieba draws them without its HMM, found only when a phrase needs them.

The same dictionary and the same choice, the cut of the greatest product of frequencies, in one loop: 5 µs for a phrase
for which `jieba.cut` takes 40. `tests/test_targets_segment.py` holds the two against each other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import log

from tracker.targets.dictionary import dictionary

_BLOCK = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+|.", re.DOTALL)  # what jieba cuts further; else one character
_LETTER = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


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
    count, total = known.counts.get, log(known.total)
    length = len(block)
    weights = [0.0] * (length + 1)
    ends = [0] * length
    for start in range(length - 1, -1, -1):
        best, chosen, end = None, start + 1, start + 1
        occurs = count(block[start])
        while occurs is not None and end <= length:
            if occurs:
                weight = log(occurs) - total + weights[end]
                if best is None or weight >= best:
                    best, chosen = weight, end
            end += 1
            occurs = count(block[start:end])
        weights[start] = weights[start + 1] - total if best is None else best
        ends[start] = chosen
    return ends


def _joined(block: str, ends: list[int]) -> list[str]:
    """The words of the cut; single letters and digits that follow each other are one word."""
    found: list[str] = []
    position, letters = 0, 0
    while position < len(block):
        end = ends[position]
        if end - position == 1 and block[position] in _LETTER:
            letters += 1
        else:
            if letters:
                found.append(block[position - letters : position])
                letters = 0
            found.append(block[position:end])
        position = end
    return [*found, block[position - letters :]] if letters else found
