"""The command line as a process: encodings, pipes, disks and rights, interruptions, and what is not imported."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from command_cases import FOLDER, invoke, prepare

from tracker.cli import clock, run

PYTHON = [sys.executable, "-m", "tracker"]
DROP_CAPABILITY = 24  # PR_CAPBSET_DROP
IGNORES_PERMISSIONS = 1  # CAP_DAC_OVERRIDE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    prepare(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture
def stocked(folder: Path) -> Path:
    assert invoke("ingest huaiyin.txt").exit == 0
    return folder


def start(
    *args: str, env: Mapping[str, str] | None = None, before: Callable[[], None] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python -m tracker` as a process of its own."""
    return subprocess.run(
        [*PYTHON, *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(env or {})},
        preexec_fn=before,
        cwd=cwd,
        check=False,
    )


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_prints_chinese_whatever_the_locale(stocked: Path, env: dict[str, str]) -> None:
    found = start("list", "--columns", "indicator", "--limit", "1", env=env)
    assert (found.returncode, found.stdout) == (0, "indicator\n上云企业\n")


@pytest.mark.parametrize(
    "command",
    [
        "list",
        "list --district 槐荫",
        "show 3",
        "check --fail-on missed",
        "summary",
        "update 3 --actual 0.57万家 --as-of 2022-11",
        "districts 槐荫",
        "districts add 甲镇 --within 槐荫",
    ],
)
def test_commands_that_read_no_report_load_no_dictionary(stocked: Path, command: str) -> None:
    heavy = [
        "jieba",
        "rjieba",
        "cn2an",
        "rich.console",
        "lxml",
        "docx",
        "openpyxl",
        "pypdfium2",
        "trafilatura",
        "pyarrow",
        "dask",
    ]
    if not command.startswith(("update", "districts")):
        heavy.append("sqlite_utils")  # only what writes needs it
    code = (
        f"import sys; from tracker.cli import run; assert run({command.split()!r}) == 0; "
        f"sys.exit(', '.join(name for name in {heavy!r} if name in sys.modules) or 0)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


def test_a_reader_that_leaves_ends_it_quietly(stocked: Path) -> None:
    with subprocess.Popen([*PYTHON, "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == -signal.SIGPIPE


def test_readers_that_leave_before_an_error_is_told_end_it_quietly(folder: Path) -> None:
    with subprocess.Popen([*PYTHON, "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stderr.close()
        assert process.wait() == -signal.SIGPIPE


def test_a_pipe_to_a_process_that_died_is_no_reader_that_leaves() -> None:
    code = (
        "from tracker import cli, __main__\n"
        "from tracker.read.apart import Reader\n"
        "from tracker.read import DEFAULT_LIMITS\n"
        "def run(args):\n"
        "    reader = Reader()\n"
        "    reader._process.kill()\n"
        "    reader._process.wait()\n"
        "    print(reader.ask((b'<p>', 'a.html', DEFAULT_LIMITS), 5)[1], flush=True)\n"
        "    return 0\n"
        "cli.run = run\n"
        "__main__.main()\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == "its reader crashed or ran out of memory (SIGKILL)\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_output_is_told(stocked: Path) -> None:
    with Path("/dev/full").open("w") as full:
        found = subprocess.run([*PYTHON, "list"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (found.returncode, found.stderr) == (3, "error: No space left on device\n")


def _contents(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as db:
        return db.execute("SELECT count(*) FROM records UNION ALL SELECT count(*) FROM reports").fetchall()


def test_a_full_disk_under_the_database_stores_nothing(stocked: Path) -> None:
    before = _contents(stocked / "tracker.db")
    many = "\n".join(f"新建第{number}批学校{number}所。" for number in range(20, 3000))
    report = (stocked / "tianqiao.txt").read_text(encoding="utf-8") + many
    (stocked / "long.txt").write_text(report, encoding="utf-8")

    def allow_little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    found = start("ingest", "long.txt", before=allow_little)
    assert found.returncode == 3
    assert found.stderr.startswith("error: tracker.db: ")
    assert found.stderr.count("\n") == 1
    assert "nothing was stored" in found.stderr
    assert _contents(stocked / "tracker.db") == before


@pytest.fixture
def readable(stocked: Path) -> Iterator[Path]:
    """A folder that may be read and not written, nor what is in it."""
    shutil.copytree(stocked, stocked / "readable", ignore=shutil.ignore_patterns("readable"))
    readable = stocked / "readable"
    for path in readable.iterdir():
        path.chmod(0o555)
    readable.chmod(0o555)
    yield readable
    readable.chmod(0o755)


def _obey_permissions() -> None:
    """Take from root, in a process about to start, the right to write what may not be written."""
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(DROP_CAPABILITY, IGNORES_PERMISSIONS, 0, 0, 0) != 0:
        raise OSError("the rights of root can't be dropped here")


@pytest.mark.parametrize(
    "command",
    [["update", "3", "--actual", "5"], ["ingest", "tianqiao.txt"], ["districts", "add", "甲镇", "--within", "槐荫"]],
)
def test_a_read_only_database_is_read_and_not_written(readable: Path, command: list[str]) -> None:
    listed = start("list", "--columns", "id", "--limit", "1", before=_obey_permissions, cwd=readable)
    assert (listed.returncode, listed.stdout) == (0, "id\n 3\n")
    found = start(*command, before=_obey_permissions, cwd=readable)
    assert (found.returncode, found.stdout) == (3, "")
    assert found.stderr == (
        "error: tracker.db: can't be written; make the file and its folder writable, or give another file with --db\n"
    )


def test_a_database_of_a_newer_tracker_is_left_alone(stocked: Path) -> None:
    with sqlite3.connect("tracker.db") as db:
        db.execute("PRAGMA user_version = 9999")
    before = Path("tracker.db").read_bytes()
    for command in ("list", "ingest tianqiao.txt", "update 3 --actual 5"):
        found = invoke(command)
        assert (found.exit, found.stdout) == (3, "")
        assert "newer" in found.stderr
        assert found.stderr.count("\n") == 1
    assert Path("tracker.db").read_bytes() == before


def test_an_interruption_ends_with_130(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(clock, "today", interrupt)
    assert (invoke("list").exit, invoke("list").stderr) == (130, "")


def test_a_fault_of_tracker_is_one_line_and_no_failed_gate(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ZeroDivisionError("a\nfault")

    monkeypatch.setattr(clock, "today", fail)
    found = invoke("list")
    assert (found.exit, found.stdout) == (3, "")
    assert found.stderr == (
        "internal error: ZeroDivisionError: a fault; please report it with the output of TRACKER_DEBUG=1\n"
    )
    monkeypatch.setenv("TRACKER_DEBUG", "1")
    assert "Traceback" in invoke("list").stderr


def test_help_names_the_database_and_is_never_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    found = invoke("--help")
    assert found.exit == 0
    assert found.stdout.rstrip().endswith("tracker.db")
    assert "\x1b" not in found.stdout
    assert invoke("").stdout == found.stdout


def test_bytes_of_an_argument_that_are_no_text_are_shown(folder: Path) -> None:
    found = start("list", "--columns", os.fsdecode(b"\xff\x1b[31m"))
    assert found.returncode == 2
    assert found.stderr.startswith(r"error: --columns: no field is called '\udcff\x1b[31m'")


def test_gives_its_exit_code_to_the_shell(folder: Path) -> None:
    assert start("show", "1").returncode == 4
    assert run(["--version"]) == 0
    assert FOLDER.is_dir()
