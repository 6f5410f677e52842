"""Tables, CSV and Markdown: whole cells, straight columns, nothing that another program takes for itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from sample_records import a_target

from tracker.model import Progress
from tracker.views.csv import render_csv
from tracker.views.fields import RECORD_FIELDS, Row, record_fields, stored_fields
from tracker.views.json import render_array, render_lines
from tracker.views.markdown import render_markdown
from tracker.views.table import render_table
from tracker.views.terminal import draw_table, fit_columns

LONG = "一般公共预算收入" * 12
HALF = Progress(
    outcome="not_due",
    light="yellow",
    formula="increment",
    actual=Decimal(16000),
    as_of=date(2022, 6, 30),
    achievement=Decimal("0.5"),
    gap=Decimal(16000),
    elapsed=Decimal(6) / 12,
    pace="on",
)
JOBS = stored_fields(a_target("32000", "人", indicator="城镇新增就业", id=7), HALF)


def test_a_table_shows_whole_cells_in_straight_columns() -> None:
    rows: list[Row] = [{"id": 1, "indicator": LONG, "due": "2022-12-31"}, {"id": 12, "indicator": "abc", "due": ""}]
    lines = render_table(rows, ("id", "indicator", "due")).splitlines()
    assert lines[1] == f" 1  {LONG}  2022-12-31"
    assert lines[2] == "12  abc"
    assert cell_len(lines[0][: lines[0].index("due")]) == 4 + cell_len(LONG) + 2


def test_a_table_for_people_has_units_and_percentages() -> None:
    columns = ("id", "display", "actual", "achievement", "gap", "elapsed", "outcome")
    assert render_table([JOBS], columns) == (
        "id  target    actual  achievement      gap  elapsed  outcome\n"
        " 7  3.2万人  1.6万人          50%  1.6万人      50%  not_due\n"
    )


def test_no_data_is_an_empty_cell_and_not_zero() -> None:
    row = stored_fields(a_target(id=7), Progress("no_data", "grey", "level"))
    assert render_table([row], ("id", "achievement", "outcome")).splitlines()[1].split() == ["7", "no_data"]


def _on_terminal(row: Row, columns: Sequence[str], width: int = 120) -> str:
    screen = StringIO()
    Console(file=screen, width=width, force_terminal=True, color_system="standard").print(draw_table([row], columns))
    return screen.getvalue()


def test_a_terminal_gets_a_bar_in_the_colour_of_the_light() -> None:
    assert "\x1b[33m█████░░░░░ 50%" in _on_terminal(JOBS, ("achievement",))


@pytest.mark.parametrize(("share", "bar"), [("1.7", "██████████ 170%"), ("-0.2", "░░░░░░░░░░ -20%")])
def test_a_bar_is_clamped_and_its_number_is_not(share: str, bar: str) -> None:
    assert bar in _on_terminal({"achievement": Decimal(share), "light": "green"}, ("achievement",))


def test_a_narrow_terminal_folds_and_loses_nothing() -> None:
    shown = _on_terminal({"id": 1, "indicator": LONG}, ("id", "indicator"), width=40)
    assert "".join(shown.split()).count("一般公共预算收入") == 12


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (130, ("id", "district", "year", "indicator", "display", "due", "actual", "achievement", "outcome")),
        (80, ("id", "district", "indicator", "display", "actual", "achievement", "outcome")),
        (70, ("id", "indicator", "display", "actual", "achievement", "outcome")),
        (30, ("id", "indicator", "display", "actual", "outcome")),
    ],
)
def test_a_narrow_terminal_gets_the_telling_columns(width: int, columns: tuple[str, ...]) -> None:
    wanted = ("id", "district", "year", "indicator", "display", "due", "actual", "achievement", "outcome")
    assert tuple(fit_columns([JOBS], wanted, width)) == columns


@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_fitted_table_breaks_no_number(width: int) -> None:
    columns = fit_columns([JOBS], ("id", "district", "year", "indicator", "display", "due", "achievement"), width)
    shown = _on_terminal({**JOBS, "indicator": LONG}, columns, width)
    assert max(cell_len(line) for line in Text.from_ansi(shown).plain.splitlines()) <= width
    assert "3.2万人" in shown
    assert "50%" in shown


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        (" +1", "' +1"),
        (Decimal("-3.10"), "-3.1"),
        ("=", "="),  # the comparator
        ('上云"企业",甲', '"上云""企业"",甲"'),
        (None, ""),
        (("x.y", "z"), "x.y z"),
    ],
)
def test_csv_keeps_numbers_and_disarms_formulas(value: object, cell: str) -> None:
    assert render_csv([{"a": value, "b": 1}], ("a", "b")) == f"a,b\n{cell},1\n"


def test_csv_reads_back() -> None:
    record = a_target()
    [row] = csv.DictReader(io.StringIO(render_csv([record_fields(record)], RECORD_FIELDS)))
    assert tuple(row) == RECORD_FIELDS
    assert (row["value"], row["due"], row["commitment"]) == ("5700", "2022-12-31", "")


def test_markdown_escapes_what_would_break_the_table() -> None:
    assert render_markdown([{"a": "x|y\n<b>*", "b": None}], ("a", "b")) == (
        "| a | b |\n| --- | --- |\n| x\\|y \\<b\\>\\* |  |\n"
    )


@pytest.mark.parametrize(("rows", "text"), [([], "[]\n"), ([{"a": 1}], '[{"a": 1}]\n')])
def test_a_json_array_is_one_even_when_empty(rows: list[Row], text: str) -> None:
    assert render_array(rows) == text


def test_json_numbers_keep_every_digit() -> None:
    digits = "12345678901234567890.123456789"
    assert render_lines([{"value": Decimal(digits)}]) == f'{{"value": {digits}}}\n'
