"""The script that shows what a change of the rules changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from extraction_diff import Reading, checkout, difference, main, readings

ROOT = Path(__file__).parent.parent
SEVEN: Reading = ("7个", "新建公园7个。", ("target", "公园", "7"))
NINE: Reading = ("9所", "新建学校9所。", ("target", "学校", "9"))


def test_the_same_reading_is_no_difference() -> None:
    assert list(difference({("a.txt", 4): SEVEN}, {("a.txt", 4): SEVEN})) == []


def test_what_only_one_side_reads_is_shown() -> None:
    assert list(difference({("a.txt", 4): SEVEN}, {("a.txt", 11): NINE})) == [
        "a.txt 4: …新建公园7个。…",
        "  - 7个 | target 公园 7",
        "a.txt 11: …新建学校9所。…",
        "  + 9所 | target 学校 9",
        "2 of 2 numbers read differently",
    ]


def test_what_both_read_differently_is_shown() -> None:
    renamed: Reading = ("7个", "新建公园7个。", ("target", "新公园", "7"))
    assert list(difference({("a.txt", 4): SEVEN}, {("a.txt", 4): renamed}))[1:3] == [
        "  - 7个 | target 公园 7",
        "  + 7个 | target 新公园 7",
    ]


def test_a_checkout_reads_a_file(tmp_path: Path) -> None:
    report = tmp_path / "a-2022.txt"
    report.write_text("今年将新建公园7个。", encoding="utf-8")
    found = readings(checkout(str(ROOT), tmp_path), [str(report)], "")
    ((_, reading),) = found.items()
    assert reading[2][:3] == ("target", "公园", "7")


def test_without_a_change_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "a-2022.txt"
    report.write_text("新建公园7个。", encoding="utf-8")
    assert main([str(ROOT), str(report)]) == 0
    assert capsys.readouterr().out == "no difference\n"
