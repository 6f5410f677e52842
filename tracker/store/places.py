"""Places that people add where the gazetteer lacks them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.errors import UsageError
from tracker.model import Place
from tracker.store.journal import Cause, write_down
from tracker.store.moments import stamp

if TYPE_CHECKING:
    from sqlite_utils import Database


def all_places(db: Database) -> list[Place]:
    """Every added place, by code."""
    rows = db.query("SELECT code, name, full_name, until FROM places")
    return sorted((Place(**row) for row in rows), key=lambda place: _parts(place.code))


def add_place(db: Database, place: Place, cause: Cause) -> Place:
    """Add the place, within the caller's transaction; it is returned with the code that it got.

    A local code (`370200.1`) that is taken gives way to the next free one of the same parent. Raises `UsageError`
    where the parent already has a place of that name.
    """
    parent = place.code.rpartition(".")[0]
    known = {row["name"]: row["code"] for row in db.query("SELECT * FROM places WHERE parent = ?", [parent])}
    if place.name in known:
        raise UsageError(f"{place.full_name} is known already, with the code {known[place.name]}")
    added = replace(place, code=_free_code(place.code, parent, set(known.values())))
    row = {"code": added.code, "parent": parent, "name": added.name, "full_name": added.full_name, "until": added.until}
    db.table("places").insert(row | {"added_at": stamp(cause.at), "added_by": cause.by or ""})
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
