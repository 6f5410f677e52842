"""Folding: widths made one, white space left out, with the way back to the original."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.structure.fold import _SPACES, fold, footnotes

FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("５７００家", "5700家"),
        ("３．５％", "3.5%"),
        ("1，234家", "1,234家"),
        ("增长6%,其中", "增长6%，其中"),
        ("公园7个，绿道8公里", "公园7个，绿道8公里"),
        ("公园12，345米", "公园12,345米"),
        ("3—5个", "3-5个"),
        ("3－5个", "3-5个"),
        ("（一）", "（一）"),
        ("(一)", "（一）"),
        ("5 700家", "5700家"),
        ("5　700家", "5700家"),
        ("新 建\n公园", "新建公园"),
        ("12 08", "12 08"),
        ("2月24日 12:08", "2月24日12：08"),
        ("1 2", "1 2"),
        ("1 2 0 0万元", "1200万元"),
        ("1 2 . 5 %", "12.5%"),
        ("30 50个", "30 50个"),
        ("1  2个", "1 2个"),
        ("1\n2个", "1 2个"),
        ("a\u200bb\u202ec", "abc"),
        ("3.5 万", "3.5万"),
        ("Ｇ２", "G2"),
        ("新建\ud800公园", "新建\ufffd公园"),
    ],
)
def test_folds(text: str, clean: str) -> None:
    assert fold(text)[0] == clean


def test_a_line_break_parts_numbers() -> None:
    assert fold("5\n700")[0] == "5 700"


def test_places_lead_back() -> None:
    clean, places = fold("新 建\n５个", start=10)
    assert clean == "新建5个"
    assert places == (10, 12, 14, 15)


def test_marks_of_lists_stay() -> None:
    assert fold("①公园②绿道½")[0] == "①公园②绿道½"


def test_footnote_marks_go() -> None:
    text = "无废城市[12]建设"
    assert fold(text)[0] == "无废城市建设"
    assert [text[start:end] for start, end in footnotes(text)] == ["12"]


def test_footnote_marks_go_behind_rates_and_sentences_too() -> None:
    assert fold("增长6%〔1〕。财力更足。〔2〕今年")[0] == "增长6%。财力更足。今年"


def test_brackets_elsewhere_are_no_footnotes() -> None:
    assert footnotes("[12]开头，见[2022]年，x[3]") == []


@given(st.text())
def test_one_place_for_each_character(text: str) -> None:
    clean, places = fold(text)
    assert len(clean) == len(places)
    assert list(places) == sorted(set(places))
    assert all(0 <= place < len(text) for place in places)


@given(st.text(alphabet="0123456789.%AGPabc家个一二，。" + "-+", max_size=40))
def test_widths_fold_alike(text: str) -> None:
    assert fold(text.translate(FULL))[0] == fold(text)[0]


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    clean, _ = fold(text)
    assert fold(clean)[0] == clean


def test_spaces_are_what_patterns_take_for_spaces() -> None:
    chars = [chr(code) for code in range(0x110000)]
    assert re.findall(r"\s", "".join(chars)) == re.findall(f"[{_SPACES}]", "".join(chars))
