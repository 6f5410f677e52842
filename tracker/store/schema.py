"""Bring a database to the schema of this tracker: forward only, in one transaction, after a copy was made."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import NewerSchema, StoreError
from tracker.store.migrations import STEPS, Step
from tracker.store.transactions import writing

if TYPE_CHECKING:
    from sqlite_utils import Migrations

    from tracker.store.database import Database

APPLICATION = 0x74726B72  # "trkr" in the file's header tells our databases from those of other programs


def schema_version(db: Database) -> int:
    """The number of steps that the database has gone through; 0 for an empty one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(db: Database, path: Path | None, steps: Sequence[Step] = STEPS) -> None:
    """Apply the steps that are missing; of a file that holds something make a copy first.

    Raises `NewerSchema` for a database that a newer tracker wrote, `StoreError` for one of another program.
    """
    check_ours(db, path, len(steps))
    if schema_version(db) == len(steps):
        return
    with writing(db):
        found = schema_version(db)  # another process may have been faster
        if found and found < len(steps) and path:
            copy_aside(path, found)
        migrations_of(steps).apply(db.writer)
        db.execute(f"PRAGMA user_version = {len(steps)}")
        db.execute(f"PRAGMA application_id = {APPLICATION}")


def check_ours(db: Database, path: Path | None, newest: int) -> None:
    """Refuse a database that this tracker didn't write or can't understand."""
    found = schema_version(db)
    application = db.execute("PRAGMA application_id").fetchone()[0]
    is_empty = not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and not is_empty:
        raise StoreError(f"{path}: a database of another program; give another file with --db")
    if found > newest:
        raise NewerSchema(
            f"{path}: written by a newer tracker (schema {found}, this one knows {newest}); install the newer one"
        )


def migrations_of(steps: Sequence[Step]) -> Migrations:
    """The steps as a set that sqlite-utils applies and remembers by name."""
    from sqlite_utils import Migrations

    migrations = Migrations("tracker")
    for step in steps:
        migrations(name=step.__name__)(step)
    return migrations


def copy_aside(path: Path, version: int) -> Path:
    """A copy of the database beside it, `tracker.db.bak-1`, with what other processes committed; never over another."""
    import sqlite3

    copy = _free_name(path, version)
    with (
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return copy


def _free_name(path: Path, version: int) -> Path:
    """The first name that no file bears; the file is made at once, readable for its owner only."""
    first = f"{path.name}.bak-{version}"
    for name in chain([first], (f"{first}.{number}" for number in count(2))):
        try:
            os.close(os.open(path.with_name(name), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        return path.with_name(name)
    raise AssertionError("count never ends")
