"""Runs the cases of tests/cli/*.toml: commands before, one command, and exactly what it must print and leave with.

A case with `doc` is also an example in docs/commands.md; every case that fails is listed there under the errors.
"""

from __future__ import annotations

import io
import shlex
import shutil
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from tracker.cli import clock, run

FOLDER = Path(__file__).parent / "cli"
NOW = datetime(2022, 12, 10, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """One command in a folder with the files of tests/cli/files, and what must come of it."""

    name: str
    run: str
    command: str
    before: list[str] = field(default_factory=list)
    stdin: str = ""
    stdout: str = ""
    stderr: str = ""
    exit: int = 0
    doc: str = ""


@dataclass(frozen=True)
class Result:
    """What a command printed, and its exit code."""

    stdout: str
    stderr: str
    exit: int


def read_cases() -> list[Case]:
    """All cases, by file; unknown keys are an error."""
    return [
        Case(command=path.stem, **case)
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def prepare(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to a folder with the example files and an own database, on 10 December 2022, as the user li."""
    shutil.copytree(FOLDER / "files", folder, dirs_exist_ok=True)
    _pack_archives(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TRACKER_DB", "tracker.db")
    monkeypatch.setenv("TRACKER_USER", "li")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm")
    for name in ("TRACKER_DEBUG", "NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(clock, "now", lambda: NOW)


def _pack_archives(folder: Path) -> None:
    """`reports.zip` holds two reports and what is none of our business, `broken.zip` its first half."""
    reports = folder / "reports.zip"
    with ZipFile(reports, "w") as archive:
        for name in ("huaiyin.txt", "tianqiao.txt"):
            archive.write(folder / name, f"2022/{name}")
        archive.writestr("__MACOSX/2022/._huaiyin.txt", b"")
        archive.writestr("2022/photo.jpg", b"")
    data = reports.read_bytes()
    (folder / "broken.zip").write_bytes(data[: len(data) // 2])


def invoke(command: str, stdin: str = "", *, terminal: bool = False) -> Result:
    """Run one command line in this process, into pipes or onto a terminal."""
    with _streams(stdin.encode(), _Terminal if terminal else io.TextIOWrapper) as (out, err):
        sys.argv = ["tracker", *shlex.split(command)]  # what the history names as the command
        code = run(sys.argv[1:])
        sys.stdout.flush()
        sys.stderr.flush()
        return Result(out.getvalue().decode(), err.getvalue().decode(), code)


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@contextmanager
def _streams(data: bytes, kind: type[io.TextIOWrapper]) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Standard streams of bytes, as a pipe gives them, in an encoding that knows no Chinese until it is told."""
    out, err = io.BytesIO(), io.BytesIO()
    known = sys.stdin, sys.stdout, sys.stderr, sys.argv
    sys.stdin = io.TextIOWrapper(io.BytesIO(data), encoding="ascii")
    sys.stdout = kind(out, encoding="ascii")
    sys.stderr = kind(err, encoding="ascii")
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr, sys.argv = known
