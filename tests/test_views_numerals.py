"""Numbers for people and for programs: exact in both."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import a_quantity

from tracker.model import Comparator
from tracker.views.numerals import round_to, write_amount, write_exactly, write_quantity, write_share

EXACT = [
    ("20000000000", "20000000000"),
    ("2E+10", "20000000000"),
    ("6.50", "6.5"),
    ("0.0", "0"),
    ("-0", "0"),
    ("-3.10", "-3.1"),
    ("100", "100"),
    ("1E-7", "0.0000001"),
]
AMOUNTS = [
    ("16000", "人", "1.6万人"),
    ("49000", "平方米", "4.9万平方米"),
    ("20000000000", "元", "200亿元"),
    ("30543000000", "元", "305.43亿元"),
    ("1500000000000", "元", "1.5万亿元"),
    ("5700", "家", "5700家"),
    ("9999", "个", "9999个"),
    ("10000", "个", "1万个"),
    ("102345", "人", "102345人"),  # four decimals are harder to read than six digits
    ("-20000", "人", "-2万人"),
    ("0", "家", "0家"),
    ("0.5", "个工作日", "0.5个工作日"),
    ("10000", "%", "10000%"),
    ("1.5", "个百分点", "1.5个百分点"),
]


@pytest.mark.parametrize(("value", "written"), EXACT)
def test_writes_every_digit_and_no_idle_one(value: str, written: str) -> None:
    assert write_exactly(Decimal(value)) == written


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_what_is_written_reads_back_as_the_same_number(value: Decimal) -> None:
    written = write_exactly(value)
    assert Decimal(written) == value
    assert "E" not in written


@pytest.mark.parametrize(("value", "unit", "written"), AMOUNTS)
def test_writes_amounts_in_the_magnitude_people_use(value: str, unit: str, written: str) -> None:
    assert write_amount(Decimal(value), unit) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_a_magnitude_never_rounds(value: Decimal) -> None:
    written = write_amount(value, "人").removesuffix("人")
    scale = next((scale for word, scale in {"万亿": 12, "亿": 8, "万": 4}.items() if written.endswith(word)), 0)
    assert Decimal(written.rstrip("万亿") + f"E{scale}") == value


@pytest.mark.parametrize(
    ("value", "value_max", "unit", "comparator", "written"),
    [
        ("5700", None, "家", "=", "5700家"),
        ("20000000000", None, "元", ">=", "≥ 200亿元"),
        ("800", None, "张", "~", "≈ 800张"),
        ("4", None, "%", "<=", "≤ 4%"),
        ("3", "5", "个", "range", "3–5个"),
        ("10000", "15000", "人", "range", "1–1.5万人"),
        ("8000", "10000", "人", "range", "8000–10000人"),
    ],
)
def test_shows_a_quantity_in_a_few_characters(
    value: str, value_max: str | None, unit: str, comparator: Comparator, written: str
) -> None:
    assert write_quantity(a_quantity("", value, unit, comparator, value_max)) == written


@pytest.mark.parametrize(("share", "written"), [("0.9167", "91.7%"), ("1", "100%"), ("0", "0%"), ("-0.25", "-25%")])
def test_writes_a_share_as_a_percentage(share: str, written: str) -> None:
    assert write_share(Decimal(share)) == written


def test_rounds_a_number_of_any_size() -> None:
    assert round_to(Decimal("1E+60") / 8, 1) == Decimal("1.25E+59")
