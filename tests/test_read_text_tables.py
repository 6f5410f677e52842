"""Tables within plain text: which lines are rows, and where their cells stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from corpus_entries import PLACE
from hypothesis import given
from hypothesis import strategies as st

from tracker.pipeline import extract
from tracker.read.contents import content_of
from tracker.read.text_tables import tables_in

PASTED = "指标\t单位\t2022年目标\n一、经济\n上市企业\t家\t 2 \n研发强度\t%\t3.1\n"
MARKDOWN = "| 指标 | 单位 | 2022年目标 |\n| --- | :---: | ---: |\n| 上市企业 | 家 | 2 |\n| 研发强度 | % | 3.1 |\n"
BARE = "指标 | 单位 | 2022年目标\n上市企业 | 家 | 2\n研发强度 | % | 3.1\n"


def _held(text: str) -> list[list[list[str]]]:
    return [[[text[cell.start : cell.end] for cell in row] for row in table.rows] for table in tables_in(text)]


@pytest.mark.parametrize("table", [PASTED, MARKDOWN, BARE])
def test_goals_are_read_from_tables_in_text(table: str) -> None:
    text = f"二、2022年工作安排\n主要指标\n{table}\n新建学校5所。"
    content = content_of(text.encode(), "a.md")
    found = extract(content.text, place=PLACE, year=2022, tables=content.tables)
    assert [(record.indicator, record.quantity.text, record.quantity.unit) for record in found.records] == [
        ("上市企业", "2", "家"),
        ("研发强度", "3.1", "%"),
        ("学校", "5所", "所"),
    ]
    assert found.records[0].sentence in ("上市企业\t家\t 2", "上市企业 | 家 | 2")


def test_cells_stand_without_white_space_and_outer_bars() -> None:
    assert _held(MARKDOWN)[0][2] == ["上市企业", "家", "2"]
    assert _held("a\t\tb\n c | d\n") == [[["a", "", "b"], ["c", "d"]]]


@pytest.mark.parametrize(
    "text",
    [
        "新建学校5所。\n",
        "\t一、工作\n\t二、安排\n",
        "首页 | 新闻\n今年要办好十件实事，新建学校5所。\n",
        "|\n||\n",
        "\t",
        "",
    ],
)
def test_other_texts_hold_no_table(text: str) -> None:
    assert tables_in(text) == ()


def test_a_sentence_ends_a_table_and_a_group_does_not() -> None:
    assert len(_held("a\tb\nc\td\n今年办实事，新建学校。\ne\tf\ng\th")) == 2
    assert len(_held("a\tb\nc\td\n一、民生\ne\tf\ng\th")[0]) == 5


@given(st.text("ab一\t| \n。-", max_size=80))
def test_cells_are_in_order_and_within_the_text(text: str) -> None:
    cells = [cell for table in tables_in(text) for row in table.rows for cell in row]
    assert all(0 <= cell.start <= cell.end <= len(text) for cell in cells)
    assert all(before.end <= after.start for before, after in pairwise(cells))
    assert not any(set(text[cell.start : cell.end]) & {"\t", "|", "\n"} for cell in cells if "\t" not in text)
