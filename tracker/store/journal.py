"""The log: who did what, when, by which command."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.store.moments import stamp
from tracker.store.text import well_formed

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something is written: the moment, the person, the words of the command line."""

    at: datetime
    by: str | None
    command: Sequence[str]


def write_down(db: Database, cause: Cause, action: str, what: Mapping[str, object]) -> None:
    """Add a line to the log, within the transaction of the deed."""
    db.table("log").insert(
        {
            "at": stamp(cause.at),
            "by": cause.by,
            "action": action,
            "command": well_formed(json.dumps(list(cause.command), ensure_ascii=False)),
            "what": well_formed(json.dumps(what, ensure_ascii=False)),
        }
    )
