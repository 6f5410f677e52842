"""Numerals to exact decimals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.quantities import read_number, read_quantity

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5700", "5700"),
        ("５７００", "5700"),
        ("1,234,567.5", "1234567.5"),
        ("1.6万", "16000"),
        ("4.9万", "49000"),
        ("1.5万亿", "1500000000000"),
        ("3千", "3000"),
        ("2百万", "2000000"),
        ("8万余", "80000"),
        ("40多", "40"),
        ("七", "7"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("二十三", "23"),
        ("一百零五", "105"),
        ("两千", "2000"),
        ("一千二百", "1200"),
        ("三万五千", "35000"),
        ("一点五万", "15000"),
        ("零点八", "0.8"),
        ("六点二五", "6.25"),
        ("千万", "10000000"),
        ("两亿", "200000000"),
        ("百余", "100"),
    ],
)
def test_reads_exactly(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", " ", "abc", "5700家", "万众", "一带一路点", "点五", "1.2.3", "12,34", "-5", "三点", "1e5"]
)
def test_refuses_what_is_no_numeral(text: str) -> None:
    assert read_number(text) is None


@given(st.integers(0, 99))
def test_chinese_numerals_below_a_hundred(number: int) -> None:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    tail = DIGITS[ones] if ones or not tens else ""
    assert read_number(head + tail) == number


@given(
    st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from([("", 0), ("万", 4), ("亿", 8), ("万亿", 12)])
)
def test_magnitudes_multiply_exactly(number: Decimal, magnitude: tuple[str, int]) -> None:
    word, power = magnitude
    assert read_number(f"{number:f}{word}") == number * 10**power


@given(st.integers(0, 10**12))
def test_thousands_separators_change_nothing(number: int) -> None:
    assert read_number(f"{number:,}") == read_number(str(number)) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.6万人", ("16000", "人")),
        ("200亿元", ("20000000000", "元")),
        ("七成", ("70", "%")),
        ("半个工作日", ("0.5", "个工作日")),
        ("百分之十五", ("15", "%")),
        ("6.5", ("6.5", "")),
        ("6.5%", ("6.5", "%")),
        ("６．５％", ("6.5", "%")),
        ("两百公里", ("200", "公里")),
        ("0.2个百分点", ("0.2", "个百分点")),
        ("0.2百分点", ("0.2", "个百分点")),
        ("-1.5%", ("-1.5", "%")),
        ("5 700家", ("5700", "家")),
        ("十二", ("12", "")),
    ],
)
def test_quantity_as_people_write_it(text: str, expected: tuple[str, str]) -> None:
    value, unit = expected
    assert read_quantity(text) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["", "很多", "改造18栋", "18栋居民楼", "3家5个", "2022年", "第3位", "3-5个", "八里桥"])
def test_quantity_refuses_anything_beside_one_quantity(text: str) -> None:
    assert read_quantity(text) is None
