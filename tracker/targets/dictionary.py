"""How frequent each word is: jieba's dictionary with the words of the lexicon, kept ready in the user's own folder.

jieba reads its own cache object by object, which takes 0.6 s; as much, read as one piece, takes 0.2 s. jieba itself is
imported only where that cache has still to be made.
"""

from __future__ import annotations

import hashlib
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path

from tracker.lexicon import words
from tracker.targets.keeping import cache_folder, keep, read_kept

_OWN = ("verbs", "outcomes", "trailing", "fillers", "commitments", "compounds")
_FORM = f"least weight, weights, places of words, words by length; {sys.byteorder} endian"  # else a cache is stale
_SIZES = struct.Struct("=II")  # how many weights, how many words
_HEADER = 32 + 4  # bytes: what the cache was made from, and a checksum of what follows


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The logarithm of how frequent each word is, 0 for what only begins words; and that of what is no word.

    A pair stands under its first character. Most of what is looked up is a character or a pair, and half of the time
    went into waiting for memory where all half a million words lay in one table.
    """

    alone: dict[str, float]
    pairs: dict[str, dict[str, float]]
    triples: dict[str, float]
    longer: dict[str, float]
    least: float


@cache
def dictionary() -> Dictionary:
    """The dictionary, read from the cache, or made and put there; a cache that is stale or damaged is made anew."""
    source, folder = _source(), cache_folder()
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


def _read(path: Path, source: bytes) -> Dictionary | None:
    content = read_kept(path) or b""
    body = memoryview(content)[_HEADER:]
    if content[:_HEADER] != source + _checksum(body):
        return None
    try:
        return _unpack(body)
    except (ValueError, TypeError, IndexError, struct.error):  # a right checksum over something else
        return None


def _write(path: Path, source: bytes, made: Dictionary) -> None:
    body = _pack(made)
    keep(path, source + _checksum(body) + body)


def _pack(made: Dictionary) -> bytes:
    """Plain numbers and text, which no reader can be led astray by: each word points to one of few distinct weights."""
    tables = (made.alone, *made.pairs.values(), made.triples, made.longer)
    weights = [weight for table in tables for weight in table.values()]
    distinct = {weight: place for place, weight in enumerate(dict.fromkeys([made.least, *weights]))}
    places = array("I", map(distinct.__getitem__, weights))
    sizes = _SIZES.pack(len(distinct), len(places))
    pairs = [first + "".join(seconds) for first, seconds in made.pairs.items()]
    listed = "\0".join("\n".join(words) for words in (made.alone, pairs, made.triples, made.longer))
    return sizes + array("d", distinct).tobytes() + places.tobytes() + listed.encode("utf-8")


def _unpack(body: memoryview) -> Dictionary:
    weights_end = _SIZES.size + _SIZES.unpack_from(body)[0] * 8
    places_end = weights_end + _SIZES.unpack_from(body)[1] * 4
    if places_end > len(body):
        raise ValueError("shorter than it says")
    distinct = body[_SIZES.size : weights_end].cast("d").tolist()
    weights = map(distinct.__getitem__, body[weights_end:places_end].cast("I"))
    alone, pairs, triples, longer = (part.split("\n") for part in str(body[places_end:], "utf-8").split("\0"))
    known = _Characters()
    made = Dictionary(
        dict(zip(alone, weights)),  # noqa: B905 - each table takes as many weights as it has words
        {known[line[:1]]: dict(dict(zip(map(known.__getitem__, line[1:]), weights))) for line in pairs},  # noqa: B905
        dict(zip(triples, weights)),  # noqa: B905
        dict(zip(longer, weights)),  # noqa: B905
        distinct[0],
    )
    if next(weights, None) is not None:
        raise ValueError("longer than it says")
    return made


class _Characters(dict[str, str]):
    """One string for each character, so that all pairs share it."""

    def __missing__(self, char: str) -> str:
        """The character, kept for the next time."""
        return self.setdefault(char, char)


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
    return _laid_out(zip(tokenizer.FREQ, map(weights.__getitem__, tokenizer.FREQ.values()), strict=True), weights[1])


def _laid_out(weighed: Iterable[tuple[str, float]], least: float) -> Dictionary:
    """The words in tables by their length."""
    made = Dictionary({}, {}, {}, {}, least)
    alone, pairs, triples, longer, known = made.alone, made.pairs, made.triples, made.longer, _Characters()
    for word, weight in weighed:
        length = len(word)
        if length == 3:
            triples[word] = weight
        elif length == 2:
            if word[0] not in pairs:
                pairs[word[0]] = {}
            pairs[word[0]][known[word[1]]] = weight
        elif length > 3:
            longer[word] = weight
        else:
            alone[word] = weight
    return made


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
