"""What people write after `--actual` and `--as-of`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sample_records import a_quantity, a_target

from tracker.errors import BadDate, BadNumber
from tracker.model import Target
from tracker.progress import check_covers, read_actual, read_baseline, read_date, takes_periods

FIRMS = a_target("5700", "家")
PEOPLE = a_target("16000", "人", "=", "increment", quantity=a_quantity("1.6万人", "16000", "人"))
MONEY = a_target("20000000000", "元", quantity=a_quantity("200亿元", "20000000000", "元"), indicator="基金管理规模")
RATE = a_target("6.5", "%", "=", "growth", indicator="地区生产总值")
COVER = a_target("70", "%", indicator="覆盖率")
POINTS = a_target("2", "个百分点", "=", "growth", indicator="占比")
MILLE = a_target("30", "‰", indicator="出生率")
DAYS = a_target("1", "个工作日", indicator="办理时限", direction="down")


@pytest.mark.parametrize(
    ("text", "target", "value"),
    [
        ("5700", FIRMS, "5700"),
        ("5700家", FIRMS, "5700"),
        (" 1,234 ", FIRMS, "1234"),
        ("１２", FIRMS, "12"),
        ("１２家", FIRMS, "12"),
        ("1.6万", FIRMS, "16000"),
        ("1.6万人", PEOPLE, "16000"),
        ("16000", PEOPLE, "16000"),
        ("200亿元", MONEY, "20000000000"),
        ("198.37亿元", MONEY, "19837000000"),
        ("+3", FIRMS, "3"),
        ("6.5%", RATE, "6.5"),
        ("6.5％", RATE, "6.5"),
        ("6.5", RATE, "6.5"),
        ("-3.2%", RATE, "-3.2"),
        ("−3.2", RATE, "-3.2"),
        ("－3.2％", RATE, "-3.2"),
        ("负3.2%", RATE, "-3.2"),
        ("七成", COVER, "70"),
        ("30‰", MILLE, "30"),
        ("30‰", COVER, "3"),
        ("3%", MILLE, "30"),
        ("0.5个百分点", POINTS, "0.5"),
        ("半个工作日", DAYS, "0.5"),
        ("-5", PEOPLE, "-5"),
        ("-1亿元", MONEY, "-100000000"),
    ],
)
def test_values_as_people_write_them(text: str, target: Target, value: str) -> None:
    """Exact, in the target's base unit."""
    assert read_actual(text, target) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", " ", "-", "abc", "很多", "5700家企业", "1e5", "NaN", "Infinity", "--5", "--5家", "1" * 40]
)
def test_what_is_no_number(text: str) -> None:
    """The message quotes it and shows how it is done."""
    with pytest.raises(BadNumber) as caught:
        read_actual(text, FIRMS)
    assert str(caught.value) == f"“{text}” is no number: give a number in 家, such as 5700家"


def test_another_unit_is_told_with_the_one_expected() -> None:
    """Nothing is guessed from 张 to 家, from % to 个百分点."""
    with pytest.raises(BadNumber) as caught:
        read_actual("12张", FIRMS)
    assert str(caught.value) == "“12张” is counted in 张, but 上云企业 in 家: give a number in 家, such as 5700家"
    for text, target in (("6.5%", POINTS), ("0.5个百分点", RATE), ("200万人", MONEY)):
        with pytest.raises(BadNumber, match="is counted in"):
            read_actual(text, target)


def test_a_count_of_things_is_never_negative() -> None:
    """A change, a rate or money may be."""
    with pytest.raises(BadNumber, match="is below zero, which 上云企业 can't be"):
        read_actual("-5家", FIRMS)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-06-30", date(2022, 6, 30)),
        ("2022/6/3", date(2022, 6, 3)),
        ("2022.06.30", date(2022, 6, 30)),
        ("2022-06", date(2022, 6, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2022", date(2022, 12, 31)),
        ("2022年", date(2022, 12, 31)),
        ("2022年底", date(2022, 12, 31)),
        ("2022年6月", date(2022, 6, 30)),
        ("2022年6月末", date(2022, 6, 30)),
        ("2022年6月30日", date(2022, 6, 30)),
        (" 2022 年 6 月 30 日 ", date(2022, 6, 30)),
        ("２０２２-０６", date(2022, 6, 30)),
        ("6月底", date(2023, 6, 30)),
        ("6月15日", date(2023, 6, 15)),
        ("today", date(2023, 3, 1)),
        ("昨天", date(2023, 2, 28)),
    ],
)
def test_dates_as_people_write_them(text: str, day: date) -> None:
    """A month or a year means its last day."""
    assert read_date(text, today=date(2023, 3, 1)) == day


@pytest.mark.parametrize(
    "text",
    ["", "soon", "12", "年底", "2022-", "2022-06-", "2022-06/30", "20220630", "22-06-30", "30日", "2022年30日", "6.30"],
)
def test_what_is_no_date(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(BadDate) as caught:
        read_date(text, today=date(2023, 3, 1))
    assert str(caught.value) == f"“{text}” is no date: write it as 2022-06-30, 2022-06, 2022年6月 or 2022"


@pytest.mark.parametrize("text", ["2022-13", "2022-02-30", "2022-00-01", "0000", "2022年6月31日", "2022-06-00"])
def test_days_that_no_calendar_has(text: str) -> None:
    """Written like a date, but none."""
    with pytest.raises(BadDate, match="is a date that no calendar has"):
        read_date(text, today=date(2023, 3, 1))


def test_a_figure_from_before_the_period_covers_nothing() -> None:
    """The first day of the period is early enough."""
    check_covers(date(2022, 1, 1), FIRMS)
    with pytest.raises(BadDate) as caught:
        check_covers(date(2021, 12, 31), FIRMS)
    assert str(caught.value) == (
        "a figure as of 2021-12-31 covers nothing of the period 2022-01-01 to 2022-12-31 of 上云企业: "
        "give a date from 2022-01-01 on"
    )


PER_YEAR = a_target("8", "%", ">=", "growth", due=date(2026, 12, 31), indicator="地区生产总值")


def test_a_level_is_read_as_the_average_rate_that_it_shows() -> None:
    """100亿元 at the beginning and 116.64亿元 after two years are 8 % a year; a rate stays a rate."""
    known = {"baseline": read_baseline("100亿元", PER_YEAR), "covered": date(2023, 12, 31)}
    assert known["baseline"] == 10_000_000_000
    assert read_actual("116.64亿元", PER_YEAR, **known) == 8  # type: ignore[arg-type]
    assert read_actual("7.5%", PER_YEAR, **known) == Decimal("7.5")  # type: ignore[arg-type]
    assert read_actual("7.5", PER_YEAR, **known) == Decimal("7.5")  # type: ignore[arg-type]
    with pytest.raises(BadNumber):
        read_actual("116.64亿元", PER_YEAR)
    with pytest.raises(BadNumber):
        read_actual("391亿元", RATE, **known)  # type: ignore[arg-type]


def test_a_baseline_has_the_unit_of_its_target() -> None:
    """A share begins as a share."""
    assert read_baseline("60%", COVER) == 60
    with pytest.raises(BadNumber):
        read_baseline("60家", COVER)


def test_only_what_adds_up_takes_figures_of_single_periods() -> None:
    """Increments, amounts that fall, and the rates of single years of an average; no stock, no rate of one year."""
    fall = a_target("120", "件", "=", "reduction")
    assert [takes_periods(target) for target in (PEOPLE, PER_YEAR, fall)] == [True] * 3
    assert [takes_periods(target) for target in (FIRMS, RATE, COVER)] == [False] * 3
