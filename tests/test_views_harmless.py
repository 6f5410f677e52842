"""What a hostile text can do in each view: nothing."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from rich.console import Console
from sample_records import a_quantity, a_target

from tracker.views.csv import render_csv
from tracker.views.detail import Origin, render_detail
from tracker.views.fields import record_fields
from tracker.views.harmless import show_harmless
from tracker.views.json import render_lines
from tracker.views.markdown import render_markdown
from tracker.views.table import render_table
from tracker.views.terminal import draw_table

HOSTILE = "[red]甲\x1b[31m乙\0丙\u202e丁\x9b2J戊\r\n己\u2028庚\ud800"
COLUMNS = ("indicator", "sentence")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("上云企业", "上云企业"),
        ("[red]5个[/red]", "[red]5个[/red]"),
        ("\x1b[31m5个", "␛[31m5个"),
        ("57\x0000", "57␀00"),
        ("a\u202eb\u200b", "a\\u202eb\\u200b"),
        ("\x9b2J\x7f", "\\u009b2J␡"),
        ("一\n二\t三\u2029四", "一 二 三 四"),
        ("\udc80", "\\udc80"),
    ],
)
def test_shows_what_is_there_and_obeys_nothing(text: str, shown: str) -> None:
    assert show_harmless(text) == shown


def _views() -> dict[str, str]:
    record = a_target(quantity=a_quantity(HOSTILE))._replace(indicator=HOSTILE, sentence=HOSTILE, section=HOSTILE)
    rows = [record_fields(record)]
    terminal = StringIO()
    Console(file=terminal, width=400, force_terminal=True).print(draw_table(rows, COLUMNS))
    return {
        "table": render_table(rows, COLUMNS),
        "csv": render_csv(rows, COLUMNS),
        "markdown": render_markdown(rows, COLUMNS),
        "json": render_lines(rows),
        "detail": render_detail(record, None, Origin(HOSTILE, HOSTILE, None, "", ""), [], colour=False),
        "terminal": terminal.getvalue().replace("\x1b[1m", "").replace("\x1b[0m", ""),
    }


@pytest.mark.parametrize("view", ["table", "csv", "markdown", "json", "detail", "terminal"])
def test_no_view_lets_a_steering_character_through(view: str) -> None:
    text = _views()[view]
    assert "甲" in text
    assert not [character for character in text if character in "\x1b\0\u202e\x9b\r\u2028\ud800"]


def test_markup_is_text_on_a_terminal() -> None:
    assert "[red]甲" in _views()["terminal"]


def test_json_gives_the_text_back_as_it_was() -> None:
    assert json.loads(_views()["json"])["sentence"] == HOSTILE


def test_a_hostile_text_stays_on_its_line() -> None:
    views = _views()
    assert [views[name].count("\n") for name in ("table", "csv", "markdown", "json")] == [2, 2, 3, 1]
