"""Finding files: what a path stands for, and what is said of one that stands for nothing."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn
from unicodedata import normalize

import pytest
from hostile import REPORT

from tracker.errors import UnreadableFile
from tracker.model import Content
from tracker.read import find_files, read_source
from tracker.read.limits import Limits

REPORT_LINE = "新增停车位1200个"


def test_a_folder_gives_its_reports_by_name_also_from_below(tmp_path: Path) -> None:
    hidden = (".hidden.txt", ".git/d.txt", "README.md", "h.jpg")
    for name in ("b.txt", "a.md", "deep/c.TXT", "e.pdf", "f.docx", "g.doc", *hidden):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [Path(name).relative_to(tmp_path).as_posix() for name in find_files([str(tmp_path)])]
    assert found == ["a.md", "b.txt", "e.pdf", "f.docx", "g.doc", "deep/c.TXT"]


def test_files_and_standard_input_come_as_given(tmp_path: Path) -> None:
    odd = tmp_path / "odd.name"
    odd.write_text("x", encoding="utf-8")
    assert list(find_files([str(odd), "-"])) == [str(odd), "-"]


def test_what_holds_no_reports_is_given_as_it_is_and_told_when_read(tmp_path: Path) -> None:
    for path in (str(tmp_path), str(tmp_path / "nowhere.txt")):
        assert list(find_files([path])) == [path]
    with pytest.raises(UnreadableFile, match=r"no such file: .*nowhere\.txt"):
        read_source(str(tmp_path / "nowhere.txt"))
    with pytest.raises(UnreadableFile, match=r"no reports in .*: expected files ending in \.txt, .*, \.zip"):
        read_source(str(tmp_path))


def test_a_source_is_read_from_a_file(tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    report.write_bytes("新增5个".encode("gb18030"))
    assert read_source(str(report)) == Content("新增5个")


def test_a_source_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("新增5个".encode())))
    assert read_source("-") == Content("新增5个")


def test_a_folder_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="is a folder: name one file"):
        read_source(str(tmp_path))


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableFile, match=r"can't read .*r\.txt: Permission denied"):
        read_source(str(tmp_path / "r.txt"))


def refuse(path: str, *_: object) -> NoReturn:
    raise PermissionError(13, "Permission denied", path)


def test_a_folder_that_may_not_be_looked_into_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, beside = tmp_path / "a", tmp_path / "b" / "r.txt"
    closed.mkdir()
    beside.parent.mkdir()
    beside.write_text(REPORT, encoding="utf-8")
    look = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: refuse(path) if path == str(closed) else look(path))
    assert list(find_files([str(tmp_path)])) == [str(closed), str(beside)]
    with pytest.raises(UnreadableFile, match=r"can't read .*a: Permission denied"):
        read_source(str(closed))


def test_links_to_folders_are_followed_only_where_they_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "r.txt").write_text(REPORT, encoding="utf-8")
    (folder / "again.txt").symlink_to("r.txt")
    (folder / "circle").symlink_to(".")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    (tmp_path / "named").symlink_to("all")
    found = list(find_files([str(tmp_path / "named")]))
    assert [Path(path).name for path in found] == ["again.txt", "circle.txt", "r.txt"]
    with pytest.raises(UnreadableFile, match=r"can't read .*circle\.txt: Too many levels of symbolic links"):
        read_source(found[1])


def test_only_files_of_a_folder_are_reports(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "~$r.txt").write_text("", encoding="utf-8")
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    assert list(find_files([str(tmp_path)])) == [str(tmp_path / "r.txt")]
    with pytest.raises(UnreadableFile, match=r"can't read .*socket\.txt: No such device"):
        read_source(str(tmp_path / "socket.txt"))


def test_a_pipe_is_read_and_waited_for_only_so_long(tmp_path: Path) -> None:
    pipe = str(tmp_path / "pipe.txt")
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFile, match=r"pipe\.txt is no file, and nothing came out of it in time: give a file"):
        read_source(pipe, Limits(seconds=0))
    writer = subprocess.Popen(["sh", "-c", f"sleep 0.1; echo {REPORT_LINE} > '{pipe}'"])
    assert read_source(pipe).text == REPORT_LINE + "\n"
    assert writer.wait() == 0


def test_what_never_ends_is_read_only_so_far() -> None:
    with pytest.raises(UnreadableFile, match=r"/dev/zero is larger than 10 MB: .* --max-size"):
        read_source("/dev/zero", Limits(size=10_000_000))
    with pytest.raises(UnreadableFile, match="/dev/null is empty"):
        read_source("/dev/null")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(10**12)  # a hole, which takes no room
    with pytest.raises(UnreadableFile, match=r"large\.txt is larger than 200 MB: "):
        read_source(str(large))


def test_a_text_longer_than_any_report_is_refused(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("新增5个。" * 10, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"long\.txt holds 50 characters of text, more than the 49 that"):
        read_source(str(long), Limits(characters=49))
    assert len(read_source(str(long), Limits(characters=50)).text) == 50


def test_standard_input_may_not_be_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    with pytest.raises(UnreadableFile, match="standard input is larger than 9 bytes"):
        read_source("-", Limits(size=9))


ODD = [b"\xb1\xa8\xb8\xe6.txt", b"a\nb.txt", "\u202etxt.exe.txt".encode(), b"%s.txt", b"-rf.txt"]


@pytest.mark.parametrize("name", ODD)
def test_any_name_is_found_and_read(tmp_path: Path, name: bytes) -> None:
    path = os.path.join(os.fsencode(tmp_path), name)
    with open(path, "wb") as file:
        file.write(REPORT.encode())
    assert list(find_files([str(tmp_path)])) == [os.fsdecode(path)]
    assert read_source(os.fsdecode(path)).text == REPORT


def test_a_nul_is_in_no_name() -> None:
    with pytest.raises(UnreadableFile, match="can't read a\0b: embedded null byte"):
        read_source("a\0b")


def test_names_come_in_the_same_order_on_every_system(tmp_path: Path) -> None:
    for name in ("e\u0301b.txt", "\u00e9a.txt", "B.txt", "a.txt", "槐荫.txt", "f.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [normalize("NFC", Path(path).name) for path in find_files([str(tmp_path)])]
    assert found == ["B.txt", "a.txt", "f.txt", "éa.txt", "éb.txt", "槐荫.txt"]


def test_a_very_deep_folder_does_not_hide_the_others(tmp_path: Path) -> None:
    before = os.open(".", os.O_RDONLY)
    try:
        os.chdir(tmp_path)
        for _ in range(30):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
    finally:
        os.fchdir(before)
        os.close(before)
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "r.txt").write_text(REPORT, encoding="utf-8")
    deep, report = find_files([str(tmp_path)])
    assert report == str(tmp_path / "z" / "r.txt")
    with pytest.raises(UnreadableFile, match="File name too long"):
        read_source(deep)


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    report.write_text(REPORT, encoding="utf-8")
    (found,) = find_files([str(tmp_path)])
    report.unlink()
    with pytest.raises(UnreadableFile, match=r"no such file: .*r\.txt"):
        read_source(found)
