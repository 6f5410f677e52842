"""Looks at the file of a database from outside: its header, who may read it, what lies beside it, room on the disk."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from tracker.store.doctor.checks import Check, numbered, verdict
from tracker.store.opening import has_journal
from tracker.store.placing import size_of

FOREIGN = "no SQLite database"
MAGIC = b"SQLite format 3\0"
HEADER = 100  # bytes
ENDS = ("", "-wal", "-shm", "-journal")
STRANGERS = stat.S_IRWXO
SPARE = 10_000_000  # bytes of room that writing needs beside a copy
OLD = 3600  # seconds after which no process can still be at work on a draft
ROOM = "make room on the disk, or let --db name a database on another"


def check_file(path: Path) -> Check:
    """Whether the file begins as a database and is as long as it says."""
    with path.open("rb") as file:
        head = file.read(HEADER)
    if not head.startswith(MAGIC):
        advice = advise_copy(path) if copies_of(path) else "give another file with --db"
        return Check("file", "problem", FOREIGN, advice)
    size, told = size_of(path), _told_size(head)
    if told and size < told and not has_journal(path):
        return Check("file", "problem", f"cut off: {size} of {told} bytes", advise_copy(path))
    return Check("file", "ok", "an SQLite database of its full length")


def check_permissions(path: Path) -> Check:
    """Whether strangers may read or write the database, its copies, or its folder; a group may be meant to."""
    if os.name != "posix":
        return Check("permissions", "ok", "left to the folder")
    open_files = [found.name for found in files_of(path) if mode_of(found) & STRANGERS]
    if open_files:
        told = f"everybody may read or write {numbered(open_files)}"
        return Check("permissions", "problem", told, "tracker doctor --fix closes them", "permissions")
    folder = path.absolute().parent.stat()
    if folder.st_mode & stat.S_IWOTH and not folder.st_mode & stat.S_ISVTX:
        advice = f"take that right away: chmod o-w {path.absolute().parent}"
        return Check("permissions", "problem", "everybody may replace files in its folder", advice)
    if not os.access(path, os.W_OK):
        return Check("permissions", "note", "it may be read, but not written")
    return Check("permissions", "ok", "no stranger may read or write it")


def check_space(path: Path) -> Check:
    """Whether there is room for a copy, which migrations and --fix make first."""
    needed = sum(map(size_of, _present(path))) + SPARE
    free = shutil.disk_usage(path.absolute().parent).free
    faults = [f"{_megabytes(free)} free, {_megabytes(needed)} needed for a copy"] if free < needed else []
    return verdict("space", faults, "room for a copy", ROOM)


def check_copies(path: Path) -> Check:
    """Which whole copies lie beside it."""
    found = copies_of(path)
    told = f"{len(found)} beside it, the newest {found[-1].name}" if found else "none beside it"
    return Check("copies", "ok", told)


def check_leftovers(path: Path) -> Check:
    """Drafts of a database or a copy whose process died before they were moved into place."""
    names = [draft.name for draft in drafts_of(path)]
    if not names:
        return Check("leftovers", "ok", "none")
    advice = "tracker doctor --fix removes those that are an hour old"
    return Check("leftovers", "note", f"unfinished: {numbered(names)}", advice, "leftovers")


def files_of(path: Path) -> list[Path]:
    """The database, its journals, and its copies."""
    return [*_present(path), *copies_of(path)]


def copies_of(path: Path) -> list[Path]:
    """Copies beside the database that bear its name, the newest last."""
    pattern = re.compile(re.escape(path.name) + r"\.(bak|backup)-[\d.-]+")
    found = [near for near in _beside(path) if pattern.fullmatch(near.name) and near.is_file()]
    return sorted(found, key=_age)


def drafts_of(path: Path) -> list[Path]:
    """Files that are written before they get the name of the database or of a copy."""
    pattern = re.compile(rf"\.{re.escape(path.name)}(\.(bak|backup)-[\d.-]+)?\.[0-9a-f]{{16}}(-wal|-shm|-journal)?")
    return sorted(near for near in _beside(path) if pattern.fullmatch(near.name))


def advise_copy(path: Path) -> str:
    """What to do about a file that is beyond mending."""
    copies = copies_of(path)
    if copies:
        journal = f" with {path.name}-wal" if has_journal(path) else ""
        return f"keep the file{journal} elsewhere, and put {copies[-1].name} in its place"
    return f"keep the file; `sqlite3 {path.name} .recover | sqlite3 saved.db` saves what can be read"


def _beside(path: Path) -> Iterator[Path]:
    return path.absolute().parent.iterdir()


def mode_of(path: Path) -> int:
    """Its permission bits; none where another process has just removed it."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0


def _age(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _present(path: Path) -> list[Path]:
    return [found for end in ENDS if (found := path.with_name(path.name + end)).exists()]


def _told_size(head: bytes) -> int:
    """How long the file is by its own header; 0 where an old program wrote it, which leaves that number stale."""
    if head[24:28] != head[92:96]:
        return 0
    page = int.from_bytes(head[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
