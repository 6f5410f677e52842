"""A database of any number of targets, filled by the rows that `ingest`, `update` and `edit` would have written.

    python tests/benchmarks/many.py PATH TARGETS

Fifty targets and ten claims a report, one report for each place and year; 槐荫 always has one, of 2022.
Every fifth target has a figure; some are edited, some rejected, some figures undone.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from tracker.lexicon.districts import load_districts
from tracker.places import load_gazetteer
from tracker.store import open_store
from tracker.store.database import Database

TARGETS, CLAIMS = 50, 10  # of a report
YEARS = range(2003, 2025)
HUAIYIN = ("济南市槐荫区", "370104", 2022)
DEEDS = ("新建", "改造", "扶持", "引进", "培育", "开通", "修复", "创建", "盘活", "打通")
THINGS = (
    "口袋公园", "老旧小区", "高新技术企业", "公交线路", "养老驿站", "农贸市场", "中小学", "上云企业", "5G基站", "车位",
)  # fmt: skip
AT = "2022-03-01T08:30:00+00:00"
Row = dict[str, Any]
Report = tuple[str, str, int]


def fill(path: Path, targets: int) -> None:
    """Make a database of so many targets at `path`, which must not be there yet."""
    open_store(path).close()
    with closing(Database(sqlite3.connect(path)).conn) as db:
        db.execute("PRAGMA foreign_keys = off")
        db.execute("PRAGMA synchronous = off")
        db.execute("PRAGMA cache_size = -200000")
        with db:
            for number, report in enumerate(islice(_reports(), targets // TARGETS), start=1):
                _add_report(db, number, report)
        db.execute("PRAGMA wal_checkpoint(truncate)")


def _reports() -> Iterator[Report]:
    gazetteer = load_gazetteer()
    yield HUAIYIN
    standing = [d for d in load_districts() if d.until is None and not d.code.endswith("00") and d.code != HUAIYIN[1]]
    for district in standing:
        name = gazetteer.place(district).full_name
        for year in YEARS:
            yield name, district.code, year


def _add_report(db: sqlite3.Connection, number: int, report: Report) -> None:
    district, code, year = report
    sentences = [_sentence(number, place) for place in range(TARGETS + CLAIMS)]
    head = f"{district}{year}年政府工作报告\n"
    text = head + "".join(sentences)
    digest = sha256(text.encode()).hexdigest()
    entry = _write_down(db, "ingest")
    _insert(db, "reports", [_report_row(number, report)])
    _insert(db, "texts", [{"sha256": digest, "text": text}])
    _insert(db, "readings", [_reading_row(number, digest, entry)])
    first = (number - 1) * (TARGETS + CLAIMS) + 1
    rows: list[Row] = []
    start = len(head)
    for place, sentence in enumerate(sentences):
        rows.append(_record_row(first + place, number, year, place, sentence, start, entry))
        start += len(sentence)
    _insert(db, "records", rows)
    _touch(db, entry, "record", [row["id"] for row in rows])
    _touch(db, entry, "report", [number])
    _touch(db, entry, "place", [code])
    _say_something(db, number, first, year)


def _report_row(number: int, report: Report) -> Row:
    district, code, year = report
    keys = {"place_key": code, "title_key": "政府工作报告"}
    return {"id": number, "district": district, "district_code": code, "year": year, **keys}


def _reading_row(number: int, digest: str, entry: int) -> Row:
    return {
        "id": number, "report_id": number, "sha256": digest, "title": "政府工作报告", "source": f"{number}.txt",
        "meeting_date": None, "tracker_version": "0.1.0", "read_at": AT, "log_id": entry,
    }  # fmt: skip


def _sentence(number: int, place: int) -> str:
    return f"{DEEDS[place % 10]}{THINGS[(place // 10 + place) % 10]}{number % 900 + place + 1}个，让更多居民受益。"


def _record_row(key: int, number: int, year: int, place: int, sentence: str, start: int, entry: int) -> Row:
    indicator = THINGS[(place // 10 + place) % 10]
    value = str(number % 900 + place + 1)
    at = start + sentence.index(indicator) + len(indicator)
    is_claim = place >= TARGETS
    covered = year - 1 if is_claim else year
    return {
        "id": key, "report_id": number, "reading_id": number, "role": "claim" if is_claim else "target",
        "indicator": indicator, "indicator_key": indicator, "quantity": f"{value}个", "value": value, "value_max": None,
        "unit": "个", "comparator": "=", "measure": "increment", "direction": "up", "period_start": f"{covered}-01-01",
        "due": f"{covered}-12-31", "commitment": None, "section": f"{year}年工作安排", "sentence": sentence,
        "sentence_start": start, "start": at, "end": at + len(value) + 1, "rules": '["increment.verb"]',
        "changed_at": AT, "log_id": entry, "added_in": entry,
    }  # fmt: skip


def _say_something(db: sqlite3.Connection, number: int, first: int, year: int) -> None:
    """Figures for every fifth target, undone in every tenth report; a word of a person in every fifth report."""
    entry = _write_down(db, "update")
    told = {"value": "5", "as_of": f"{year}-06-30", "recorded_at": AT, "recorded_by": "li", "log_id": entry}
    _insert(db, "actuals", [{"target_id": first + place, **told} for place in range(0, TARGETS, 5)])
    _touch(db, entry, "record", [first + place for place in range(0, TARGETS, 5)])
    if number % 10 == 0:
        undo = _write_down(db, "undo", {"entries": [entry], "undone": [{"entry": entry, "action": "update"}]})
        _insert(db, "undos", [{"log_id": undo, "entry": entry, "is_undone": 1}])
    if number % 5 == 0:
        word = {"log_id": _write_down(db, "edit"), "said_at": AT, "said_by": "li"}
        _insert(db, "edits", [word | {"record_id": first + 1, "field": "responsible", "value": '"住建局"'}])
        _insert(db, "marks", [word | {"record_id": first + 2, "state": "rejected", "reason": "no promise"}])


def _write_down(db: sqlite3.Connection, action: str, what: Row | None = None) -> int:
    row = {"at": AT, "by": "li", "action": action, "command": "[]", "what": json.dumps(what or {})}
    return _insert(db, "log", [row])


def _touch(db: sqlite3.Connection, entry: int, kind: str, subjects: list[object]) -> None:
    _insert(db, "touched", [{"log_id": entry, "kind": kind, "subject": str(one)} for one in subjects])


def _insert(db: sqlite3.Connection, table: str, rows: list[Row]) -> int:
    """Add rows; the id of the last one."""
    names = list(rows[0])
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    values = [[row[name] for name in names] for row in rows]
    sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
    db.executemany(sql, values[:-1])
    return db.execute(sql, values[-1]).lastrowid or 0


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
