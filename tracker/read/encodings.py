"""Which encoding bytes without a mark are in: each is tried, and the one whose result reads like Chinese is taken.

GB18030, Big5 and UTF-16 give *some* characters for most bytes, so that they decode proves nothing. What tells them
apart is which characters come out: of a text read rightly nearly all are common ones (characters.toml), read wrongly
one in six. A few characters are enough; where two encodings are as likely none is taken.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tracker.lexicon import words

SAMPLE = 4_096  # bytes that are looked at to guess; enough for statistics, little enough for any file

_CHINESE = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_BELIEVED = 0.6  # of the characters are common: a text of rare names still has more
_CERTAIN = 0.9  # where the bytes are UTF-8 as well: 全省2023 in GBK is ȫʡ2023
_ENOUGH = 4  # characters of UTF-16 that no letters happen to be; fewer may: 中华 is -NNS
_AHEAD = 0.3  # of the next: a wrong reading has one common character in six
_HIGH = re.compile(rb"[\x80-\xff]")
_NEUTRAL = re.compile(r"[\t-\r\x1b\x20-\x7e\xa0-\xbf\xd7\xf7\u2010-\u203b\u2100-\u27bf\ufeff]")  # in any text
_PLAIN = re.compile(rf"{_NEUTRAL.pattern}|[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_ACCENTED = re.compile(r"[A-Za-z][\u00c0-\u024f]|[\u00c0-\u024f][A-Za-z]")  # café is written in no Chinese encoding
_OURS = {"utf_8", "gb2312", "gbk", "gb18030", "big5", "big5hkscs", "cp950", "utf_16", "utf_16_le", "utf_16_be", "hz"}
_HZ = re.compile(rb"~\{(?:[!-w][!-~])+~\}")
_PUNCTUATION = frozenset("，。、；：？！（）《》〈〉【】“”‘’％　０１２３４５６７８９")


class _Reading(NamedTuple):
    """What bytes look like in one encoding: which share of how many different characters is common."""

    share: float
    characters: int
    encoding: str


def guess_encoding(data: bytes) -> str | None:
    """The encoding in which bytes without a mark are believable text; None where none is, or two are.

    Bytes that are UTF-8 throughout are UTF-8, unless they are Chinese in another encoding only.

    >>> guess_encoding("上云企业达到5700家".encode("gbk"))
    'gb18030'
    >>> guess_encoding("政府工作報告".encode("big5"))
    'big5'
    >>> guess_encoding("Résumé".encode("latin-1")) is None
    True
    """
    told = _guess_by_zeros(data) or _guess_by_tildes(data)
    if told:
        return told
    utf8 = _decode_utf8(data)
    if utf8 is not None and _reads_as_utf8(utf8):
        return "utf-8"
    best, second = sorted((_read_sample(data, encoding) for encoding in _CHINESE), reverse=True)[:2]
    clear = best.share >= second.share + _AHEAD
    if utf8 is None:
        return best.encoding if clear and best.share >= _BELIEVED else None
    enough = best.characters >= (_ENOUGH if best.encoding.startswith("utf-16") else 1)
    return best.encoding if clear and enough and best.share >= _CERTAIN else "utf-8"


def guess_foreign(data: bytes) -> str | None:
    """What an encoding may be that isn't Chinese, by the statistics of charset-normalizer.

    It is loaded only here, and asked last: it takes 政府工作报告 in GBK for Korean.
    """
    from charset_normalizer import from_bytes

    best = from_bytes(_sample_of(data)).best()
    return best.encoding if best and best.encoding not in _OURS else None


def reads_as_chinese(text: str) -> bool:
    """Whether a text is written in the characters that Chinese is written in, rather than in what decodes by luck."""
    return _measure(text)[0] >= _BELIEVED


def _reads_as_utf8(text: str) -> bool:
    """Whether a text makes sense as it is: Chinese, in Latin letters with accents, or with signs only beside ASCII."""
    share, strange = _measure(text[:SAMPLE])
    return share >= _CERTAIN or bool(_ACCENTED.search(text)) or (not strange and not text.isascii())


def _read_sample(data: bytes, encoding: str) -> _Reading:
    """How Chinese the bytes are in one encoding; what isn't in it counts as strange, a broken end doesn't."""
    text = _sample_of(data).decode(encoding, errors="replace").removesuffix("\ufffd")
    return _Reading(*_measure(text), encoding)


def _measure(text: str) -> tuple[float, int]:
    """Which share of a text's characters is common, and how many there are; each counts once."""
    found = {character for character in set(text[:SAMPLE]) if not _NEUTRAL.match(character)}
    return (len(found & _common()) / len(found) if found else 0.0), len(found)


@cache
def _common() -> frozenset[str]:
    return _PUNCTUATION.union(*words("characters"))


def _sample_of(data: bytes) -> bytes:
    """Some bytes from where the text is no longer ASCII; a whole number of characters of UTF-16 before it."""
    first = _HIGH.search(data)
    start = first.start() & ~3 if first else 0
    return data[start : start + SAMPLE]


def _guess_by_zeros(data: bytes) -> str | None:
    """UTF-32 or UTF-16: digits, Latin letters and line ends have zero bytes, and always on the same side."""
    sample = data[:SAMPLE]
    if 0 not in sample or len(data) % 2:
        return None
    likelier = ["utf-16-be", "utf-16-le"]
    if sample[1::2].count(0) > sample[::2].count(0):
        likelier.reverse()
    if len(data) % 4 == 0:
        likelier = ["utf-32-le", "utf-32-be", *likelier]  # of which hardly any other bytes are text
    return next((encoding for encoding in likelier if _is_plain(sample.decode(encoding, errors="replace"))), None)


def _is_plain(text: str) -> bool:
    found = set(text)
    return sum(1 for character in found if _PLAIN.match(character)) >= 0.9 * len(found)


def _guess_by_tildes(data: bytes) -> str | None:
    """HZ, Chinese in the seven bits of old mail: 5700~{<R~}."""
    return "hz" if _HZ.search(data) and data.isascii() else None


def _decode_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
