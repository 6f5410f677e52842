"""A database as a tracker of an earlier schema would have kept the same rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tracker.store.database import Database
from tracker.store.migrations import STEPS
from tracker.store.schema import bring_up_to_date

OLD = 7  # from here a migration has more than one step to go


def make_older(path: Path, older: Path) -> None:
    """Put the rows of a database into a new one of the schema `OLD`; what it has no room for is left out."""
    with closing(sqlite3.connect(older)) as connection:
        bring_up_to_date(Database(connection), None, STEPS[:OLD])
        connection.execute("PRAGMA foreign_keys = off")
        connection.execute("ATTACH ? AS newer", [str(path)])
        tables = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT GLOB '*_*'")
        for (table,) in [*tables.fetchall(), ("record_versions",)]:
            columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
        connection.commit()
        connection.execute("PRAGMA journal_mode = wal")
    older.chmod(0o600)
