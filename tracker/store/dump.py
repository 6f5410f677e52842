"""Everything in the database as rows that a file can hold, and back: what is read in comes out the same.

The state alone leaves out what was undone, how it came to be, and which entry of the log wrote what; the rows with
their history hold all of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.errors import DataError, NewerSchema, UsageError
from tracker.store.inserting import insert_at_once
from tracker.store.journal import Cause, touch, upcoming_entry, write_down
from tracker.store.migrations import STEPS
from tracker.store.moments import stamp
from tracker.store.reports import all_reports
from tracker.store.targets import batches
from tracker.store.values import BATCH, Selection

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


class _Row(NamedTuple):
    """A line as a row to insert."""

    where: str
    table: str
    columns: dict[str, Any]

    def goes_with(self, other: _Row) -> bool:
        """Whether one statement can insert both."""
        return self.table == other.table and list(self.columns) == list(other.columns)


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
    count = _fill(db, rows, own, source)
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


def _fill(db: Database, lines: Iterable[tuple[int, Line]], own: Mapping[str, Any], source: str) -> int:
    """Insert the lines, a portion of one table at a time, which takes a twentieth of one by one; how many they are.

    The first line that is wrong is the one that is told.
    """
    known = {name: frozenset(db.table(name).columns_dict) for name in BY_NAME}
    count, portion = 0, list[_Row]()
    try:
        for number, line in lines:
            row = _read_row(line, known, own, f"{source}, line {number}")
            if portion and (len(portion) == BATCH or not row.goes_with(portion[0])):
                full, portion = portion, []
                _insert(db, full)
            portion.append(row)
            count += 1
    except DataError:
        _insert(db, portion)  # one of these is wrong before
        raise
    _insert(db, portion)
    return count


def _read_row(line: Line, known: Mapping[str, Collection[str]], own: Mapping[str, Any], where: str) -> _Row:
    name = line.get("table")
    table = BY_NAME.get(name) if isinstance(name, str) else None
    if table is None:
        raise DataError(f"{where}: no table is called {name!r}")
    row = {column: value for column, value in line.items() if column != "table"}
    if not row:
        raise DataError(f"{where}: a row of {table.name} that holds nothing")
    unknown = [column for column in row if column not in known[table.name]]
    if unknown:
        raise DataError(f"{where}: {table.name} has no column {unknown[0]!r}")
    if any(isinstance(value, (list, dict, float)) for value in row.values()):
        raise DataError(f"{where}: a value is neither text nor a whole number")
    return _Row(where, table.name, {**row, **{column: own[column] for column in table.origin if column in own}})


def _insert(db: Database, portion: Sequence[_Row]) -> None:
    """Insert rows that go together; where one is wrong, look for it one by one."""
    if not portion:
        return
    db.execute("SAVEPOINT portion")
    try:
        insert_at_once(db, portion[0].table, [row.columns for row in portion])
    except sqlite3.IntegrityError:
        db.execute("ROLLBACK TO portion")
        for row in portion:
            _insert_one(db, row)
    db.execute("RELEASE portion")


def _insert_one(db: Database, row: _Row) -> None:
    try:
        insert_at_once(db, row.table, [row.columns])
    except sqlite3.IntegrityError as error:
        raise DataError(f"{row.where}: {_explain(error, row.table)}") from error


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
