"""What a person at a terminal sees more than a pipe: colour, a bar, a fitted table, which file is being read."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest
from command_cases import invoke, prepare
from rich.cells import cell_len

from tracker.cli import bar

_WIPE = "\r\x1b[2K"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def stocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    assert invoke("ingest huaiyin.txt").exit == 0
    assert invoke("update 3 --actual 2850 --as-of 2022-11").exit == 0


def test_a_table_has_a_bar_and_colours() -> None:
    shown = invoke("list --limit 1", terminal=True).stdout
    assert "█████░░░░░ 50%" in shown
    assert _COLOUR.search(shown)


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in invoke("list", terminal=True).stdout
    assert "【5700家】" in invoke("show 3", terminal=True).stdout


@pytest.mark.parametrize("width", [50, 80, 120])
def test_a_table_fits_the_window(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = _COLOUR.sub("", invoke("list", terminal=True).stdout).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert len(lines) == 6  # nothing had to be folded


def test_chosen_columns_are_never_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    heading = _COLOUR.sub("", invoke("list --columns id,year,due,district", terminal=True).stdout).splitlines()[0]
    assert heading.split() == ["id", "year", "due", "district"]


def test_the_quantity_is_highlighted() -> None:
    assert "力争上云企业达到\x1b[1;33m5700家\x1b[0m，" in invoke("show 3", terminal=True).stdout


def test_data_formats_are_the_same_as_in_a_pipe() -> None:
    for form in ("json", "jsonl", "csv", "markdown"):
        assert invoke(f"list --format {form}", terminal=True) == invoke(f"list --format {form}")


def test_a_bar_tells_how_far_it_came_and_is_wiped() -> None:
    shown = invoke("ingest huaiyin.txt tianqiao.txt", terminal=True)
    drawn = [_COLOUR.sub("", bar) for bar in shown.stderr.split(_WIPE)]
    assert re.fullmatch(r"━{20} 0/2 +-?-?:?-?-?", drawn[0].rstrip())
    assert drawn[-1] == ""
    assert shown.stdout == invoke("ingest huaiyin.txt tianqiao.txt").stdout.replace(
        "unchanged  济南市天", "added  济南市天"
    )


def test_a_bar_is_drawn_seldom_and_put_back_after_every_line(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 0.0, 0.05, 0.2, 0.2])
    monkeypatch.setattr(bar.time, "monotonic", lambda: next(times))
    monkeypatch.setattr("sys.stderr", _Screen())
    with bar.Bar(3) as shown:
        for _ in range(2):
            with shown.aside():
                pass
    drawn = _COLOUR.sub("", sys.stderr.getvalue()).split(_WIPE)  # type: ignore[attr-defined]
    assert [re.findall(r"\d/3", one) for one in drawn] == [["0/3"], ["0/3"], ["2/3"], []]


def test_a_terminal_that_can_only_add_lines_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert invoke("ingest huaiyin.txt tianqiao.txt", terminal=True).stderr == ""


def test_one_file_alone_needs_no_bar() -> None:
    assert invoke("ingest tianqiao.txt", terminal=True).stderr == ""


def test_what_was_searched_for_is_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = invoke("search 上云 --limit 1", terminal=True).stdout
    assert shown == (
        "3  济南市槐荫区 2022  上云企业 5700家\n"
        "    力争\x1b[1m上云\x1b[0m企业达到5700家，新建养老机构2处，建设蔬菜标准园3至5个。\n"
    )
    monkeypatch.setenv("NO_COLOR", "1")
    assert "«上云»" in invoke("search 上云", terminal=True).stdout


def test_a_long_sentence_is_cut_around_what_was_searched_for() -> None:
    from tracker.views.found import mark

    assert mark("前" * 50 + "上云" + "后" * 50, [(50, 52)]) == f"…{'前' * 40}«上云»{'后' * 40}…"
    assert mark("上云\x1b[31m企业", [(0, 2)]) == "«上云»␛[31m企业"
