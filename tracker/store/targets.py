"""Find stored targets and claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from tracker.errors import NoMatch
from tracker.model import Actual
from tracker.store.actuals import actuals_of
from tracker.store.moments import day_or_none, moment_or_none
from tracker.store.rows import SELECT_RECORDS, Row, record_from
from tracker.store.text import fold
from tracker.store.values import Selection, State, Stored

if TYPE_CHECKING:
    from tracker.store.database import Database

ENDS = ("rejected", "withdrawn", "merged")  # marks of what no longer counts
LAST = "\uffff"  # sorts after every character of a code
Condition = tuple[str, list[str | int]]  # SQL with a ? for each of the values


def find(db: Database, selection: Selection) -> list[Stored]:
    """All records that the selection means, by place, year, report and position in the text."""
    conditions = list(_conditions(selection))
    where = " AND ".join(f"({sql})" for sql, _ in conditions)
    rows = list(
        db.query(
            "SELECT r.*, readings.source, readings.source_url, readings.meeting_date,"  # noqa: S608 - constants only
            " readings.sha256,"
            " readings.tracker_version, first.read_at AS first_read_at, said.words, mark.state AS mark,"
            " mark.reason AS mark_reason,"
            f" mark.said_at AS marked_at, mark.into_id FROM ({SELECT_RECORDS}) AS r"
            " JOIN readings ON readings.id = r.reading_id"
            " JOIN (SELECT report_id, min(read_at) AS read_at FROM readings GROUP BY report_id) AS first"
            " ON first.report_id = r.report_id"
            " LEFT JOIN current_edits AS said ON said.record_id = r.id"
            " LEFT JOIN current_marks AS mark ON mark.record_id = r.id"
            f" WHERE {where}"
            " ORDER BY r.district_code, r.district, r.year, r.report_id, r.start, r.id",
            [value for _, values in conditions for value in values],
        )
    )
    figures = actuals_of(db, [row["id"] for row in rows])
    return [stored_from(row, figures.get(row["id"], ())) for row in rows]


def find_one(db: Database, record_id: int) -> Stored:
    """The target or claim of that number, withdrawn or not. Raises `NoMatch` where there is none."""
    found = find(db, Selection(ids=(record_id,), role=None, include_withdrawn=True))
    if not found:
        raise NoMatch(f"no target has the id {record_id}; `tracker list` shows the ids")
    return found[0]


def _conditions(selection: Selection) -> Iterator[Condition]:
    """The restrictions of the selection, each as SQL over what `find` joins; what people said wins over what was read.

    What an undone command added is never meant.
    """
    yield "coalesce(r.added_in, 0) NOT IN (SELECT entry FROM undone)", []
    if selection.role:
        yield f"{_said('role')} = ?", [selection.role]
    if not selection.include_withdrawn:
        yield "coalesce(mark.state, 'confirmed') = 'confirmed' AND r.withdrawn_at IS NULL", []
    if selection.year is not None:
        yield "r.year = ?", [selection.year]
    if selection.measure:
        yield f"{_said('measure')} = ?", [selection.measure]
    if selection.due_before:
        yield f"{_said('due')} < ?", [selection.due_before.isoformat()]
    if selection.ids is not None:
        yield "r.id IN (SELECT value FROM json_each(?))", [json.dumps(selection.ids)]
    if selection.indicator:
        wanted = fold(selection.indicator)
        yield f"instr(fold({_said('indicator')}), ?) OR instr(fold({_said('indicator_key')}), ?)", [wanted, wanted]
    if selection.code_prefixes or selection.district:
        yield _within(selection)


def _said(field: str) -> str:
    """The field as a person gave it, else as it was read."""
    return f"coalesce(json_extract(said.words, '$.{field}'), r.{field})"


def _within(selection: Selection) -> Condition:
    """Places whose code begins with one of the prefixes, or that bear the name; as ranges, which an index serves."""
    parts = ["(r.district_code >= ? AND r.district_code < ?)"] * len(selection.code_prefixes)
    values: list[str | int] = [bound for prefix in selection.code_prefixes for bound in (prefix, prefix + LAST)]
    if selection.district:
        parts.append("r.district = ?")
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
