"""Lines joined to paragraphs where only the layout broke them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.structure.paragraphs import paragraphs

WRAPPED = "\n".join(["今年我们要把二十四节气巡展办到村头社区街巷，让更多", "人在家门口听得到戏，看得到画，"] * 12)


def texts(text: str) -> list[str]:
    return ["".join(text[start:end] for start, end in paragraph.pieces) for paragraph in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一段。\n又一段。", ["一段。", "又一段。"]),
        ("  一段。  \n\n\t又一段。", ["一段。", "又一段。"]),
        ("新建公园，\n改造老街。", ["新建公园，改造老街。"]),
        ("新建公园\n，改造老街。", ["新建公园，改造老街。"]),
        ("新建公园、\n绿道。", ["新建公园、绿道。"]),
        ("新建公园（\n含游园）。", ["新建公园（含游园）。"]),
        ("新建公园，\n\n改造老街。", ["新建公园，", "改造老街。"]),
        ("新建公园，\n创建省\n级劳务品牌3个，\n改造老街。", ["新建公园，创建省级劳务品牌3个，改造老街。"]),
        ("新建公园，\n创建省\n二、改造老街", ["新建公园，创建省", "二、改造老街"]),
        ("创建省\n级劳务品牌3个。", ["创建省", "级劳务品牌3个。"]),
        ("标题\n正文一段。", ["标题", "正文一段。"]),
        ("头一行，\n（一）标题", ["头一行，", "（一）标题"]),
        ("头一行\r\n第二行。", ["头一行", "第二行。"]),
        ("头一行\\n第二行。", ["头一行", "第二行。"]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_layout_that_wraps_is_joined() -> None:
    assert len(texts(WRAPPED)) == 1


def test_blank_lines_between_all_lines_part_nothing() -> None:
    assert len(texts(WRAPPED.replace("\n", "\n\n"))) == 1


@pytest.mark.parametrize(
    ("between", "begins"),
    [
        ("", "二、今年工作安排"),
        (" ", "二、今年工作安排"),
        ("", "2022年主要任务今年要"),
        ("", "今后五年工作任务我们"),
        ("　　", "我们接着把日子过好"),
        ("", "附：名词解释1.书屋：指"),
        ("", "2022年是新一届政府的第一年，"),
    ],
)
def test_a_text_without_line_breaks_is_parted_at_its_headings(between: str, begins: str) -> None:
    told = "邻里把门前的小路扫得干干净净。" * 200
    assert texts(told + between + begins + told) == [told, begins + told]


@pytest.mark.parametrize("inside", ["，  ", "他说二、三月", "过去的事。", "。我们"])
def test_a_text_without_line_breaks_is_parted_nowhere_else(inside: str) -> None:
    told = "邻里把门前的小路扫得干干净净。" * 200
    assert texts(told + inside + told) == [told + inside + told]


def test_lines_of_a_list_stay_apart() -> None:
    lines = [f"第{number}个镇" for number in range(30)]
    assert texts("\n".join(lines)) == lines


def test_a_heading_is_never_joined_to_the_line_before() -> None:
    text = WRAPPED.rstrip("，") + "\n二、今年工作安排\n" + WRAPPED
    assert "二、今年工作安排" in "".join(texts(text)[1:])[:8]


def test_a_page_number_between_lines_is_left_out() -> None:
    first, _, second = WRAPPED.rpartition("\n")
    text = f"{first}\n— 3 —\n{second}"
    assert sorted(texts(text)) == sorted(["— 3 —", WRAPPED.replace("\n", "")])


@given(st.text(alphabet="新建7个，。、\n（一） -3", max_size=80))
def test_nothing_that_shows_is_lost(text: str) -> None:
    kept = "".join(texts(text))
    assert sorted(kept.replace(" ", "").replace("\n", "")) == sorted(text.replace(" ", "").replace("\n", ""))


@given(st.text(max_size=80))
def test_pieces_come_in_order(text: str) -> None:
    places = [place for paragraph in paragraphs(text) for piece in paragraph.pieces for place in piece]
    assert all(0 <= place <= len(text) for place in places)
    for paragraph in paragraphs(text):
        inner = [place for piece in paragraph.pieces for place in piece]
        assert inner == sorted(inner)


def test_long_lines_of_a_list_of_tasks_stay_apart() -> None:
    lines = [f"{work}古镇东门外的石板桥及两侧的街巷" for work in ["新建", "改造", "完成", "实施"] * 8]
    assert texts("\n".join(lines)) == lines
