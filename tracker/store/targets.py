"""Find stored targets and claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.errors import NoMatch
from tracker.model import Actual
from tracker.store.actuals import actuals_of
from tracker.store.moments import day_or_none, moment_or_none
from tracker.store.rows import SELECT_RECORDS, Row, record_from
from tracker.store.text import fold
from tracker.store.values import Selection, Stored

if TYPE_CHECKING:
    from sqlite_utils import Database

LAST = "\uffff"  # sorts after every character of a code
Condition = tuple[str, list[str | int]]  # SQL with a ? for each of the values


def find(db: Database, selection: Selection) -> list[Stored]:
    """All records that the selection means, by place, year, report and position in the text."""
    conditions = list(_conditions(selection))
    where = " AND ".join(f"({sql})" for sql, _ in conditions) or "1"
    rows = list(
        db.query(
            "SELECT r.*, readings.source, readings.source_url, readings.meeting_date, readings.sha256,"
            f" readings.tracker_version FROM ({SELECT_RECORDS} WHERE {where}) AS r"
            " JOIN readings ON readings.id = r.reading_id"
            " ORDER BY r.district_code, r.district, r.year, r.report_id, r.start, r.id",
            [value for _, values in conditions for value in values],
        )
    )
    figures = actuals_of(db, [row["id"] for row in rows])
    return [_stored_from(row, figures.get(row["id"], ())) for row in rows]


def find_one(db: Database, record_id: int) -> Stored:
    """The target or claim of that number, withdrawn or not. Raises `NoMatch` where there is none."""
    found = find(db, Selection(ids=(record_id,), role=None, include_withdrawn=True))
    if not found:
        raise NoMatch(f"no target has the id {record_id}; `tracker list` shows the ids")
    return found[0]


def _conditions(selection: Selection) -> Iterator[Condition]:
    """The restrictions of the selection, each as SQL over records and reports."""
    if selection.role:
        yield "records.role = ?", [selection.role]
    if not selection.include_withdrawn:
        yield "records.withdrawn_at IS NULL", []
    if selection.year is not None:
        yield "reports.year = ?", [selection.year]
    if selection.measure:
        yield "records.measure = ?", [selection.measure]
    if selection.due_before:
        yield "records.due < ?", [selection.due_before.isoformat()]
    if selection.ids is not None:
        yield "records.id IN (SELECT value FROM json_each(?))", [json.dumps(selection.ids)]
    if selection.indicator:
        wanted = fold(selection.indicator)
        yield "instr(fold(indicator), ?) OR instr(fold(indicator_key), ?)", [wanted, wanted]
    if selection.code_prefixes or selection.district:
        yield _within(selection)


def _within(selection: Selection) -> Condition:
    """Places whose code begins with one of the prefixes, or that bear the name; as ranges, which an index serves."""
    parts = ["(reports.district_code >= ? AND reports.district_code < ?)"] * len(selection.code_prefixes)
    values: list[str | int] = [bound for prefix in selection.code_prefixes for bound in (prefix, prefix + LAST)]
    if selection.district:
        parts.append("reports.district = ?")
        values.append(selection.district)
    return " OR ".join(parts), values


def _stored_from(row: Row, figures: tuple[Actual, ...]) -> Stored:
    return Stored(
        record=record_from(row),
        report_id=row["report_id"],
        source=row["source"],
        source_url=row["source_url"],
        meeting_date=day_or_none(row["meeting_date"]),
        sha256=row["sha256"],
        tracker_version=row["tracker_version"],
        withdrawn_at=moment_or_none(row["withdrawn_at"]),
        withdrawn_reason=row["withdrawn_reason"],
        actuals=figures,
    )
