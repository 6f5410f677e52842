"""Word boundaries by jieba, loaded once, and only when a phrase needs them; its cache lies in the user's own folder."""

from __future__ import annotations

import logging
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tracker.lexicon import words

if TYPE_CHECKING:
    from jieba import Tokenizer

_OWN = ("verbs", "outcomes", "trailing", "fillers", "commitments", "compounds")


@cache
def _tokenizer() -> Tokenizer:
    """Jieba with the words of the lexicon, which it would otherwise cut or join wrongly."""
    import jieba
    from platformdirs import user_cache_path

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    folder = user_cache_path("tracker")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(folder)
    except OSError:
        tokenizer.tmp_dir = None
    for name in _OWN:
        for word in words(name):
            if len(word) > 1 and word not in words("compounds", "split"):
                tokenizer.add_word(word)
    for word in words("compounds", "split"):
        tokenizer.del_word(word)
    return tokenizer


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a short phrase, in order; joined they are the phrase."""
    return tuple(_tokenizer().cut(text, HMM=False))
