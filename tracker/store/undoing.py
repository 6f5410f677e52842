"""Undo what commands wrote, by rows that are added: what an undone entry added is left out wherever state is read.

Only records hold state of their own; they get back the fields that they had before the entry.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tracker.errors import NoMatch, UsageError
from tracker.store.history import entry_of, newest_first
from tracker.store.journal import Cause, touch, upcoming_entry, write_down
from tracker.store.moments import stamp
from tracker.store.values import Entry

if TYPE_CHECKING:
    from tracker.store.database import Database

UNDO = "undo"
FOUNDATIONS = ("ingest", "add", "import", "add place")  # what is said later may refer to what these added


def undo_last(db: Database, count: int, cause: Cause) -> list[Entry]:
    """Undo the last commands that still hold, within the caller's transaction; the newest entry comes first.

    Raises `NoMatch` where there are not as many.
    """
    chosen: dict[int, list[Entry]] = {}  # by run
    for entry in newest_first(db):
        if len(chosen) == count and entry.id < min(chosen):  # a run bears the number of its first entry
            break
        if entry.action != UNDO and not entry.undone and (len(chosen) < count or entry.run in chosen):
            chosen.setdefault(entry.run, []).append(entry)
    if len(chosen) < count:
        raise NoMatch(_too_few(len(chosen)))
    undone = sorted((entry for run in chosen.values() for entry in run), key=lambda entry: -entry.id)
    _reverse_all(db, undone, cause)
    return undone


def undo_entry(db: Database, number: int, cause: Cause) -> list[Entry]:
    """Undo one entry of the log, or an undo, which brings back what that undid. Raises `NoMatch` and `UsageError`."""
    found = entry_of(db, number)
    if found is None:
        raise NoMatch(f"the history has no entry {number}; `tracker history` lists them")
    if found.undone:
        raise UsageError(f"entry {number} is undone already")
    _reverse_all(db, [found], cause)
    return [found]


def reverse_since(db: Database, moment: datetime, cause: Cause) -> None:
    """Bring a copy of the database back to how it was at the moment; what older trackers wrote stays."""
    for entry in [entry for entry in newest_first(db) if stamp(entry.at) > stamp(moment)]:
        _reverse(db, entry, cause)
        write_down(db, cause, UNDO, {"entries": [entry.id]})


def _reverse_all(db: Database, chosen: Sequence[Entry], cause: Cause) -> None:
    for entry in chosen:
        _check_can_be_undone(db, entry, [one.id for one in chosen])
    for entry in chosen:
        _reverse(db, entry, cause)
        for kind, subject in db.execute("SELECT kind, subject FROM touched WHERE log_id = ?", [entry.id]).fetchall():
            touch(db, kind, [subject])
    told = [{"entry": entry.id, "action": entry.action} for entry in chosen]
    write_down(db, cause, UNDO, {"entries": [entry.id for entry in chosen], "undone": told})


def _reverse(db: Database, entry: Entry, cause: Cause) -> None:
    """Mark the entry as undone, and what it had undone itself as done; records get their former fields."""
    own = upcoming_entry(db)
    rows = [(entry.id, 1)]
    if entry.action == UNDO:
        turned = db.execute("SELECT entry, is_undone FROM undos WHERE log_id = ?", [entry.id]).fetchall()
        rows += [(number, 1 - was_undone) for number, was_undone in turned]
    db.table("undos").insert_all({"log_id": own, "entry": number, "is_undone": is_undone} for number, is_undone in rows)
    for record_id, fields in _former_fields(db, entry.id):
        db.table("records").update(record_id, fields | {"log_id": own, "changed_at": stamp(cause.at)})


def _former_fields(db: Database, entry: int) -> list[tuple[int, dict[str, Any]]]:
    """What each record that the entry changed held before."""
    found = db.execute(
        "SELECT record_id, fields, min(id) FROM record_versions WHERE log_id = ? GROUP BY record_id", [entry]
    ).fetchall()
    return [(record_id, json.loads(fields)) for record_id, fields, _ in found]


def _check_can_be_undone(db: Database, entry: Entry, along: Sequence[int]) -> None:
    """Raise `UsageError` for what an older tracker wrote, and for what later entries build on."""
    if not db.execute("SELECT 1 FROM touched WHERE log_id = ?", [entry.id]).fetchone():
        raise UsageError(f"entry {entry.id} was written by an older tracker and can't be undone")
    later = [number for number in _later_on_the_same(db, entry) if number not in along]
    if later:
        raise UsageError(
            f"entry {later[-1]} came after entry {entry.id} and builds on it: undo it first, "
            f"with `tracker undo --entry {later[-1]}`"
        )


def _later_on_the_same(db: Database, entry: Entry) -> list[int]:
    """Later entries that hold and speak of what this entry made; words that are only added depend on nothing."""
    changed = db.execute("SELECT 1 FROM record_versions WHERE log_id = ? LIMIT 1", [entry.id]).fetchone()
    kinds = ["record", "place", "report", "figure"] if changed or _is_foundation(db, entry) else ["figure"]
    found = db.execute(
        "SELECT DISTINCT later.log_id FROM touched AS mine JOIN touched AS later USING (kind, subject)"
        " JOIN log ON log.id = later.log_id"
        " WHERE mine.log_id = ? AND later.log_id > mine.log_id AND log.action <> ?"
        " AND kind IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM undone WHERE entry = later.log_id)"
        " ORDER BY later.log_id",
        [entry.id, UNDO, json.dumps(kinds)],
    )
    return [int(row[0]) for row in found.fetchall()]


def _is_foundation(db: Database, entry: Entry) -> bool:
    if entry.action != UNDO:
        return entry.action in FOUNDATIONS
    undone = entry.what["undone"]
    return any(one["action"] in FOUNDATIONS for one in undone)


def _too_few(count: int) -> str:
    if not count:
        return "there is nothing to undo"
    return f"only {count} command{'s' if count > 1 else ''} can be undone; `tracker history` lists what was done"
