"""Which files to read, and their bytes: files as named, folders and archives by what reports are called, `-`."""

from __future__ import annotations

import os
import select
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from unicodedata import normalize

from tracker.errors import UnreadableFile
from tracker.model import Content
from tracker.read.archives import is_archive, is_hidden, list_members, read_member, split_member
from tracker.read.contents import content_of
from tracker.read.limits import DEFAULT_LIMITS, Limits

STANDARD_INPUT = "-"
_SUFFIXES = (".txt", ".md", ".html", ".htm", ".mhtml", ".docx", ".pdf", ".zip")
_TO_UNPACK = (".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz")  # may hold reports: not passed over in silence,
_TO_CONVERT = (".doc", ".wps", ".rtf", ".odt", ".ofd", ".caj")  # nor are these
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_PIECE = 1 << 20


def find_files(paths: Iterable[str], limits: Limits = DEFAULT_LIMITS) -> Iterator[str]:
    """The files that `paths` name, in order; a folder or zip archive gives its reports, also those in folders below.

    A file in an archive is `reports.zip/2022/槐荫.docx`. Within a folder files come before folders, both by name. What
    can't be looked into, or holds no reports, is given as it is, so that reading it says what is wrong.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield path
        elif os.path.isdir(path):
            yield from _or_itself(path, _reports_in(path, limits))
        else:
            yield from _expand(path, limits)


def read_source(path: str, limits: Limits = DEFAULT_LIMITS) -> Content:
    """What a file holds, or standard input for `-`; raises UnreadableFile where it can't be read."""
    return read_content(read_bytes(path, limits)[0], path, limits)


def read_content(data: bytes, path: str, limits: Limits = DEFAULT_LIMITS) -> Content:
    """The same of bytes that were read already, here or on another machine; only ending and messages ask the path."""
    content = content_of(data, _called(path), limits)
    limits.check_length(content.text, _called(path))
    return content


def read_bytes(path: str, limits: Limits = DEFAULT_LIMITS) -> tuple[bytes, str]:
    """The bytes of a file, of one in an archive, or of standard input, and what messages call it."""
    if path == STANDARD_INPUT:
        data = sys.stdin.buffer.read(limits.size + 1)
        limits.check_size(len(data), _called(path))
        return data, _called(path)
    parts = split_member(path)
    if parts:
        return read_member(*parts, limits), path
    if os.path.isdir(path):
        raise UnreadableFile(_describe_folder(path, limits))
    if is_archive(path) and os.path.isfile(path):
        raise UnreadableFile(_describe_archive(path, limits))
    try:
        return _read_file(path, limits), path
    except FileNotFoundError:
        raise UnreadableFile(f"no such file: {path}") from None
    except (OSError, ValueError) as error:  # a NUL in the path is a ValueError
        raise UnreadableFile(f"can't read {path}: {_reason(error)}") from None


def _called(path: str) -> str:
    return "standard input" if path == STANDARD_INPUT else path


def _read_file(path: str, limits: Limits) -> bytes:
    """All bytes of a file that isn't too large; what is no file, as a pipe, is waited for, but not for ever."""
    descriptor = os.open(path, _OPEN)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        about = os.fstat(descriptor)
        is_file = stat.S_ISREG(about.st_mode)
        limits.check_size(about.st_size, path)
        deadline = time.monotonic() + limits.seconds
        pieces: list[bytes] = []
        size = 0
        while is_file or _is_ready(descriptor, deadline, path):
            piece = file.read(_PIECE)
            if not piece:
                break
            pieces.append(piece)
            size += len(piece)
            limits.check_size(size, path)
    return b"".join(pieces)


def _is_ready(descriptor: int, deadline: float, path: str) -> bool:
    """Wait for somebody to write into a pipe; raises UnreadableFile where nobody does in time."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    if not poll.poll(max(0, deadline - time.monotonic()) * 1000):
        raise UnreadableFile(f"{path} is no file, and nothing came out of it in time: give a file")
    return True


def _expand(path: str, limits: Limits) -> Iterator[str]:
    """A file is itself, an archive the reports in it."""
    if is_archive(path) and not split_member(path) and os.path.isfile(path):
        yield from _or_itself(path, _reports_of_archive(path, limits))
    else:
        yield path


def _or_itself(path: str, found: Iterator[str]) -> Iterator[str]:
    """What was found in a folder or archive, or the path where there is nothing."""
    first = next(found, None)
    yield path if first is None else first
    yield from found


def _reports_in(folder: str, limits: Limits) -> Iterator[str]:
    """The reports in a folder and in those below it. Links to folders are not followed: they may lead in a circle."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as scan:
                entries = sorted((entry for entry in scan if not is_hidden(entry.name)), key=_order)
        except OSError:
            yield here  # reading it says why it can't be looked into
            continue
        for entry in entries:
            if _is_report(entry.name) and _is_file(entry):
                yield from _expand(entry.path, limits)
        waiting += [entry.path for entry in reversed(entries) if entry.is_dir(follow_symlinks=False)]


def _order(entry: os.DirEntry[str]) -> tuple[str, str]:
    """By name, the same on systems that store é as one character and as two."""
    return normalize("NFC", entry.name), entry.name


def _reports_of_archive(archive: str, limits: Limits) -> Iterator[str]:
    try:
        members = list_members(archive, limits)
    except UnreadableFile:
        return  # reading it says what is wrong
    yield from (f"{archive}/{member}" for member in members if _is_report(PurePosixPath(member).name))


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file or a link to one; so is a link that leads in a circle, which reading it tells."""
    try:
        return entry.is_file()
    except OSError:
        return True


def _is_report(name: str) -> bool:
    """Whether it is called as a report is, or as an archive of some; a folder's own README is none."""
    low = name.lower()
    return low.endswith(_SUFFIXES + _TO_UNPACK + _TO_CONVERT) and not low.startswith("readme")


def _describe_folder(folder: str, limits: Limits) -> str:
    """Why a folder isn't read as a report."""
    try:
        os.scandir(folder).close()
    except OSError as error:
        return f"can't read {folder}: {_reason(error)}"
    if next(_reports_in(folder, limits), None) is None:
        return f"no reports in {folder}: expected files ending in {', '.join(_SUFFIXES)}"
    return f"{folder} is a folder: name one file in it"


def _describe_archive(archive: str, limits: Limits) -> str:
    """The same of an archive; raises UnreadableFile where it can't be opened."""
    list_members(archive, limits)
    first = next(_reports_of_archive(archive, limits), None)
    if first is None:
        return f"no reports in {archive}: expected files ending in {', '.join(_SUFFIXES)}"
    return f"{archive} is an archive of reports: name one file in it, as {first}"


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)
