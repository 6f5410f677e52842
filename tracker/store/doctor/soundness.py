"""Looks at a database as SQLite sees it: pages, references, tables and triggers; nothing is written."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.store.doctor.checks import Check, numbered, verdict
from tracker.store.doctor.surroundings import advise_copy
from tracker.store.migrations import STEPS
from tracker.store.placing import size_of
from tracker.store.schema import schema_version

if TYPE_CHECKING:
    from tracker.store.database import Database

LARGE = 64_000_000  # bytes of a journal that is not written back
STRANGE = 100  # faults that SQLite lists
_INDEX_FAULT = re.compile(r"row \d+ missing from index|wrong # of entries in index|non-unique entry in index")
_PUT_BACK = "put a copy in its place"
Object = tuple[str, str]  # kind and name of a table, view, index or trigger


def check_schema(db: Database) -> Check:
    """Whether this tracker knows the schema."""
    found, newest = schema_version(db), len(STEPS)
    if found > newest:
        told = f"schema {found}, and this tracker knows {newest}"
        return Check("schema", "problem", told, "install the newer tracker that wrote it")
    if found < newest:
        return Check("schema", "note", f"schema {found}; any other command brings it to {newest}, after a copy")
    return Check("schema", "ok", "the schema that this tracker writes")


def check_integrity(db: Database, path: Path) -> Check:
    """Whether all pages and indexes are whole; indexes alone can be made anew."""
    try:
        found = [str(row[0]) for row in db.execute(f"PRAGMA integrity_check({STRANGE})").fetchall()]
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if found == ["ok"]:
        return Check("integrity", "ok", "every page and index is whole")
    told = [*found[0].splitlines()[:2], *found[1:2]] + ([f"and {len(found) - 2} more"] if len(found) > 2 else [])
    if all(_INDEX_FAULT.match(fault) for fault in found):
        return Check("integrity", "problem", "; ".join(told), "tracker doctor --fix makes the indexes anew", "indexes")
    lost = list(_unreadable(db))
    told += [f"can't be read to the end: {', '.join(lost)}"] if lost else ["every table can still be read"]
    return Check("integrity", "problem", "; ".join(told), advise_copy(path))


def check_references(db: Database) -> Check:
    """Whether every row refers to rows that are there."""
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    tables = sorted({f"{row[0]} → {row[2]}" for row in broken})
    faults = [f"{len(broken)} rows refer to what is not there: {numbered(tables)}"] if broken else []
    return verdict("references", faults, "every row refers to rows that are there", _PUT_BACK)


def check_definitions(db: Database) -> Check:
    """Whether tables, views, indexes and triggers are those of the schema."""
    wanted, there = objects_of(_fresh()), objects_of(db)
    lost = {key: sql for key, sql in wanted.items() if there.get(key) != sql}
    tables = [name for kind, name in lost if kind == "table"]
    if tables:
        return Check("definitions", "problem", f"other tables than of tracker: {numbered(tables)}", _PUT_BACK)
    if lost:
        told = f"missing or changed: {numbered(name for _, name in lost)}"
        return Check("definitions", "problem", told, "tracker doctor --fix makes them anew", "definitions")
    foreign = [name for kind, name in there.keys() - wanted.keys() if kind != "index" or there[kind, name]]
    if foreign:
        return Check("definitions", "note", f"not of tracker: {numbered(sorted(foreign))}")
    return Check("definitions", "ok", "tables, views, indexes and triggers are those of the schema")


def check_journal(path: Path) -> Check:
    """Whether what is written reaches the file itself; a reader that never ends keeps it in the journal."""
    size = size_of(path.with_name(f"{path.name}-wal"))
    if size > max(LARGE, size_of(path)):
        advice = "close the programs that read it for long, then tracker doctor --fix"
        return Check("journal", "note", f"{size / 1e6:.0f} MB wait to be written back", advice, "journal")
    return Check("journal", "ok", "nothing piles up")


def objects_of(db: Database) -> dict[Object, str]:
    """The SQL of every table, view, index and trigger, but for what SQLite makes itself."""
    rows = db.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    return {(row[0], row[1]): " ".join((row[2] or "").split()) for row in rows if row[1] != "_sqlite_migrations"}


def missing_definitions(db: Database) -> list[tuple[str, str, str]]:
    """Kind, name and SQL of the views, indexes and triggers that are not as the schema has them, views first."""
    fresh, there = _fresh(), objects_of(db)
    wanted = fresh.execute("SELECT type, name, sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL")
    lost = [(str(k), str(n), str(s)) for k, n, s in wanted.fetchall() if there.get((k, n)) != " ".join(s.split())]
    return sorted(lost, key=lambda each: ["view", "index", "trigger"].index(each[0]))


@cache
def _fresh() -> Database:
    """A new database in memory, which shows what the schema is."""
    from tracker.store.opening import empty_database

    return empty_database()


def _unreadable(db: Database) -> Iterator[str]:
    """The tables that can't be read from the first row to the last."""
    try:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    except sqlite3.DatabaseError:
        yield "the list of tables"
        return
    for table in tables:
        try:
            for _ in db.execute(f"SELECT * FROM [{table}] NOT INDEXED"):  # noqa: S608 - a name that SQLite lists
                pass
        except sqlite3.DatabaseError:
            yield table
