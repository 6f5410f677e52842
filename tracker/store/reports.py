"""Store a report: see what is new, what stays, what is gone; then write that, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tracker import __version__
from tracker.model import Document, Extraction, Record
from tracker.store.familiar import tell_found
from tracker.store.identity import match
from tracker.store.inserting import insert_numbered
from tracker.store.journal import Cause, touch, upcoming_entry, write_down
from tracker.store.moments import day_or_none, stamp
from tracker.store.rows import Row, fields_of, record_from
from tracker.store.text import well_formed
from tracker.store.titles import place_key, title_key
from tracker.store.values import Saved, Status, StoredReport

if TYPE_CHECKING:
    from tracker.store.database import Database

GONE = "no longer in the text"  # withdrawn_reason of what a corrected text or a newer extractor left out


@dataclass(frozen=True, slots=True)
class Changes:
    """The stored rows of a report against its records as they were read now."""

    paired: list[tuple[Row, Record]]  # rows and what they shall hold
    rewritten: list[tuple[Row, Record]]  # those of them that hold something else so far
    fresh: list[Record]
    vanished: list[Row]


@dataclass(frozen=True, slots=True)
class Plan:
    """What storing a report would do."""

    report_id: int | None
    details: dict[str, Any]  # what a reading says of the report; what is not given now stays as it was
    changes: Changes
    saved: Saved


def plan(db: Database, extraction: Extraction) -> Plan:
    """Compare what was read with what is stored; nothing is written."""
    document = extraction.document
    report_id = find_report(db, document)
    last = _last_reading(db, report_id)
    details = _details(document, last)
    changes = compare(_rows_of(db, report_id), extraction)
    is_known = bool(last)  # or else every reading of it was undone
    is_same = (
        is_known
        and all(last[name] == value for name, value in details.items())
        and not changes.rewritten
        and not changes.fresh
        and not changes.vanished
    )
    status: Status = "unchanged" if is_same else "updated" if is_known else "added"
    notice = None if is_known else _notice(db, document)
    return Plan(report_id, details, changes, _summary(status, report_id, changes, notice))


def save(db: Database, extraction: Extraction, cause: Cause, fingerprint: str | None = None) -> Saved:
    """Store the report as planned, within the caller's transaction; an unchanged one writes nothing at all."""
    planned = plan(db, extraction)
    if planned.saved.status == "unchanged":
        return planned.saved
    document, changes, moment = extraction.document, planned.changes, stamp(cause.at)
    report_id = planned.report_id or _add_report(db, document)
    details = planned.details | {"fingerprint": fingerprint, "found": tell_found(extraction)}
    reading_id = _add_reading(db, report_id, document, details, moment)
    origin = {"reading_id": reading_id, "changed_at": moment, "log_id": upcoming_entry(db)}
    added = _add_records(db, changes.fresh, origin | {"report_id": report_id})
    _rewrite(db, changes.rewritten, origin)
    _withdraw(db, changes.vanished, moment)
    touch(
        db, "record", [*added, *(row["id"] for row, _ in changes.rewritten), *(row["id"] for row in changes.vanished)]
    )
    touch(db, "report", [report_id])
    touch(db, "place", filter(None, [document.district_code]))
    saved = replace(planned.saved, report_id=report_id)
    counts = {name: value for name, value in asdict(saved).items() if name != "notice"}
    title = {"district": document.district, "year": document.year, "title": document.title}
    write_down(db, cause, "ingest", counts | {"reading_id": reading_id} | title)
    return saved


def compare(rows: Sequence[Row], extraction: Extraction) -> Changes:
    """Pair the rows, those that stand before those that are gone, with the records that were read.

    What a newer extractor no longer finds stays where a person vouched for it and its sentence is still in the text.
    """
    standing = [record_from(row) for row in rows if not _is_gone(row)]
    gone = [record_from(row) for row in rows if _is_gone(row)]
    pairs = match(standing, gone, extraction.records)
    paired = [(rows[old], extraction.records[new]) for new, old in sorted(pairs.items())]
    known = set(pairs.values())
    vanished = [row for number, row in enumerate(rows[: len(standing)]) if number not in known]
    return Changes(
        paired=paired,
        rewritten=[(row, record) for row, record in paired if _differs(row, record, extraction.document)],
        fresh=[record for number, record in enumerate(extraction.records) if number not in pairs],
        vanished=[row for row in vanished if not _is_vouched_for(row, extraction.document)],
    )


def find_report(db: Database, document: Document) -> int | None:
    """The id of the stored report of the same place, year and title."""
    keys = [
        place_key(document.district, document.district_code),
        document.year,
        title_key(document.title, document.district),
    ]
    row = db.execute("SELECT id FROM reports WHERE place_key = ? AND year = ? AND title_key = ?", keys).fetchone()
    return None if row is None else int(row[0])


def all_reports(db: Database) -> list[StoredReport]:
    """Every report as it was last read, by place and year; a person's word on a record counts."""
    rows = db.query("""
        WITH standing AS (
            SELECT records.id, report_id, coalesce(json_extract(words, '$.role'), role) AS role,
                CASE WHEN state <> 'confirmed' THEN said_at ELSE withdrawn_at END AS withdrawn_at
            FROM records
            LEFT JOIN current_edits AS said ON said.record_id = records.id
            LEFT JOIN current_marks AS mark ON mark.record_id = records.id
            WHERE NOT EXISTS (SELECT 1 FROM undone WHERE entry = added_in)
        )
        SELECT reports.id, district, district_code, year,
            title, meeting_date, source, source_url, sha256, tracker_version, read_at,
            count(*) FILTER (WHERE records.role = 'target' AND records.withdrawn_at IS NULL) AS targets,
            count(*) FILTER (WHERE records.role = 'claim' AND records.withdrawn_at IS NULL) AS claims,
            count(records.withdrawn_at) AS withdrawn
        FROM reports
        JOIN current_readings AS last ON last.report_id = reports.id
        LEFT JOIN standing AS records ON records.report_id = reports.id
        GROUP BY reports.id
        ORDER BY reports.district_code, reports.district, reports.year, reports.id
    """)
    return [_report_from(row) for row in rows]


def years_of(db: Database, district: str) -> list[int]:
    """The years of which a report of the place is stored, by its full name."""
    rows = db.execute(
        "SELECT DISTINCT year FROM reports WHERE district = ?"
        " AND EXISTS (SELECT 1 FROM current_readings WHERE report_id = reports.id) ORDER BY year",
        [district],
    )
    return [row[0] for row in rows]


# ── reading what is there ──


def _last_reading(db: Database, report_id: int | None) -> Row:
    rows = db.query("SELECT * FROM current_readings WHERE report_id = ?", [report_id])
    return next(iter(rows), {})


def _rows_of(db: Database, report_id: int | None) -> list[Row]:
    """All records that the report ever had, with the text that each was read from: those that stand first, as read.

    Those of undone readings are among them, so that the same words come back under the same id.
    """
    return list(
        db.query(
            "SELECT r.*, reports.district, reports.district_code, reports.year, readings.title AS report,"
            " readings.sha256, EXISTS (SELECT 1 FROM undone WHERE entry = r.added_in) AS is_undone,"
            " EXISTS (SELECT 1 FROM current_words WHERE record_id = r.id)"
            " OR EXISTS (SELECT 1 FROM current_marks WHERE record_id = r.id) AS is_spoken_for"
            " FROM records AS r JOIN readings ON readings.id = r.reading_id"
            " JOIN reports ON reports.id = r.report_id"
            " WHERE r.report_id = ? ORDER BY is_undone OR r.withdrawn_at IS NOT NULL, r.start, r.id",
            [report_id],
        )
    )


def _is_gone(row: Row) -> bool:
    return bool(row["is_undone"] or row["withdrawn_at"])


def _is_vouched_for(row: Row, document: Document) -> bool:
    return bool(row["is_spoken_for"]) and row["sentence"] in document.text


def _details(document: Document, last: Row) -> dict[str, Any]:
    meeting_date = document.meeting_date
    return {
        "sha256": document.sha256,
        "title": document.title,
        "source_url": document.source_url or last.get("source_url"),
        "meeting_date": meeting_date.isoformat() if meeting_date else last.get("meeting_date"),
    }


def _differs(row: Row, record: Record, document: Document) -> bool:
    """Whether the row must be written anew: other fields, another text that its span counts in, or withdrawn by now."""
    fields = fields_of(record)
    return _is_gone(row) or row["sha256"] != document.sha256 or fields != {name: row[name] for name in fields}


def _promises_otherwise(row: Row, record: Record) -> bool:
    fields = fields_of(record)
    return any(row[name] != fields[name] for name in ("value", "value_max", "unit", "comparator", "measure", "due"))


def _summary(status: Status, report_id: int | None, changes: Changes, notice: str | None) -> Saved:
    kept = [(row, record) for row, record in changes.paired if not _is_gone(row)]
    again = sum(row["is_undone"] for row, _ in changes.paired)
    return Saved(
        status=status,
        report_id=report_id,
        added=len(changes.fresh) + again,
        kept=len(kept),
        changed=sum(_promises_otherwise(row, record) for row, record in kept),
        restored=len(changes.paired) - len(kept) - again,
        withdrawn=len(changes.vanished),
        notice=notice,
    )


def _notice(db: Database, document: Document) -> str | None:
    """A line about other reports of the place and year, beside which a new one is kept."""
    others = list(
        db.query(
            "SELECT reports.id, last.title FROM reports"
            " JOIN current_readings AS last ON last.report_id = reports.id"
            " WHERE place_key = ? AND year = ? ORDER BY reports.id",
            [place_key(document.district, document.district_code), document.year],
        )
    )
    if not others:
        return None
    titles = ", ".join(f"《{row['title']}》 (report {row['id']})" for row in others)
    return f"kept beside another report of {document.district} for {document.year}: {titles}"


def _report_from(row: Row) -> StoredReport:
    as_they_are = set(StoredReport.__dataclass_fields__) - {"meeting_date", "read_at"}
    return StoredReport(
        **{name: row[name] for name in as_they_are},
        meeting_date=day_or_none(row["meeting_date"]),
        read_at=datetime.fromisoformat(row["read_at"]),
    )


# ── writing ──


def _add_report(db: Database, document: Document) -> int:
    row = {
        "district": document.district,
        "district_code": document.district_code,
        "year": document.year,
        "place_key": place_key(document.district, document.district_code),
        "title_key": title_key(document.title, document.district),
    }
    return _insert(db, "reports", row)


def _add_reading(db: Database, report_id: int, document: Document, details: dict[str, Any], moment: str) -> int:
    db.table("texts").insert({"sha256": document.sha256, "text": document.text}, ignore=True)
    source = well_formed(document.source)
    row = {"report_id": report_id, "source": source, "tracker_version": __version__, "read_at": moment}
    row["log_id"] = upcoming_entry(db)
    return _insert(db, "readings", row | details)


def _add_records(db: Database, records: list[Record], origin: dict[str, Any]) -> list[int]:
    born = origin | {"added_in": origin["log_id"]}
    return insert_numbered(db, "records", [fields_of(record) for record in records], born)


def _rewrite(db: Database, changed: list[tuple[Row, Record]], origin: dict[str, Any]) -> None:
    back = origin | {"withdrawn_at": None, "withdrawn_reason": None}
    for row, record in changed:
        reborn = {"added_in": origin["log_id"]} if row["is_undone"] else {}
        db.table("records").update(row["id"], fields_of(record) | back | reborn)


def _withdraw(db: Database, rows: list[Row], moment: str) -> None:
    gone = {"changed_at": moment, "withdrawn_at": moment, "withdrawn_reason": GONE, "log_id": upcoming_entry(db)}
    for row in rows:
        db.table("records").update(row["id"], gone)


def _insert(db: Database, table: str, row: dict[str, Any]) -> int:
    key = db.table(table).insert(row).last_pk
    assert isinstance(key, int)
    return key
