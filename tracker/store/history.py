"""The log as people read it: who did what, when, by which command, and whether it was undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from tracker.store.rows import Row
from tracker.store.values import Entry

if TYPE_CHECKING:
    from tracker.store.database import Database

SELECT = """
    SELECT log.*, EXISTS (SELECT 1 FROM undone WHERE entry = log.id) AS is_undone,
        (SELECT json_group_array(subject) FROM touched WHERE log_id = log.id AND +kind = 'record') AS subjects
    FROM log
"""  # the + keeps SQLite from reading all that was ever said of records


def entries(db: Database, record_id: int | None = None, last: int | None = None) -> list[Entry]:
    """Everything that was written, or all that concerns one record; the oldest first, and of them the last ones."""
    chosen = islice(newest_first(db, record_id), last)
    return list(chosen)[::-1]


def newest_first(db: Database, record_id: int | None = None) -> Iterator[Entry]:
    """The same from the end, each entry read when it is asked for."""
    if record_id is None:
        rows = db.query(f"{SELECT} ORDER BY log.id DESC")
    else:
        about = "WHERE log.id IN (SELECT log_id FROM touched WHERE kind = 'record' AND subject = ?)"
        rows = db.query(f"{SELECT} {about} ORDER BY log.id DESC", [str(record_id)])
    return map(_entry_from, rows)


def entry_of(db: Database, number: int) -> Entry | None:
    """The entry of that number, if there is one."""
    wanted = json.dumps([number])  # as JSON a number may be larger than SQLite's largest
    chosen = "WHERE log.id IN (SELECT value FROM json_each(?))"
    rows = db.query(f"{SELECT} {chosen}", [wanted])
    return next(map(_entry_from, rows), None)


def _entry_from(row: Row) -> Entry:
    return Entry(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        by=row["by"],
        action=row["action"],
        command=tuple(json.loads(row["command"])),
        what=json.loads(row["what"]),
        run=row["run"] or row["id"],
        records=tuple(sorted({int(subject) for subject in json.loads(row["subjects"])})),
        undone=bool(row["is_undone"]),
    )
