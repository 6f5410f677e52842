"""A folder of hostile files beside honest ones: the honest are stored, the others listed, and nobody waits for ever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_cases import invoke, prepare
from hostile import REPORT, blanks_that_take_little, overlapping, packed, pdf_of, pdf_stream, word_body, word_file

HONEST = {"a.txt": REPORT.encode(), "z.docx": word_file(word_body(f"<w:p><w:r><w:t>{REPORT}</w:t></w:r></w:p>"))}
HOSTILE = {
    "b.docx": word_file(word_body("&a;", '<!DOCTYPE w:document [<!ENTITY a "哈">]>')),
    "c.zip": overlapping(),
    "d.zip": packed([("r.txt", bytes(11_000_000))]),
    "e.pdf": pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
            pdf_stream(blanks_that_take_little(3_000), b"/Filter/FlateDecode"),
        ]
    ),
    "f.html": b"<!DOCTYPE html><html><body>" + b"<div>" * 10_000,
    "g.txt": b"\x00\x01\x02\x03" * 1_000,
    "h.txt": b"",
    "i.rar": b"Rar!\x1a\x07\x01\x00",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    prepare(tmp_path, monkeypatch)
    Path("all").mkdir()
    for name, data in (HONEST | HOSTILE).items():
        Path("all", name).write_bytes(data)
    os.mkfifo("all/pipe.txt")
    Path("all/circle").symlink_to(".")
    Path("all/loop.txt").symlink_to("loop.txt")
    return Path("all")


def test_hostile_files_stop_no_other(folder: Path) -> None:
    """Under a limit of memory for all of it, which the reader alone would burst."""
    limited = f"ulimit -v 3000000; exec '{sys.executable}' -m tracker ingest all --district 槐荫 --year 2022"
    found = subprocess.run(["sh", "-c", limited], capture_output=True, text=True, check=False, timeout=300)
    told = found.stderr.splitlines()
    assert found.returncode == 3
    assert [line.split()[-1] for line in found.stdout.splitlines()] == ["all/a.txt", "all/z.docx"]
    assert told.pop() == (
        "error: 9 of 11 reports were not read: all/b.docx, all/c.zip, all/d.zip/r.txt, all/e.pdf, all/f.html, "
        "all/g.txt, all/h.txt, all/i.rar, all/loop.txt"
    )
    assert [line.split()[1].rstrip(":") for line in told if not line.startswith("error: can't")] == [
        f"all/{name}" for name in ("b.docx", "c.zip", "d.zip/r.txt", "e.pdf", "f.html", "g.txt", "h.txt", "i.rar")
    ]
    assert "error: can't read all/loop.txt: Too many levels of symbolic links" in told


def test_a_name_that_is_no_text_is_stored_and_known_again(folder: Path) -> None:
    name = os.fsdecode(b"all/\xb1\xa8\xb8\xe6.txt")
    Path(name).write_bytes(REPORT.encode())
    command = f"ingest {name}"
    first, second = invoke(command), invoke(command)
    assert (first.exit, second.exit) == (0, 0)
    assert first.stdout.startswith("added ")
    assert second.stdout.startswith("unchanged ")
    assert first.stdout.endswith("all/\\udcb1\\udca8\\udcb8\\udce6.txt\n")
    assert invoke("list --format json").exit == 0


def test_a_name_with_a_line_break_stays_on_its_line(folder: Path) -> None:
    Path("all/new\nline.txt").write_bytes(b"")
    found = invoke("ingest 'all/new\nline.txt'")
    assert (found.exit, found.stderr) == (
        3,
        "error: all/new line.txt is empty: give a file that holds the text of a report\n",
    )


@pytest.mark.parametrize("command", ["extract", "explain --all"])
def test_commands_that_read_one_file_say_what_is_wrong_with_it(folder: Path, command: str) -> None:
    for name in HOSTILE.keys() - {"e.pdf"}:  # which takes seconds
        found = invoke(f"{command} all/{name}")
        assert (found.exit, found.stdout, found.stderr.count("\n")) == (3, "", 1), name
        assert found.stderr.startswith("error: "), name
    assert invoke(f"{command} all/d.zip/r.txt").exit == 3
