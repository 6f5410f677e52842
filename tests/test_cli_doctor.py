"""`tracker doctor` finds every kind of damage, says what to do, and mends nothing but what is safe."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from command_cases import Result, invoke, prepare

from tracker.cli import clock
from tracker.store.doctor.checks import numbered

DB = Path("tracker.db")
COPY = "tracker.db.backup-20221210-093000"


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database to be damaged, made once."""
    folder = tmp_path_factory.mktemp("stocked")
    with pytest.MonkeyPatch.context() as patch:
        prepare(folder, patch)
        for command in ("ingest huaiyin.txt", "update 3 --actual 0.57万家 --as-of 2022-11", "edit 3 --tag 云"):
            assert invoke(command).exit == 0, command
    return folder


@pytest.fixture(autouse=True)
def _copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stocked: Path) -> None:
    prepare(tmp_path, monkeypatch)
    shutil.copy(stocked / "tracker.db", "tracker.db")


def look(options: str = "") -> tuple[Result, dict[str, dict[str, object]]]:
    """The result of the command, and its checks by name."""
    found = invoke(f"doctor --format json {options}")
    return found, {check["check"]: check for check in json.loads(found.stdout or "[]")}


def problems() -> dict[str, object]:
    """What is wrong, by the name of the check; the exit code and the one line say so too."""
    found, checks = look()
    wrong = {name: check["detail"] for name, check in checks.items() if check["state"] == "problem"}
    assert all(checks[name]["advice"] for name in wrong)
    assert found.exit == (3 if wrong else 0)
    assert found.stderr.count("\n") == bool(wrong)
    if wrong:
        assert found.stderr.startswith(f"error: tracker.db: a problem with {', '.join(wrong)}; ")
    return wrong


def notes() -> dict[str, object]:
    return {name: check["detail"] for name, check in look()[1].items() if check["state"] == "note"}


def change(*statements: str) -> None:
    """Write to the database as no tracker would: without its triggers and references."""
    with closing(sqlite3.connect(DB)) as db:
        triggers = [(n, s) for n, s in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")]
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert db.execute(statement).rowcount != 0, statement
        for _, sql in triggers:
            db.execute(sql)
        db.commit()


def test_a_sound_database_is_sound_and_left_alone() -> None:
    before = DB.read_bytes(), sorted(os.listdir())
    assert (problems(), notes()) == ({}, {})
    assert (DB.read_bytes(), sorted(os.listdir())) == before


@pytest.mark.parametrize(
    ("statement", "check", "detail"),
    [
        ("UPDATE records SET start = start + 1 WHERE id = 3", "quotes", "1 of 7 records do not quote their text: 3"),
        ("UPDATE records SET sentence_start = 0 WHERE id = 4", "quotes", "1 of 7 records do not quote their text: 4"),
        ("UPDATE records SET quantity = '1个'", "quotes", "7 of 7 records do not quote their text: 1, 2, 3, 4, 5"),
        ("UPDATE texts SET text = text || ' '", "quotes", "1 texts are no longer what was read, of reports 1"),
        ("UPDATE records SET value = 'many' WHERE id = 2", "rows", "records 2"),
        ("UPDATE records SET role = 'hope' WHERE id = 2", "rows", "records 2"),
        ("UPDATE actuals SET as_of = 'soon'", "rows", "actuals 1"),
        ("UPDATE edits SET value = '{'", "rows", "edits 1"),
        ("UPDATE log SET what = ''", "rows", "log 1, 2, 3"),
        ("DELETE FROM readings", "references", "7 rows refer to what is not there: records → readings"),
        ("DELETE FROM records WHERE id = 3", "references", "actuals → records, edits → records"),
        ("DELETE FROM records WHERE id = 3", "orphans", "about records that are not there: 1, 2, 3"),
        ("DELETE FROM actuals", "orphans", "entries of the history about figures that are not there: 2"),
        ("INSERT INTO texts VALUES ('1', '甲')", "orphans", "texts that no report was read from: 1"),
        ("UPDATE log SET run = 9 WHERE id = 2", "orphans", "entries of commands that never began: 2"),
        ("DELETE FROM actuals", "numbers", "rows are gone: actuals 1 of 1"),
        ("DELETE FROM log WHERE id = 2", "numbers", "rows are gone: log 1 of 3"),
        ("PRAGMA user_version = 99", "schema", "schema 99, and this tracker knows "),
        ("DROP VIEW current_marks", "definitions", "missing or changed: current_marks"),
        ("ALTER TABLE places ADD COLUMN extra TEXT", "definitions", "other tables than of tracker: places"),
    ],
)  # fmt: skip
def test_damage_is_found(statement: str, check: str, detail: str) -> None:
    change(statement)
    assert detail in str(problems()[check])


def test_a_report_without_a_text_and_a_record_of_another_report_are_found() -> None:
    assert invoke("ingest tianqiao.txt").exit == 0
    change(
        "UPDATE records SET reading_id = 2 WHERE id = 1",
        "INSERT INTO reports VALUES (9, '某市', NULL, 2020, '某市', '')",
    )
    assert problems()["orphans"] == "reports without a text: 9; records read from a text of another report: 1"


def test_rows_that_an_import_left_out_are_no_loss() -> None:
    for command in ("undo", "export -o all.jsonl", "import all.jsonl --db other.db"):
        assert invoke(command).exit == 0, command
    assert look("--db other.db")[0].exit == 0


def test_an_odd_clock_is_noted_and_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = clock.now().replace(year=2021)
    monkeypatch.setattr(clock, "now", lambda: earlier)
    assert invoke("update 3 --actual 0.58万家 --as-of 2022-11").exit == 0
    assert (problems(), notes()) == (
        {},
        {"clock": "entries of the history dated in the future: 1, 2, 3; entries dated before an earlier one: 4"},
    )


def test_a_strange_table_is_noted() -> None:
    change("CREATE TABLE mine (id)")
    assert (problems(), notes()) == ({}, {"definitions": "not of tracker: mine"})


def test_an_older_schema_is_noted_and_left(monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.store.doctor import soundness

    monkeypatch.setattr(soundness, "STEPS", (*soundness.STEPS, lambda _: None))
    before = DB.read_bytes()
    assert problems() == {}
    assert "any other command brings it to" in str(notes()["schema"])
    assert DB.read_bytes() == before


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    assert str(problems()["space"]).startswith("1.0 MB free, 10.")


def test_other_programs_databases_are_not_touched() -> None:
    with closing(sqlite3.connect("other.sqlite")) as db:
        db.execute("CREATE TABLE bookmarks (id)")
    Path("other.sqlite").chmod(0o666)
    before = Path("other.sqlite").read_bytes(), sorted(os.listdir())
    found = invoke("doctor --fix --db other.sqlite")
    assert (found.exit, found.stdout) == (3, "")
    assert found.stderr == "error: other.sqlite: a database of another program; give another file with --db\n"
    assert (Path("other.sqlite").read_bytes(), sorted(os.listdir())) == before
    assert Path("other.sqlite").stat().st_mode & 0o777 == 0o666


@pytest.mark.parametrize("command", ["doctor --db .", "doctor --db missing.db", "doctor --db empty.db"])
def test_what_is_no_file_is_told(command: str) -> None:
    Path("empty.db").touch()
    found = invoke(command)
    assert (found.exit, found.stdout, found.stderr.count("\n")) == (3, "", 1)


# ── damaged files ──


def spoil(first: int, last: int) -> None:
    """Overwrite pages, counted from 1."""
    content = bytearray(DB.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    content[(first - 1) * size : last * size] = os.urandom((last - first + 1) * size)
    DB.write_bytes(content)


def page_of(table: str) -> int:
    with closing(sqlite3.connect(DB)) as db:
        return int(db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()[0])


def test_a_corrupted_page_is_located_and_nothing_is_written() -> None:
    spoil(page := page_of("actuals"), page)
    before = DB.read_bytes()
    found = problems()
    assert "can't be read to the end: actuals" in str(found["integrity"])
    assert DB.read_bytes() == before
    assert look("--fix")[0].exit == 3
    assert DB.read_bytes() == before


def test_a_corrupted_page_is_one_line_for_every_command() -> None:
    spoil(page := page_of("actuals"), page)
    for command in ("list", "show 3", "update 3 --actual 5", "export", "history", "ingest tianqiao.txt"):
        found = invoke(command)
        if found.exit:
            assert (found.exit, found.stderr.count("\n")) == (3, 1)
            assert "the database is damaged; tracker doctor says how badly" in found.stderr
    assert invoke("list").exit == 3


def test_a_ruined_list_of_tables_still_gets_advice() -> None:
    assert invoke("backup").exit == 0
    content = bytearray(DB.read_bytes())
    content[100:4096] = os.urandom(3996)
    DB.write_bytes(content)
    found = look()[0]
    assert found.exit == 3
    assert found.stderr.endswith(f"keep the file elsewhere, and put {COPY} in its place\n")
    assert found.stderr.count("\n") == 1


def test_a_file_that_is_cut_off_is_told() -> None:
    size = DB.stat().st_size
    os.truncate(DB, size // 2)
    found = problems()
    assert found["file"] == f"cut off: {size // 2} of {size} bytes"
    assert ".recover" in look()[0].stderr


def test_a_lost_header_is_told() -> None:
    assert invoke("backup").exit == 0
    DB.write_bytes(b"\0" * 100 + DB.read_bytes()[100:])
    found = invoke("doctor")
    assert found.stderr == (
        f"error: tracker.db: no SQLite database; keep the file elsewhere, and put {COPY} in its place\n"
    )


# ── mending ──


def mended() -> list[str]:
    """What --fix did; afterwards all is well."""
    found, checks = look("--fix")
    assert [check for check in checks.values() if check["state"] == "problem"] == []
    assert found.exit == 0
    return found.stderr.splitlines()


def rows() -> list[str]:
    """All that is in the tables."""
    with closing(sqlite3.connect(DB)) as db:
        return [line for line in db.iterdump() if line.startswith("INSERT")]


def test_strangers_are_shut_out() -> None:
    assert invoke("backup").exit == 0
    DB.chmod(0o644)
    Path(COPY).chmod(0o664)
    assert problems() == {"permissions": f"everybody may read or write tracker.db, {COPY}"}
    assert mended() == [f"closed to strangers: tracker.db, {COPY}"]
    assert [path.stat().st_mode & 0o777 for path in (DB, Path(COPY))] == [0o640, 0o660]


def test_a_folder_that_everybody_may_write_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    assert problems() == {"permissions": "everybody may replace files in its folder"}
    tmp_path.chmod(0o1777)
    assert problems() == {}


def test_drafts_of_the_dead_go_and_those_at_work_stay() -> None:
    old, new, other = Path(f".tracker.db.{'0' * 16}"), Path(f".tracker.db.bak-8.{'1' * 16}"), Path(".tracker.db.mine")
    for path in (old, new, other):
        path.touch(mode=0o600)
    os.utime(old, (time.time() - 7200,) * 2)
    assert (problems(), notes()) == ({}, {"leftovers": f"unfinished: {old}, {new}"})
    assert mended() == [f"removed: {old}"]
    assert (old.exists(), new.exists(), other.exists()) == (False, True, True)


def test_views_and_triggers_are_made_anew_after_a_copy() -> None:
    before = rows()
    change("DROP VIEW current_marks", "DROP INDEX records_in_order")
    with closing(sqlite3.connect(DB)) as db:
        db.execute("DROP TRIGGER log_never_change")
        db.execute("CREATE TRIGGER log_never_change BEFORE UPDATE ON log BEGIN SELECT 1; END")
        db.commit()
    assert sorted(str(problems()["definitions"]).removeprefix("missing or changed: ").split(", ")) == [
        "current_marks", "log_never_change", "records_in_order",
    ]  # fmt: skip
    assert mended() == [f"copied to {COPY}", "made anew: current_marks, records_in_order, log_never_change"]
    assert rows() == before
    assert invoke("list").exit == 0
    with closing(sqlite3.connect(DB)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE log SET action = ''")


def test_an_index_that_lies_is_made_anew() -> None:
    with closing(sqlite3.connect(DB)) as db:
        db.execute("PRAGMA writable_schema = on")
        (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'records_in_order'").fetchone()
        db.execute("UPDATE sqlite_master SET sql = sql || ' WHERE id > 3' WHERE name = 'records_in_order'")
        db.commit()
    with closing(sqlite3.connect(DB)) as db:
        db.execute("REINDEX records_in_order")
        db.execute("PRAGMA writable_schema = on")
        db.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'records_in_order'", [sql])
        db.commit()
    before = rows()
    assert "missing from index records_in_order" in str(problems()["integrity"])
    assert mended() == [f"copied to {COPY}", "made every index anew"]
    assert rows() == before


def test_an_index_of_words_that_lacks_some_is_made_anew() -> None:
    assert invoke("edit 3 --indicator 上云的企业").exit == 0
    before = invoke("search 企业 --format json").stdout
    with closing(sqlite3.connect(DB)) as db:
        db.execute("INSERT INTO search (search) VALUES ('delete-all')")
        db.execute("INSERT INTO search (rowid, sentence, indicator) VALUES (99, '甲', '乙')")
        db.commit()
    assert problems() == {"search": "8 records can't be found; 1 entries lead to no record"}
    assert mended() == [f"copied to {COPY}", "made the index of words anew"]
    assert invoke("search 企业 --format json").stdout == before != "[]\n"


def test_a_journal_that_piles_up_is_written_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.store.doctor import soundness

    monkeypatch.setattr(soundness, "LARGE", 0)
    with closing(sqlite3.connect(DB)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM log").fetchall()
        for number in range(12):
            assert invoke(f"update 3 --actual {number} --as-of 2022-11").exit == 0
        assert "wait to be written back" in str(notes()["journal"])
        assert look("--fix")[0].stderr.splitlines()[-1] == "the journal is still read by another program"
        reader.rollback()
        Path(COPY).unlink()
        assert look("--fix")[0].stderr.splitlines() == [f"copied to {COPY}", "wrote the journal back"]
    assert notes() == {}


def test_no_copy_no_mending(monkeypatch: pytest.MonkeyPatch) -> None:
    change("DROP VIEW current_marks")
    Path(COPY).touch()
    found = invoke("doctor --fix")
    assert (found.exit, found.stderr) == (3, f"error: {COPY}: there is a file already; give another path\n")
    assert "current_marks" in str(problems()["definitions"])


@pytest.mark.parametrize(
    ("count", "told"), [(0, ""), (2, "0, 1"), (5, "0, 1, 2, 3, 4"), (7, "0, 1, 2, 3, 4 and 2 more")]
)
def test_many_are_counted(count: int, told: str) -> None:
    assert numbered(range(count)) == told
