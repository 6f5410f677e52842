"""Which numbers compare, and what they are in the target's unit and measure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sample_records import a_quantity, a_target
from test_matching_wording import a_claim

from tracker.matching.comparing import compare
from tracker.matching.units import comparable, factor_between
from tracker.model import Measure


@pytest.mark.parametrize(
    ("unit", "wanted", "factor"),
    [
        ("家", "家", "1"),
        ("公顷", "亩", "15"),
        ("公里", "米", "1000"),
        ("米", "公里", "0.001"),
        ("斤", "吨", "0.0005"),
        ("天", "个工作日", "1"),
        ("平米", "平方米", "1"),
        ("兆瓦", "千瓦", "1000"),
        ("‰", "%", "0.1"),
        ("人", "个", "1"),
        ("元", "家", None),
        ("公里", "亩", None),
        ("%", "个百分点", None),
        ("元", "美元", None),
        ("亩", "平方公里", None),  # 1/1500 never ends
    ],
)
def test_units(unit: str, wanted: str, factor: str | None) -> None:
    assert factor_between(unit, wanted) == (None if factor is None else Decimal(factor))


def test_a_unit_that_turns_into_no_exact_number_is_still_about_the_same() -> None:
    assert comparable("亩", "平方公里")
    assert not comparable("元", "亩")


@pytest.mark.parametrize(
    ("promised", "told", "indicator", "rules", "compares"),
    [
        ("growth", "growth", "地区生产总值", (), True),
        ("level", "level", "上云企业", (), True),
        ("level", "increment", "上云企业", (), False),
        ("increment", "level", "上云企业", (), False),
        ("level", "increment", "固定资产投资", (), True),
        ("level", "increment", "每千人口托位", ("measure-by-unit",), True),
        ("growth", "level", "地区生产总值", (), False),
        ("reduction", "growth", "能耗", (), True),
    ],
)
def test_measures(promised: Measure, told: Measure, indicator: str, rules: tuple[str, ...], compares: bool) -> None:
    target = a_target("7", "%", measure=promised, indicator=indicator)
    claim = a_claim("增长8.6%。", "8.6%", "8.6", "%", measure=told, indicator=indicator, rules=rules)
    assert (compare(target, claim) is not None) == compares


def test_growth_is_compared_with_growth_and_says_what_it_leaves_aside() -> None:
    sentence = "生产总值达到391亿元，增长8.6%。"
    level = a_claim(sentence, "391亿元", "39100000000", "元")
    growth = a_claim(sentence, "8.6%", "8.6", "%", measure="growth")
    target = a_target("7", "%", measure="growth", indicator="地区生产总值")
    comparison = compare(target, growth, level)
    assert comparison is not None
    assert (comparison.value, comparison.derived) == (Decimal("8.6"), False)
    assert comparison.arithmetic == "growth compared, level 391亿元 left aside"
    assert compare(target, level, growth) is None


def test_a_fall_is_a_growth_below_zero() -> None:
    target = a_target("5", "%", measure="growth", indicator="进出口总额")
    comparison = compare(target, a_claim("下降2.1%。", "2.1%", "2.1", "%", measure="reduction"))
    assert comparison is not None
    assert (comparison.value, comparison.derived) == (Decimal("-2.1"), True)
    assert comparison.arithmetic == "reduction 2.1% = -2.1% of growth"


def test_a_number_is_turned_into_the_target_s_unit_exactly() -> None:
    target = a_target("20", "亩", measure="increment", indicator="公园绿地")
    comparison = compare(target, a_claim("新增1.2公顷。", "1.2公顷", "1.2", "公顷", measure="increment"))
    assert comparison is not None
    assert (comparison.value, comparison.derived, comparison.arithmetic) == (18, True, "1.2公顷 = 18亩")


def test_a_range_is_no_outcome() -> None:
    claim = a_claim("建成3至5个。", "3至5个", "3", "个")._replace(
        quantity=a_quantity("3至5个", "3", "个", "range", "5")
    )
    assert compare(a_target("4", "个"), claim) is None
