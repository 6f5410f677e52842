"""Word boundaries as jieba draws them without its HMM, found only when a phrase needs them.

rjieba is jieba's method and word list, compiled: it starts in a quarter of the time, keeps no cache on disk, and cuts a
phrase in 1 µs where jieba takes 40. Where there is no build of it, jieba itself cuts, into the same words;
`tests/test_targets_segment.py` holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, partial

from tracker.lexicon import words

Cut = Callable[[str], list[str]]

_OWN = ("verbs", "outcomes", "trailing", "fillers", "commitments", "compounds")


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a short phrase, in order; joined they are the phrase."""
    return tuple(_cut()(text))


def own_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the lexicon that are words to jieba too, and those of its dictionary that hide two of ours."""
    split = words("compounds", "split")
    added = [word for name in _OWN for word in words(name) if len(word) > 1 and word not in split]
    return tuple(added), split


@cache
def _cut() -> Cut:
    try:
        return compiled()
    except ModuleNotFoundError:
        return interpreted()


def compiled() -> Cut:
    """What cuts by rjieba, which knows the words of the lexicon; raises ModuleNotFoundError where there is none."""
    from rjieba import Jieba

    jieba = Jieba()  # one of its own: nobody else's words are in it
    added, split = own_words()
    for word in added:
        if len(jieba.cut(word, hmm=False)) > 1:
            jieba.add_word(word, None, None)
    for word in split:
        jieba.add_word(word, 0, None)
    return partial(jieba.cut, hmm=False)


def interpreted() -> Cut:
    """The same by jieba, its words counted as rjieba counts them."""
    from jieba import Tokenizer

    jieba = Tokenizer()
    jieba.FREQ, jieba.total = jieba.gen_pfdict(jieba.get_dict_file())  # with no cache in a folder that others share
    jieba.initialized = True
    added, split = own_words()
    for word in added:
        if len(jieba.lcut(word, HMM=False)) > 1:
            jieba.total -= jieba.FREQ.get(word, 0)  # jieba counts a word twice that it knew
            jieba.add_word(word)
    for word in split:
        jieba.total -= jieba.FREQ.get(word, 0)
        jieba.add_word(word, 0)
    return partial(jieba.lcut, HMM=False)
