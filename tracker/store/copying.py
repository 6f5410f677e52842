"""Whole copies of an open database, by SQLite's own means, so that other processes may write meanwhile."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from itertools import chain, count
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.database import Database
from tracker.store.placing import drafting, put_in_place

THERE = "there is a file already; give another path"


def copy_for_now(db: Database) -> Database:
    """A copy that is gone when it is closed, in a temporary file of SQLite's own: it may be larger than memory."""
    target = sqlite3.connect("")
    db.conn.backup(target)
    return Database(target)


def copy_to_file(db: Database, path: Path) -> None:
    """A copy in a new file, readable for its owner only. Raises `StoreError` where there is a file already."""
    if path.exists():
        raise StoreError(f"{path}: {THERE}")
    with drafting(path) as draft:
        _fill(draft, db.conn)
        try:
            put_in_place(draft, path)
        except FileExistsError:
            raise StoreError(f"{path}: {THERE}") from None


def copy_aside(path: Path, version: int) -> Path:
    """A copy of the database beside it, `tracker.db.bak-1`, with what other processes committed; never over another."""
    first = path.with_name(f"{path.name}.bak-{version}")
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as source, drafting(first) as draft:
        _fill(draft, source)
        for copy in chain([first], (first.with_name(f"{first.name}.{number}") for number in count(2))):
            with suppress(FileExistsError):
                put_in_place(draft, copy)
                return copy
    raise AssertionError("count never ends")


def _fill(draft: Path, source: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(draft)) as target:
        source.backup(target)
