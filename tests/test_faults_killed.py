"""A hundred times killed with SIGKILL at a random moment: what was told to be stored is there, the rest is absent.

A child of this process, with all that it needs loaded, runs one command. It dies either before a statement of SQLite
that was drawn (so that every kill hits the work), or when a drawn time is over (so that some hit a commit half-way).
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from command_cases import NOW, invoke, prepare
from older_database import OLD, make_older

from tracker.cli import run
from tracker.store import open_store
from tracker.store.database import Database
from tracker.store.doctor.examining import examine
from tracker.store.dump import dump
from tracker.store.schema import schema_version

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
KILLS = 20  # of each command
TRIES = 100  # a timer may ring too late
BASE = "ingest huaiyin.txt", "update 3 --actual 0.57万家 --as-of 2022-11", "edit 3 --tag 云"
MADE = ("tracker.db", "new.db", ".tracker.db", ".new.db")  # what the names of files begin with that commands make


@dataclass(frozen=True)
class Deed:
    """A command, the database that it begins with, and the commands that do the same bit by bit, each bit whole."""

    name: str
    command: str
    start: str
    parts: list[str]

    @property
    def database(self) -> Path:
        return Path("new.db" if self.start == "new.db" else "tracker.db")


@dataclass(frozen=True)
class Death:
    """The whole lines that a command had told, and its exit code, if it lived to give one."""

    told: list[str]
    code: int | None


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a stocked database, an older one and an export; the clock stands still."""
    folder = tmp_path_factory.mktemp("killed")
    with pytest.MonkeyPatch.context() as patch:
        prepare(folder, patch)
        for command in (*BASE, "export --history -o all.jsonl"):
            assert invoke(command).exit == 0, command
        make_older(Path("tracker.db"), Path("older.db"))
        shutil.copy("tracker.db", "stocked.db")
        yield folder


def start_over(database: str) -> None:
    """Lay the database of that name in place of what the last command left."""
    for path in Path().iterdir():
        if path.name.startswith(MADE):
            path.unlink()
    if database == "new.db":
        return
    shutil.copy(database, "tracker.db")


def known(path: Path) -> list[Any] | None:
    """All rows with their history; None where there is no database yet, or one with nothing in it."""
    if not path.exists():
        return None
    with open_store(path) as store:
        _, *rows = dump(store._db, history=True)
        return rows or None


def in_a_child(command: str, *, before: int | None = None, after: float | None = None) -> Death:
    """Run the command in a child; it dies before a statement of that number, or when that many seconds are over."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _work(command, writing, before)
    os.close(writing)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with open(reading, "rb") as pipe:
        told = pipe.read().decode()
    status = os.waitpid(child, 0)[1]
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
    return Death(told.split("\n")[:-1], code)


def _work(command: str, writing: int, fatal: int | None) -> None:
    """Never returns. Every line is in the pipe as soon as it is told; the last one says how many statements ran."""
    code = 70
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stdout = os.fdopen(writing, "w", buffering=1, encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", closefd=False)
        sys.argv = ["tracker", *shlex.split(command)]
        counted = _count_statements(fatal)
        code = run(sys.argv[1:])
        print(f"statements: {counted()}")
    finally:
        os._exit(code)


def _count_statements(fatal: int | None) -> Callable[[], int]:
    """How many statements were begun; before the fatal one the process is killed."""
    numbers, last, connect = count(1), 0, sqlite3.connect

    def note(_: str) -> None:
        nonlocal last
        last = next(numbers)
        if last == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect_and_count(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.set_trace_callback(note)
        return connection

    sqlite3.connect = connect_and_count  # type: ignore[assignment]
    return lambda: last


def states_of(deed: Deed) -> list[list[Any] | None]:
    """What may be there in the end, from nothing done to all done; a report more each for several reports."""
    states = []
    for done in range(len(deed.parts) + 1):
        start_over(deed.start)
        for command in deed.parts[:done]:
            assert invoke(command).exit == 0, command
        states.append(known(deed.database))
    return states


def untold(rows: list[Any] | None) -> list[Any] | None:
    """The rows without the words of the command, which differ where several reports are read at once."""
    drop = ("command", "run")
    return rows and [{name: value for name, value in row.items() if name not in drop} for row in rows]


INGEST = ("huaiyin-2021.txt", "tianqiao.txt", "corrected.txt")
DEEDS = (
    Deed("ingest", f"ingest {' '.join(INGEST)}", "stocked.db", [f"ingest {name}" for name in INGEST]),
    Deed("update", "update --from figures.csv", "stocked.db", ["update --from figures.csv"]),
    Deed("undo", "undo 3", "stocked.db", ["undo 3"]),
    Deed("import", "import all.jsonl --db new.db", "new.db", ["import all.jsonl --db new.db"]),
    Deed("migration", "list", "older.db", []),
)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_what_was_told_is_there_and_the_rest_is_absent(workshop: Path, deed: Deed) -> None:
    random = Random(f"killed {deed.name}")
    states = [untold(state) for state in states_of(deed)]
    start_over(deed.start)
    begun = time.perf_counter()
    whole = in_a_child(deed.command)
    lasts = time.perf_counter() - begun
    statements = int(whole.told.pop().removeprefix("statements: "))
    assert (whole.code, untold(known(deed.database))) == (0, states[-1])
    hits = tries = 0
    while hits < KILLS and tries < TRIES:
        tries += 1
        start_over(deed.start)
        drawn = {"after": random.uniform(0, lasts)} if tries % 2 else {"before": random.randint(1, statements)}
        death = in_a_child(deed.command, **drawn)  # type: ignore[arg-type]
        hits += death.code is None
        assert_sound(deed, death, states)
    assert hits == KILLS


def assert_sound(deed: Deed, death: Death, states: Sequence[list[Any] | None]) -> None:
    """The database is whole, and holds all that was told and nothing by halves; so do the copies beside it."""
    assert death.code in (None, 0)
    path = deed.database
    if path.exists():
        assert [check for check in examine(path, NOW) if check.state == "problem"] == []
    for copy in Path().glob("tracker.db.bak-*"):
        with closing(sqlite3.connect(copy)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert schema_version(Database(db)) == OLD
    done = states.index(untold(known(path)))
    told = [line for line in death.told if not line.startswith("statements: ")]
    assert done == len(states) - 1 or death.code is None  # what ends with 0 is done
    assert done >= (len(told) if deed.name == "ingest" else len(states) - 1 if told else 0)


def is_gone(group: int) -> bool:
    """Whether within ten seconds no process of the group is left."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_of_a_batch_that_is_killed_no_process_lives_on(workshop: Path) -> None:
    """The real command, with whatever it starts; what it told is stored, and the next run does the rest."""
    start_over("stocked.db")
    many = Path("many")
    many.mkdir()
    for number in range(24):
        text = f"济南市槐荫区政府工作报告\n\n一、{2030 + number}年工作安排\n新建学校{number + 1}所。\n"
        (many / f"{2030 + number}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-u", "-m", "tracker", "ingest", "many"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as batch:
        assert batch.stdout is not None
        told = [batch.stdout.readline() for _ in range(3)]
        batch.kill()
        told += [line for line in batch.stdout if line.endswith("\n")]  # ends when nobody holds the pipe any more
    assert len(told) >= 3
    assert is_gone(batch.pid)
    assert [check for check in examine(Path("tracker.db"), NOW) if check.state == "problem"] == []
    with open_store(Path("tracker.db")) as store:
        assert len(store.reports()) - 1 >= len(told)
    assert invoke("ingest many").exit == 0
    with open_store(Path("tracker.db")) as store:
        assert len(store.reports()) == 25
