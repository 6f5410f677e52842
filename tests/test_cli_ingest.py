"""`tracker ingest` of many reports: the same whoever reads, stopped and gone on with, and no reader left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_cases import Result, invoke, prepare

from tracker.batch import Batch, reading
from tracker.cli import ingest, ingesting

FIRST = 1980
REPORTS = 46
SAMPLE = Path(__file__).parents[1] / "data" / "reports" / "huaiyin-2022.txt"
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    prepare(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture
def archive(folder: Path) -> Path:
    """A report of each of some years, one of which names no place."""
    (folder / "archive").mkdir()
    body = SAMPLE.read_text(encoding="utf-8").partition("\n")[2]
    for year in range(FIRST, FIRST + REPORTS):
        head = f"{year}年济南市槐荫区政府工作报告"
        text = body.replace("2022年", f"{year}年").replace("2021年", f"{year - 1}年")
        (folder / "archive" / f"{year}.txt").write_text(f"{head}\n{text}", encoding="utf-8")
    (folder / "archive" / "1980.txt").write_text("新建学校5所。", encoding="utf-8")
    return folder / "archive"


def exported(database: str) -> str:
    """All that the database holds with its history, but for the words of the commands."""
    lines = invoke(f"export --history --db {database}").stdout
    return re.sub(r'"command": ".*?[^\\]"', "", lines)


def test_what_is_stored_does_not_depend_on_who_reads(archive: Path) -> None:
    printed = {invoke(f"ingest archive huaiyin.txt corrected.txt --jobs {jobs} --db {jobs}.db") for jobs in (1, 2)}
    assert len(printed) == 1
    assert exported("1.db") == exported("2.db")
    (result,) = printed
    assert result.exit == 3
    statuses = [line.split()[0] for line in result.stdout.splitlines()]
    assert statuses == ["added"] * (REPORTS - 1) + ["updated"] * 2
    assert result.stderr.endswith(f"error: 1 of {REPORTS + 2} reports were not read: archive/1980.txt\n")


@pytest.mark.parametrize(
    ("jobs", "reports", "count"), [(None, 3, 1), (None, 4, 4), (None, 100, 8), (3, 2, 2), (3, 9, 3), (1, 100, 1)]
)
def test_few_reports_are_read_here(jobs: int | None, reports: int, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.batch.usable_cores", lambda: 8)
    assert ingest._choose_crew(jobs, None, reports).window == (1 if count == 1 else 4 * count)


# ── going on ──


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the reports that are read, not only looked at."""
    found: list[str] = []
    read = reading.read_report

    def count(content, source, *others):  # type: ignore[no-untyped-def]
        found.append(source)
        return read(content, source, *others)

    monkeypatch.setattr(reading, "read_report", count)
    return found


def again(command: str, counted: list[str]) -> tuple[Result, list[str]]:
    counted.clear()
    return invoke(command), list(counted)


def test_a_report_that_was_read_before_is_not_read_again(counted: list[str]) -> None:
    first = invoke("ingest huaiyin.txt slogans.txt")
    before = Path("tracker.db").read_bytes()
    known = Result(first.stdout.replace("added", "unchanged"), first.stderr, 0)
    assert again("ingest huaiyin.txt slogans.txt", counted) == (known, [])
    dry = Result(known.stdout, f"{known.stderr}dry run: nothing was stored\n", 0)
    assert again("ingest huaiyin.txt slogans.txt --dry-run", counted) == (dry, [])
    assert Path("tracker.db").read_bytes() == before


@pytest.mark.parametrize(
    "between",
    ["districts add 甲镇 --within 槐荫", "ingest corrected.txt", "undo", "reject 4 --reason 错 ; undo"],
)
def test_what_could_change_a_reading_has_it_read_again(between: str, counted: list[str]) -> None:
    invoke("ingest huaiyin.txt")
    for command in between.split(" ; "):
        assert invoke(command).exit == 0
    assert again("ingest huaiyin.txt", counted)[1] == ["huaiyin.txt"]


@pytest.mark.parametrize("options", ["--title 政府工作报告", "--year 2022", "--source-url https://example.org"])
def test_other_words_of_the_user_have_it_read_again(options: str, counted: list[str]) -> None:
    invoke("ingest huaiyin.txt")
    assert again(f"ingest huaiyin.txt {options}", counted)[1] == ["huaiyin.txt"]


@pytest.mark.parametrize("between", ["update 3 --actual 5", "edit 4 --tag 重点", "ingest tianqiao.txt ; undo"])
def test_what_cannot_change_a_reading_does_not(between: str, counted: list[str]) -> None:
    invoke("ingest huaiyin.txt")
    for command in between.split(" ; "):
        assert invoke(command).exit == 0
    assert again("ingest huaiyin.txt", counted)[1] == []


def test_an_undone_correction_brings_the_reading_before_it_back(counted: list[str]) -> None:
    for command in ("ingest huaiyin.txt", "ingest corrected.txt", "undo"):
        assert invoke(command).exit == 0
    found, read = again("ingest huaiyin.txt", counted)
    assert found.stdout.startswith("unchanged  ")
    assert read == ["huaiyin.txt"]  # in doubt
    assert again("ingest corrected.txt", counted)[0].stdout.startswith("updated (")


def test_two_texts_of_one_report_replace_each_other_every_time(counted: list[str]) -> None:
    invoke("ingest huaiyin.txt corrected.txt huaiyin.txt")
    found = [again("ingest corrected.txt huaiyin.txt", counted) for _ in range(2)]
    assert [read for _, read in found] == [["corrected.txt", "huaiyin.txt"]] * 2
    assert [result.stdout.count("updated (") for result, _ in found] == [2, 2]


# ── stopping ──


def test_a_stop_comes_after_the_report_that_is_being_read(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop_in_the_midst(outcome, *others, **options):  # type: ignore[no-untyped-def]
        if "1983" in others[0]:
            os.kill(os.getpid(), signal.SIGINT)
        take(outcome, *others, **options)

    take = ingesting._take
    monkeypatch.setattr(ingesting, "_take", stop_in_the_midst)
    found = invoke("ingest archive --jobs 1")
    assert found.exit == 130
    assert found.stdout.count("added") == 3
    assert found.stderr == (
        "error: archive/1980.txt: no year in the head of the report: give it with --year\n"
        f"error: 1 of {REPORTS} reports were not read: archive/1980.txt\n"
        f"stopped: 3 of {REPORTS} reports are stored, {REPORTS - 4} are left; "
        "the same command goes on where it stopped\n"
    )


def test_a_second_stop_is_at_once(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop_twice(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    handlers = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(ingesting, "_take", stop_twice)
    assert invoke("ingest huaiyin.txt tianqiao.txt") == Result("", "", 130)
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == handlers


def test_a_stop_after_the_last_report_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "_take", lambda *_, **__: os.kill(os.getpid(), signal.SIGINT))
    assert invoke("ingest huaiyin.txt").exit == 0


@contextmanager
def ingesting_process(*options: str) -> Iterator[subprocess.Popen[str]]:
    """A process that ingests the archive, has told of a few reports, and is a group of its own, as in a terminal."""
    with subprocess.Popen(
        [sys.executable, "-m", "tracker", "ingest", "archive", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        process.told = [process.stdout.readline() for _ in range(3)]  # type: ignore[attr-defined]
        yield process


def stored_years() -> list[int]:
    lines = map(json.loads, invoke("export").stdout.splitlines())
    return [line["year"] for line in lines if line["table"] == "reports"]


def readers_of(process: subprocess.Popen[str]) -> list[int]:
    """The processes that its children started: those of the server that forks."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    children = {child for child, parent in parents.items() if parent == process.pid}
    return [child for child, parent in parents.items() if parent in children]


def wait_until_gone(readers: list[int]) -> None:
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{reader}").exists() for reader in readers):
        assert time.monotonic() < deadline, "readers outlive the process that they read for"
        time.sleep(0.05)


@needs_proc
def test_ctrl_c_ends_readers_and_the_next_run_goes_on(archive: Path) -> None:
    with ingesting_process("--jobs", "2") as process:
        readers = readers_of(process)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    told = [*process.told, *out.splitlines()]  # type: ignore[attr-defined]
    *_, last = err.splitlines()
    left = REPORTS - 1 - len(told)
    assert last.startswith(f"stopped: {len(told)} of {REPORTS} reports are stored, {left} are left; ")
    assert "Traceback" not in err
    assert stored_years() == [FIRST + 1 + number for number in range(len(told))]
    wait_until_gone(readers)
    found = invoke("ingest archive --jobs 1")
    assert (found.stdout.count("unchanged"), found.stdout.count("added")) == (len(told), REPORTS - 1 - len(told))


@needs_proc
def test_a_reader_that_is_killed_costs_nothing(archive: Path) -> None:
    with ingesting_process("--jobs", "2") as process:
        os.kill(readers_of(process)[0], signal.SIGKILL)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 3  # the report without a place
    assert len(err.splitlines()) == 2
    assert out.count("added") == REPORTS - 4
    assert stored_years() == list(range(FIRST + 1, FIRST + REPORTS))


@needs_proc
def test_readers_end_with_a_process_that_is_killed(archive: Path) -> None:
    with ingesting_process("--jobs", "2") as process:
        readers = readers_of(process)
        process.kill()
        process.communicate(timeout=60)
    assert readers
    wait_until_gone(readers)


def test_a_batch_that_is_left_leaves_no_reader(archive: Path) -> None:
    from multiprocessing import active_children

    from tracker.batch import Job, crew_of_processes

    jobs = [Job(str(path)) for path in sorted(archive.iterdir())]
    outcomes = Batch(crew_of_processes(2), (), lambda _: None).read(jobs)
    next(outcomes)
    next(outcomes)
    outcomes.close()
    deadline = time.monotonic() + 20
    while active_children():
        assert time.monotonic() < deadline
        time.sleep(0.05)
