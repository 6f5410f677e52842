"""The log as people read it: who did what, when, by which command, and whether it was undone."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.store.rows import Row
from tracker.store.values import Entry

if TYPE_CHECKING:
    from tracker.store.database import Database

SELECT = """
    SELECT log.*, log.id IN (SELECT entry FROM undone) AS is_undone,
        (SELECT json_group_array(subject) FROM touched WHERE log_id = log.id AND kind = 'record') AS subjects
    FROM log
"""


def entries(db: Database, record_id: int | None = None) -> list[Entry]:
    """Everything that was written, or all that concerns one record; the oldest first."""
    if record_id is None:
        return [_entry_from(row) for row in db.query(f"{SELECT} ORDER BY log.id")]
    about = "log.id IN (SELECT log_id FROM touched WHERE kind = 'record' AND subject = ?)"
    return [_entry_from(row) for row in db.query(f"{SELECT} WHERE {about} ORDER BY log.id", [str(record_id)])]


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
