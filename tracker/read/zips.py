"""Zip files that may be hostile: what they would unpack to is looked at before anything is unpacked.

Archives of reports are zips, and so are Word files and Excel workbooks. What the list of members says binds: read piece
by piece, `zipfile` gives no more bytes of a member than the list declares.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Sequence
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tracker.errors import UnreadableFile
from tracker.read.limits import MEGABYTE, Limits, show_size

_END = b"PK\x05\x06"  # the record at the end, which is followed by a comment of at most 65,535 bytes
_END64_LOCATOR = b"PK\x06\x07"
_LIST_ENTRY = 256  # bytes for one member in the list of members, its name included; most take 80 to 200
_LOCAL_HEADER = 30
_RATIO = 200  # text packs to a tenth, the XML of a table to a fiftieth, nothing but repetition to less than a hundredth
_SMALL = 10 * MEGABYTE  # unpacks to so little that its ratio does not matter
_ENCRYPTED = 0x1
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_XML_ENCODING = re.compile(rb"""<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)""")
_BLANKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_SAFE_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"ascii")

_METHODS = (ZIP_STORED, ZIP_DEFLATED)  # what all programs pack with; a piece of any other may unpack to gigabytes
_PIECE = 1 << 16
_BROKEN = (BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, struct.error, zlib.error, OSError)


def open_zip(source: str | IO[bytes], name: str, limits: Limits) -> ZipFile:
    """Open a zip whose list of members is sound and not too long; raises UnreadableFile for any other.

    `source` is a path or an open file. A zip that is opened by its path closes its file when nothing refers to it.
    """
    try:
        with Path(source).open("rb") if isinstance(source, str) else nullcontext(source) as file:
            _check_list(file, name, limits)
        archive = ZipFile(source)
    except (FileNotFoundError, PermissionError) as error:
        raise UnreadableFile(f"can't read {name}: {error.strerror}") from None
    except _BROKEN as error:
        raise UnreadableFile(f"{name} is damaged ({describe(error)}): get it again, or pack it anew as zip") from None
    members = archive.infolist()
    if len(members) > limits.members:
        raise _too_many(name, limits)
    if _overlap(members):
        raise UnreadableFile(f"{name} is a zip bomb: its members lie over each other; it is not read")
    return archive


def check_member(member: ZipInfo, name: str, limits: Limits) -> None:
    """Raise UnreadableFile where a member is encrypted, or would unpack to too much."""
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableFile(f"{name} is encrypted: unpack the archive with its password and give the folder")
    if member.compress_type not in _METHODS:
        raise UnreadableFile(f"{name} is packed by method {member.compress_type}, which is rare: pack it anew as zip")
    limits.check_size(member.file_size, name)
    if member.file_size > _SMALL and member.file_size > _RATIO * member.compress_size:
        raise UnreadableFile(
            f"{name} would unpack to {show_size(member.file_size)}, {member.file_size // max(member.compress_size, 1)} "
            "times what it is packed: it looks like a zip bomb and is not read"
        )


def check_office(data: bytes, name: str, limits: Limits) -> None:
    """Raise UnreadableFile where a Word file or workbook is no zip that is safe to hand to a parser.

    Such a file has no business declaring entities; one that does would make a parser write out billions of characters,
    or read other files.
    """
    with open_zip(io.BytesIO(data), name, limits) as archive:
        limits.check_size(sum(member.file_size for member in archive.infolist()), name)
        for member in archive.infolist():
            check_member(member, name, limits)
            if not member.filename.lower().endswith(".svg"):  # a drawing, which no parser is given
                _check_markup(unpack(archive, member, name), name)


def unpack(archive: ZipFile, member: ZipInfo, name: str) -> bytes:
    """The bytes of a member that was checked; raises UnreadableFile where they are damaged."""
    try:
        with archive.open(member) as packed:
            return b"".join(iter(lambda: packed.read(_PIECE), b""))
    except _BROKEN as error:
        raise UnreadableFile(f"{name} is damaged ({describe(error)}): get it again, or pack it anew as zip") from None


def describe(error: BaseException) -> str:
    """What an error says, on one line, without the end that says nothing."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def _check_markup(data: bytes, name: str) -> None:
    plain = data.replace(b"\0", b"")  # UTF-16
    if not plain.lstrip(_BLANKS).startswith(b"<"):
        return
    encoding = _XML_ENCODING.search(plain[:500])
    if encoding and encoding[1].lower() not in _SAFE_ENCODINGS:
        told = encoding[1].decode("ascii", "replace")
        raise UnreadableFile(f"{name} holds XML in {told}, as no office program writes it: save it again")
    if _DECLARATION.search(plain):
        raise UnreadableFile(
            f"{name} declares XML entities, which no office program writes: it is hostile and not read"
        )


def _check_list(file: IO[bytes], name: str, limits: Limits) -> None:
    """Refuse a list of members that would not fit into memory, before it is read."""
    if _list_size(file) > _LIST_ENTRY * limits.members:
        raise _too_many(name, limits)


def _list_size(file: IO[bytes]) -> int:
    """How many bytes the list of members has, by the record at the end; 0 where there is none."""
    end = file.seek(0, 2)
    file.seek(max(0, end - 65_557 - 20))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return 0
    size: int = struct.unpack_from("<I", tail, at + 12)[0]
    if size == 0xFFFFFFFF and tail[max(0, at - 20) : at].startswith(_END64_LOCATOR):
        file.seek(struct.unpack_from("<Q", tail, at - 12)[0])
        size = struct.unpack_from("<Q", file.read(56), 40)[0]
    return size


def _overlap(members: Sequence[ZipInfo]) -> bool:
    """Whether two members share bytes: a few kilobytes that stand for thousands of members unpack to terabytes."""
    spans = sorted((m.header_offset, m.header_offset + _LOCAL_HEADER + m.compress_size) for m in members)
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _too_many(name: str, limits: Limits) -> UnreadableFile:
    return UnreadableFile(f"{name} has more than {limits.members} members: unpack it and give the folder")
