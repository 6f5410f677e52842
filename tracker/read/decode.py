"""Bytes into characters: UTF-8, UTF-16 and GB18030, with or without a byte order mark; all else is refused.

A text that would decode only by luck is refused: GB18030 gives *some* characters for most bytes, so its result
must look like Chinese (mostly the 3,755 common characters of GB 2312) before it is believed.
"""

from __future__ import annotations

import codecs
import re

from tracker.errors import UnreadableFile
from tracker.read.kinds import recognise

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536  # bytes that are looked at to guess; enough for any statistics, little enough for any file
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # not tab, line breaks, or the escape of terminal colours
_ODD = re.compile(r"[\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLAIN = re.compile(r"[\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\n\r\t]")


def read_text(data: bytes, name: str) -> str:
    """The text of a file, with line ends as line feeds, and without byte order mark and NULs.

    Offsets everywhere in tracker count characters of this text. `name` is what messages call the file.
    Raises UnreadableFile where the file is empty, no text, or in an encoding that can't be told.
    """
    kind = recognise(data)
    if kind:
        raise UnreadableFile(f"{name} is {kind.name}, not plain text: {kind.advice}")
    text = _decode(data, name).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip("\ufeff \t\n\u3000"):
        raise UnreadableFile(f"{name} is empty: give a file that holds the text of a report")
    _refuse_controls(text, name)
    return text


def _decode(data: bytes, name: str) -> str:
    """Decode by the byte order mark, else by the first encoding whose result is believable."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_strictly(data[len(mark) :], encoding, name, len(mark))
    wide = _guess_utf16(data)
    if wide:
        return _decode_strictly(data, wide, name, 0)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_gb18030(data, name, error)


def _decode_strictly(data: bytes, encoding: str, name: str, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        label = encoding.upper()
        raise UnreadableFile(
            f"{name} begins as {label} but {_bytes_at(data, error.start, skipped)} are not: "
            f"the file is damaged there; save it again as UTF-8"
        ) from None


def _decode_gb18030(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """Decode what isn't UTF-8; `error` says where UTF-8 ended."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if text and _looks_chinese(text):
        return text
    raise UnreadableFile(_advise(data, name, _bytes_at(data, error.start, 0)))


def _advise(data: bytes, name: str, where: str) -> str:
    """What to do about bytes in no encoding that is read; `where` says which bytes are not UTF-8."""
    if _is_binary(data):
        return f"{name} is binary, not text ({where}): give the report as plain text"
    if _is_damaged_utf8(data):
        return f"{name} is UTF-8 but damaged ({where}): drop what is broken: iconv -c -f UTF-8 -t UTF-8"
    encoding = "BIG5" if _decodes_as_chinese(data, "big5") else "ENCODING"
    return f"{name} is not UTF-8 ({where}), nor UTF-16 or GB18030: convert it first: iconv -f {encoding} -t UTF-8"


def _guess_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: digits, Latin letters and line ends have a zero byte on one side, and always the same."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    zeros_even, zeros_odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or zeros_even + zeros_odd == 0:
        return None
    encoding = "utf-16-le" if zeros_odd > zeros_even else "utf-16-be"
    text = sample.decode(encoding, errors="replace")
    return encoding if len(_PLAIN.findall(text)) >= 0.9 * len(text) else None


def _looks_chinese(text: str) -> bool:
    """Whether decoded GB18030 reads like Chinese rather than like another encoding taken for it."""
    sample = text[:_SAMPLE]
    han = _HAN.findall(sample)
    common = sum(1 for character in han if _is_common(character))
    return bool(han) and common >= 0.75 * len(han) and not _ODD.search(sample)


def _is_common(character: str) -> bool:
    """One of the common characters that GB 2312 puts first, in rows 16 to 55."""
    code = character.encode("gb18030")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1


def _decodes_as_chinese(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return len(_PLAIN.findall(text)) >= 0.9 * len(text)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all of it is UTF-8: a text cut inside a character, or joined from pieces."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    return text.count("\ufffd") <= max(3, 0.02 * len(text)) and len(_PLAIN.findall(text)) >= 0.9 * len(text)


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
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
