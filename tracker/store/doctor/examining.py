"""Examine a database from outside in, as far as it lets: each look is a line, and nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import StoreError
from tracker.store.doctor import contents, soundness, surroundings
from tracker.store.doctor.checks import Check
from tracker.store.faults import explain, told_plainly
from tracker.store.opening import connect
from tracker.store.schema import check_ours
from tracker.store.transactions import reading

if TYPE_CHECKING:
    from tracker.store.database import Database

Look = Callable[[], Check]


def examine(path: Path, now: datetime) -> list[Check]:
    """Every look at the database, the most basic first; where one finds ruin those that build on it are left out.

    Raises `StoreError` where there is no file, and for one that is none of ours, of which nothing more is said.
    """
    with told_plainly(path):
        if path.is_dir():
            raise StoreError(f"{path}: a folder; give the path of a database file with --db")
        if not path.exists() or not path.stat().st_size:
            raise StoreError(f"{path}: there is no such database; `tracker ingest` makes one")
        file = surroundings.check_file(path)
        if file.detail == surroundings.FOREIGN:
            raise StoreError(f"{path}: {file.detail}; {file.advice}")
        return [file, *_look_around(path), *_look_inside(path, now)]


def _look_around(path: Path) -> Iterator[Check]:
    for look in (
        surroundings.check_permissions,
        surroundings.check_space,
        surroundings.check_copies,
        surroundings.check_leftovers,
        soundness.check_journal,
    ):
        yield look(path)


def _look_inside(path: Path, now: datetime) -> Iterator[Check]:
    try:
        db = connect(path)
    except sqlite3.Error as error:
        yield _ruin("integrity", path, error)
        return
    try:
        check_ours(db, path)
        db.execute("PRAGMA query_only = on")
        with reading(db):  # one state for all, while others write
            for name, look in _looks(db, path, now):
                yield _survive(name, look, path)
    finally:
        db.close()


def _looks(db: Database, path: Path, now: datetime) -> Iterator[tuple[str, Look]]:
    """What can be looked at, by its name; of another schema than ours only what every schema has."""
    yield "schema", (schema := partial(soundness.check_schema, db))
    yield "integrity", partial(soundness.check_integrity, db, path)
    yield "references", partial(soundness.check_references, db)
    if _survive("schema", schema, path).state == "ok":
        yield "definitions", partial(soundness.check_definitions, db)
        yield "rows", partial(contents.check_rows, db)
        yield "quotes", partial(contents.check_quotes, db)
        yield "orphans", partial(contents.check_orphans, db)
        yield "numbers", partial(contents.check_numbers, db)
        yield "search", partial(contents.check_search, db)
        yield "clock", partial(contents.check_clock, db, now)


def _survive(name: str, look: Look, path: Path) -> Check:
    """The look, or that it came upon damaged pages."""
    try:
        return look()
    except sqlite3.Error as error:
        return _ruin(name, path, error)


def _ruin(name: str, path: Path, error: sqlite3.Error) -> Check:
    return Check(name, "problem", f"can't be looked at: {explain(error).partition(';')[0]}", _advise(path, error))


def _advise(path: Path, error: sqlite3.Error) -> str:
    """For damage a copy, for everything else what SQLite's fault asks for."""
    asked = explain(error).partition("; ")[2]
    is_damage = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
    return surroundings.advise_copy(path) if is_damage or not asked else asked
