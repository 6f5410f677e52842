"""Migrations from every earlier schema, the copy that is made first, and the rows that can't be changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sample_records import read_plainly

from tracker.errors import StoreError
from tracker.model import Place
from tracker.store import Selection, open_store
from tracker.store.database import Database
from tracker.store.migrations import STEPS
from tracker.store.schema import bring_up_to_date, schema_version

NOW = datetime(2022, 3, 1, 8, 30, tzinfo=UTC)
RECORD: dict[str, Any] = {
    "report_id": 1, "reading_id": 1, "role": "target", "indicator": "上云企业", "indicator_key": "上云企业",
    "quantity": "5700家", "value": "5700", "value_max": None, "unit": "家", "comparator": "=", "measure": "level",
    "direction": "up", "period_start": "2022-01-01", "due": "2022-12-31", "commitment": None, "section": "工作安排",
    "sentence": "上云企业达到5700家", "sentence_start": 0, "start": 6, "end": 11, "rules": '["level.reach"]',
    "changed_at": "2022-01-20T00:00:00+00:00", "withdrawn_at": None, "withdrawn_reason": None,
}  # fmt: skip
READING = {
    "report_id": 1, "sha256": "ab", "title": "政府工作报告", "source": "a.txt", "source_url": None,
    "meeting_date": "2022-01-18", "tracker_version": "0.0.1", "read_at": "2022-01-20T00:00:00+00:00",
}  # fmt: skip
REPORT = {
    "district": "济南市槐荫区", "district_code": "370104", "year": 2022,
    "place_key": "370104", "title_key": "政府工作报告",
}  # fmt: skip
ACTUAL = {"target_id": 1, "value": "5.50", "as_of": "2022-06-30", "recorded_at": "2022-07-02T00:00:00+00:00"}
PLACE = {
    "code": "370104.1", "parent": "370104", "name": "甲街道", "full_name": "济南市槐荫区甲街道",
    "added_at": "2022-01-20T00:00:00+00:00", "added_by": "me",
}  # fmt: skip
LOG = {"at": "2022-01-20T00:00:00+00:00", "by": "me", "action": "ingest", "command": "[]", "what": "{}"}
SAID = {"log_id": 1, "record_id": 1, "said_at": "2022-01-20T00:00:00+00:00"}

# what a database could hold once a step was done
ROWS: dict[str, dict[str, dict[str, Any]]] = {
    "m001_keep_every_text": {"reports": REPORT, "texts": {"sha256": "ab", "text": "文"}, "readings": READING},
    "m002_keep_records_with_their_past": {"records": RECORD},
    "m003_record_figures": {"actuals": ACTUAL},
    "m004_add_places": {"places": PLACE},
    "m005_log_every_write": {"log": LOG},
    "m006_look_up_by_place_year_and_date": {},
    "m007_tell_which_entry_of_the_log_wrote_what": {
        "undos": {"log_id": 1, "entry": 1, "is_undone": 0},
        "touched": {"log_id": 1, "kind": "record", "subject": "1"},
    },
    "m008_keep_what_people_say": {
        "edits": SAID | {"field": "due", "value": '"2023-12-31"'},
        "marks": SAID | {"state": "confirmed"},
        "confirmations": {"log_id": 1, "actual_id": 1, "said_at": "2022-01-20T00:00:00+00:00"},
    },
    "m009_tell_where_in_its_file_a_record_stands": {},
    "m010_read_few_rows_of_many": {},
    "m011_know_a_report_without_reading_it_again": {},
    "m012_search_words": {},
}


def rows_of(version: int) -> dict[str, dict[str, Any]]:
    """A row of each table that there was at the schema version."""
    return {table: row for step in STEPS[:version] for table, row in ROWS[step.__name__].items()}


def make_schema(path: Path, version: int) -> None:
    """A database as a tracker of that schema version left it, with something in each table."""
    with closing(sqlite3.connect(path)) as connection:
        db = Database(connection)
        bring_up_to_date(db, None, STEPS[:version])
        for table, row in rows_of(version).items():
            db.table(table).insert(row)


def content(path: Path, tables: list[str]) -> dict[str, list[dict[str, Any]]]:
    """All rows of the tables."""
    with closing(sqlite3.connect(path)) as connection:
        db = Database(connection)
        return {table: list(db.query(f"SELECT * FROM {table}")) for table in tables}


def tables_in(path: Path) -> set[str]:
    """The names of all tables."""
    with closing(sqlite3.connect(path)) as connection:
        return set(Database(connection).writer.table_names())


def test_every_step_has_rows_to_migrate() -> None:
    """A new step needs an entry in ROWS, or the next test proves nothing for it."""
    assert list(ROWS) == [step.__name__ for step in STEPS]


@pytest.mark.parametrize("version", range(1, len(STEPS)))
def test_migrating_from_every_earlier_schema(tmp_path: Path, version: int) -> None:
    """What was there is there, a copy shows how it was, and the store works."""
    path = tmp_path / "tracker.db"
    make_schema(path, version)
    before = content(path, list(rows_of(version)))
    with open_store(path) as store:
        assert store.save(read_plainly("新建学校5所", year=2023), now=NOW).status == "added"
        assert store.add_place(Place("370104.1", "乙街道", "乙街道"), by="me", now=NOW).code in ("370104.1", "370104.2")
        assert len(store.targets(Selection(year=2022))) == (1 if version >= 2 else 0)
    copy = tmp_path / f"tracker.db.bak-{version}"
    assert {path.name for path in tmp_path.iterdir()} == {"tracker.db", copy.name}
    assert content(copy, list(before)) == before
    assert copy.stat().st_mode & 0o777 == 0o600
    after = content(path, list(before))
    for table, rows in before.items():
        assert all(any(row.items() <= now.items() for now in after[table]) for row in rows), table
    with closing(sqlite3.connect(copy)) as kept:
        assert schema_version(Database(kept)) == version


@pytest.mark.parametrize("version", range(3, len(STEPS)))
def test_figures_outlive_migrations(tmp_path: Path, version: int) -> None:
    """To the last digit."""
    path = tmp_path / "tracker.db"
    make_schema(path, version)
    with open_store(path) as store:
        (figure,) = store.target(1).actuals
    assert (str(figure.value), figure.as_of) == ("5.50", date(2022, 6, 30))


def test_the_version_is_the_number_of_steps(tmp_path: Path) -> None:
    """Readable by every SQLite tool, and the names of the steps are kept too."""
    path = tmp_path / "tracker.db"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        db = Database(connection)
        assert schema_version(db) == len(STEPS)
        names = [row["name"] for row in db.query("SELECT name FROM _sqlite_migrations ORDER BY id")]
    assert names == [step.__name__ for step in STEPS]


def test_a_current_schema_is_not_migrated_again(tmp_path: Path) -> None:
    """No copy, no change."""
    path = tmp_path / "tracker.db"
    open_store(path).close()
    before = path.read_bytes()
    open_store(path).close()
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("tracker.db", before)]


def upgrade(path: Path, *more: Callable[[Database], None]) -> None:
    """Open the file with a tracker that knows more steps."""
    with closing(sqlite3.connect(path)) as connection:
        bring_up_to_date(Database(connection), path, (*STEPS, *more))


def m901_add_notes(db: Database) -> None:
    """A step of the future."""
    db.execute("CREATE TABLE notes (id INTEGER)")


def m902_fail(db: Database) -> None:
    """A step of the future that goes wrong half-way."""
    db.execute("CREATE TABLE halves (id INTEGER)")
    raise ZeroDivisionError


def test_a_step_that_fails_undoes_them_all(tmp_path: Path) -> None:
    """The database stays at the version that it had; the copy stays too."""
    path = tmp_path / "tracker.db"
    open_store(path).close()
    before = content(path, ["_sqlite_migrations"])
    with pytest.raises(ZeroDivisionError):
        upgrade(path, m901_add_notes, m902_fail)
    assert content(path, ["_sqlite_migrations"]) == before
    assert not {"notes", "halves"} & tables_in(path)
    open_store(path).close()


def test_a_copy_is_never_written_over(tmp_path: Path) -> None:
    """Whoever puts the old file back and migrates again has both copies."""
    path = tmp_path / "tracker.db"
    open_store(path).close()
    old = path.read_bytes()
    upgrade(path, m901_add_notes)
    path.write_bytes(old)
    upgrade(path, m901_add_notes)
    names = [f"tracker.db.bak-{len(STEPS)}", f"tracker.db.bak-{len(STEPS)}.2"]
    assert sorted(found.name for found in tmp_path.iterdir()) == ["tracker.db", *names]


def test_the_copy_holds_what_is_still_in_the_journal(tmp_path: Path) -> None:
    """Rows that another process committed but that the file itself doesn't hold yet."""
    path = tmp_path / "tracker.db"
    with open_store(path) as store:
        store.save(read_plainly("新建学校5所"), now=NOW)
        assert path.with_name("tracker.db-wal").stat().st_size
        upgrade(path, m901_add_notes)
        assert len(content(tmp_path / f"tracker.db.bak-{len(STEPS)}", ["records"])["records"]) == 1


def test_where_no_copy_can_be_made_nothing_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy comes first."""
    path = tmp_path / "tracker.db"
    make_schema(path, 5)

    def no_room(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.store.schema.copy_aside", no_room)
    with pytest.raises(StoreError, match="No space left on device"):
        open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        assert schema_version(Database(connection)) == 5


APPEND_ONLY = [
    "texts", "readings", "record_versions", "actuals", "log", "undos", "touched", "edits", "marks", "confirmations",
]  # fmt: skip


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A database with rows in every table."""
    path = tmp_path / "tracker.db"
    with open_store(path) as store:
        store.save(read_plainly("新建学校5所"), now=NOW)
        store.save(read_plainly("新建学校6所"), now=NOW)
        store.record_actual(1, Decimal(5), as_of=date(2022, 6, 30), by="me", now=NOW)
        for table, row in ROWS["m008_keep_what_people_say"].items():
            store._db.table(table).insert(row)
        store._db.table("undos").insert(ROWS["m007_tell_which_entry_of_the_log_wrote_what"]["undos"])
        store._db.conn.commit()
    return path


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_append_only_rows_can_not_be_changed(full: Path, table: str) -> None:
    """Not even by hand."""
    column = "sha256" if table == "texts" else "id"
    with closing(sqlite3.connect(full)) as connection:
        for sql in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with pytest.raises(
                sqlite3.IntegrityError, match=f"rows of {table} are (added, never changed|never deleted)"
            ):
                connection.execute(sql)


@pytest.mark.parametrize("table", ["reports", "records"])
def test_reports_and_records_can_not_be_deleted(full: Path, table: str) -> None:
    """They are withdrawn instead."""
    with closing(sqlite3.connect(full)) as connection, pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        connection.execute(f"DELETE FROM {table}")


def test_old_versions_hold_every_column(full: Path) -> None:
    """A step that adds a column to records has to make the trigger anew."""
    with closing(sqlite3.connect(full)) as connection:
        db = Database(connection)
        columns = {column.name for column in db.table("records").columns}
        keys = {row["key"] for row in db.query("SELECT key FROM record_versions, json_each(fields)")}
    assert keys == columns


def test_foreign_keys_hold(full: Path) -> None:
    """A figure of nothing can't be stored, whoever tries."""
    with open_store(full) as store, pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store._db.execute("INSERT INTO actuals (target_id, value, as_of, recorded_at) VALUES (99, '1', '', '')")
