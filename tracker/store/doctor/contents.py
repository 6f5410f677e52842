"""Looks at what a database says: rows that can be read, quotes that stand in their text, a history without holes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tracker.store.doctor.checks import Check, numbered, verdict
from tracker.store.moments import stamp
from tracker.store.rows import Row, record_from

if TYPE_CHECKING:
    from tracker.store.database import Database

PUT_BACK = "put a copy in its place; `tracker export --history` saves what can be read"
READ_AGAIN = "ingest the report again; what people said of its records stays"
HISTORY = ("log", "undos", "touched", "record_versions")  # tables that no import leaves rows out of
ENTRIES = ("reports", "readings", "records", "actuals", "edits", "marks", "confirmations", *HISTORY)
ORPHANS: tuple[tuple[str, str], ...] = (
    (
        "texts that no report was read from",
        "SELECT sha256 FROM texts WHERE sha256 NOT IN (SELECT sha256 FROM readings)",
    ),
    ("reports without a text", "SELECT id FROM reports WHERE id NOT IN (SELECT report_id FROM readings)"),
    (
        "records read from a text of another report",
        "SELECT records.id FROM records JOIN readings ON readings.id = reading_id"
        " WHERE readings.report_id <> records.report_id",
    ),
    (
        "entries of the history about records that are not there",
        "SELECT DISTINCT log_id FROM touched WHERE kind = 'record'"
        " AND CAST(subject AS INTEGER) NOT IN (SELECT id FROM records)",
    ),
    (
        "entries of the history about reports that are not there",
        "SELECT DISTINCT log_id FROM touched WHERE kind = 'report'"
        " AND CAST(subject AS INTEGER) NOT IN (SELECT id FROM reports)",
    ),
    (
        "entries of the history about figures that are not there",
        "SELECT DISTINCT log_id FROM touched WHERE kind = 'figure'"
        " AND CAST(subject AS INTEGER) NOT IN (SELECT id FROM actuals)",
    ),
    ("entries of commands that never began", "SELECT id FROM log WHERE run NOT IN (SELECT id FROM log)"),
)
SEARCHED = """
    SELECT id FROM records UNION ALL
    SELECT -edits.id FROM edits JOIN records ON records.id = record_id WHERE field = 'indicator'
"""
QUOTED = """
    SELECT records.*, readings.sha256, readings.title AS report, reports.district, reports.district_code, reports.year
    FROM records JOIN readings ON readings.id = reading_id JOIN reports ON reports.id = records.report_id
    ORDER BY readings.sha256
"""
COLUMNS: Mapping[tuple[str, str], Callable[[Any], object]] = {
    ("actuals", "value"): Decimal,
    ("actuals", "as_of"): date.fromisoformat,
    ("actuals", "recorded_at"): datetime.fromisoformat,
    ("edits", "value"): json.loads,
    ("edits", "said_at"): datetime.fromisoformat,
    ("marks", "said_at"): datetime.fromisoformat,
    ("readings", "read_at"): datetime.fromisoformat,
    ("record_versions", "fields"): json.loads,
    ("log", "at"): datetime.fromisoformat,
    ("log", "command"): json.loads,
    ("log", "what"): json.loads,
}
UNFIT = (ValueError, ArithmeticError, TypeError, KeyError)


def check_rows(db: Database) -> Check:
    """Whether numbers, dates and lists can be read as such."""
    faults = [f"{table} {told}" for (table, name), read in COLUMNS.items() if (told := _unfit(db, table, name, read))]
    unfit = numbered(row["id"] for row in db.query(QUOTED) if not _is_record(row))
    return verdict("rows", [*([f"records {unfit}"] if unfit else []), *faults], "every row can be read", PUT_BACK)


def check_quotes(db: Database) -> Check:
    """Whether every text is what it was, and every record quotes it."""
    changed, wrong = [], []
    text, digest = "", None
    for row in db.query(QUOTED):
        if row["sha256"] != digest:
            digest = row["sha256"]
            text = _text_of(db, digest)
            if sha256(text.encode()).hexdigest() != digest:
                changed.append(row["report_id"])
        if not _is_quote(row, text):
            wrong.append(row["id"])
    count = db.execute("SELECT count(*) FROM records").fetchone()[0]
    faults = [f"{len(changed)} texts are no longer what was read, of reports {numbered(changed)}"] if changed else []
    faults += [f"{len(wrong)} of {count} records do not quote their text: {numbered(wrong)}"] if wrong else []
    return verdict("quotes", faults, f"all {count} records quote their text", READ_AGAIN)


def check_orphans(db: Database) -> Check:
    """Whether no row is left that nothing leads to."""
    found = ((name, numbered(row[0] for row in db.execute(sql).fetchall())) for name, sql in ORPHANS)
    faults = [f"{name}: {rows}" for name, rows in found if rows]
    return verdict("orphans", faults, "no row that nothing leads to", PUT_BACK)


def check_numbers(db: Database) -> Check:
    """Whether no row is gone where rows are only added; an import without its history leaves some out."""
    was_imported = db.execute("SELECT 1 FROM log WHERE action = 'import' LIMIT 1").fetchone()
    whole = HISTORY if was_imported else ENTRIES
    lost = ((table, _missing(db, table, inside=table in whole)) for table in ENTRIES)
    faults = [f"{table} {rows}" for table, rows in lost if rows]
    return verdict("numbers", [f"rows are gone: {', '.join(faults)}"] if faults else [], "no row is gone", PUT_BACK)


def check_search(db: Database) -> Check:
    """Whether the index of words has an entry for every record and every indicator that a person gave, and no other."""
    there = "SELECT id FROM search_docsize"
    lost = db.execute(f"SELECT count(*) FROM ({SEARCHED} EXCEPT {there})").fetchone()[0]  # noqa: S608 - constants
    more = db.execute(f"SELECT count(*) FROM ({there} EXCEPT SELECT * FROM ({SEARCHED}))").fetchone()[0]  # noqa: S608 - constants
    faults = [f"{lost} records can't be found"] if lost else []
    faults += [f"{more} entries lead to no record"] if more else []
    return verdict("search", faults, "every record can be found", "tracker doctor --fix makes the index anew", "search")


def check_clock(db: Database, now: datetime) -> Check:
    """Whether the history was written in the order of time; if not, its numbers still say what came first."""
    ahead = [row[0] for row in db.execute("SELECT id FROM log WHERE at > ? ORDER BY id", [stamp(now)]).fetchall()]
    back = [
        row[0]
        for row in db.execute(
            "SELECT id FROM (SELECT id, at, max(at) OVER (ORDER BY id) AS latest FROM log) WHERE at < latest"
        ).fetchall()
    ]
    told = [f"entries of the history dated in the future: {numbered(ahead)}"] if ahead else []
    told += [f"entries dated before an earlier one: {numbered(back)}"] if back else []
    if told:
        advice = "set the clock right; what came first is known by the numbers, but --as-of goes by the dates"
        return Check("clock", "note", "; ".join(told), advice)
    return Check("clock", "ok", "the history is in the order of time")


def _unfit(db: Database, table: str, column: str, read: Callable[[Any], object]) -> str:
    """The numbers of the rows whose column can't be read."""
    rows = db.execute(f"SELECT id, {column} FROM {table}")  # noqa: S608 - both are keys of COLUMNS
    return numbered(row[0] for row in rows if not _reads(read, row[1]))


def _reads(read: Callable[[Any], object], value: object) -> bool:
    try:
        read(value)
    except UNFIT:
        return False
    return True


def _is_record(row: Row) -> bool:
    return _reads(record_from, row) and row["role"] in ("target", "claim")


def _is_quote(row: Row, text: str) -> bool:
    start, end, before, sentence = int(row["start"]), int(row["end"]), int(row["sentence_start"]), str(row["sentence"])
    return (
        text[start:end] == str(row["quantity"])
        and text[before : before + len(sentence)] == sentence
        and before <= start < end <= before + len(sentence)
    )


def _text_of(db: Database, digest: str) -> str:
    found = db.execute("SELECT text FROM texts WHERE sha256 = ?", [digest]).fetchone()
    return str(found[0]) if found else ""


def _missing(db: Database, table: str, *, inside: bool) -> str:
    """How many rows the numbers of a table say are gone: from its end, and where asked for from its inside."""
    count, highest = db.execute(f"SELECT count(*), coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608 - of ENTRIES
    given = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
    last = given[0] if given else highest
    gone = last - highest + (highest - count if inside else 0)
    return f"{gone} of {last}" if gone > 0 else ""
