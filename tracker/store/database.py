"""An open database. Reading goes to SQLite directly; sqlite-utils is loaded only when a row or a schema is written.

Importing sqlite-utils takes longer than all the reading of most commands, with pluggy, click and dateutil behind it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tracker.store.text import fold
from tracker.store.tokens import spaced

if TYPE_CHECKING:
    from sqlite_utils import Database as Writer
    from sqlite_utils.db import Table

Parameters = Sequence[Any] | Mapping[str, Any]


class Database:
    """A connection on which foreign keys hold and SQL knows `fold` and `spaced`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection
        connection.execute("PRAGMA foreign_keys = on")
        connection.execute("PRAGMA synchronous = full")  # what is told to be stored outlasts a power cut, also in WAL
        connection.create_function("fold", 1, fold, deterministic=True)
        connection.create_function("spaced", 1, spaced, deterministic=True)

    def execute(self, sql: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """Run one statement; outside a transaction it is one of its own."""
        was_inside = self.conn.in_transaction
        cursor = self.conn.execute(sql, parameters)
        if not was_inside and self.conn.in_transaction and not sql.lstrip().upper().startswith("BEGIN"):
            self.conn.commit()
        return cursor

    def query(self, sql: str, parameters: Parameters = ()) -> Iterator[dict[str, Any]]:
        """The rows that a statement gives, each by the names of its columns."""
        cursor = self.conn.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, row, strict=True)) for row in cursor)

    def table(self, name: str) -> Table:
        """A table to write to."""
        return self.writer.table(name)

    @cached_property
    def writer(self) -> Writer:
        """The same connection as sqlite-utils sees it."""
        from sqlite_utils import Database as Writer

        return Writer(self.conn, execute_plugins=False)

    def close(self) -> None:
        """Close the file."""
        self.conn.close()
