"""Baselines that the report itself names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sample_records import a_quantity, a_target, as_claim

from tracker.model import Target
from tracker.progress.starting import baseline_of

EVE = date(2021, 12, 31)


def said(sentence: str, text: str, value: str, unit: str, **fields: Any) -> Target:
    """A level whose quantity stands in the sentence."""
    quantity = a_quantity(text, value, unit, start=50 + sentence.index(text))
    return a_target(quantity=quantity, sentence=sentence, sentence_start=50, **fields)


@pytest.mark.parametrize(
    ("sentence", "text", "value", "unit", "baseline"),
    [
        ("集中供热率由60%提高到75%。", "75%", "75", "%", "60"),
        ("从去年的42.5%提升至45%", "45%", "45", "%", "42.5"),
        ("蔬菜面积由1.2万亩扩大到1.6万亩", "1.6万亩", "16000", "亩", "12000"),
        ("办理时限由5个工作日压缩到3个工作日以内", "3个工作日", "3", "个工作日", "5"),
        ("床位由300增加到500张", "500张", "500", "张", "300"),
        ("由8000元提高到1万元", "1万元", "10000", "元", None),  # another magnitude: not read
        ("由2户发展，覆盖率提高到75%", "75%", "75", "%", None),
        ("覆盖率提高到75%", "75%", "75", "%", None),
    ],
)
def test_the_number_that_the_sentence_starts_from(
    sentence: str, text: str, value: str, unit: str, baseline: str | None
) -> None:
    found = baseline_of(said(sentence, text, value, unit))
    assert found == (None if baseline is None else Decimal(baseline))


def test_only_a_level_starts_somewhere() -> None:
    assert baseline_of(said("增速由5%提高到6%", "6%", "6", "%", measure="growth")) is None


SHARE = a_target("75", "%", indicator="供热率")


def a_claim(value: str, **fields: Any) -> Target:
    """The same indicator in the review."""
    return as_claim(a_target(value, "%", **({"indicator": "供热率", "due": EVE} | fields)))  # type: ignore[return-value]


def test_what_the_review_reports_is_where_the_plan_starts() -> None:
    assert baseline_of(SHARE, [a_claim("60"), a_claim("90", indicator="供水率")]) == 60


@pytest.mark.parametrize(
    "claims",
    [
        [],
        [a_claim("60"), a_claim("61")],  # two answers are none
        [a_claim("60", due=date(2020, 12, 31))],
        [a_claim("60", measure="increment")],
        [a_claim("60", year=2021)],
        [a_claim("60", report="别的报告")],
    ],
)
def test_what_is_no_start(claims: list[Target]) -> None:
    assert baseline_of(SHARE, claims) is None


def test_a_total_of_a_year_starts_at_nothing() -> None:
    money = a_target("30", "元", indicator="收入")
    assert baseline_of(money, [as_claim(a_target("28", "元", indicator="收入", due=EVE))]) is None
    firms = a_target("30", "家", indicator="企业")
    assert baseline_of(firms, [as_claim(a_target("28", "家", indicator="企业", due=EVE))]) == 28
