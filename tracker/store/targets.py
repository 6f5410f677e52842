"""Find stored targets and claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from tracker.errors import NoMatch
from tracker.model import Actual
from tracker.store.actuals import actuals_of
from tracker.store.moments import day_or_none, moment_or_none, stamp
from tracker.store.rows import Row, record_from
from tracker.store.text import fold
from tracker.store.values import BATCH, WHOLE, Page, Selection, State, Stored

if TYPE_CHECKING:
    from tracker.store.database import Database

ENDS = ("rejected", "withdrawn", "merged")  # marks of what no longer counts
LAST = "\uffff"  # sorts after every character of a code
Condition = tuple[str, list[str | int]]  # SQL with a ? for each of the values
ORDER = "reports.district_code, reports.district, reports.year, reports.id, records.start, records.id"
SAID = "FROM current_words WHERE record_id = records.id"
MARK = "coalesce((SELECT state FROM current_marks WHERE record_id = records.id), 'confirmed')"
WHOLE_ROWS = """
    SELECT records.*, reports.district, reports.district_code, reports.year, last.title AS report,
        readings.source, readings.source_url, readings.meeting_date, readings.sha256, readings.tracker_version,
        (SELECT min(read_at) FROM readings WHERE report_id = reports.id) AS first_read_at,
        (SELECT json_group_object(field, json(value)) FROM current_words WHERE record_id = records.id) AS words,
        mark.state AS mark, mark.reason AS mark_reason, mark.said_at AS marked_at, mark.into_id
    FROM records
    JOIN reports ON reports.id = records.report_id
    JOIN readings ON readings.id = records.reading_id
    JOIN current_readings AS last ON last.report_id = reports.id
    LEFT JOIN current_marks AS mark ON mark.record_id = records.id
    WHERE records.id IN (SELECT value FROM json_each(?))
"""


def find(db: Database, selection: Selection, page: Page = WHOLE) -> list[Stored]:
    """The records that the selection means, by place, year, report and position in the text; or a page of them."""
    return stored_of(db, find_ids(db, selection, page))


def batches(db: Database, selection: Selection, page: Page = WHOLE) -> Iterator[list[Stored]]:
    """The same in portions."""
    ids = find_ids(db, selection, page)
    for start in range(0, len(ids), BATCH):
        yield stored_of(db, ids[start : start + BATCH])


def find_ids(db: Database, selection: Selection, page: Page = WHOLE) -> list[int]:
    """The ids of what `find` gives."""
    sql, values = select_records("records.id", selection)
    limit = -1 if page.size is None else page.size
    rows = db.execute(f"{sql} ORDER BY {ORDER} LIMIT ? OFFSET ?", [*values, limit, page.offset])
    return [row[0] for row in rows]


def came_after(db: Database, selection: Selection, moment: datetime) -> list[int]:
    """The ids of those whose report came into the database later than that, in any order."""
    sql, values = select_records("records.id", selection)
    first = "(SELECT min(read_at) FROM readings WHERE report_id = reports.id)"
    return [row[0] for row in db.execute(f"{sql} AND {first} > ?", [*values, stamp(moment)])]


def in_order(db: Database, ids: Iterable[int], page: Page) -> list[int]:
    """These ids as `find` orders records, or a page of them; what was undone or withdrawn too."""
    rows = db.execute(
        "SELECT records.id FROM records JOIN reports ON reports.id = records.report_id"  # noqa: S608 - a constant
        f" WHERE records.id IN (SELECT value FROM json_each(?)) ORDER BY {ORDER} LIMIT ? OFFSET ?",
        [json.dumps(list(ids)), -1 if page.size is None else page.size, page.offset],
    )
    return [row[0] for row in rows]


def count(db: Database, selection: Selection, most: int) -> int:
    """How many records the selection means; counting stops at `most`, so that it costs little where there are many."""
    sql, values = select_records("1", selection)
    counting = f"SELECT count(*) FROM ({sql} LIMIT ?)"  # noqa: S608 - of `_select`
    return int(db.execute(counting, [*values, most]).fetchone()[0])


def stored_of(db: Database, ids: Sequence[int]) -> list[Stored]:
    """The records of these ids, in the same order, with their figures; unknown ids are left out."""
    rows = {row["id"]: row for row in db.query(WHOLE_ROWS, [json.dumps(ids)])}
    figures = actuals_of(db, ids)
    return [stored_from(rows[key], figures.get(key, ())) for key in ids if key in rows]


def select_records(what: str, selection: Selection) -> tuple[str, list[str | int]]:
    """The statement that goes through the records of a selection, from the reports down or straight to the ids.

    CROSS JOIN keeps SQLite to that order, in which the indexes give the rows as they are wanted.
    """
    where, values = conditions_of(selection)
    tables = (
        "reports CROSS JOIN records ON records.report_id = reports.id"
        if selection.ids is None
        else "records JOIN reports ON reports.id = records.report_id"
    )
    sql = f"SELECT {what} FROM {tables} WHERE {where}"  # noqa: S608 - constants, with a ? for each of the values
    return sql, values


def conditions_of(selection: Selection) -> Condition:
    """All restrictions of the selection as one condition over reports and records."""
    conditions = list(_conditions(selection))
    where = " AND ".join(f"({sql})" for sql, _ in conditions)
    return where, [value for _, values in conditions for value in values]


def find_one(db: Database, record_id: int) -> Stored:
    """The target or claim of that number, withdrawn or not. Raises `NoMatch` where there is none."""
    found = find(db, Selection(ids=(record_id,), role=None, include_withdrawn=True))
    if not found:
        raise NoMatch(f"no target has the id {record_id}; `tracker list` shows the ids")
    return found[0]


def _conditions(selection: Selection) -> Iterator[Condition]:
    """The restrictions of the selection, each as SQL over reports and records.

    What people said wins over what was read; what an undone command added is never meant.
    """
    if selection.code_prefixes or selection.district:
        yield _within(selection)
    if selection.year is not None:
        yield "reports.year = ?", [selection.year]
    if selection.ids is not None:
        yield "records.id IN (SELECT value FROM json_each(?))", [json.dumps(selection.ids)]
    yield "NOT EXISTS (SELECT 1 FROM undone WHERE entry = records.added_in)", []
    if selection.role:
        yield f"{_said('role')} = ?", [selection.role]
    if not selection.include_withdrawn:
        yield f"records.withdrawn_at IS NULL AND {MARK} = 'confirmed'", []
    if selection.measure:
        yield f"{_said('measure')} = ?", [selection.measure]
    if selection.due_before:
        yield f"{_said('due')} < ?", [selection.due_before.isoformat()]
    if selection.indicator:
        wanted = fold(selection.indicator)
        yield f"instr(fold({_said('indicator')}), ?) OR instr(fold({_said('indicator_key')}), ?)", [wanted, wanted]


def _said(field: str) -> str:
    """The field as a person gave it, else as it was read."""
    return f"coalesce((SELECT json_extract(value, '$') {SAID} AND field = '{field}'), records.{field})"


def _within(selection: Selection) -> Condition:
    """Places whose code begins with one of the prefixes, or that bear the name; as ranges, which an index serves."""
    parts = ["(reports.district_code >= ? AND reports.district_code < ?)"] * len(selection.code_prefixes)
    values: list[str | int] = [bound for prefix in selection.code_prefixes for bound in (prefix, prefix + LAST)]
    if selection.district:
        parts.append("reports.district = ?")
        values.append(selection.district)
    return " OR ".join(parts), values


def stored_from(row: Row, figures: tuple[Actual, ...]) -> Stored:
    """A row as `find` joins it, with the figures that count for it."""
    words: dict[str, Any] = json.loads(row["words"] or "{}")
    read = record_from(row)
    is_reworded = any(name in row for name in words)
    state = _state(row)
    is_ended = row["mark"] in ENDS
    return Stored(
        record=record_from({**row, **{name: value for name, value in words.items() if name in row}}),
        report_id=row["report_id"],
        source=row["source"],
        source_url=row["source_url"],
        meeting_date=day_or_none(row["meeting_date"]),
        sha256=row["sha256"],
        tracker_version=row["tracker_version"],
        withdrawn_at=moment_or_none(row["marked_at"] if is_ended else row["withdrawn_at"]),
        withdrawn_reason=row["mark_reason"] if is_ended else row["withdrawn_reason"],
        first_read_at=moment_or_none(row["first_read_at"]),
        actuals=figures,
        state=state,
        merged_into=row["into_id"] if state == "merged" else None,
        edited=frozenset(words) - {"indicator_key"},
        extracted=read if is_reworded else None,
        baseline=None if words.get("baseline") is None else Decimal(words["baseline"]),
        responsible=words.get("responsible"),
        tags=tuple(words.get("tags") or ()),
    )


def _state(row: Row) -> State:
    """A person's rejection, withdrawal or merging holds always, a confirmation while the report holds the words."""
    if row["mark"] in ENDS:
        return cast(State, row["mark"])
    return "withdrawn" if row["withdrawn_at"] else cast(State, row["mark"] or "extracted")
