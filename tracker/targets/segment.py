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
_LEAST = float("-inf")
_LETTER = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a short phrase, in order; joined they are the phrase."""
    if len(text) < 2:
        return (text,) if text else ()
    found: list[str] = []
    if len(_WEIGHTS) > _KEPT:
        _WEIGHTS.clear()
    for block in _BLOCK.findall(text):
        found.extend(_joined(block, _ends(block)) if len(block) > 1 else block)
    return tuple(found)


_KEPT = 1 << 15  # pieces of phrases; some 4 MB


class _Weights(dict[str, float | None]):
    """The logarithm of how frequent a piece of text is; 0 where words only begin with it, None where none do.

    Holds the pieces met lately: a look into the whole dictionary of half a million words costs four times as much.
    """

    def __missing__(self, piece: str) -> float | None:
        """The weight of a piece that was not met before."""
        known = dictionary()
        occurs = known.counts.get(piece)
        weight = log(occurs) - log(known.total) if occurs else occurs
        self[piece] = weight
        return weight


_WEIGHTS = _Weights()


def _ends(block: str) -> list[int]:
    """For each position the end of the word that the best cut of the rest begins with; the longer one of two equals."""
    weigh = _WEIGHTS
    length = len(block)
    sums = [0.0] * (length + 1)
    ends = [0] * length
    for start in range(length - 1, -1, -1):
        best, chosen, end = _LEAST, 0, start + 1
        weight = weigh[block[start]]
        while weight is not None:
            if weight and (total := weight + sums[end]) >= best:
                best, chosen = total, end
            end += 1
            if end > length:
                break
            weight = weigh[block[start:end]]
        sums[start] = best if chosen else sums[start + 1] - log(dictionary().total)
        ends[start] = chosen or start + 1
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
