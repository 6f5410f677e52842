"""Tables of goals: which tables are some, what is left to the sentences, and that no number is lost or read twice."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from corpus_entries import PLACE, tables_of
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Cell, Extraction, Table
from tracker.pipeline import extract
from tracker.progress.kinds import is_annual_average
from tracker.structure import fold, hide, sections_at
from tracker.targets.tables.columns import Column, headed_stretches, read_heading

GOALS = "指标\t单位\t2022年目标\n地区生产总值\t亿元\t350\n一、就业\n新增就业\t万人\t1.2"


def _extract(before: str, table: str, behind: str = "", year: int = 2022) -> Extraction:
    """A report with one table in it."""
    rows = tables_of(f"{before}\n{table}", len(before) + 1)
    return extract(f"{before}\n{table}\n{behind}", place=PLACE, year=year, tables=rows)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("2022年预期目标（亿元）", Column("target", unit="亿元", year=2022)),
        ("目标（2025年）", Column("target", year=2025)),
        ("“十四五”末目标", Column("target", first_year=2021, year=2025)),
        ("一季度目标", Column("target", month=3)),
        ("上年完成数", Column("claim", year=2021)),
        ("2021年1-11月完成", Column("claim", year=2021, month=11)),
        ("2021-2025年均增长（%）", Column("year", unit="%", rate="average", first_year=2021, year=2025)),
        ("年均/累计", Column("target", rate="over-years")),
        ("增速（%）", Column("beside", unit="%", rate="growth")),
        ("2023年", Column("year", year=2023)),
        ("完成时限", Column("due")),
        ("目标完成情况", Column("claim")),
        ("计划投资（万元）", Column("beside")),
        ("城关街道", Column("beside")),
    ],
)
def test_headings(heading: str, column: Column) -> None:
    folded = fold(heading)[0]
    read = read_heading(folded, 2022)
    assert read == Column(column.means, folded, column.unit, column.rate, column.first_year, column.year, column.month)


@pytest.mark.parametrize(
    "table",
    [
        "指标\t单位\t2019年\t2020年\n粮食产量\t万吨\t20\t21",  # statistics of years gone by
        "街道\t新增就业目标（人）\n城关街道\t300",  # goals dealt out over places: the heading names what is counted
        "姓名\t单位\t职务\n某某\t财政局\t2022年任职",
        "指标\t单位\n地区生产总值\t350",
    ],
)
def test_other_tables_are_read_as_text(table: str) -> None:
    text = "二、2022年工作\n" + table
    with_table = _extract("二、2022年工作", table)
    assert with_table.verdicts == extract(text + "\n", place=PLACE, year=2022).verdicts


def test_the_lines_of_a_table_are_not_read_as_sentences() -> None:
    found = _extract("二、2022年主要目标", GOALS, "全年新增学位5000个。")
    assert [(record.indicator, record.quantity.text) for record in found.records] == [
        ("地区生产总值", "350"),
        ("就业", "1.2"),
        ("学位", "5000个"),
    ]
    assert {record.section for record in found.records} == {"二、2022年主要目标"}


def test_the_caption_is_the_section_and_states_the_unit() -> None:
    found = _extract("二、2022年工作\n表1：主要财政指标\n单位：万元", "项目\t2022年计划\n一般公共预算收入\t300")
    (record,) = found.records
    assert (record.section, record.quantity.value) == ("表1：主要财政指标", 3000000)


def test_a_heading_within_a_table_begins_another() -> None:
    text = "指标\t单位\t2022年目标\n上市企业\t家\t2\n项目\t单位\t2025年目标\n上市企业\t家\t9"
    assert [record.due.year for record in _extract("主要目标", text).records] == [2022, 2025]
    assert len(headed_stretches(tables_of(text)[0], text, 2022)) == 2


def test_titles_above_the_heading_stay_text() -> None:
    found = _extract("附件", "槐荫区2022年主要指标\n\n指标\t目标\n上市企业\t2家")
    (record,) = found.records
    assert (record.section, record.sentence) == ("槐荫区2022年主要指标", "上市企业\t2家")


def test_hidden_stretches_keep_their_place() -> None:
    text = "一、目标\n甲\t乙\n二、措施\n新建公厕20座。"
    hidden = hide(text, [(5, 8)])
    assert len(hidden) == len(text)
    assert hidden[8:] == text[8:]
    assert [section.title for section in sections_at(hidden, 2022, [5, 9])] == ["一、目标", ""]


CELLS = st.one_of(
    st.sampled_from(
        ["", "—", "350", "-3.2", "6%左右", "〔25〕", "3-5", "≥80", "持平", "增长6%，力争7%", "亿元", "1.6万", "2022年",
         "指标", "目标", "单位", "其中：农村", "新建公厕20座；改造30座", "8:45:47", "十二", "（三）", "区县12",
         "5G基站", "百亿元", "[1]", "高企〔2〕"]
    ),
    st.text("0123456789.,-%万亿千百十一二三半番成家个年月（）〔〕、，；。：“” ", max_size=9),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=7), max_size=7))
def test_every_number_has_one_verdict(rows: list[list[str]]) -> None:
    head = "序号\t指标\t单位\t2021年完成\t2022年目标\t增速\t备注"
    table = "\n".join([head, *("\t".join(row) for row in rows)])
    found = _extract("二、2022年目标", table, "完")
    text = found.document.text
    assert all(before.end <= after.start for before, after in pairwise(found.verdicts))
    assert all(text[verdict.start : verdict.end] == verdict.text for verdict in found.verdicts)
    covered = {place for verdict in found.verdicts for place in range(verdict.start, verdict.end)}
    missed = [match[0] for match in re.finditer(r"\d", text) if match.start() not in covered]
    assert missed == []
    for record in found.records:
        quantity = record.quantity
        assert text[quantity.start : quantity.end] == quantity.text
        assert text[record.sentence_start :].startswith(record.sentence)


def test_tables_that_overlap_or_hold_nothing_break_nothing() -> None:
    text = "指标\t目标\n上市企业\t2家"
    table = tables_of(text)[0]
    inner = Table((table.rows[1],))
    empty = Table(((Cell(0, 0),), ()))
    found = extract(text, place=PLACE, year=2022, tables=(empty, table, table, inner, Table(())))
    assert [record.indicator for record in found.records] == ["上市企业"]


def test_what_years_come_to_together_is_no_rate_a_year() -> None:
    table = "指标\t2020年\t2025年\t年均增长/累计\n工业增加值增长（%）\t—\t—\t6\n单位能耗降低（%）\t—\t—\t〔13.5〕"
    yearly, together = _extract("“十四五”时期主要指标", table).records
    assert (is_annual_average(yearly), is_annual_average(together)) == (True, False)
    assert (together.measure, together.quantity.value) == ("reduction", Decimal("13.5"))
