"""One write, one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.store.database import Database


@contextmanager
def writing(db: Database) -> Iterator[Database]:
    """A transaction that holds the write lock from its start, so that what it reads stays true until it commits.

    Whatever goes wrong inside leaves the database as it was.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.conn.commit()
    except BaseException:
        db.conn.rollback()
        raise


@contextmanager
def reading(db: Database) -> Iterator[Database]:
    """A transaction in which several queries see one state; inside another one, a part of it."""
    if db.conn.in_transaction:
        yield db
        return
    db.conn.execute("BEGIN")
    try:
        yield db
    finally:
        db.conn.rollback()  # nothing was written
