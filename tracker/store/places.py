"""Places that people add where the gazetteer lacks them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.errors import UsageError
from tracker.model import Place
from tracker.store.journal import Cause, touch, upcoming_entry, write_down
from tracker.store.moments import stamp

if TYPE_CHECKING:
    from tracker.store.database import Database

IS_KNOWN = "NOT EXISTS (SELECT 1 FROM undone WHERE entry = places.log_id)"  # whose adding was not undone


def all_places(db: Database) -> list[Place]:
    """Every added place, by code."""
    rows = db.query(f"SELECT code, name, full_name, until FROM places WHERE {IS_KNOWN}")  # noqa: S608 - a constant
    return sorted((Place(**row) for row in rows), key=lambda place: _parts(place.code))


def add_place(db: Database, place: Place, cause: Cause) -> Place:
    """Add the place, within the caller's transaction; it is returned with the code that it got.

    A local code (`370200.1`) that is taken gives way to the next free one of the same parent; one whose adding was
    undone comes back under its code. Raises `UsageError` where the parent already has a place of that name.
    """
    parent = place.code.rpartition(".")[0]
    there = f"SELECT *, {IS_KNOWN} AS is_known FROM places WHERE parent = ?"  # noqa: S608 - a constant
    siblings = {row["name"]: row for row in db.query(there, [parent])}
    before = siblings.get(place.name)
    if before and before["is_known"]:
        raise UsageError(f"{place.full_name} is known already, with the code {before['code']}")
    taken = {row["code"] for row in siblings.values()}
    added = replace(place, code=before["code"] if before else _free_code(place.code, parent, taken))
    row = {"code": added.code, "parent": parent, "name": added.name, "full_name": added.full_name, "until": added.until}
    origin = {"added_at": stamp(cause.at), "added_by": cause.by or "", "log_id": upcoming_entry(db)}
    db.table("places").insert(row | origin, pk="code", replace=before is not None)
    touch(db, "place", [added.code, parent] if parent else [added.code])
    write_down(db, cause, "add place", row)
    return added


def _free_code(wanted: str, parent: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    if not parent:
        raise UsageError(f"the code {wanted} is taken by another place")
    return f"{parent}.{max(_parts(code)[-1] for code in taken) + 1}"


def _parts(code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in code.split("."))
