"""Opening: new files, missing ones, and every kind of file that is no database of ours; one clear line each."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer

import pytest
from sample_records import read_plainly

from tracker.errors import NewerSchema, NoMatch, StoreError
from tracker.model import Place
from tracker.store import Selection, default_path, open_store

NOW = datetime(2022, 3, 1, 8, 30, tzinfo=UTC)
REPORT = read_plainly("上云企业达到5700家\n新建学校5所")
NOBODY = 65534
DAMAGED = "the database is damaged; tracker doctor says how badly, and which copies there are"


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, whom no permission holds back."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def nobodys_folder() -> Iterator[Path]:
    """A folder that nobody in particular can reach and owns."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-test-"))
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def fail_to_open(path: Path, **options: bool) -> str:
    """The one line with which opening fails."""
    with pytest.raises(StoreError) as caught:
        open_store(path, **options)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 3
    return str(caught.value)


def mode_of(path: Path) -> int:
    """The permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    """So does a folder that had to be made; nothing else is left behind."""
    path = tmp_path / "data" / "tracker.db"
    open_store(path).close()
    assert (mode_of(path), mode_of(path.parent)) == (0o600, 0o700)
    assert os.listdir(path.parent) == ["tracker.db"]


def test_what_lies_beside_an_open_database_is_as_private(tmp_path: Path) -> None:
    """The journal and its index hold the same words, whatever the umask says."""
    known = os.umask(0)
    try:
        with open_store(tmp_path / "tracker.db") as store:
            store.save(REPORT, now=NOW)
            store.backup(tmp_path / "copy.db")
            modes = {found.name: oct(mode_of(found)) for found in tmp_path.iterdir()}
    finally:
        os.umask(known)
    assert modes == dict.fromkeys(["tracker.db", "tracker.db-wal", "tracker.db-shm", "copy.db"], "0o600")


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    """Only what is made is closed to others."""
    tmp_path.chmod(0o755)
    open_store(tmp_path / "tracker.db").close()
    assert mode_of(tmp_path) == 0o755


def test_reading_what_is_missing_creates_nothing(tmp_path: Path) -> None:
    """`list` without a database shows nothing and leaves nothing."""
    path = tmp_path / "data" / "tracker.db"
    with open_store(path, create=False) as store:
        assert (store.targets(Selection()), store.reports(), store.places()) == ([], [], [])
        assert store.preview(REPORT).status == "added"
        with pytest.raises(NoMatch):
            store.target(1)
        with pytest.raises(StoreError, match=r"there is no such database; `tracker ingest` makes one"):
            store.save(REPORT, now=NOW)
    assert os.listdir(tmp_path) == []


def test_an_empty_file_is_a_database_to_be(tmp_path: Path) -> None:
    """Such as `mktemp` makes: left empty by reading, filled by writing, without a copy of nothing."""
    path = tmp_path / "tracker.db"
    path.touch()
    with open_store(path, create=False) as store:
        assert store.targets(Selection()) == []
    assert path.stat().st_size == 0
    with open_store(path) as store:
        assert store.save(REPORT, now=NOW).added == 2
    assert os.listdir(tmp_path) == ["tracker.db"]


def test_paths_that_are_no_plain_addresses(tmp_path: Path) -> None:
    """SQLite takes addresses; a name may hold what is special in them."""
    path = tmp_path / "a?mode=ro#b%20c 库.db"
    open_store(path).close()
    with open_store(path) as store:
        store.save(REPORT, now=NOW)
    assert os.listdir(tmp_path) == [path.name]


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    """Nor is anything made in it."""
    assert fail_to_open(tmp_path) == f"{tmp_path}: a folder; give the path of a database file with --db"
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("content", [b"not a database, just text\n" * 100, b"\x00\x01\x02", "政府工作报告".encode()])
def test_other_files_are_no_databases(tmp_path: Path, content: bytes) -> None:
    """They are left as they are."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert fail_to_open(path) == f"{path}: not an SQLite database; give another file with --db"
    assert fail_to_open(path, create=False) == f"{path}: not an SQLite database; give another file with --db"
    assert path.read_bytes() == content


def test_databases_of_other_programs_are_left_alone(tmp_path: Path) -> None:
    """No table is added to somebody's bookmarks."""
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (id INTEGER)")
    other.close()
    before = path.read_bytes()
    assert fail_to_open(path) == f"{path}: a database of another program; give another file with --db"
    assert path.read_bytes() == before


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    """Pages overwritten with noise."""
    path = tmp_path / "tracker.db"
    with open_store(path) as store:
        store.save(REPORT, now=NOW)
    content = bytearray(path.read_bytes())
    content[200:] = b"\xff" * (len(content) - 200)
    path.write_bytes(content)
    assert fail_to_open(path) == f"{path}: {DAMAGED}"


def test_a_newer_schema_is_told_and_left(tmp_path: Path) -> None:
    """The way out is to install the newer tracker."""
    path = tmp_path / "tracker.db"
    open_store(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(NewerSchema, match=r"written by a newer tracker \(schema 99, this one knows \d+\)"):
        open_store(path)
    assert os.listdir(tmp_path) == ["tracker.db"]


def test_a_path_through_a_file_is_told(tmp_path: Path) -> None:
    """The parent is no folder."""
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "tracker.db"
    assert fail_to_open(path) == f"{path}: Not a directory; check the path, or give another with --db"
    assert fail_to_open(tmp_path / "file" / "deep" / "tracker.db").endswith("or give another with --db")


def test_a_folder_that_may_not_be_written(nobodys_folder: Path) -> None:
    """No database can be made there."""
    nobodys_folder.chmod(0o555)
    with as_nobody():
        path = nobodys_folder / "tracker.db"
        assert fail_to_open(path) == f"{path}: Permission denied; check the path, or give another with --db"


@pytest.mark.parametrize("locked", ["file", "folder", "both"])
def test_a_read_only_database_can_be_read(nobodys_folder: Path, locked: str) -> None:
    """From a read-only disk; what would write says so, and nothing changes."""
    path = nobodys_folder / "tracker.db"
    with as_nobody():
        with open_store(path) as store:
            store.save(REPORT, now=NOW)
        before = path.read_bytes()
        path.chmod(0o600 if locked == "folder" else 0o400)
        nobodys_folder.chmod(0o700 if locked == "file" else 0o500)
        with open_store(path) as store:
            assert [found.record.indicator for found in store.targets(Selection())] == ["上云企业", "新建学校"]
            assert store.preview(REPORT).status == "unchanged"
            with pytest.raises(StoreError, match="can't be written; make the file and its folder writable"):
                store.save(read_plainly("新建公园9处"), now=NOW)
        assert path.read_bytes() == before


def test_a_read_only_database_with_unfinished_business_is_not_read_by_half(nobodys_folder: Path) -> None:
    """What a process that died left in the journal belongs to it, and can't be taken over without writing."""
    path, copy = nobodys_folder / "tracker.db", nobodys_folder / "copy" / "tracker.db"
    with as_nobody():
        copy.parent.mkdir()
        with open_store(path) as store:
            store.save(REPORT, now=NOW)
            for end in ("", "-wal"):
                shutil.copy(f"{path}{end}", f"{copy}{end}")
        copy.parent.chmod(0o500)
        assert fail_to_open(copy).startswith(f"{copy}: can't be opened")
        copy.parent.chmod(0o700)
        with open_store(copy) as store:
            assert len(store.reports()) == 1


def test_a_busy_database_is_waited_for_and_then_told(tmp_path: Path) -> None:
    """Reading goes on meanwhile."""
    path = tmp_path / "tracker.db"
    open_store(path).close()
    writer = sqlite3.connect(path)
    writer.execute("BEGIN IMMEDIATE")
    with open_store(path, patience=0.05) as store:
        assert store.targets(Selection()) == []
        with pytest.raises(StoreError, match="another program is writing to it and didn't finish in time; try again"):
            store.save(REPORT, now=NOW)
        writer.rollback()
        assert store.save(REPORT, now=NOW).status == "added"
    writer.close()


def test_an_empty_file_that_another_one_begins_to_fill_is_waited_for(tmp_path: Path) -> None:
    """SQLite itself waits for nobody where a journal of writes is to be kept from now on."""
    path = tmp_path / "tracker.db"
    path.touch()
    writer = sqlite3.connect(path, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another program is writing to it and didn't finish in time; try again"):
        open_store(path, patience=0.05)
    release = Timer(0.1, writer.rollback)
    release.start()
    with open_store(path) as store:
        assert store.reports() == []
    release.join()
    writer.close()


FILL_THE_DISK = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from sample_records import read_plainly
from tracker.errors import StoreError
from tracker.store import Selection, open_store

now = datetime(2022, 3, 1, tzinfo=UTC)
path, limit = Path(sys.argv[1]), int(sys.argv[2])
report = read_plainly("上云企业达到5700家" + "\\n" * 1_000_000)
try:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    with open_store(path) as store:
        store.save(report, now=now)
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize(("limit", "left"), [(8_192, []), (600_000, ["tracker.db"])])
def test_a_full_disk_stores_nothing_by_halves(tmp_path: Path, limit: int, left: list[str]) -> None:
    """Files may not grow past `limit` bytes: too little for the schema, or for the report only."""
    path = tmp_path / "tracker.db"
    run = subprocess.run(
        [sys.executable, "-c", FILL_THE_DISK, str(path), str(limit)],
        capture_output=True, text=True, cwd=Path(__file__).parent, check=True,
    )  # fmt: skip
    assert run.stdout.startswith(f"{path}: the disk is full")
    assert (run.stdout.count("\n"), run.stderr) == (1, "")
    assert os.listdir(tmp_path) == left
    with open_store(path, create=False) as store:
        assert store.reports() == []


def test_a_link_less_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files can't be linked the new database is moved into place."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with open_store(tmp_path / "tracker.db") as store:
        store.save(REPORT, now=NOW)
    assert os.listdir(tmp_path) == ["tracker.db"]


def test_of_two_that_create_it_the_first_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the other process stored meanwhile is there."""
    path = tmp_path / "tracker.db"
    link = os.link

    def lose_the_race(draft: Path, there: Path) -> None:
        monkeypatch.setattr(os, "link", link)
        with open_store(path) as other:
            other.save(REPORT, now=NOW)
        link(draft, there)

    monkeypatch.setattr(os, "link", lose_the_race)
    with open_store(path) as store:
        assert len(store.reports()) == 1
    assert os.listdir(tmp_path) == ["tracker.db"]


def test_the_default_lies_in_the_users_data_folder() -> None:
    """Under the name of the program; asking creates nothing."""
    path = default_path()
    assert path.is_absolute()
    assert (path.name, path.parent.name) == ("tracker.db", "tracker")


def test_importing_the_store_is_cheap() -> None:
    """sqlite-utils takes more than a tenth of a second, which `--help` shouldn't pay."""
    code = "import sys, tracker.store; print(sorted({'sqlite_utils', 'jieba', 'rjieba', 'cn2an'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_odd_texts_are_told_and_odd_file_names_kept(tmp_path: Path) -> None:
    """Bytes that are no characters: in a file name they become `?`, in a note they are refused."""
    path = tmp_path / "tracker.db"
    with open_store(path, command=["tracker", "ingest", "b\udcff.txt"]) as store:
        store.save(read_plainly("上云企业达到5700家", source="b\udcff.txt"), now=NOW)
        assert store.target(1).source == "b?.txt"
        with pytest.raises(StoreError, match="a text holds bytes that are no characters, nothing was stored"):
            store.add_place(Place("370104.1", "b\udcff", "b\udcff"), by="me", now=NOW)
