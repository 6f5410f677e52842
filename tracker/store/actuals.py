"""Recorded outcomes: rows are added, never changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from tracker.errors import BadNumber, NoMatch, UsageError
from tracker.model import Actual, Role
from tracker.store.journal import Cause, touch, upcoming_entry, write_down
from tracker.store.moments import stamp
from tracker.store.rows import Row, digits

if TYPE_CHECKING:
    from tracker.store.database import Database


def actuals_of(db: Database, ids: Sequence[int]) -> dict[int, tuple[Actual, ...]]:
    """The figures of each target that has any, by the date that they cover, then as they came in; one query for all.

    Those of records that were merged into a target are among its own.
    """
    rows = db.query(
        "WITH RECURSIVE counts_for (record_id, target_id) AS ("
        " SELECT value, value FROM json_each(?)"
        " UNION SELECT marks.record_id, counts_for.target_id FROM current_marks AS marks"
        " JOIN counts_for ON marks.into_id = counts_for.record_id WHERE marks.state = 'merged')"
        " SELECT figures.*, counts_for.target_id AS counts_for FROM counts_for"
        " JOIN current_actuals AS figures ON figures.target_id = counts_for.record_id ORDER BY as_of, id",
        [json.dumps(list(ids))],
    )
    figures: dict[int, list[Actual]] = defaultdict(list)
    for row in rows:
        figures[row["counts_for"]].append(_actual_from(row))
    return {target_id: tuple(known) for target_id, known in figures.items()}


def add_actuals(db: Database, actuals: Sequence[Actual], cause: Cause) -> list[Actual]:
    """Add the figures as one entry of the log, within the caller's transaction; they are returned with their ids.

    Raises `NoMatch` for an unknown target, `UsageError` for a claim and for a correction of another target's figure.
    """
    added = [_add(db, actual, cause) for actual in actuals]
    touch(db, "record", {actual.target_id for actual in actuals})
    touch(db, "figure", {number for one in added for number in (one.id, one.corrects) if number is not None})
    figures = [
        {"id": one.id, "target_id": one.target_id, "value": digits(one.value), "as_of": one.as_of.isoformat()}
        for one in added
    ]
    write_down(db, cause, "update", {"figures": figures})
    return added


def _add(db: Database, actual: Actual, cause: Cause) -> Actual:
    if not actual.value.is_finite():
        raise BadNumber(f"{actual.value} is no number that can be recorded")
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
        "cumulative": actual.cumulative,
        "proposed": actual.proposed,
        "claim_id": actual.claim_id,
        "log_id": upcoming_entry(db),
    }
    key = db.table("actuals").insert(row).last_pk
    assert isinstance(key, int)
    return replace(actual, id=key, recorded_by=cause.by, recorded_at=datetime.fromisoformat(stamp(cause.at)))


def known_role(db: Database, record_id: int) -> Role:
    """Whether the record is a target or a claim. Raises `NoMatch` where there is no such record."""
    wanted = json.dumps([record_id])  # as JSON a number may be larger than SQLite's largest
    row = db.execute(
        "SELECT coalesce(json_extract(word.value, '$'), role) FROM records"
        " LEFT JOIN current_words AS word ON word.record_id = records.id AND word.field = 'role'"
        " WHERE records.id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM undone WHERE entry = records.added_in)",
        [wanted],
    ).fetchone()
    if row is None:
        raise NoMatch(f"no target has the id {record_id}; `tracker list` shows the ids")
    return cast(Role, row[0])


def _check_target(db: Database, target_id: int) -> None:
    if known_role(db, target_id) != "target":
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
        cumulative=bool(row["cumulative"]),
        proposed=bool(row["is_proposed"]),
        claim_id=row["claim_id"],
    )
