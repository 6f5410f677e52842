"""Figures in folded text: spans, values, hedges, and numbers that count nothing."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from tracker.quantities import Figure, scan
from tracker.quantities.comparators import hedge_after, hedge_before
from tracker.quantities.decoys import decoys
from tracker.quantities.scan import _numerals
from tracker.quantities.units import KINDS, NO_MEASURE_WORDS, base_unit, kind_of


def only(text: str) -> Figure:
    (figure,) = scan(text)
    return figure


def surfaces(text: str) -> list[str]:
    return [text[figure.start : figure.end] for figure in scan(text) if not figure.aside]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("改造老旧小区4.9万平方米", "4.9万平方米"),
        ("新增30余个", "30余个"),
        ("新增8万余户", "8万余户"),
        ("建设3-5个", "3-5个"),
        ("增长6%-7%", "6%-7%"),
        ("打通5条（处）", "5条（处）"),
        ("打通5条（不含支路）", "5条"),
        ("约800张", "800张"),
        ("800张左右", "800张"),
        ("增长百分之六点五", "百分之六点五"),
        ("翻两番", "翻两番"),
        ("压缩至半个工作日", "半个工作日"),
        ("装机2×66万千瓦", "2×66万千瓦"),
    ],
)
def test_the_surface_is_number_and_unit_without_hedge(text: str, surface: str) -> None:
    assert surfaces(text) == [surface]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3-5个", "3", "5"),
        ("3至5个", "3", "5"),
        ("2-3万亩", "20000", "30000"),
        ("2万-3万亩", "20000", "30000"),
        ("6%-7%", "6", "7"),
        ("二至三条", "2", "3"),
    ],
)
def test_ranges(text: str, low: str, high: str) -> None:
    figure = only(text)
    assert (figure.value, figure.value_max, figure.comparator) == (Decimal(low), Decimal(high), "range")


@pytest.mark.parametrize("text", ["10-5个", "20人-30家", "5-5个"])
def test_no_range_where_bounds_or_units_do_not_fit(text: str) -> None:
    assert all(figure.value_max is None for figure in scan(text))


def test_numbers_of_a_list_share_the_unit_of_the_last() -> None:
    assert [(figure.value, figure.unit) for figure in scan("压缩至45、38、35个工作日")] == [
        (Decimal(45), "个工作日"),
        (Decimal(38), "个工作日"),
        (Decimal(35), "个工作日"),
    ]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("达到5家", "="),
        ("不低于5家", ">="),
        ("超过5家", ">="),
        ("5家以上", ">="),
        ("5家多", "="),
        ("50多家", ">="),
        ("不超过5家", "<="),
        ("5家以内", "<="),
        ("约5家", "~"),
        ("5家左右", "~"),
    ],
)
def test_hedges(text: str, sign: str) -> None:
    assert only(text).comparator == sign


@pytest.mark.parametrize("text", ["节约5家", "条约5家", "附近5家", "最近5家", "预约5家", "经过5家", "通过5家"])
def test_a_word_that_ends_like_a_hedge_is_none(text: str) -> None:
    assert hedge_before(text, text.index("5")) is None


def test_hedges_say_where_they_stand() -> None:
    assert hedge_before("不低于5家", 3) == (">=", 0)
    assert hedge_after("5家以上", 2) == (">=", 4)
    assert hedge_after("5家", 2) is None


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("%", "rate"),
        ("个百分点", "points"),
        ("元", "money"),
        ("公里", "measure"),
        ("家", "count"),
        ("天", "time"),
        ("倍", "times"),
        ("年", "period"),
        ("鬲", "count"),
    ],
)
def test_kinds_of_units(unit: str, kind: str) -> None:
    assert kind_of(unit) == kind


def test_points_have_one_name() -> None:
    assert base_unit("百分点") == base_unit("个百分点") == "个百分点"
    assert base_unit("家") == "家"


def test_decoys_have_distinct_names_and_say_why() -> None:
    names = [decoy.name for decoy in decoys()]
    assert len(names) == len(set(names))
    assert all(decoy.why and decoy.name == decoy.name.lower() for decoy in decoys())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年新建5家", ["date", None]),
        ("第十九届人大2次审议", ["ordinal", None]),
        ("5G基站60个", ["code", None]),
        ("“一网通办”事项30项", ["quoted-name", None]),
        ("《十条意见》惠及8家", ["title", None]),
    ],
)
def test_a_decoy_covers_its_own_number_only(text: str, expected: list[str | None]) -> None:
    assert [figure.aside for figure in scan(text)] == expected


def test_values_are_exact() -> None:
    assert only("4.9万平方米").value == Decimal(49000)
    assert only("0.3%").value == Decimal("0.3")


def test_figures_come_in_order_without_overlap() -> None:
    figures = scan("2022年新建5家、3-5个，增长6%-7%，其中第3位的约占七成以上")
    assert all(first.end <= second.start for first, second in itertools.pairwise(figures))


@pytest.mark.parametrize("word", [word for word, kind in KINDS.items() if kind not in NO_MEASURE_WORDS])
def test_a_numeral_before_a_unit_is_read_and_not_taken_for_part_of_a_word(word: str) -> None:
    found = _numerals().match("七" + word)
    assert found is not None
    assert found.lastgroup != "word"
