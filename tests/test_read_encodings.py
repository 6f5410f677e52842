"""Telling encodings apart: a short text in any of them is read as it was written, or refused; never as another."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.errors import UnreadableFile
from tracker.lexicon import words
from tracker.read.decode import decode
from tracker.read.encodings import guess_encoding, guess_foreign

SIMPLIFIED = (
    "utf-8",
    "utf-8-sig",
    "gb2312",
    "gbk",
    "gb18030",
    "hz",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
)
TRADITIONAL = ("utf-8", "big5", "cp950", "big5hkscs", "gbk", "gb18030", "utf-16-le", "utf-16-be")

# what a file may hold that has one line only
SHORT = {
    "a heading": "一、今年工作的打算",
    "a title": "济南市槐荫区政府工作报告",
    "ten characters": "今年新增停车位三百个。",
    "many digits": "2022年5700家,3800.5亿元,6.5%,12.8万人,1/3,2021年4900家",
    "ASCII first": "GDP: 5700 (2021) -> 6200 (2022) 亿元",
    "ASCII only": "GDP 5700",
    "rare names": "邳州市、睢宁县、鄠邑区",
    "a frame": "┌──┬──┐\n│指标│目标│\n├──┼──┤\n│企业│50 │\n└──┴──┘",
    "quotes": "“双一流”——《规划》提出……",
}
SHORT_TRADITIONAL = {
    "a heading": "一、今年工作的打算",
    "a title": "濟南市槐蔭區政府工作報告",
    "a sentence": "今年新增停車位三百個，財政收入增長6%左右。",
}
PIECES = re.findall(
    "[^|]+",
    """今年|新增|停车位|个|，|。|上云企业|达到|5700|家|财政收入|增长|6%|左右|力争|实现|（|）|GDP|亿元|3.5|
|、|老旧小区|改造""",
)
PIECES_TRADITIONAL = re.findall(
    "[^|]+",
    """今年|新增|停車位|個|，|。|雲端企業|達到|5700|家|財政收入|增長|6%|左右|力爭|實現|（|）|GDP|億元|
|、|舊社區|改造""",
)


def said_with(pieces: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), min_size=3, max_size=40).map("".join)


def can_be_written(text: str, encoding: str) -> bool:
    try:
        return bool(text.encode(encoding))
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize(
    ("kind", "encoding"), [(k, e) for k in SHORT for e in SIMPLIFIED if can_be_written(SHORT[k], e)]
)
def test_a_short_text_is_read_right(kind: str, encoding: str) -> None:
    assert decode(SHORT[kind].encode(encoding), "r.txt") == SHORT[kind]


@pytest.mark.parametrize("encoding", TRADITIONAL)
@pytest.mark.parametrize("kind", SHORT_TRADITIONAL)
def test_a_short_traditional_text_is_read_right(kind: str, encoding: str) -> None:
    assert decode(SHORT_TRADITIONAL[kind].encode(encoding), "r.txt") == SHORT_TRADITIONAL[kind]


def _read_or_refused(text: str, encoding: str) -> str | None:
    """What comes back; None where the text has no such encoding, or was refused."""
    try:
        return decode(text.encode(encoding), "r.txt")
    except (UnicodeEncodeError, UnreadableFile):
        return None


@given(said_with(PIECES), st.sampled_from(SIMPLIFIED))
@example("全省2023", "gbk")  # whose bytes are UTF-8 too
@example("实施626亩", "gbk")
@example("5700家", "gbk")
@example("蟋蟀", "gbk")
def test_a_text_is_never_read_as_another(text: str, encoding: str) -> None:
    assert _read_or_refused(text, encoding) in (text, None)


@given(said_with(PIECES_TRADITIONAL), st.sampled_from(TRADITIONAL))
@example("5700家", "big5")
def test_a_traditional_text_is_never_read_as_another(text: str, encoding: str) -> None:
    assert _read_or_refused(text, encoding) in (text, None)


@pytest.mark.parametrize("text", ["café", "Résumé 5700", "Привет, мир", "Αθήνα", "😀", "5 × 3 ± 2 µg·m⁻³", "‘a’ – b"])
def test_what_is_utf_8_and_not_chinese_stays_what_it_is(text: str) -> None:
    assert decode(text.encode(), "r.txt") == text


def test_a_text_of_ascii_only_is_not_taken_for_utf_16() -> None:
    text = "this app can break\nid,actual\n3,5600\n" * 3
    assert decode(text.encode(), "r.txt") == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_chinese_that_begins_late_is_read_right(encoding: str) -> None:
    text = "GDP 5700\n" * 10_000 + "今年新增停车位"
    assert decode(text.encode(encoding), "r.txt") == text


def test_characters_of_hong_kong_are_read() -> None:
    text = "政府工作報告：喺呢度嘅新增車位，鰂魚涌。"
    assert decode(text.encode("big5hkscs"), "r.txt") == text


def test_a_mark_of_gb18030_is_left_out() -> None:
    assert decode("\ufeff新增5个".encode("gb18030"), "r.txt") == "新增5个"


def test_chinese_in_a_foreign_encoding_is_read_where_it_reads_as_chinese() -> None:
    text = "政府工作報告，人口五千。今年新設学校，経済成長。"
    assert guess_encoding(text.encode("shift_jis")) is None
    assert decode(text.encode("shift_jis"), "r.txt") == text


def test_a_foreign_guess_is_not_believed_of_chinese() -> None:
    assert guess_foreign("政府工作报告".encode("gbk")) != "gb18030"
    assert decode("政府工作报告".encode("gbk"), "r.txt") == "政府工作报告"


@pytest.mark.parametrize(
    ("means", "encoding"), [("simplified", "gb2312"), ("traditional", "big5hkscs"), ("traditional", "gbk")]
)
def test_every_row_of_common_characters_is_read(means: str, encoding: str) -> None:
    rows = "".join(words("characters", means)).encode(encoding, errors="ignore").decode(encoding)
    for start in range(0, len(rows) - 20, 20):
        row = rows[start : start + 40]
        assert decode(row.encode(encoding), "r.txt") == row


def test_no_common_character_stands_twice() -> None:
    rows = "".join(words("characters"))
    assert len(rows) == len(set(rows))
    assert len(rows) > 2_000
    assert files("tracker.lexicon").joinpath("characters.toml").is_file()
