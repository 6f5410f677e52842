"""Disks, clocks and paths that fail: one clear line, and nothing lost that was there."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from command_cases import NOW, invoke, prepare
from older_database import OLD, make_older
from sample_records import read_plainly

from tracker.cli import clock
from tracker.errors import StoreError
from tracker.store import Selection, open_store
from tracker.store.doctor.examining import examine

DB = Path("tracker.db")
STOCK = "ingest huaiyin.txt", "update 3 --actual 0.57万家 --as-of 2022-11", "export --history -o all.jsonl"
WRITING = (
    "ingest tianqiao.txt", "update 3 --actual 5", "undo", "edit 3 --tag 云", "districts add 甲镇 --within 槐荫",
    "backup", "import all.jsonl --db new.db", "export -o out.jsonl", "list --db older.db",
    "doctor --fix --db broken.db",
)  # fmt: skip


def stock() -> None:
    """A database, an export, an older database, and one that has lost a view."""
    for command in STOCK:
        assert invoke(command).exit == 0, command
    make_older(DB, Path("older.db"))
    shutil.copy(DB, "broken.db")
    with closing(sqlite3.connect("broken.db")) as db:
        db.execute("DROP VIEW current_marks")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    prepare(tmp_path, monkeypatch)
    return tmp_path


def known(path: Path) -> list[str]:
    """All rows, read without tracker."""
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


# ── full disks ──


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk of three megabytes of its own; where none can be had the limits of test_store_opening have to do."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = shutil.which("mount") and os.geteuid() == 0
    if not made or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", str(disk)]).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        prepare(disk, monkeypatch)
        yield disk
    finally:
        os.chdir(tmp_path)
        subprocess.run(["umount", str(disk)], check=True)


def leave(room: int) -> None:
    """Fill the disk but for so many kilobytes."""
    free = shutil.disk_usage(".").free
    Path("filler").write_bytes(b"\0" * (free - room * 1024))


@pytest.mark.parametrize("room", [0, 8, 36])
def test_a_full_disk_loses_nothing(small_disk: Path, room: int) -> None:
    stock()
    full = 0
    for command in WRITING:
        before, files = [known(Path(name)) for name in ("tracker.db", "older.db", "broken.db")], set(os.listdir())
        leave(room)
        found = invoke(command)
        Path("filler").unlink()
        if found.exit == 0:
            assert room, command
            continue
        full += 1
        assert (found.exit, found.stderr.replace("nothing to mend\n", "").count("\n")) == (3, 1), (command, found)
        assert found.stdout == "" or command.startswith("doctor"), command
        assert "disk" in found.stderr or "No space left on device" in found.stderr, (command, found)
        assert [known(Path(name)) for name in ("tracker.db", "older.db", "broken.db")] == before, command
        assert {name for name in os.listdir() if not name.endswith(("-wal", "-shm"))} == files, command
    assert full
    assert [check for check in examine(DB, NOW) if check.state == "problem" and check.name != "space"] == []


@pytest.mark.parametrize("room", [0, 8, 36])
def test_what_fits_no_more_is_told_per_report(small_disk: Path, room: int) -> None:
    """Reports that were told as added are there."""
    stock()
    leave(room)
    found = invoke("ingest huaiyin-2021.txt tianqiao.txt corrected.txt")
    Path("filler").unlink()
    told = [line for line in found.stdout.splitlines() if line.startswith("added")]
    with open_store(DB) as store:
        assert len(store.reports()) == 1 + len(told)
    assert (found.exit, len(told)) == (3, 0) if not room else found.exit in (0, 3)


# ── files that vanish ──

REPORT = read_plainly("上云企业达到5700家\n新建学校5所")
MORE = read_plainly("新建公园9处", year=2021)


def remove(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def replace(path: Path) -> None:
    shutil.copy(path, "copy.db")
    os.replace("copy.db", path)


def remove_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize("happen", [remove, move, replace, remove_folder])
def test_what_nobody_would_find_again_is_not_told_as_stored(folder: Path, happen: Callable[[Path], None]) -> None:
    path = folder / "data" / "tracker.db"
    with open_store(path) as store:
        store.save(REPORT, now=NOW)
        happen(path)
        for _ in range(2):
            with pytest.raises(
                StoreError, match="was moved, removed or replaced while it was open, nothing was stored"
            ):
                store.save(MORE, now=NOW)
        assert len(store.reports()) == 1
    if happen is move:
        (folder / "data" / "elsewhere.db").rename(path)  # put back, beside its journal
        with open_store(path) as store:
            assert len(store.reports()) == 1


def test_the_journal_of_a_database_that_is_gone_is_not_mixed_into_a_new_one(folder: Path) -> None:
    """SQLite would read its pages into whatever file bears the name."""
    path = folder / "data" / "tracker.db"
    with open_store(path) as store:
        store.save(REPORT, now=NOW)
        shutil.copy(f"{path}-wal", folder / "wal")
    path.rename(folder / "kept.db")
    shutil.copy(folder / "wal", f"{path}-wal")
    with pytest.raises(StoreError, match=r"tracker.db-wal: .* put the database back, or move this file away"):
        open_store(path)
    with pytest.raises(StoreError, match="move this file away"):
        open_store(path, create=False)
    assert os.listdir(path.parent) == ["tracker.db-wal"]
    (folder / "kept.db").rename(path)
    with open_store(path) as store:
        assert len(store.reports()) == 1


def test_a_file_that_vanishes_between_two_reports_stops_the_batch(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.store.store import Store

    save = Store.save

    def save_and_lose(store: Store, *args: object, **options: object) -> object:
        saved = save(store, *args, **options)  # type: ignore[arg-type]
        DB.unlink(missing_ok=True)
        return saved

    monkeypatch.setattr(Store, "save", save_and_lose)
    found = invoke("ingest huaiyin.txt tianqiao.txt")
    assert (found.exit, found.stdout.count("\n"), found.stderr.count("\n")) == (3, 1, 1)
    assert found.stderr.startswith("error: tracker.db: was moved, removed or replaced")


# ── read-only folders are in test_cli_process, where a process gives up the rights of root ──
# ── clocks ──


def test_a_clock_that_is_set_back_decides_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came last is the last, whatever the clock said: the latest figure, the latest word, what undo takes back."""
    earlier = [NOW - timedelta(days=400 * number) for number in range(6)]

    def write(number: int, *words: str) -> None:
        monkeypatch.setattr(clock, "now", lambda: earlier[number])
        for command in words:
            assert invoke(command).exit == 0, command

    write(0, "ingest huaiyin.txt", "update 3 --actual 1 --as-of 2022-06")
    write(1, "update 3 --actual 2 --as-of 2022-06", "edit 3 --responsible 甲")
    write(2, "edit 3 --responsible 乙")
    with open_store(DB) as store:
        assert [figure.value for figure in store.actuals(3)] == [1, 2]
        assert store.target(3).responsible == "乙"
        assert [entry.id for entry in store.history()] == [1, 2, 3, 4, 5]
    monkeypatch.setattr(clock, "now", lambda: NOW)
    assert json.loads(invoke("show 3 --format json").stdout)["actual"] == 2
    write(3, "undo")
    with open_store(DB) as store:
        assert store.target(3).responsible == "甲"
    write(4, "undo 3")
    assert [entry["undone"] for entry in json.loads(invoke("history --format json").stdout)] == [
        False, True, True, True, True, False, False,
    ]  # fmt: skip


# ── paths ──


@pytest.mark.parametrize("name", ["数据 库/我的 台账.db", "a b/%20#?.db", "'quoted' \"twice\"/x;y.db"])
def test_every_command_takes_an_odd_path(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / name
    path.parent.mkdir()
    monkeypatch.setenv("TRACKER_DB", str(path))
    for command in (*STOCK, "undo", "list", "backup", "doctor", "doctor --fix", "check"):
        assert invoke(command).exit == 0, command
    make_older(path, path.with_name("older.db"))
    path.with_name("older.db").replace(path)
    assert invoke("list").exit == 0
    copies = {f"{path.name}.backup-20221210-093000", f"{path.name}.bak-{OLD}"}
    assert set(os.listdir(path.parent)) == {path.name, *copies}


# ── damaged pages ──


def test_no_command_makes_damage_worse(folder: Path) -> None:
    """A page of the index of records is noise; what is still whole stays as it is, byte for byte."""
    stock()
    with closing(sqlite3.connect(DB)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'texts'").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    content = bytearray(DB.read_bytes())
    content[(page - 1) * size : page * size] = b"\xa5" * size
    DB.write_bytes(content)
    for command in ("ingest corrected.txt", "ingest tianqiao.txt", "export", "doctor", "doctor --fix"):
        found = invoke(command)
        assert (found.exit, found.stderr.count("\n") - ("--fix" in command)) == (3, 1), (command, found)
        assert DB.read_bytes() == content, command
    assert invoke("list").exit == 0
    with open_store(DB) as store:
        assert len(store.targets(Selection())) == 5
