"""Mend what can be mended without risk, after a copy where the database itself is touched; no row is ever removed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.store.copying import copy_to_file
from tracker.store.doctor.checks import Check, Remedy, numbered
from tracker.store.doctor.soundness import missing_definitions
from tracker.store.doctor.surroundings import OLD, STRANGERS, drafts_of, files_of, mode_of
from tracker.store.faults import told_plainly
from tracker.store.opening import connect
from tracker.store.transactions import writing

if TYPE_CHECKING:
    from tracker.store.database import Database

WITHIN = ("journal", "definitions", "indexes", "search")  # remedies that write to the database
SEARCH = (
    "INSERT INTO search (search) VALUES ('delete-all')",
    "INSERT INTO search (rowid, sentence, indicator) SELECT id, spaced(sentence), spaced(indicator) FROM records",
    "INSERT INTO search (rowid, sentence, indicator)"
    " SELECT -edits.id, spaced(sentence), spaced(json_extract(edits.value, '$'))"
    " FROM edits JOIN records ON records.id = record_id WHERE field = 'indicator'",
)


def mend(path: Path, checks: Sequence[Check], now: datetime) -> list[str]:
    """Apply the remedies that the checks name; what was done, a line each."""
    remedies = {check.remedy for check in checks if check.remedy}
    with told_plainly(path):
        done = _close_files(path) if "permissions" in remedies else []
        done += _clear_drafts(path) if "leftovers" in remedies else []
        if not remedies.isdisjoint(WITHIN):
            done += _mend_within(path, remedies, now)
    return done


def _close_files(path: Path) -> list[str]:
    closed = []
    for found in files_of(path):
        mode = mode_of(found)
        if mode & STRANGERS:
            found.chmod(mode & ~STRANGERS)
            closed.append(found.name)
    return [f"closed to strangers: {numbered(closed)}"] if closed else []


def _clear_drafts(path: Path) -> list[str]:
    """Remove drafts so old that no process can still be writing them."""
    removed = []
    for draft in drafts_of(path):
        with suppress(FileNotFoundError):
            if draft.stat().st_mtime < time.time() - OLD:
                draft.unlink()
                removed.append(draft.name)
    return [f"removed: {numbered(removed)}"] if removed else []


def _mend_within(path: Path, remedies: set[Remedy], now: datetime) -> list[str]:
    db = connect(path)
    try:
        copy = path.with_name(f"{path.name}.backup-{now:%Y%m%d-%H%M%S}")
        copy_to_file(db, copy)
        done = [f"copied to {copy.name}"]
        if "definitions" in remedies:
            done.append(f"made anew: {numbered(_redefine(db))}")
        if "indexes" in remedies:
            with writing(db):
                db.execute("REINDEX")
            done.append("made every index anew")
        if "search" in remedies:
            with writing(db):
                for statement in SEARCH:
                    db.execute(statement)
            done.append("made the index of words anew")
        if "journal" in remedies:
            done.append(_write_back(db))
        return done
    finally:
        db.close()


def _redefine(db: Database) -> list[str]:
    """Views, indexes and triggers as the schema has them; none of them holds data of its own."""
    lost = missing_definitions(db)
    with writing(db):
        for kind, name, sql in lost:
            db.execute(f"DROP {kind} IF EXISTS [{name}]")
            db.execute(sql)
    return [name for _, name, _ in lost]


def _write_back(db: Database) -> str:
    busy = db.execute("PRAGMA wal_checkpoint(truncate)").fetchone()[0]
    return "the journal is still read by another program" if busy else "wrote the journal back"
