"""Store a report: see what is new, what stays, what is gone; then write that, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tracker import __version__
from tracker.model import Document, Extraction, Record
from tracker.store.identity import match
from tracker.store.journal import Cause, write_down
from tracker.store.moments import day_or_none, stamp
from tracker.store.rows import SELECT_RECORDS, Row, fields_of, record_from
from tracker.store.text import well_formed
from tracker.store.titles import place_key, title_key
from tracker.store.values import Saved, Status, StoredReport

if TYPE_CHECKING:
    from sqlite_utils import Database

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
    is_same = (
        all(name in last and last[name] == value for name, value in details.items())
        and not changes.rewritten
        and not changes.fresh
        and not changes.vanished
    )
    status: Status = "added" if report_id is None else "unchanged" if is_same else "updated"
    notice = _notice(db, document) if report_id is None else None
    return Plan(report_id, details, changes, _summary(status, report_id, changes, notice))


def save(db: Database, extraction: Extraction, cause: Cause) -> Saved:
    """Store the report as planned, within the caller's transaction; an unchanged one writes nothing at all."""
    planned = plan(db, extraction)
    if planned.saved.status == "unchanged":
        return planned.saved
    document, changes, moment = extraction.document, planned.changes, stamp(cause.at)
    report_id = planned.report_id or _add_report(db, document)
    reading_id = _add_reading(db, report_id, document, planned.details, moment)
    _add_records(db, changes.fresh, {"report_id": report_id, "reading_id": reading_id, "changed_at": moment})
    _rewrite(db, changes.rewritten, reading_id, moment)
    _withdraw(db, changes.vanished, moment)
    saved = replace(planned.saved, report_id=report_id)
    counts = {name: value for name, value in asdict(saved).items() if name != "notice"}
    write_down(db, cause, "ingest", counts | {"reading_id": reading_id})
    return saved


def compare(rows: Sequence[Row], extraction: Extraction) -> Changes:
    """Pair the rows, those that stand before those withdrawn, with the records that were read."""
    standing = [record_from(row) for row in rows if not row["withdrawn_at"]]
    withdrawn = [record_from(row) for row in rows if row["withdrawn_at"]]
    pairs = match(standing, withdrawn, extraction.records)
    paired = [(rows[old], extraction.records[new]) for new, old in sorted(pairs.items())]
    known = set(pairs.values())
    return Changes(
        paired=paired,
        rewritten=[(row, record) for row, record in paired if _differs(row, record, extraction.document)],
        fresh=[record for number, record in enumerate(extraction.records) if number not in pairs],
        vanished=[row for number, row in enumerate(rows[: len(standing)]) if number not in known],
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
    """Every report as it was last read, by place and year."""
    rows = db.query("""
        SELECT reports.id, district, district_code, year,
            title, meeting_date, source, source_url, sha256, tracker_version, read_at,
            count(*) FILTER (WHERE records.role = 'target' AND records.withdrawn_at IS NULL) AS targets,
            count(*) FILTER (WHERE records.role = 'claim' AND records.withdrawn_at IS NULL) AS claims,
            count(records.withdrawn_at) AS withdrawn
        FROM reports
        JOIN current_readings AS last ON last.report_id = reports.id
        LEFT JOIN records ON records.report_id = reports.id
        GROUP BY reports.id
        ORDER BY reports.district_code, reports.district, reports.year, reports.id
    """)
    return [_report_from(row) for row in rows]


# ── reading what is there ──


def _last_reading(db: Database, report_id: int | None) -> Row:
    rows = db.query("SELECT * FROM current_readings WHERE report_id = ?", [report_id])
    return next(iter(rows), {})


def _rows_of(db: Database, report_id: int | None) -> list[Row]:
    """The stored records of the report with the text that each was read from: those that stand first, in text order."""
    return list(
        db.query(
            f"SELECT r.*, readings.sha256 FROM ({SELECT_RECORDS} WHERE records.report_id = ?) AS r"
            " JOIN readings ON readings.id = r.reading_id"
            " ORDER BY r.withdrawn_at IS NOT NULL, r.start, r.id",
            [report_id],
        )
    )


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
    return (
        bool(row["withdrawn_at"]) or row["sha256"] != document.sha256 or fields != {name: row[name] for name in fields}
    )


def _promises_otherwise(row: Row, record: Record) -> bool:
    fields = fields_of(record)
    return any(row[name] != fields[name] for name in ("value", "value_max", "unit", "comparator", "measure", "due"))


def _summary(status: Status, report_id: int | None, changes: Changes, notice: str | None) -> Saved:
    kept = [(row, record) for row, record in changes.paired if not row["withdrawn_at"]]
    return Saved(
        status=status,
        report_id=report_id,
        added=len(changes.fresh),
        kept=len(kept),
        changed=sum(_promises_otherwise(row, record) for row, record in kept),
        restored=len(changes.paired) - len(kept),
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
    return _insert(db, "readings", row | details)


def _add_records(db: Database, records: list[Record], origin: dict[str, Any]) -> None:
    db.table("records").insert_all(fields_of(record) | origin for record in records)


def _rewrite(db: Database, changed: list[tuple[Row, Record]], reading_id: int, moment: str) -> None:
    back = {"reading_id": reading_id, "changed_at": moment, "withdrawn_at": None, "withdrawn_reason": None}
    for row, record in changed:
        db.table("records").update(row["id"], fields_of(record) | back)


def _withdraw(db: Database, rows: list[Row], moment: str) -> None:
    gone = {"changed_at": moment, "withdrawn_at": moment, "withdrawn_reason": GONE}
    for row in rows:
        db.table("records").update(row["id"], gone)


def _insert(db: Database, table: str, row: dict[str, Any]) -> int:
    key = db.table(table).insert(row).last_pk
    assert isinstance(key, int)
    return key
