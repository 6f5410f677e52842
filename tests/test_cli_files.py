"""Files that commands write: whole or not at all, as private as the user's umask or the file before them says."""

from __future__ import annotations

import os
import stat
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_cases import invoke, prepare

from tracker.cli import files
from tracker.errors import DataError


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    known = os.umask(0o027)
    yield
    os.umask(known)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    files.write_file(tmp_path / "out.csv", ["甲"])
    assert ((tmp_path / "out.csv").read_text(encoding="utf-8"), mode_of(tmp_path / "out.csv")) == ("甲", 0o640)


@pytest.mark.parametrize("mode", [0o600, 0o666])
def test_a_file_that_is_replaced_stays_as_private_as_it_was(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")
    path.chmod(mode)
    files.write_file(path, ["after"])
    assert (path.read_text(), mode_of(path)) == ("after", mode)


def test_a_link_in_the_way_leads_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that others write too, a draft under a name that they guess could be a link to a file of ours."""
    (tmp_path / "mine").write_text("kept")
    (tmp_path / ".out.csv.00").symlink_to("mine")
    monkeypatch.setattr(os, "urandom", lambda _: b"\0")
    with pytest.raises(DataError, match="File exists"):
        files.write_file(tmp_path / "out.csv", ["after"])
    assert (tmp_path / "mine").read_text() == "kept"


def test_a_full_disk_leaves_the_file_before_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "out.csv"
    path.write_text("before")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(DataError, match="No space left on device"):
        files.write_file(path, ["after"])
    assert (path.read_text(), os.listdir(tmp_path)) == ("before", ["out.csv"])


def test_what_fails_on_the_way_leaves_the_file_before(tmp_path: Path) -> None:
    def parts() -> Iterator[str]:
        yield "half"
        raise DataError("no more")

    path = tmp_path / "out.csv"
    path.write_text("before")
    with pytest.raises(DataError, match="no more"):
        files.write_file(path, parts())
    assert (path.read_text(), os.listdir(tmp_path)) == ("before", ["out.csv"])


def test_an_export_holds_no_more_of_many_reports_than_of_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    few, many = (_most_held_to_export(years) for years in (range(2010, 2012), range(2012, 2020)))
    assert many < 1.3 * few


def _most_held_to_export(years: range) -> int:
    """The most bytes that were in use, once long reports of these years are stored too."""
    report = Path("huaiyin.txt").read_text(encoding="utf-8") + "槐荫区是济南市的一个区。\n" * 4_000
    for year in years:
        Path(f"{year}.txt").write_text(f"{report}{year}\n", encoding="utf-8")
        assert invoke(f"ingest {year}.txt --year {year} --district 槐荫").exit == 0
    tracemalloc.start()
    try:
        assert invoke("export --history -o all.jsonl").exit == 0
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
