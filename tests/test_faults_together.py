"""Eight processes at one database: no write is lost, nobody hears of locks, and the first ones make it together.

A few seconds here; `pytest --long` lets them work for a minute.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from command_cases import NOW, invoke, prepare
from older_database import OLD, make_older
from working_together import work

from tracker.store import Selection, open_store
from tracker.store.doctor.examining import examine

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
DB = Path("tracker.db")
BUSY = "error: tracker.db: another program is writing to it and didn't finish in time; try again\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)


def assert_sound() -> None:
    assert [check for check in examine(DB, NOW) if check.state == "problem"] == []
    assert not [name for name in os.listdir() if name.startswith(".") or name.endswith(("-wal", "-shm"))]


def test_eight_processes_lose_nothing(pytestconfig: pytest.Config) -> None:
    """Whoever was told that it is stored finds it; whoever had to wait too long was told that in one line."""
    assert invoke("ingest huaiyin.txt").exit == 0
    kinds = ["update", "update", "update", "ingest", "ingest", "read", "read", "examine"]
    did = work(kinds, 60 if pytestconfig.getoption("--long") else 3)
    refused = [line for one in did for line in one["refused"]]
    assert set(refused) <= {BUSY}
    assert all(one["told"] for one in did)
    with open_store(DB) as store:
        noted = Counter(figure.note for figure in store.actuals(3))
        told = Counter(f"{who}-{number}" for who in range(3) for number in did[who]["told"])
        assert noted == told
        schools = {report.year: report.id for report in store.reports() if report.year < 2010}
        assert list(schools) == [2003, 2004]
        for who in (3, 4):
            (target,) = store.targets(Selection(year=2000 + who))
            assert target.record.quantity.value in (did[who]["told"][-1] + 1, did[who]["told"][-1] + 2)
            readings = store._db.execute("SELECT count(*) FROM readings WHERE report_id = ?", [schools[2000 + who]])
            assert readings.fetchone()[0] >= len(did[who]["told"])
    assert_sound()


@pytest.mark.parametrize("there", ["nothing", "an empty file"])
def test_eight_processes_make_the_database_together(there: str) -> None:
    """Each finds it made by one of them; nobody's first write goes to a file that another one replaces."""
    if there == "an empty file":
        DB.touch(mode=0o600)
    did = work(["ingest"] * 8, 0)
    assert [one["refused"] for one in did] == [[]] * 8
    with open_store(DB) as store:
        assert [report.year for report in store.reports()] == [*range(2000, 2008), 2022]
    assert_sound()


def test_eight_processes_bring_it_forward_together() -> None:
    """One does it, after one copy; the others wait. The outcome is that of one process alone."""
    for command in ("ingest huaiyin.txt", "update 3 --actual 5 --as-of 2022-11"):
        assert invoke(command).exit == 0
    make_older(DB, Path("alone.db"))
    shutil.copy("alone.db", DB)
    did = work(["open"] * 8, 0)
    assert [one["refused"] for one in did] == [[]] * 8
    assert [path.name for path in Path().glob("tracker.db.bak-*")] == [f"tracker.db.bak-{OLD}"]
    assert invoke("export --history") == invoke("export --history --db alone.db")
    assert len(json.loads(invoke("list --format json").stdout)) == 5
    assert_sound()


def test_a_reader_that_never_ends_keeps_nobody_from_writing() -> None:
    """What is written then waits in the journal, is read by all, and goes into the file when the reader is gone."""
    assert invoke("ingest huaiyin.txt").exit == 0
    with closing(sqlite3.connect(DB)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM log").fetchall()
        for number in range(20):
            assert invoke(f"update 3 --actual {number} --as-of 2022-11 --period").exit == 0
        assert len(json.loads(invoke("show 3 --format json").stdout)["actuals"]) == 20
    assert invoke("update 3 --actual 20 --as-of 2022-11 --period").exit == 0
    with open_store(DB) as store:
        assert len(store.actuals(3)) == 21
    assert_sound()


def test_a_writer_that_hangs_is_waited_for_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert invoke("ingest huaiyin.txt").exit == 0
    monkeypatch.setattr(open_store, "__kwdefaults__", {**open_store.__kwdefaults__, "patience": 0.05})
    with closing(sqlite3.connect(DB)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        for command in ("update 3 --actual 5", "ingest tianqiao.txt", "undo"):
            assert (invoke(command).exit, invoke(command).stderr) == (3, BUSY)
        assert invoke("list").exit == 0
        writer.rollback()
    assert invoke("update 3 --actual 5").exit == 0
