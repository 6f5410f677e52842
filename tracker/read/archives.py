"""Zip archives of reports, read as if they were folders: `reports.zip/2022/槐荫.docx` is a file in one.

Nothing is written to disk. The names of members, which may be in odd encodings or climb out of the archive, are only
ever looked up and shown.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from zipfile import ZipFile, ZipInfo

from tracker.errors import UnreadableFile
from tracker.read.encodings import guess_encoding
from tracker.read.limits import DEFAULT_LIMITS, Limits
from tracker.read.zips import check_member, open_zip, unpack

_SUFFIX = ".zip"
_ZIP_IN_PATH = re.compile(r"\.zip(?=[/\\])", re.IGNORECASE)
_DRIVE = re.compile(r"^[A-Za-z]:")
_IN_UTF8 = 0x800  # the flag of a member whose name is in UTF-8
_UNICODE_PATH = 0x7075  # the extra field that gives the name again, in UTF-8
_OF_NAMES = ("utf-8", "gb18030", "big5")  # what programs write names in, besides the cp437 of the standard


def is_archive(name: str) -> bool:
    """Whether a file is named as a zip archive."""
    return name.lower().endswith(_SUFFIX)


def is_hidden(name: str) -> bool:
    """Whether it is what systems and office programs leave beside files: .DS_Store, __MACOSX, ~$report.docx."""
    return name.startswith((".", "~$")) or name == "__MACOSX"


def split_member(path: str) -> tuple[str, str] | None:
    """The archive and the member in it that a path means, or None where no part of it is an archive."""
    for found in _ZIP_IN_PATH.finditer(path):
        archive = path[: found.end()]
        if os.path.isfile(archive):
            return archive, path[found.end() + 1 :].replace("\\", "/")
    return None


def list_members(archive: str, limits: Limits = DEFAULT_LIMITS) -> Sequence[str]:
    """The files in an archive, by name, and made harmless: without drive letters, roots, `..` and what is hidden."""
    return list(_open(archive, limits)[1])


def read_member(archive: str, member: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of one file in an archive, by the name that `list_members` gives it."""
    opened, members = _open(archive, limits)
    name = f"{archive}/{member}"
    if member not in members:
        raise UnreadableFile(f"no such file in the archive: {name}")
    if is_archive(member):
        raise UnreadableFile(f"{name} is an archive within an archive: unpack {archive} and give the folder")
    check_member(members[member], name, limits)
    return unpack(opened, members[member], name)


def _open(archive: str, limits: Limits) -> tuple[ZipFile, dict[str, ZipInfo]]:
    """The archive and its members under harmless names; kept open while it is the same file in the same process."""
    try:
        about = os.stat(archive)
    except OSError as error:
        raise UnreadableFile(f"can't read {archive}: {error.strerror}") from None
    return _keep_open(archive, limits, about.st_mtime_ns, about.st_size, os.getpid())


@lru_cache(maxsize=2)
def _keep_open(
    archive: str, limits: Limits, _changed: int, _size: int, _process: int
) -> tuple[ZipFile, dict[str, ZipInfo]]:
    opened = open_zip(archive, archive, limits)
    return opened, dict(sorted(_name_members(opened.infolist())))


def _name_members(members: Iterable[ZipInfo]) -> Iterator[tuple[str, ZipInfo]]:
    """The files among members, each under a name of its own: the second `a.txt` is `a (2).txt`."""
    files = [member for member in members if _is_file(member)]
    taken: dict[str, int] = {}
    for member, written in zip(files, _decode_names(files), strict=True):
        name = _make_harmless(written)
        if not name:
            continue
        taken[name] = count = taken.get(name, 0) + 1
        stem, suffix = os.path.splitext(name)
        yield name if count == 1 else f"{stem} ({count}){suffix}", member


def _is_file(member: ZipInfo) -> bool:
    """Neither a folder, nor a link: that would name a file on this disk."""
    return not member.is_dir() and not stat.S_ISLNK(member.external_attr >> 16)


def _make_harmless(name: str) -> str | None:
    """A path below the archive, or None for what is hidden."""
    parts = [part for part in _DRIVE.sub("", name).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return None if any(map(is_hidden, parts)) else "/".join(parts).replace("\0", "")


def _decode_names(members: Sequence[ZipInfo]) -> Iterator[str]:
    """Names as they were meant: programs write them in the encoding of their system and do not say in which."""
    raw = {member: member.orig_filename.encode("cp437") for member in members if not member.flag_bits & _IN_UTF8}
    encoding = guess_encoding(b"\n".join(raw.values()))
    if encoding not in _OF_NAMES:
        encoding = "cp437"
    for member in members:
        if member not in raw:
            yield member.orig_filename
        else:
            yield _unicode_name(member.extra, raw[member]) or raw[member].decode(encoding, errors="replace")


def _unicode_name(extra: bytes, raw: bytes) -> str | None:
    """The name in the extra field, if it is that of this very name."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field = extra[4 : 4 + size]
        if kind == _UNICODE_PATH and len(field) > 5 and struct.unpack_from("<I", field, 1)[0] == zlib.crc32(raw):
            return field[5:].decode("utf-8", errors="replace")
        extra = extra[4 + size :]
    return None
