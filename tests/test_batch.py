"""Reports read by other processes: the same records, in the order given, whatever becomes of the readers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from pathlib import Path
from types import NoneType

import pytest

import tracker
from tracker.batch import Batch, Crew, Job, crew_here, crew_of_processes, fingerprints, reading, running, usable_cores
from tracker.batch.fingerprints import Fingerprints
from tracker.batch.workers import Workers
from tracker.errors import LostReaders, ReadingFailed, TrackerError, UnreadableFile
from tracker.model import Extraction, Found, Place
from tracker.pipeline import Given
from tracker.store import Known

HEAD = "2022年济南市槐荫区政府工作报告\n二、2022年工作安排\n"
KNOWN = Known(report_id=1, district="济南市槐荫区", year=2022, found=Found(1), warnings=())
SCHOOLS = [f"{number + 1}所" for number in range(12)]
ZONE = Place("370100.1", "甲区", "济南市甲区")


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    """Twelve reports that promise as many schools as their number says."""
    paths = [tmp_path / f"{number:02}.txt" for number in range(12)]
    for path, schools in zip(paths, SCHOOLS, strict=True):
        path.write_text(f"{HEAD}新建学校{schools}。", encoding="utf-8")
    return [Job(str(path)) for path in paths]


def told(crew: Crew, jobs: Iterable[Job], lookup: running.Lookup = lambda _: None) -> list[str]:
    """The one quantity of each report, `known`, or the kind of error."""
    outcomes = (outcome for *_, outcome in Batch(crew, (), lookup).read(jobs))
    return [
        outcome.records[0].quantity.text
        if isinstance(outcome, Extraction)
        else "known"
        if outcome is KNOWN
        else type(outcome).__name__
        for outcome in outcomes
    ]


def test_processes_read_what_one_reads(jobs: list[Job]) -> None:
    alone, together = (list(Batch(crew, (), lambda _: None).read(jobs)) for crew in (crew_here(), crew_of_processes(2)))
    assert alone == together
    assert [job for job, *_ in alone] == jobs


class Mortal(Executor):
    """Reads here, when a result is asked for; a report that `kills` ends its reader."""

    def __init__(self, kills: Callable[[str], bool]) -> None:
        self.kills = kills
        self.given: list[Promised] = []
        self.most = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future = Promised(self, args[0].path, lambda: fn(*args))
        self.given.append(future)
        self.most = max(self.most, sum(not one.done() for one in self.given))
        return future

    def work(self) -> None:
        for future in [one for one in self.given if not one.done()]:
            try:
                if self.kills(future.path):
                    raise BrokenExecutor
                future.set_result(future.call())
            except (TrackerError, BrokenExecutor) as error:
                future.set_exception(error)


class Promised(Future[Extraction]):
    """What an executor that reads when it is asked will have read."""

    def __init__(self, executor: Mortal, path: str, call: Callable[[], Extraction]) -> None:
        super().__init__()
        self.executor, self.path, self.call = executor, path, call

    def result(self, timeout: float | None = None) -> Extraction:
        self.executor.work()
        return super().result(0)


def mortal_crew(kills: Callable[[str], bool], started: list[Mortal] | None = None) -> Crew:
    def start() -> Mortal:
        executor = Mortal(kills)
        if started is not None:
            started.append(executor)
        return executor

    return Crew(start, Executor.shutdown, Executor.shutdown, window=4)


def test_a_report_that_kills_its_reader_is_the_only_one_that_fails(jobs: list[Job]) -> None:
    found = told(mortal_crew(lambda path: path.endswith(("05.txt", "06.txt"))), jobs)
    assert found == [*SCHOOLS[:5], "ReadingFailed", "ReadingFailed", *SCHOOLS[7:]]


def test_a_reader_that_dies_once_costs_nothing(jobs: list[Job]) -> None:
    deaths = iter([True])
    assert told(mortal_crew(lambda path: path.endswith("05.txt") and next(deaths, False)), jobs) == SCHOOLS


def kill_oneself(path: str) -> str:
    """Die as a process does that runs out of memory, in the midst of telling something."""
    if path.endswith("kill"):
        os.kill(os.getpid(), signal.SIGKILL)
    return path * 1_000_000


def test_a_worker_that_is_killed_takes_nothing_along() -> None:
    workers = Workers(2)
    futures = [workers.submit(kill_oneself, name) for name in ("a", "b", "kill", "c", "kill", "d")]
    workers.shutdown()
    assert [future.result()[0] if not future.exception() else "died" for future in futures] == [
        "a", "b", "died", "c", "died", "d",
    ]  # fmt: skip
    assert all(isinstance(future.exception(), (BrokenExecutor, NoneType)) for future in futures)


def test_workers_that_are_stopped_leave_what_they_do() -> None:
    workers = Workers(2)
    futures = [workers.submit(time.sleep, 60) for _ in range(4)]
    while not futures[1].running():
        time.sleep(0.01)
    workers.stop()
    assert [future.cancelled() for future in futures] == [False, False, True, True]
    assert isinstance(futures[0].exception(), BrokenExecutor)


def test_what_a_call_raises_is_raised_here() -> None:
    workers = Workers(1)
    future = workers.submit(int, "five")
    workers.shutdown()
    assert isinstance(future.exception(), ValueError)


def test_the_message_names_the_report_and_a_reason(jobs: list[Job]) -> None:
    ((_, _, outcome),) = Batch(mortal_crew(lambda _: True), (), lambda _: None).read(jobs[:1])
    assert isinstance(outcome, ReadingFailed)
    assert str(outcome) == (
        f"{jobs[0].path}: the process that read it died, also when it read nothing else; it may have run out of memory"
    )


def test_no_more_reports_are_in_flight_than_the_crew_has_room_for(jobs: list[Job]) -> None:
    asked: list[Job] = []

    def one_by_one() -> Iterator[Job]:
        for job in jobs:
            asked.append(job)
            yield job

    started: list[Mortal] = []
    outcomes = Batch(mortal_crew(lambda _: False, started), (), lambda _: None).read(one_by_one())
    next(outcomes)
    assert len(asked) == 4
    assert len(list(outcomes)) == 11
    assert started[0].most == 4


def test_large_reports_are_handed_out_one_by_one(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_IN_FLIGHT", 0)
    started: list[Mortal] = []
    assert told(mortal_crew(lambda _: False, started), jobs) == SCHOOLS
    assert started[0].most == 1


def test_what_is_known_is_not_read(jobs: list[Job]) -> None:
    assert told(mortal_crew(lambda _: True), jobs, lambda _: KNOWN) == ["known"] * 12


def test_what_is_no_longer_known_when_its_turn_comes_is_read(jobs: list[Job]) -> None:
    answers = iter([KNOWN, KNOWN, KNOWN, KNOWN, None])
    assert told(mortal_crew(lambda _: False), jobs[:2], lambda _: next(answers, None)) == ["known", "known"]
    answers = iter([KNOWN, KNOWN, None, KNOWN])
    assert told(mortal_crew(lambda _: False), jobs[:2], lambda _: next(answers, None)) == ["1所", "known"]


def test_a_file_that_cannot_be_read_stops_nothing(jobs: list[Job]) -> None:
    Path(jobs[3].path).unlink()
    Path(jobs[4].path).write_bytes(b"")
    found = told(mortal_crew(lambda _: False), jobs)
    assert found == [*SCHOOLS[:3], "UnreadableFile", "UnreadableFile", *SCHOOLS[5:]]


def test_a_fault_of_tracker_is_the_failure_of_one_report(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Extraction:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(reading, "read_report", fail)
    ((_, _, outcome),) = Batch(crew_here(), (), lambda _: None).read(jobs[:1])
    assert str(outcome) == (
        f"{jobs[0].path}: internal error: ZeroDivisionError: a fault; "
        "please report it with the output of TRACKER_DEBUG=1 for this file alone"
    )


def test_readers_that_are_gone_for_good_end_the_batch(jobs: list[Job]) -> None:
    class Gone(Executor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            future: Future[Extraction] = Future()
            future.cancel()
            return future

    with pytest.raises(LostReaders, match="the same command goes on where it stopped"):
        told(Crew(Gone, Executor.shutdown, Executor.shutdown), jobs)


def test_whatever_decides_what_is_read_makes_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job("a/b.txt")
    known = Fingerprints(()).of(job, b"text")
    assert known == Fingerprints(()).of(replace(job, path="c/d/b.txt", where="list.csv, line 2"), b"text")
    others = [
        Fingerprints(()).of(job, b"texts"),
        Fingerprints((ZONE,)).of(job, b"text"),
        Fingerprints(()).of(replace(job, path="a/b.html"), b"text"),
        *(
            Fingerprints(()).of(replace(job, given=given), b"text")
            for given in (
                Given(district="槐荫"),
                Given(year=2022),
                Given(title="报告"),
                Given(source_url="https://x.cn"),
            )
        ),
    ]
    monkeypatch.setattr(fingerprints, "library_versions", lambda: ("another parser",))
    others.append(Fingerprints(()).of(job, b"text"))
    monkeypatch.undo()
    monkeypatch.setattr(fingerprints, "code_digest", lambda: "another tracker")
    others.append(Fingerprints(()).of(job, b"text"))
    assert len({known, *others}) == 1 + len(others)


def test_the_code_that_reads_is_in_the_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("targets/rule.py", "lexicon/words.toml", "cli/list.py", "model.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(tracker, "__file__", str(tmp_path / "__init__.py"))
    monkeypatch.setattr(fingerprints, "_DECIDES", ("targets", "lexicon", "model.py"))

    def digest_after(name: str) -> str:
        fingerprints.code_digest.cache_clear()
        (tmp_path / name).write_text("2")
        return fingerprints.code_digest()

    try:
        digests = [digest_after(name) for name in ("cli/list.py", "targets/rule.py", "lexicon/words.toml", "model.py")]
        assert len(set(digests)) == 4
        (tmp_path / "cli/list.py").write_text("3")
        fingerprints.code_digest.cache_clear()
        assert fingerprints.code_digest() == digests[-1]
    finally:
        fingerprints.code_digest.cache_clear()


def test_what_reads_decides() -> None:
    """Every room that a reading enters is in the fingerprint."""
    rooms = {path.name for path in Path(tracker.__file__).parent.iterdir() if path.suffix == ".py" or path.is_dir()}
    others = {"__init__.py", "__main__.py", "__pycache__", "cli", "errors.py", "matching", "progress", "store", "views"}
    assert rooms - others == set(fingerprints._DECIDES)


def test_cores_are_counted() -> None:
    assert usable_cores() >= 1


def test_unreadable_is_told_as_before(tmp_path: Path) -> None:
    ((_, _, outcome),) = Batch(crew_here(), (), lambda _: None).read([Job(str(tmp_path / "none.txt"))])
    assert isinstance(outcome, UnreadableFile)
