"""Recorded outcomes: rows are added, never changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.errors import NoMatch, UsageError
from tracker.model import Actual
from tracker.store.journal import Cause, write_down
from tracker.store.moments import stamp
from tracker.store.rows import Row, digits

if TYPE_CHECKING:
    from sqlite_utils import Database


def actuals_of(db: Database, ids: Sequence[int]) -> dict[int, tuple[Actual, ...]]:
    """The figures of each target that has any, by the date that they cover, then as they came in; one query for all."""
    rows = db.query(
        "SELECT * FROM actuals WHERE target_id IN (SELECT value FROM json_each(?)) ORDER BY as_of, id",
        [json.dumps(list(ids))],
    )
    figures: dict[int, list[Actual]] = defaultdict(list)
    for row in rows:
        figures[row["target_id"]].append(_actual_from(row))
    return {target_id: tuple(known) for target_id, known in figures.items()}


def add_actual(db: Database, actual: Actual, cause: Cause) -> Actual:
    """Add the figure, within the caller's transaction; it is returned with its id.

    Raises `NoMatch` for an unknown target, `UsageError` for a claim and for a correction of another target's figure.
    """
    _check_target(db, actual.target_id)
    _check_correction(db, actual)
    row = {
        "target_id": actual.target_id,
        "value": digits(actual.value),
        "as_of": actual.as_of.isoformat(),
        "source": actual.source,
        "note": actual.note,
        "recorded_at": stamp(cause.at),
        "recorded_by": cause.by,
        "corrects": actual.corrects,
    }
    key = db.table("actuals").insert(row).last_pk
    assert isinstance(key, int)
    write_down(db, cause, "update", {"actual_id": key, "target_id": actual.target_id, "value": row["value"]})
    return replace(actual, id=key, recorded_by=cause.by, recorded_at=datetime.fromisoformat(stamp(cause.at)))


def _check_target(db: Database, target_id: int) -> None:
    wanted = json.dumps([target_id])  # as JSON a number may be larger than SQLite's largest
    row = db.execute("SELECT role FROM records WHERE id IN (SELECT value FROM json_each(?))", [wanted]).fetchone()
    if row is None:
        raise NoMatch(f"no target has the id {target_id}; `tracker list` shows the ids")
    if row[0] != "target":
        raise UsageError(f"{target_id} is a claim, a result that a report states; figures are recorded for targets")


def _check_correction(db: Database, actual: Actual) -> None:
    if actual.corrects is None:
        return
    figures = actuals_of(db, [actual.target_id]).get(actual.target_id, ())
    if actual.corrects not in [figure.id for figure in figures]:
        raise UsageError(f"target {actual.target_id} has no figure {actual.corrects} that could be corrected")


def _actual_from(row: Row) -> Actual:
    return Actual(
        id=row["id"],
        target_id=row["target_id"],
        value=Decimal(row["value"]),
        as_of=date.fromisoformat(row["as_of"]),
        source=row["source"],
        note=row["note"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        recorded_by=row["recorded_by"],
        corrects=row["corrects"],
    )
