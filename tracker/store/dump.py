"""Everything in the database as rows that a file can hold, and back: what is read in comes out the same.

The state alone leaves out what was undone, how it came to be, and which entry of the log wrote what; the rows with
their history hold all of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.errors import DataError, NewerSchema, UsageError
from tracker.store.journal import Cause, touch, upcoming_entry, write_down
from tracker.store.migrations import STEPS
from tracker.store.moments import stamp
from tracker.store.reports import all_reports
from tracker.store.targets import batches
from tracker.store.values import Selection

if TYPE_CHECKING:
    from tracker.store.database import Database

Line = Mapping[str, Any]
HOLDS = "coalesce({}, 0) NOT IN (SELECT entry FROM undone)"


class Kept(NamedTuple):
    """A table: which of its rows are state, in which order they come, which columns only tell how they came to be."""

    name: str
    state: str | None  # SQL; None: history only
    order: str = "id"
    origin: tuple[str, ...] = ("log_id",)


TABLES = (
    Kept("log", None),
    Kept("undos", None),
    Kept("touched", None),
    Kept("places", HOLDS.format("log_id"), "code"),
    Kept("reports", "id IN (SELECT report_id FROM current_readings)", origin=()),
    Kept("texts", f"sha256 IN (SELECT sha256 FROM readings WHERE {HOLDS.format('log_id')})", "sha256", ()),  # noqa: S608 - both constants
    Kept("readings", HOLDS.format("log_id"), origin=("log_id", "fingerprint", "found")),
    Kept("records", HOLDS.format("added_in"), origin=("changed_at", "log_id", "added_in")),
    Kept("record_versions", None),
    Kept("actuals", HOLDS.format("log_id")),
    Kept("edits", HOLDS.format("log_id")),
    Kept("marks", HOLDS.format("log_id")),
    Kept("confirmations", HOLDS.format("log_id")),
)
BY_NAME = {table.name: table for table in TABLES}


def dump(db: Database, *, history: bool) -> Iterator[Line]:
    """A line that says what follows, then every row with the name of its table."""
    yield {"table": "tracker", "schema": len(STEPS), "history": int(history)}
    for table in TABLES:
        if history or table.state:
            where = "1" if history else table.state
            rows = f"SELECT * FROM {table.name} WHERE {where} ORDER BY {table.order}"  # noqa: S608 - all from TABLES
            for row in db.query(rows):
                left_out = () if history else table.origin
                yield {"table": table.name} | {name: row[name] for name in row if name not in left_out}


def load(db: Database, lines: Iterable[tuple[int, Line]], source: str, cause: Cause) -> int:
    """Fill an empty database with numbered lines, within the caller's transaction; how many rows it took.

    State becomes one entry of the log; lines with their history bring the log along. Raises `DataError` that names
    the line, `UsageError` where the database holds something already.
    """
    if db.execute("SELECT count(*) FROM log").fetchone()[0]:
        raise UsageError("the database holds something already; give the path of a new one with --db")
    db.execute("PRAGMA defer_foreign_keys = on")
    rows = iter(lines)
    history = _read_head(next(rows, (1, {})), source)
    own = (
        {} if history else {"log_id": upcoming_entry(db), "added_in": upcoming_entry(db), "changed_at": stamp(cause.at)}
    )
    count = 0
    for number, line in rows:
        _insert(db, line, own, f"{source}, line {number}")
        count += 1
    if not history:
        touch(db, "record", (row[0] for row in db.execute("SELECT id FROM records").fetchall()))
        touch(db, "report", (row[0] for row in db.execute("SELECT id FROM reports").fetchall()))
        touch(db, "place", (row[0] for row in db.execute("SELECT code FROM places").fetchall()))
        write_down(db, cause, "import", {"source": source, "rows": count})
    _check_whole(db, source)
    return count


def _read_head(numbered: tuple[int, Line], source: str) -> bool:
    head = numbered[1]
    schema = head.get("schema")
    if head.get("table") != "tracker" or not isinstance(schema, int):
        raise DataError(f"{source}, line {numbered[0]}: not an export of tracker; `tracker export` writes one")
    if schema > len(STEPS):
        raise NewerSchema(f"{source}: written by a newer tracker (schema {schema}, this one knows {len(STEPS)})")
    return bool(head.get("history"))


def _insert(db: Database, line: Line, own: Mapping[str, Any], where: str) -> None:
    name = line.get("table")
    table = BY_NAME.get(name) if isinstance(name, str) else None
    if table is None:
        raise DataError(f"{where}: no table is called {name!r}")
    row = {column: value for column, value in line.items() if column != "table"}
    unknown = [column for column in row if column not in db.table(table.name).columns_dict]
    if unknown:
        raise DataError(f"{where}: {table.name} has no column {unknown[0]!r}")
    if any(isinstance(value, (list, dict, float)) for value in row.values()):
        raise DataError(f"{where}: a value is neither text nor a whole number")
    try:
        db.table(table.name).insert({**row, **{column: own[column] for column in table.origin if column in own}})
    except sqlite3.IntegrityError as error:
        raise DataError(f"{where}: {_explain(error, table.name)}") from error


def _explain(error: sqlite3.IntegrityError, table: str) -> str:
    """What is wrong with a row: it lacks a column, or stands there twice."""
    columns = str(error).rpartition(": ")[2].replace(f"{table}.", "")
    if error.sqlite_errorname == "SQLITE_CONSTRAINT_NOTNULL":
        return f"a row of {table} needs {columns}"
    return f"a row of {table} with the same {columns} stands before it"


def _check_whole(db: Database, source: str) -> None:
    """Raise `DataError` unless all rows refer to rows that are there and can be read as what they should be."""
    broken = db.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise DataError(f"{source}: a row of {broken[0]} refers to a row of {broken[2]} that is not there")
    try:
        for _ in batches(db, Selection(role=None, include_withdrawn=True)):
            pass  # a portion that could be read is forgotten
        all_reports(db)
    except (ValueError, ArithmeticError, TypeError, KeyError) as error:
        raise DataError(f"{source}: a row holds what can't be read: {error}") from error
