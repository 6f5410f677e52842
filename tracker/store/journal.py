"""The log: who did what, when, by which command."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.store.inserting import insert_rows
from tracker.store.moments import stamp
from tracker.store.text import well_formed

if TYPE_CHECKING:
    from tracker.store.database import Database


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something is written: the moment, the person, the words of the command line."""

    at: datetime
    by: str | None
    command: Sequence[str]
    run: int | None = None  # the first entry that the same command made; None: this will be the first


def upcoming_entry(db: Database) -> int:
    """The number that `write_down` will give to the entry of this transaction, which holds the write lock."""
    return int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM log").fetchone()[0])


def touch(db: Database, kind: str, subjects: Iterable[object]) -> None:
    """Remember what the upcoming entry is about: records, places, figures."""
    entry = upcoming_entry(db)
    insert_rows(db, "touched", [{"log_id": entry, "kind": kind, "subject": str(one)} for one in subjects])


def write_down(db: Database, cause: Cause, action: str, what: Mapping[str, object]) -> None:
    """Add a line to the log, within the transaction of the deed."""
    db.table("log").insert(
        {
            "at": stamp(cause.at),
            "by": cause.by,
            "action": action,
            "command": well_formed(json.dumps(list(cause.command), ensure_ascii=False)),
            "what": well_formed(json.dumps(what, ensure_ascii=False)),
            "run": cause.run or upcoming_entry(db),
        }
    )
