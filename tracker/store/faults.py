"""Faults of SQLite and of the disk → one line that says which file, what is wrong and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import StoreError

# the beginning of SQLite's name for the fault, and what to tell
ADVICE: tuple[tuple[str, str], ...] = (
    ("SQLITE_BUSY", "another program is writing to it and didn't finish in time; try again"),
    ("SQLITE_LOCKED", "another program is writing to it and didn't finish in time; try again"),
    ("SQLITE_NOTADB", "not an SQLite database; give another file with --db"),
    ("SQLITE_CORRUPT", "the database is damaged; tracker doctor says how badly, and which copies there are"),
    ("SQLITE_READONLY", "can't be written; make the file and its folder writable, or give another file with --db"),
    ("SQLITE_CANTOPEN", "can't be opened; check that its folder is there and may be written"),
    ("SQLITE_PERM", "can't be opened; check that the file and its folder may be written"),
    ("SQLITE_FULL", "the disk is full, nothing was stored; make room and try again"),
    ("SQLITE_IOERR", "the disk is full or failing, nothing was stored; make room and try again"),
    ("SQLITE_TOOBIG", "a text is too long for the database, nothing was stored"),
)


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite or the file system raises inside into a `StoreError` about the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {explain(error)}") from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}; check the path, or give another with --db") from error
    except OverflowError as error:
        raise StoreError(f"{path}: a number is too large for the database, nothing was stored") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{path}: a text holds bytes that are no characters, nothing was stored") from error


def explain(error: sqlite3.Error) -> str:
    """What the fault is and what to do about it; SQLite's own words where it is none of the usual ones."""
    name = getattr(error, "sqlite_errorname", None) or ""
    return next((advice for start, advice in ADVICE if name.startswith(start)), str(error))


def is_refusal_to_write(error: sqlite3.Error) -> bool:
    """Whether SQLite gave up because the file or its folder may not be written."""
    name = getattr(error, "sqlite_errorname", None) or ""
    return name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process held the file."""
    return (getattr(error, "sqlite_errorname", None) or "").startswith("SQLITE_BUSY")
