"""Sentences with their sections: where they end, what part they stand in, which period it speaks of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Sentence
from tracker.structure import sentences

REPORT = """政府工作报告
各位代表：
一、2021年工作回顾
（一）产业更强了。新建车间3个。
新增企业9家。
二、2022年工作安排
（一）产业
新建车间5个。
名词解释
口袋公园：面积不超过3亩的绿地。
"""


def by_clean(text: str, year: int = 2022) -> dict[str, Sentence]:
    return {sentence.clean: sentence for sentence in sentences(text, year)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建三座。改造两座。", ["新建三座。", "改造两座。"]),
        ("新建三座！改造两座？好。", ["新建三座！", "改造两座？", "好。"]),
        ("他说：“办好三件事。”我们照办。", ["他说：“办好三件事。”", "我们照办。"]),
        ("增长3.5%。", ["增长3.5%。"]),
        ("没有句号", ["没有句号"]),
        ("一句；还是一句。", ["一句；还是一句。"]),
        ("用了半角点.又一句.", ["用了半角点.", "又一句."]),
    ],
)
def test_ends(text: str, expected: list[str]) -> None:
    assert [sentence.clean for sentence in sentences(text, 2022)] == expected


def test_a_sentence_without_end_is_parted_at_a_comma() -> None:
    found = sentences("改造老街，" * 2000, 2022)
    assert len(found) > 1
    assert all(sentence.clean.endswith("，") for sentence in found)
    assert "".join(sentence.clean for sentence in found) == "改造老街，" * 2000


def test_a_sentence_without_any_mark_is_parted_too() -> None:
    found = sentences("路" * 7000, 2022)
    assert max(len(sentence.clean) for sentence in found) <= 3000
    assert sum(len(sentence.clean) for sentence in found) == 7000


def test_stances_follow_the_headings() -> None:
    found = by_clean(REPORT)
    assert found["新建车间3个。"].section.stance == "review"
    assert found["新增企业9家。"].section.stance == "review"
    assert found["新建车间5个。"].section.stance == "plan"


def test_periods_follow_the_headings() -> None:
    found = by_clean(REPORT)
    assert found["新增企业9家。"].section.due == date(2021, 12, 31)
    assert found["新增企业9家。"].section.period_start == date(2021, 1, 1)
    assert found["新建车间5个。"].section.due == date(2022, 12, 31)
    assert found["新建车间5个。"].section.period_start == date(2022, 1, 1)


def test_titles_of_sections() -> None:
    found = by_clean(REPORT)
    assert found["新增企业9家。"].section.title == "一、2021年工作回顾"
    assert found["新建车间5个。"].section.title == "（一）产业"


def test_kinds_of_sections() -> None:
    found = by_clean(REPORT)
    assert found["二、2022年工作安排"].section.kind == "heading"
    assert found["新建车间5个。"].section.kind == "body"
    assert found["口袋公园：面积不超过3亩的绿地。"].section.kind == "glossary"


def test_a_paragraph_that_stands_twice_is_a_repeat() -> None:
    paragraph = "今年要把三十公里河岸全部清一遍，把两岸的树补齐，让沿河五个村的人晚饭后有路可走、有灯可看。"
    first, second = sentences(f"{paragraph}\n{paragraph}", 2022)
    assert (first.section.kind, second.section.kind) == ("body", "repeat")


def test_short_lines_may_stand_twice() -> None:
    assert all(sentence.section.kind == "body" for sentence in sentences("新建三座。\n新建三座。", 2022))


@pytest.mark.parametrize(
    ("heading", "start", "due"),
    [
        ("二、今后五年总体要求", date(2022, 1, 1), date(2026, 12, 31)),
        ("二、“十四五”时期主要目标", date(2022, 1, 1), date(2025, 12, 31)),
        ("二、2022年工作建议", date(2022, 1, 1), date(2022, 12, 31)),
        ("一、过去五年工作回顾", date(2017, 1, 1), date(2021, 12, 31)),
        ("一、“十三五”时期工作回顾", date(2017, 1, 1), date(2021, 12, 31)),
        ("一、2021年工作回顾", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_periods_that_headings_name(heading: str, start: date, due: date) -> None:
    section = by_clean(f"{heading}\n新建车间5个。")["新建车间5个。"].section
    assert (section.period_start, section.due) == (start, due)


def test_an_excerpt_without_headings_plans() -> None:
    assert by_clean("新建车间5个。")["新建车间5个。"].section.stance == "plan"


def test_only_the_paragraph_that_recalls_looks_back() -> None:
    recalls = "五年来，商会连续五届获评先进。"
    found = by_clean(f"二、今后五年主要目标任务\n{recalls}\n新建车间5个。")
    assert [found[clean].section.stance for clean in (recalls, "新建车间5个。")] == ["review", "plan"]


def test_paragraphs_are_numbered() -> None:
    assert [sentence.paragraph for sentence in sentences("一句。二句。\n三句。", 2022)] == [0, 0, 1]


@given(st.text(alphabet="新建7个，。、！；\n（一） -3.“”五年工作回顾安排2022　", max_size=120))
def test_sentences_quote_the_text(text: str) -> None:
    for sentence in sentences(text, 2022):
        assert text[sentence.start : sentence.end] == sentence.text
        assert len(sentence.clean) == len(sentence.offsets)
        assert all(sentence.start <= place < sentence.end for place in sentence.offsets)
