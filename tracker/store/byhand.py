"""Targets that no text holds: they stand in a report of their own for the place and year, one reading for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import __version__
from tracker.model import Target
from tracker.store.journal import Cause, touch, upcoming_entry, write_down
from tracker.store.moments import stamp
from tracker.store.rows import digits, fields_of
from tracker.store.titles import place_key, title_key
from tracker.store.words import check_sense

if TYPE_CHECKING:
    from tracker.store.database import Database

SOURCE = "by hand"


def add_target(db: Database, target: Target, cause: Cause) -> int:
    """Add a target with its sentence as the text that holds it, within the caller's transaction; its id is returned.

    Its quantity's span counts in the sentence. It is confirmed, since a person gave it.
    """
    from hashlib import sha256  # brings in OpenSSL, which what only reads can do without

    check_sense(target)
    entry, moment = upcoming_entry(db), stamp(cause.at)
    report_id = _report_of(db, target)
    digest = sha256(target.sentence.encode()).hexdigest()
    db.table("texts").insert({"sha256": digest, "text": target.sentence}, ignore=True)
    reading = {"report_id": report_id, "sha256": digest, "title": target.report, "source": SOURCE, "log_id": entry}
    reading_id = _insert(db, "readings", reading | {"tracker_version": __version__, "read_at": moment})
    origin = {
        "report_id": report_id,
        "reading_id": reading_id,
        "changed_at": moment,
        "log_id": entry,
        "added_in": entry,
    }
    record_id = _insert(db, "records", fields_of(target) | origin)
    said = {"log_id": entry, "said_at": moment, "said_by": cause.by}
    db.table("marks").insert({"record_id": record_id, "state": "confirmed", **said})
    touch(db, "record", [record_id])
    touch(db, "place", filter(None, [target.district_code]))
    quantity = target.quantity
    told = {"indicator": target.indicator, "value": digits(quantity.value), "unit": quantity.unit}
    write_down(db, cause, "add", {"record_id": record_id, "district": target.district, "year": target.year, **told})
    return record_id


def _report_of(db: Database, target: Target) -> int:
    keys = {
        "place_key": place_key(target.district, target.district_code),
        "year": target.year,
        "title_key": title_key(target.report, target.district),
    }
    known = db.execute(
        "SELECT id FROM reports WHERE place_key = :place_key AND year = :year AND title_key = :title_key", keys
    ).fetchone()
    if known:
        return int(known[0])
    return _insert(db, "reports", keys | {"district": target.district, "district_code": target.district_code})


def _insert(db: Database, table: str, row: dict[str, object]) -> int:
    key = db.table(table).insert(row).last_pk
    assert isinstance(key, int)
    return key
