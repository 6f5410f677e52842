"""What people say of records: other fields, or what should become of them. Each word is a row; the last one counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.errors import UsageError
from tracker.model import Record
from tracker.store.journal import Cause, touch, upcoming_entry, write_down
from tracker.store.moments import stamp
from tracker.store.rows import digits
from tracker.store.targets import find_one
from tracker.store.values import Revision, State, Stored

if TYPE_CHECKING:
    from tracker.store.database import Database

Word = str | list[str] | None  # as JSON: dates in ISO, decimals in plain digits
RECORD_FIELDS = (
    "role", "indicator", "indicator_key", "value", "value_max", "unit", "comparator", "measure", "direction",
    "period_start", "due", "commitment", "section",
)  # fmt: skip
FIELDS = (*RECORD_FIELDS, "baseline", "responsible", "tags")


def edit(db: Database, record_id: int, changes: Mapping[str, Word], cause: Cause, reason: str | None = None) -> bool:
    """Let a person's fields win over those that were read, within the caller's transaction; what is so already stays.

    With a reason it is a revision: the promise itself was changed. False where nothing had to be written. Raises
    `NoMatch`, and `UsageError` where the fields make no sense together.
    """
    before = find_one(db, record_id)
    known = fields_said(before)
    new = {name: value for name, value in changes.items() if known[name] != value}
    if not new:
        return False
    _check_unit(before, new)
    action = "revise" if reason else "edit"
    _add_words(db, record_id, new, cause, reason)
    check_sense(find_one(db, record_id).record)
    touch(db, "record", [record_id])
    fields = {name: [known[name], value] for name, value in new.items() if name != "indicator_key"}
    write_down(db, cause, action, {"record_id": record_id, "fields": fields} | ({"reason": reason} if reason else {}))
    return True


def edit_tags(db: Database, record_id: int, add: Iterable[str], drop: Iterable[str]) -> list[str]:
    """The tags of the record once some are added and some dropped, in the order in which they came."""
    known = find_one(db, record_id).tags
    return [tag for tag in dict.fromkeys([*known, *add]) if tag not in set(drop)]


def fields_said(stored: Stored) -> dict[str, Word]:
    """All fields that a person may give, as they stand now."""
    record, quantity = stored.record, stored.record.quantity
    return {
        "role": record.role,
        "indicator": record.indicator,
        "indicator_key": record.indicator_key,
        "value": digits(quantity.value),
        "value_max": None if quantity.value_max is None else digits(quantity.value_max),
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "measure": record.measure,
        "direction": record.direction,
        "period_start": record.period_start.isoformat(),
        "due": record.due.isoformat(),
        "commitment": record.commitment,
        "section": record.section,
        "baseline": None if stored.baseline is None else digits(stored.baseline),
        "responsible": stored.responsible,
        "tags": list(stored.tags),
    }


def check_sense(record: Record) -> None:
    """Raise `UsageError` for a record whose fields contradict each other."""
    quantity = record.quantity
    if (quantity.comparator == "range") != (quantity.value_max is not None):
        raise UsageError("a range has two ends: give --value and --value-max together with --comparator range")
    if quantity.value_max is not None and quantity.value_max < quantity.value:
        raise UsageError(f"a range goes from the lower end up, not from {quantity.value} to {quantity.value_max}")
    if record.due < record.period_start:
        raise UsageError(f"due on {record.due}, before the period begins on {record.period_start}")


def mark(db: Database, record_id: int, state: State, cause: Cause, reason: str | None = None) -> bool:
    """Reject a record or withdraw it, within the caller's transaction; False where that was said already."""
    before = find_one(db, record_id)
    if before.state == state and before.withdrawn_reason == reason:
        return False
    _add_mark(db, record_id, state, cause, reason=reason)
    touch(db, "record", [record_id])
    actions = {"rejected": "reject", "withdrawn": "withdraw"}
    write_down(db, cause, actions[state], {"record_id": record_id, "reason": reason})
    return True


def confirm(db: Database, record_id: int, cause: Cause) -> bool:
    """Vouch for a record and its proposed figures; what was rejected, withdrawn or merged counts again."""
    before = find_one(db, record_id)
    proposed = [figure.id for figure in before.actuals if figure.proposed]
    if before.state == "confirmed" and not proposed:
        return False
    if before.state != "confirmed":
        _add_mark(db, record_id, "confirmed", cause)
    _bring_back(db, record_id, cause)
    said = {"log_id": upcoming_entry(db), "said_at": stamp(cause.at), "said_by": cause.by}
    db.table("confirmations").insert_all({"actual_id": figure, **said} for figure in proposed)
    touch(db, "record", [record_id])
    write_down(db, cause, "confirm", {"record_id": record_id, "figures": proposed})
    return True


def merge(db: Database, record_id: int, into_id: int, cause: Cause) -> bool:
    """Let one record stand for another too: the figures of both count for it. False where it is so already.

    Raises `UsageError` for records that can't be one: of another role or unit, or that don't stand themselves.
    """
    one, other = find_one(db, record_id), find_one(db, into_id)
    if one.merged_into == into_id:
        return False
    _check_mergeable(one, other)
    _add_mark(db, record_id, "merged", cause, into_id=into_id)
    touch(db, "record", [record_id, into_id])
    write_down(db, cause, "merge", {"record_id": record_id, "into_id": into_id})
    return True


def revisions(db: Database, record_id: int) -> list[Revision]:
    """How the promise was changed by those who gave it, each change with what was there before, the first first."""
    words = db.query(
        "SELECT * FROM edits WHERE record_id = ? AND NOT EXISTS (SELECT 1 FROM undone WHERE entry = edits.log_id)"
        " ORDER BY id",
        [record_id],
    )
    known: dict[str, Word] = dict(_fields_read(find_one(db, record_id)))
    found = []
    for word in words:
        value = json.loads(word["value"])
        if word["reason"]:
            found.append(
                Revision(
                    field=word["field"],
                    old=known.get(word["field"]),
                    new=value,
                    reason=word["reason"],
                    said_at=datetime.fromisoformat(word["said_at"]),
                    said_by=word["said_by"],
                )
            )
        known[word["field"]] = value
    return found


def _fields_read(stored: Stored) -> dict[str, Word]:
    return fields_said(replace(stored, record=stored.extracted or stored.record))


def _check_mergeable(one: Stored, other: Stored) -> None:
    mine, others = one.record, other.record
    if one.id == other.id:
        raise UsageError(f"{one.id} can't be merged into itself: give two ids")
    if one.withdrawn or other.withdrawn:
        gone = one if one.withdrawn else other
        raise UsageError(f"{gone.id} is {gone.state} and can't be merged: `tracker confirm {gone.id}` brings it back")
    if mine.role != others.role:
        raise UsageError(f"{one.id} is a {mine.role} and {other.id} a {others.role}: they can't be one")
    if mine.quantity.unit != others.quantity.unit:
        raise UsageError(
            f"{one.id} is counted in {mine.quantity.unit} and {other.id} in {others.quantity.unit}: "
            "put the unit right with `tracker edit` first"
        )


def _check_unit(stored: Stored, new: Mapping[str, Word]) -> None:
    bound = [name for name in ("role", "unit") if name in new]
    if bound and stored.actuals:
        raise UsageError(
            f"figures of {stored.id} are recorded in {stored.record.quantity.unit}, "
            f"so its {bound[0]} can't change: undo them first"
        )


def _add_words(db: Database, record_id: int, words: Mapping[str, Word], cause: Cause, reason: str | None) -> None:
    origin = {"log_id": upcoming_entry(db), "said_at": stamp(cause.at), "said_by": cause.by}
    rows = ({"field": name, "value": json.dumps(value, ensure_ascii=False)} for name, value in words.items())
    db.table("edits").insert_all({**row, "record_id": record_id, "reason": reason, **origin} for row in rows)


def _add_mark(
    db: Database, record_id: int, state: State, cause: Cause, *, reason: str | None = None, into_id: int | None = None
) -> None:
    said = {"log_id": upcoming_entry(db), "said_at": stamp(cause.at), "said_by": cause.by}
    db.table("marks").insert({"record_id": record_id, "state": state, "reason": reason, "into_id": into_id, **said})


def _bring_back(db: Database, record_id: int, cause: Cause) -> None:
    """What the text no longer held stands again, since a person says so."""
    if db.execute("SELECT withdrawn_at FROM records WHERE id = ?", [record_id]).fetchone()[0]:
        origin = {"changed_at": stamp(cause.at), "log_id": upcoming_entry(db)}
        db.table("records").update(record_id, {"withdrawn_at": None, "withdrawn_reason": None, **origin})
