"""Many rows of one table at once: a report is stored in a ninth of the time that one by one takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.store.database import Database

Rows = Sequence[Mapping[str, Any]]


def insert_rows(db: Database, table: str, rows: Rows) -> None:
    """Add rows that all have the columns of the first, in its order, within the caller's transaction."""
    if rows:
        _insert_each(db, f'main."{table}"', rows)


def insert_numbered(db: Database, table: str, rows: Rows, common: Mapping[str, Any]) -> list[int]:
    """The same for a table that numbers its rows and never gives a number twice; the numbers, in the order of the rows.

    `common` are columns that hold the same in all of them. The caller's transaction holds the write lock, so that
    nobody else takes a number meanwhile.
    """
    last = db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?", [table]).fetchone()[0]
    numbers = list(range(last + 1, last + 1 + len(rows)))
    numbered = [{"id": number, **row, **common} for number, row in zip(numbers, rows, strict=True)]
    insert_at_once(db, table, numbered)
    return numbers


def insert_at_once(db: Database, table: str, rows: Rows) -> None:
    """Add the rows in a single statement, by way of a temporary table.

    The triggers of the table feed an index of words, which writes out what it has gathered whenever a statement begins
    that has triggers, and merges what it wrote: row by row that took two thirds of the time that storing a report took.
    """
    if not rows:
        return
    named, waiting = _named(rows), f'temp."new_{table}"'
    db.conn.execute(f'CREATE TABLE IF NOT EXISTS {waiting} AS SELECT * FROM main."{table}" WHERE 0')  # noqa: S608
    _insert_each(db, waiting, rows)
    db.conn.execute(f'INSERT INTO main."{table}" ({named}) SELECT {named} FROM {waiting} ORDER BY rowid')  # noqa: S608
    db.conn.execute(f"DELETE FROM {waiting}")  # noqa: S608


def _insert_each(db: Database, table: str, rows: Rows) -> None:
    statement = f"INSERT INTO {table} ({_named(rows)}) VALUES ({', '.join('?' * len(rows[0]))})"  # noqa: S608 - ours
    db.conn.executemany(statement, [tuple(row.values()) for row in rows])


def _named(rows: Rows) -> str:
    return ", ".join(f'"{column}"' for column in rows[0])
