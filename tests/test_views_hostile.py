"""Whatever text a report holds, every view shows it and no reader of a view obeys it: a property of all of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console
from sample_records import a_figure, a_quantity, a_target, as_claim

from tracker.model import Actual, Found, Record
from tracker.progress import progress
from tracker.progress.gate import Judgement, judge, read_terms
from tracker.progress.policy import default_policy
from tracker.views.csv import render_csv
from tracker.views.detail import Origin, detail_fields, render_detail
from tracker.views.gate import check_fields, render_markdown_page, render_text
from tracker.views.github import render_github
from tracker.views.harmless import show_harmless
from tracker.views.history import HISTORY_FIELDS, history_row
from tracker.views.ingested import render_ingested
from tracker.views.json import render_array, render_lines, write_json
from tracker.views.junit import render_junit
from tracker.views.markdown import render_markdown
from tracker.views.matches import Answered, Match, render_matches
from tracker.views.table import render_table
from tracker.views.terminal import draw_table

END = date(2022, 12, 31)
COLUMNS = ("indicator", "sentence", "section")
STEERING = set(map(chr, [*range(9), *range(11, 32), *range(0x7F, 0xA0), 0x61C, *range(0x200B, 0x2010)])) | set(
    map(chr, [*range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xD800, 0xE000)])
)
PIECES = (
    "甲", "5700家", " ", "\n", "\r\n", "\t", "\0", "\x1b[2J", "\x1b]0;x\x07", "\x9b1m", "\x7f", "\u202e", "\u200b",
    "\u2028", "\x85", "\ufeff", "\ufffe", "\ud800", "\U0010ffff", "=1+1", "=A1", "＝1", "＋1", "－1", "＠SUM(A1)",
    "+1", "-1", "@x", "\"", "'", ",", ";", "|", "`", "```", "*x*", "**", "_x_", "~~", "\\", "[a](b:c)", "![a](b)",
    "<b>", "</td>", "<script>", "<!--", "]]>", "&lt;", "&#x41;", "&", ">", "# x", "---", "::error::x", "%0A",
    "::", ":", "%", "[red]", "[/red]", "[link=x]",
)  # fmt: skip
hostile = st.one_of(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), st.text(st.characters(), max_size=20))
given_hostile = given(hostile)


def a_record(text: str) -> Record:
    """A target whose every word is the text."""
    words = dict.fromkeys(("indicator", "indicator_key", "sentence", "section", "report", "commitment"), text)
    return a_target(quantity=a_quantity(f"1{text}", unit=text), id=1, district=text)._replace(**words)  # type: ignore[arg-type]


def a_judgement(text: str) -> tuple[Judgement, list[tuple[Record, object]]]:
    """A gate that fails on the record."""
    target = a_record(text)
    pairs = [(target, progress(target, [a_figure("1", END)], today=END))]
    return judge(pairs, read_terms("missed", "90%"), default_policy(), today=END), pairs  # type: ignore[return-value]


def a_row(text: str) -> dict[str, object]:
    return {"indicator": text, "sentence": (text, "甲"), "section": f" {text}"}


def draw(text: str) -> str:
    """A table on a terminal, without the bold of its head."""
    screen = io.StringIO()
    Console(file=screen, width=4000, force_terminal=True).print(draw_table([a_row(text)], COLUMNS))
    return screen.getvalue().replace("\x1b[1m", "").replace("\x1b[0m", "")


def detail(text: str) -> str:
    figure = Actual(target_id=1, value=Decimal(1), as_of=END, source=text, note=text, recorded_by=text)
    origin = Origin(text, text, END, text, text, datetime(2022, 1, 1, tzinfo=UTC), text)
    return render_detail(a_record(text), None, origin, [figure], [("name", text)], colour=False)


def matches(text: str) -> str:
    target = a_record(text)
    match = Match(target, as_claim(target), text, text, Decimal(1), 1, True, "level", text)  # type: ignore[arg-type]
    return render_matches([Answered(target, (match,), False)], colour=False)  # type: ignore[arg-type]


def deeds(text: str) -> dict[str, object]:
    what = {"record_id": 3, "reason": text, "fields": {"unit": [text, text]}}
    return dict(history_row(1, datetime(2022, 1, 1, tzinfo=UTC), text, "revise", what, [text], [3], 1, undone=False))


def ingested(text: str) -> str:
    return render_ingested("updated", text, text, Found(), text)


VIEWS: dict[str, Callable[[str], str]] = {
    "csv": lambda text: render_csv([a_row(text)], COLUMNS),
    "markdown": lambda text: render_markdown([a_row(text)], COLUMNS),
    "table": lambda text: render_table([a_row(text)], COLUMNS),
    "terminal": draw,
    "detail": detail,
    "matches": matches,
    "history": lambda text: render_table([deeds(text)], HISTORY_FIELDS),
    "ingested": ingested,
    "gate": lambda text: render_text(a_judgement(text)[0]),
    "gate page": lambda text: render_markdown_page(a_judgement(text)[0]),
    "github": lambda text: render_github(a_judgement(text)[0]),
    "junit": lambda text: render_junit(*a_judgement(text)),  # type: ignore[arg-type]
    "json lines": lambda text: render_lines([a_row(text)]),
    "json array": lambda text: render_array([a_row(text)]),
    "json detail": lambda text: write_json(
        detail_fields(a_record(text), None, Origin(text, text, END, text, text), [])
    ),
    "json check": lambda text: write_json(check_fields(a_judgement(text)[0])),
    "json history": lambda text: write_json(deeds(text)),
}


@pytest.mark.parametrize("view", VIEWS)
@settings(max_examples=40)
@given_hostile
def test_no_view_steers_a_terminal(view: str, text: str) -> None:
    shown = VIEWS[view](text)
    assert not STEERING & set(shown)
    shown.encode("utf-8")


@pytest.mark.parametrize("view", VIEWS)
@settings(max_examples=40)
@given_hostile
def test_no_text_adds_a_line(view: str, text: str) -> None:
    """But to the failures of JUnit, whose text may have several lines."""
    if view != "junit":
        assert VIEWS[view](text).count("\n") <= VIEWS[view]("甲").count("\n")


@given_hostile
def test_no_spreadsheet_calculates(text: str) -> None:
    head, row = csv.reader(io.StringIO(VIEWS["csv"](text)))
    assert tuple(head) == COLUMNS
    assert len(row) == len(COLUMNS)
    for cell in row:
        assert len(cell.strip()) < 2 or cell.lstrip()[0] not in "=+-@＝＋－＠", cell
    assert row[0] in (show_harmless(text), f"'{show_harmless(text)}")


def cells_of(page: str) -> Iterator[list[str]]:
    """The text of the cells of each row; anything but text in a cell is an error."""
    row: list[str] = []
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(page):
        if token.type == "tr_open":
            row = []
        elif token.type == "inline" and token.level:
            kinds = {child.type for child in token.children or []}
            assert kinds <= {"text", "text_special"}, (page, kinds)
            row.append("".join(child.content for child in token.children or []))
        elif token.type == "tr_close":
            yield row


@given_hostile
def test_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    _, row = cells_of(VIEWS["markdown"](text))
    assert row[0] == show_harmless(text).strip()
    assert len(row) == len(COLUMNS)
    assert {len(cells) for cells in cells_of(VIEWS["gate page"](text))} == {7}


@given_hostile
def test_github_takes_no_command_from_a_text(text: str) -> None:
    lines = VIEWS["github"](text).splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::notice"]
    for line in lines:
        title, _, message = line.removeprefix("::error title=").partition("::")
        assert not set(title.removeprefix("::notice title=")) & set(":,") or line.startswith("::notice")
        assert "\n" not in message


@given_hostile
def test_junit_is_read_back_as_it_was_shown(text: str) -> None:
    root = ElementTree.fromstring(VIEWS["junit"](text))
    case = root.findall("testsuite/testcase")[0]
    assert {element.tag for element in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "system-out", "skipped",
    }  # fmt: skip
    assert case.get("name", "").endswith("(#1)")


@given_hostile
def test_json_gives_the_text_back(text: str) -> None:
    assert json.loads(VIEWS["json lines"](text))["indicator"] == text
    assert json.loads(VIEWS["json array"](text))[0]["sentence"] == [text, "甲"]


@given_hostile
def test_markup_is_text_on_a_terminal(text: str) -> None:
    assert show_harmless(text).strip() in draw(text)
