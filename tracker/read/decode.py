"""Bytes into characters: UTF-8, UTF-16, UTF-32, GB18030, Big5 and HZ, with a byte order mark or without.

What would decode only by luck is refused: a figure is never read from other characters than were written.
"""

from __future__ import annotations

import codecs
import re

from tracker.errors import UnreadableFile
from tracker.read.encodings import SAMPLE, guess_encoding, guess_foreign, reads_as_chinese
from tracker.read.kinds import recognise

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
_VARIANTS = {"big5": ("cp950", "big5hkscs")}  # as Windows writes it, and with the characters of Hong Kong
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # not tab, line breaks, or the escape of terminal colours


def read_text(data: bytes, name: str) -> str:
    """The text of a file, with line ends as line feeds, and without byte order mark and NULs.

    Offsets everywhere in tracker count characters of this text. `name` is what messages call the file.
    Raises UnreadableFile where the file is empty, no text, or in an encoding that can't be told.
    """
    kind = recognise(data)
    if kind:
        raise UnreadableFile(f"{name} is {kind.name}, not plain text: {kind.advice.replace('FILE', name)}")
    text = decode(data, name).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip("\ufeff \t\n\u3000"):
        raise UnreadableFile(f"{name} is empty: give a file that holds the text of a report")
    _refuse_controls(text, name)
    return text


def decode(data: bytes, name: str) -> str:
    """The characters of bytes by their byte order mark, else in the encoding in which they are believable."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_strictly(data[len(mark) :], encoding, name, len(mark))
    guessed = guess_encoding(data)
    return _decode_strictly(data, guessed, name, 0) if guessed else _decode_foreign(data, name)


def _decode_strictly(data: bytes, encoding: str, name: str, skipped: int) -> str:
    offset = 0
    for variant in _VARIANTS.get(encoding, (encoding,)):
        try:
            return data.decode(variant)
        except UnicodeDecodeError as error:
            offset = error.start
    label = encoding.upper().replace("-LE", "LE").replace("-BE", "BE")  # as iconv calls it
    raise UnreadableFile(
        f"{name} is {label} but damaged ({_bytes_at(data, offset, skipped)}): "
        f"drop what is broken: iconv -c -f {label} -t UTF-8"
    )


def _decode_foreign(data: bytes, name: str) -> str:
    """Decode what is in no Chinese encoding, if it is Chinese nevertheless; else say what to do about it."""
    where = _first_not_utf8(data)
    if _is_binary(data):
        raise UnreadableFile(f"{name} is binary, not text ({where}): give the report as plain text")
    encoding = guess_foreign(data)
    if encoding and reads_as_chinese(data.decode(encoding, errors="replace")):
        return _decode_strictly(data, encoding, name, 0)
    perhaps = f", perhaps {encoding}" if encoding else ""
    raise UnreadableFile(
        f"{name} is not UTF-8 ({where}), nor clearly GB18030, Big5 or UTF-16{perhaps}: "
        f"convert it first: iconv -f {(encoding or 'encoding').upper()} -t UTF-8"
    )


def _first_not_utf8(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _bytes_at(data, error.start, 0)
    raise AssertionError("what is UTF-8 is decoded as UTF-8")


def _is_binary(data: bytes) -> bool:
    sample = data[:SAMPLE]
    controls = sum(sample.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return controls > 0.02 * len(sample)


def _refuse_controls(text: str, name: str) -> None:
    """Refuse a file whose bytes decode but are no writing, such as a program or a memory image."""
    controls = len(_CONTROLS.findall(text))
    if controls > 0.05 * len(text):
        raise UnreadableFile(
            f"{name} is binary, not text ({controls} control characters): give the report as plain text"
        )


def _bytes_at(data: bytes, offset: int, skipped: int) -> str:
    """`bytes E5 94 0A at offset 1234`, the offset counted from the start of the file."""
    return f"bytes {data[offset : offset + 3].hex(' ').upper()} at offset {offset + skipped}"
