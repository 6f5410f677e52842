"""Bring a database to the schema of this tracker: forward only, in one transaction, after a copy was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import NewerSchema, StoreError
from tracker.store.copying import copy_aside
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
    check_ours(db, path)
    check_known(db, path, len(steps))
    if schema_version(db) == len(steps):
        return
    with writing(db):
        found = schema_version(db)  # another process may have been faster
        if found and found < len(steps) and path:
            copy_aside(path, found)
        migrations_of(steps).apply(db.writer)
        db.execute(f"PRAGMA user_version = {len(steps)}")
        db.execute(f"PRAGMA application_id = {APPLICATION}")


def check_ours(db: Database, path: Path | None) -> None:
    """Refuse a database that this tracker didn't write."""
    application = db.execute("PRAGMA application_id").fetchone()[0]
    is_empty = not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and not is_empty:
        raise StoreError(f"{path}: a database of another program; give another file with --db")


def check_known(db: Database, path: Path | None, newest: int) -> None:
    """Refuse a database that this tracker can't understand."""
    found = schema_version(db)
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
