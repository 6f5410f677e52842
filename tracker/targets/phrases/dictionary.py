"""How frequent each word is: jieba's dictionary with the words of the lexicon, kept ready in the user's own folder.

jieba reads its own cache object by object, which takes 0.6 s; as much, read as one piece, takes 0.2 s.
"""

from __future__ import annotations

import hashlib
import struct
import sys
import zlib
from array import array
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from tracker.targets.keeping import cache_folder, keep, read_kept
from tracker.targets.phrases.wordlist import Weighed, list_of_jieba, own_words, weighed_words

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


def _source() -> bytes:
    """A digest of all that the dictionary is made from."""
    listed = list_of_jieba().stat()
    parts = (_FORM, (listed.st_size, listed.st_mtime_ns), own_words())
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
    distinct: defaultdict[float, int] = defaultdict()
    distinct.default_factory = distinct.__len__  # each that is new gets the next place
    weights = chain.from_iterable(table.values() for table in tables)
    places = array("I", map(distinct.__getitem__, chain((made.least,), weights)))[1:]
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
    return _laid_out(*weighed_words(list_of_jieba().read_text(encoding="utf-8")))


def _laid_out(weighed: Weighed, least: float) -> Dictionary:
    """The words in tables by their length, with 0 for what words begin with; soonest where they come in order."""
    alone: dict[str, float] = {}
    pairs: defaultdict[str, dict[str, float]] = defaultdict(dict)
    triples: dict[str, float] = {}
    longer: dict[str, float] = {}
    known, pair, row, second = _Characters(), "", alone, ""  # of the pair that words begin with now, the row and place
    for word, weight in weighed:
        length = len(word)
        if length == 1:
            alone[word] = weight
            continue
        if word[:2] != pair:
            pair = word[:2]
            row, second = pairs[pair[0]], pair[1]
            if second not in row:
                row[known[second]] = 0.0
        if length == 2:
            row[second] = weight
        elif length == 3:
            triples[word] = weight
        else:
            longer[word] = weight
            if word[:3] not in triples:
                triples[word[:3]] = 0.0
            if length > 4:
                _add_openings(word, longer)
    return Dictionary(dict.fromkeys(pairs, 0.0) | alone, dict(pairs), triples, longer, least)


def _add_openings(word: str, longer: dict[str, float]) -> None:
    """Put 0 for what a word of five characters or more begins with and is itself in the table of long words."""
    end = len(word) - 1
    while end > 3 and (opening := word[:end]) not in longer:
        longer[opening] = 0.0
        end -= 1
