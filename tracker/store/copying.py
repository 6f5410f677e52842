"""Whole copies of an open database, by SQLite's own means, so that other processes may write meanwhile."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.database import Database


def copy_to_memory(db: Database) -> Database:
    """A copy that is gone when it is closed."""
    target = sqlite3.connect(":memory:")
    db.conn.backup(target)
    return Database(target)


def copy_to_file(db: Database, path: Path) -> None:
    """A copy in a new file, readable for its owner only. Raises `StoreError` where there is a file already."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise StoreError(f"{path}: there is a file already; give another path") from None
    try:
        with closing(sqlite3.connect(path)) as target:
            db.conn.backup(target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
