"""How frequent each word is: jieba's dictionary with the words of the lexicon, kept ready in the user's own folder.

jieba reads its own cache object by object, which takes 0.6 s; as much, read as one piece, takes 0.2 s. jieba itself is
imported only where that cache has still to be made.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path

from tracker.lexicon import words

_OWN = ("verbs", "outcomes", "trailing", "fillers", "commitments", "compounds")
_FORM = "weights of words, least weight"  # what the cache holds; another text here makes older caches stale
_OLD = 30 * 24 * 3600  # seconds
_HEADER = 32 + 4  # bytes: what the cache was made from, and a checksum of what follows


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The logarithm of how frequent each word is, 0 for what only begins words; and that of what is no word."""

    weights: dict[str, float]
    least: float


@cache
def dictionary() -> Dictionary:
    """The dictionary, read from the cache, or made and put there; a cache that is stale or damaged is made anew."""
    source, folder = _source(), _cache_folder()
    path = folder / f"words-{source.hex()[:16]}.cache" if folder else None
    kept = _read(path, source) if path else None
    if kept is None:
        kept = _make()
        if path:
            _write(path, source, kept)
    return kept


def _own_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the lexicon that are words to jieba too, and those of its dictionary that hide two of ours."""
    split = words("compounds", "split")
    added = [word for name in _OWN for word in words(name) if len(word) > 1 and word not in split]
    return tuple(added), split


def _source() -> bytes:
    """A digest of all that the dictionary is made from."""
    found = find_spec("jieba")
    listed = Path(found.origin).with_name("dict.txt").stat() if found and found.origin else None
    parts = (_FORM, listed and (listed.st_size, listed.st_mtime_ns), _own_words())
    return hashlib.sha256(repr(parts).encode("utf-8")).digest()


def _cache_folder() -> Path | None:
    """The folder in which caches lie, and to which nobody else can write; None where there can be none."""
    from platformdirs import user_cache_path

    folder = user_cache_path("tracker")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def _read(path: Path, source: bytes) -> Dictionary | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    body = memoryview(content)[_HEADER:]
    if content[:_HEADER] != source + _checksum(body):
        return None
    weights, least = marshal.loads(body)
    return Dictionary(weights, least)


def _write(path: Path, source: bytes, made: Dictionary) -> None:
    """Put the dictionary into the cache in one step, so that no other process reads half of it."""
    body = marshal.dumps((made.weights, made.least))
    partial = path.with_suffix(f".{os.getpid()}")
    try:
        partial.write_bytes(source + _checksum(body) + body)
        partial.replace(path)
    except OSError:  # the next process makes the dictionary again
        with suppress(OSError):
            partial.unlink()
        return
    _clear_away(path)


def _clear_away(path: Path) -> None:
    """Remove the caches that are much older than this one; of two versions in use, neither drives out the other."""
    for other in path.parent.glob("words-*"):
        with suppress(OSError):  # another process may have removed it
            if other.stat().st_mtime < path.stat().st_mtime - _OLD:
                other.unlink()


def _checksum(body: bytes | memoryview) -> bytes:
    return zlib.crc32(body).to_bytes(4, "big")


def _make() -> Dictionary:
    """Jieba's own dictionary, with the words that it would otherwise cut or join wrongly."""
    import jieba

    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as listed:
        tokenizer.FREQ, tokenizer.total = _counts(listed.read().decode("utf-8"))
    tokenizer.initialized = True
    added, split = _own_words()
    for word in added:
        tokenizer.add_word(word)
    for word in split:
        tokenizer.del_word(word)
    total = log(tokenizer.total)
    weights = {count: log(count) - total if count else 0.0 for count in {1, *tokenizer.FREQ.values()}}
    return Dictionary(
        dict(zip(tokenizer.FREQ, map(weights.__getitem__, tokenizer.FREQ.values()), strict=True)), weights[1]
    )


def _counts(listed: str) -> tuple[dict[str, int], int]:
    """The occurrences of each word, 0 for what words begin with, and of all: `gen_pfdict` of jieba in half its time."""
    fields = listed.split()
    words_listed, numbers = fields[::3], list(map(int, fields[1::3]))
    counts = dict(zip(words_listed, numbers, strict=True))
    for word in words_listed:
        end = len(word) - 1
        while end and (opening := word[:end]) not in counts:
            counts[opening] = 0
            end -= 1
    return counts, sum(numbers)
