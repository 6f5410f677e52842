"""Open the database, or make a new one; all faults of files are told here."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from tracker.errors import StoreError
from tracker.store.database import Database
from tracker.store.faults import is_busy, is_refusal_to_write, told_plainly
from tracker.store.placing import drafting, put_in_place, size_of
from tracker.store.schema import bring_up_to_date
from tracker.store.store import Store

ORPHAN = "what a database that is gone had still to take in; put the database back, or move this file away"
PATIENCE = 10.0  # seconds to wait for another process that writes
_PAUSE = 0.01  # seconds


def open_store(path: Path, *, create: bool = True, command: Sequence[str] = (), patience: float = PATIENCE) -> Store:
    """The store in the file `path`, brought to the schema of this tracker.

    A missing file is created, readable for its owner only; with `create=False` it is left alone and the store is
    empty and refuses to be written. `command` is what the log will name as the cause. Raises `StoreError`.
    """
    with told_plainly(path):
        if path.is_dir():
            raise StoreError(f"{path}: a folder; give the path of a database file with --db")
        if has_journal(path) and not path.exists():
            raise StoreError(f"{path}-wal: {ORPHAN}")
        if not create and _holds_nothing(path):
            return Store(empty_database(), path, command, is_absent=True)
        if not path.exists():
            create_database(path)
        return Store(_open_existing(path, patience), path, command)


def create_database(path: Path) -> None:
    """A new database at `path`, whole or not at all; where another process was faster, its file stays."""
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with drafting(path) as draft:
        _fill(draft)
        with suppress(FileExistsError):
            put_in_place(draft, path)


def _fill(draft: Path) -> None:
    db = Database(sqlite3.connect(draft))
    try:
        db.execute("PRAGMA journal_mode = wal")
        bring_up_to_date(db, None)
    finally:
        db.close()


def _open_existing(path: Path, patience: float) -> Database:
    db = connect(path, patience)
    try:
        if _holds_nothing(path):
            _keep_journal(db, patience)
        bring_up_to_date(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _keep_journal(db: Database, patience: float) -> None:
    """Have an empty file keep a journal of writes; SQLite lets nobody wait who changes that as another one does."""
    end = monotonic() + patience
    while True:
        try:
            db.execute("PRAGMA journal_mode = wal")
            return
        except sqlite3.OperationalError as error:
            if not is_busy(error) or monotonic() > end:
                raise
            sleep(_PAUSE)


def _holds_nothing(path: Path) -> bool:
    return size_of(path) == 0


def empty_database() -> Database:
    """A database in memory with the schema of this tracker, and nothing in it."""
    db = Database(sqlite3.connect(":memory:"))
    bring_up_to_date(db, None)
    return db


def connect(path: Path, patience: float = PATIENCE) -> Database:
    """A connection to an existing file; one that can't be written is opened for reading only."""
    address = path.absolute().as_uri()
    try:
        return _probed(sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=patience))
    except sqlite3.OperationalError as error:
        if not is_refusal_to_write(error) or has_journal(path):
            raise
    return _probed(sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, timeout=patience))


def has_journal(path: Path) -> bool:
    """Whether a journal beside the file holds what the file doesn't, so that the file alone is not the database."""
    return size_of(path.with_name(f"{path.name}-wal")) > 0


def _probed(connection: sqlite3.Connection) -> Database:
    """The connection, once it has shown that the file can be read."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return Database(connection)
