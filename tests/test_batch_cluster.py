"""A real Dask scheduler with two workers on this machine reads what one process reads, also when a worker is killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from command_cases import invoke, prepare

from tracker.batch import cluster, fingerprints
from tracker.errors import DataError

REPORTS = 40
SAMPLE = Path(__file__).parents[1] / "data" / "reports" / "huaiyin-2022.txt"
MOMENTS = ("read_at", "changed_at")
PATIENCE = 60  # seconds for what takes one on a quiet machine


@dataclass(frozen=True)
class Cluster:
    """Where the scheduler listens, and the processes of its workers."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


def start(module: str, *args: str, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as file:
        return subprocess.Popen([sys.executable, "-m", f"distributed.cli.{module}", *args], stdout=file, stderr=file)


def address_in(path: Path) -> str:
    """The address that the scheduler writes down when it listens."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            return str(json.loads(path.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise AssertionError("no scheduler")


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="needs tracker[dask]", exc_type=ImportError)
    told = tmp_path / "scheduler.json"
    here = ("--host", "127.0.0.1", "--no-dashboard")
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "3")
    processes = [start("dask_scheduler", *here, "--port", "0", "--scheduler-file", str(told), log=tmp_path / "log")]
    try:
        own = ("--nthreads", "1", "--no-nanny", "--scheduler-file", str(told), "--local-directory", str(tmp_path))
        address = address_in(told)
        processes += [start("dask_worker", *here, *own, log=tmp_path / f"log{number}") for number in (1, 2)]
        yield Cluster(address, tuple(processes[1:]))
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    prepare(tmp_path, monkeypatch)
    folder = tmp_path / "archive"
    folder.mkdir()
    text = SAMPLE.read_text(encoding="utf-8")
    for year in range(1980, 1980 + REPORTS):
        own = text.replace("2022年", f"{year}年").replace("2021年", f"{year - 1}年")
        (folder / f"{year}.txt").write_text(own, encoding="utf-8")
    return folder


def records_in(database: str) -> list[str]:
    """All that is stored, but for the moments of writing and reading."""
    lines = map(json.loads, invoke(f"export --db {database}").stdout.splitlines())
    return [json.dumps({name: value for name, value in line.items() if name not in MOMENTS}) for line in lines]


def test_workers_read_what_one_process_reads_and_one_may_be_killed(archive: Path, running: Cluster) -> None:
    command = [sys.executable, "-m", "tracker", "ingest", "archive", "--db", "far.db", "--scheduler", running.address]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        assert process.stdout is not None
        first = [process.stdout.readline() for _ in range(3)]
        running.workers[0].kill()
        out, err = process.communicate(timeout=PATIENCE)
    here = invoke("ingest archive --db here.db --jobs 1")
    assert (process.returncode, "".join(first) + out, err) == (here.exit, here.stdout, here.stderr)
    assert here.stdout.count("\n") == REPORTS
    assert records_in("far.db") == records_in("here.db")


def test_a_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    code = (
        "import sys; from tracker.batch import cluster; from tracker.cli import run; cluster.PATIENCE = 0.2; "
        "sys.exit(run(['ingest', 'huaiyin.txt', '--scheduler', 'tcp://127.0.0.1:9']))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (3, "")
    assert found.stderr == "error: no scheduler answers at tcp://127.0.0.1:9 (OSError); start it: dask scheduler\n"
    assert not Path("tracker.db").exists()


def test_a_missing_library_names_the_line_that_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    monkeypatch.setitem(sys.modules, "distributed", None)
    found = invoke("ingest huaiyin.txt --scheduler tcp://127.0.0.1:8786")
    assert (found.exit, found.stderr) == (
        3, "error: --scheduler needs distributed; install it: pip install 'tracker[dask]'\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("digest", "says"),
    [("other", "has another tracker"), (ModuleNotFoundError("No module named 'tracker'"), "No module named 'tracker'")],
)
def test_a_worker_that_would_read_otherwise_is_refused(digest: str | Exception, says: str) -> None:
    with pytest.raises(DataError, match=says):
        cluster._check_alike({"tcp://1": fingerprints.code_digest(), "tcp://2": digest})
