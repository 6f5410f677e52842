"""Finding files: what a path stands for, and what is said of one that stands for nothing."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tracker.errors import UnreadableFile
from tracker.model import Content
from tracker.read import find_files, read_source


def test_a_folder_gives_its_reports_by_name_also_from_below(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "deep/c.TXT", ".hidden.txt", ".git/d.txt", "README.md", "e.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [Path(name).relative_to(tmp_path).as_posix() for name in find_files([str(tmp_path)])]
    assert found == ["a.md", "b.txt", "deep/c.TXT"]


def test_files_and_standard_input_come_as_given(tmp_path: Path) -> None:
    odd = tmp_path / "odd.name"
    odd.write_text("x", encoding="utf-8")
    assert list(find_files([str(odd), "-"])) == [str(odd), "-"]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"no such file or folder: .*nowhere\.txt"):
        list(find_files([str(tmp_path / "nowhere.txt")]))


def test_a_folder_without_reports_says_what_it_looked_for(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"no reports in .*: expected files ending in \.txt, \.md, \.docx"):
        list(find_files([str(tmp_path)]))


def test_a_source_is_read_from_a_file(tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    report.write_bytes("新增5个".encode("gb18030"))
    assert read_source(str(report)) == Content("新增5个")


def test_a_source_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("新增5个".encode())))
    assert read_source("-") == Content("新增5个")


@pytest.mark.parametrize(("name", "message"), [("", "is a folder: name one file"), ("none.txt", "no such file")])
def test_a_source_that_is_no_file_is_refused(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read_source(str(tmp_path / name))


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = tmp_path / "r.txt"
    report.write_text("x", encoding="utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFile, match=r"can't read .*r\.txt: Permission denied"):
        read_source(str(report))
