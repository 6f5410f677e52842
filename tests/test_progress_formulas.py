"""The table Progress of the design, row by row, with numbers worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sample_records import a_figure, a_target

from tracker.model import Progress, Target
from tracker.progress import progress
from tracker.progress.formulas import FORMULAS, formula_for

END = date(2022, 12, 31)
NOVEMBER = date(2022, 11, 30)  # 11 of 12 months
JUNE = date(2022, 6, 30)  # half of the year
TODAY = date(2023, 1, 20)


def judge(target: Target, value: str, as_of: date = END, **options: Any) -> Progress:
    """The progress of a target by one figure."""
    return progress(target, [a_figure(value, as_of)], today=TODAY, **options)


LEVEL = a_target("5700", "家")
AT_LEAST = a_target("5700", "家", ">=")
ABOUT = a_target("200", "家", "~")
CAP = a_target("5.5", "%", "<=", direction="down", indicator="城镇调查失业率")
LOWER = a_target("35", "微克", "=", direction="down", indicator="PM2.5平均浓度")
ABOUT_LOWER = a_target("5.5", "%", "~", direction="down", indicator="城镇调查失业率")
KEPT = a_target("27", "亩", "=", direction="stay", indicator="粮食播种面积")
PRICES = a_target("3", "%", "~", "growth", direction="stay", indicator="居民消费价格")
SCHOOLS = a_target("12", "所", "=", "increment", indicator="新建学校")
ABOUT_JOBS = a_target("12000", "人", "~", "increment", indicator="城镇新增就业")
GROWTH = a_target("6", "%", "=", "growth", indicator="一般公共预算收入")
ABOUT_GROWTH = a_target("6", "%", "~", "growth", indicator="地区生产总值")
SLOW_GROWTH = a_target("2", "%", "~", "growth", indicator="地区生产总值")
REDUCTION = a_target("3.2", "%", "=", "reduction", direction="down", indicator="能耗")
PER_YEAR = a_target("8", "%", ">=", "growth", due=date(2026, 12, 31), indicator="社会消费品零售总额")
ORCHARDS = a_target("3", "个", "range", "increment", value_max="5", indicator="蔬菜标准园")
GROWTH_RANGE = a_target("6", "%", "range", "growth", value_max="7", indicator="地区生产总值")
PRICE_RANGE = a_target("2", "%", "range", "growth", value_max="3", direction="stay", indicator="居民消费价格")
LOW_RANGE = a_target("4", "%", "range", value_max="5", direction="down", indicator="登记失业率")

# target, actual → formula, outcome, achievement, gap: by a figure that covers the due date
FINAL = [
    (LEVEL, "5700", "level", "met", "1", "0"),
    (LEVEL, "5701", "level", "exceeded", None, "-1"),
    (LEVEL, "4560", "level", "missed", "0.8", "1140"),
    (AT_LEAST, "5699", "level", "missed", None, "1"),
    (AT_LEAST, "5700", "level", "met", "1", "0"),
    (ABOUT, "211", "level", "exceeded", "1.055", "-11"),  # ε = 10
    (ABOUT, "210", "level", "met", "1.05", "-10"),
    (ABOUT, "190", "level", "near", "0.95", "10"),
    (ABOUT, "189.9", "level", "missed", None, "10.1"),
    (CAP, "5.2", "capped", "met", None, "0.3"),
    (CAP, "5.5", "capped", "met", None, "0"),
    (CAP, "5.6", "capped", "missed", None, "-0.1"),
    (LOWER, "34", "capped", "met", None, "1"),
    (LOWER, "36", "capped", "missed", None, "-1"),
    (ABOUT_LOWER, "5.7", "capped", "near", None, "-0.2"),  # ε = 0.275
    (ABOUT_LOWER, "5.8", "capped", "missed", None, "-0.3"),
    (KEPT, "28.35", "kept", "met", None, "-1.35"),  # ε = 1.35
    (KEPT, "25.65", "kept", "met", None, "1.35"),
    (KEPT, "28.4", "kept", "missed", None, "-1.4"),
    (PRICES, "2.8", "kept", "met", None, "0.2"),  # ε = 0.2
    (PRICES, "2.7", "kept", "missed", None, "0.3"),
    (PRICES, "3.3", "kept", "missed", None, "-0.3"),
    (SCHOOLS, "12", "increment", "met", "1", "0"),
    (SCHOOLS, "9", "increment", "missed", "0.75", "3"),
    (SCHOOLS, "15", "increment", "exceeded", "1.25", "-3"),
    (ABOUT_JOBS, "11400", "increment", "near", "0.95", "600"),
    (GROWTH, "6.0", "growth", "met", None, "0"),
    (GROWTH, "5.9", "growth", "missed", None, "0.1"),
    (GROWTH, "-1.5", "growth", "missed", None, "7.5"),
    (GROWTH, "7.2", "growth", "exceeded", None, "-1.2"),
    (ABOUT_GROWTH, "5.7", "growth", "near", None, "0.3"),  # ε = 0.3
    (ABOUT_GROWTH, "5.69", "growth", "missed", None, "0.31"),
    (ABOUT_GROWTH, "6.3", "growth", "met", None, "-0.3"),
    (ABOUT_GROWTH, "6.31", "growth", "exceeded", None, "-0.31"),
    (SLOW_GROWTH, "1.8", "growth", "near", None, "0.2"),  # ε = 0.2, more than 5 %
    (REDUCTION, "3.2", "reduction", "met", None, "0"),
    (REDUCTION, "4", "reduction", "exceeded", None, "-0.8"),
    (REDUCTION, "3.1", "reduction", "missed", None, "0.1"),
    (REDUCTION, "-1", "reduction", "missed", None, "4.2"),
    (ORCHARDS, "2", "range", "missed", None, "1"),
    (ORCHARDS, "3", "range", "met", "1", "0"),
    (ORCHARDS, "5", "range", "met", None, "0"),
    (ORCHARDS, "6", "range", "exceeded", "2", "-1"),
    (GROWTH_RANGE, "5.5", "range", "missed", None, "0.5"),
    (GROWTH_RANGE, "6.4", "range", "met", None, "0"),
    (GROWTH_RANGE, "7.5", "range", "exceeded", None, "-0.5"),
    (PRICE_RANGE, "1.5", "range", "missed", None, "0.5"),
    (PRICE_RANGE, "3.5", "range", "missed", None, "0.5"),
    (PRICE_RANGE, "2.5", "range", "met", None, "0"),
    (LOW_RANGE, "5.5", "range", "missed", None, "0.5"),
    (LOW_RANGE, "3.5", "range", "exceeded", None, "-0.5"),
    (LOW_RANGE, "4.5", "range", "met", None, "0"),
]


@pytest.mark.parametrize(("target", "actual", "formula", "outcome", "achievement", "gap"), FINAL)
def test_on_the_due_date(
    target: Target, actual: str, formula: str, outcome: str, achievement: str | None, gap: str
) -> None:
    """The figure of the due date decides; nothing is said of pace any more."""
    found = judge(target, actual)
    assert (found.formula, found.outcome, found.gap, found.pace) == (formula, outcome, Decimal(gap), None)
    assert found.elapsed == 1
    if achievement is not None:
        assert found.achievement == Decimal(achievement)


# target, actual, date → outcome, pace
UNDERWAY = [
    (LEVEL, "5699", NOVEMBER, "not_due", None),  # without a baseline no path
    (LEVEL, "5700", NOVEMBER, "met", None),
    (SCHOOLS, "11", NOVEMBER, "not_due", "on"),  # 11/12
    (SCHOOLS, "10", NOVEMBER, "not_due", "behind"),
    (SCHOOLS, "11.5", NOVEMBER, "not_due", "ahead"),
    (SCHOOLS, "12", JUNE, "met", None),
    (SCHOOLS, "13", JUNE, "exceeded", None),
    (ABOUT_JOBS, "5400", JUNE, "not_due", "on"),  # 6000 expected, ε = 600
    (ABOUT_JOBS, "5399", JUNE, "not_due", "behind"),
    (ABOUT_JOBS, "6601", JUNE, "not_due", "ahead"),
    (CAP, "5.5", JUNE, "not_due", "on"),  # a rate below its cap in June may still rise
    (CAP, "5.6", JUNE, "not_due", "behind"),
    (ABOUT_LOWER, "5.7", JUNE, "not_due", "on"),
    (KEPT, "28", JUNE, "not_due", "on"),
    (KEPT, "29", JUNE, "not_due", "behind"),
    (GROWTH, "6", JUNE, "not_due", "on"),
    (GROWTH, "6.1", JUNE, "not_due", "ahead"),
    (GROWTH, "5.9", JUNE, "not_due", "behind"),
    (ABOUT_GROWTH, "5.7", JUNE, "not_due", "on"),
    (ABOUT_GROWTH, "6.4", JUNE, "not_due", "ahead"),
    (REDUCTION, "3.1", JUNE, "not_due", "behind"),
    (PER_YEAR, "8", END, "not_due", "on"),
    (PER_YEAR, "7.9", END, "not_due", "behind"),
    (ORCHARDS, "1", JUNE, "not_due", "behind"),  # 1.5 of 3 expected
    (ORCHARDS, "2", JUNE, "not_due", "ahead"),
    (ORCHARDS, "4", JUNE, "met", None),
    (GROWTH_RANGE, "5.9", JUNE, "not_due", "behind"),
    (GROWTH_RANGE, "6", JUNE, "not_due", "on"),
    (GROWTH_RANGE, "7.1", JUNE, "not_due", "ahead"),
    (PRICE_RANGE, "3.1", JUNE, "not_due", "behind"),
    (LOW_RANGE, "3.9", JUNE, "not_due", "ahead"),
]


@pytest.mark.parametrize(("target", "actual", "as_of", "outcome", "pace"), UNDERWAY)
def test_before_the_due_date(target: Target, actual: str, as_of: date, outcome: str, pace: str | None) -> None:
    """Counts that are reached stay reached; all else waits for the due date and shows a pace."""
    found = judge(target, actual, as_of)
    assert (found.outcome, found.pace) == (outcome, pace)


def test_a_level_with_a_baseline_is_paced_along_its_path() -> None:
    """From 60 % to 75 %, half the year gone: 67.5 % is on course, and A/T is still shown."""
    target = a_target("75", "%", indicator="森林覆盖率")
    on_course = judge(target, "67.5", JUNE, baseline=Decimal(60))
    assert (on_course.pace, on_course.inputs["path_share"], on_course.achievement) == ("on", "0.5", Decimal("0.9"))
    assert judge(target, "67", JUNE, baseline=Decimal(60)).pace == "behind"
    assert judge(target, "70", JUNE, baseline=Decimal(60)).pace == "ahead"
    assert judge(target, "70", JUNE, baseline=Decimal(75)).pace is None


def test_a_level_that_comes_down_from_a_baseline_is_on_its_way() -> None:
    """From 45 to 35 微克 in a year: 40 by June is on course though still above; the headroom is shown, no share."""
    on_course = judge(LOWER, "40", JUNE, baseline=Decimal(45))
    assert (on_course.pace, on_course.gap, on_course.achievement) == ("on", -5, None)
    assert (on_course.inputs["path_share"], on_course.needed) == ("0.5", Decimal(-5) / 6)
    assert judge(LOWER, "41", JUNE, baseline=Decimal(45)).pace == "behind"
    assert judge(LOWER, "39", JUNE, baseline=Decimal(45)).pace == "ahead"
    assert judge(LOWER, "40", JUNE, baseline=Decimal(34)).pace == "behind"  # was below the cap, and left it
    assert judge(LOWER, "40", END, baseline=Decimal(45)).outcome == "missed"


def test_a_range_of_levels_has_a_path_to_its_lower_bound() -> None:
    """From 60 % to 70–75 %: 65 % at half time is on course."""
    target = a_target("70", "%", "range", value_max="75", indicator="集中供热率")
    assert judge(target, "65", JUNE, baseline=Decimal(60)).pace == "on"
    assert judge(target, "65", JUNE).pace is None


YEARS_2_OF_5 = date(2023, 12, 31)


def test_a_yearly_average_is_compared_with_the_compound_path() -> None:
    """100 at 8 % a year should be 116.64 after two years; at 7 % it is 114.49, and 8.6719 % a year are left to go.

    (1.08⁵ / 1.07²)^(1/3) = (1.4693280768 / 1.1449)^(1/3) = 1.283368^(1/3); 1.086719³ = 1.283370
    """
    behind = judge(PER_YEAR, "7", YEARS_2_OF_5, baseline=Decimal(100))
    assert (behind.pace, behind.gap, behind.outcome) == ("behind", 1, "not_due")
    assert (behind.inputs["path_value"], behind.inputs["path_reached"]) == ("116.64", "114.49")
    assert behind.needed is not None
    assert round(behind.needed, 4) == Decimal("8.6719")
    assert judge(PER_YEAR, "8", YEARS_2_OF_5, baseline=Decimal(100)).pace == "on"
    assert judge(PER_YEAR, "8", date(2026, 12, 31)).outcome == "met"


def test_without_a_baseline_the_rate_itself_is_compared_and_that_is_said() -> None:
    """Nothing to draw a path from."""
    found = judge(PER_YEAR, "9", YEARS_2_OF_5)
    assert (found.pace, found.needed) == ("ahead", None)
    assert found.inputs["compared"].startswith("the average rate itself")
    assert "path_value" not in found.inputs


def test_a_yearly_average_of_falls_compounds_downwards() -> None:
    """100 falling by 10 % a year is 81 after two years; after a fall of all there is nothing to compound."""
    target = a_target("10", "%", "=", "reduction", due=date(2026, 12, 31), direction="down", indicator="能耗")
    found = judge(target, "10", YEARS_2_OF_5, baseline=Decimal(100))
    assert (found.inputs["path_value"], found.inputs["path_reached"], found.pace) == ("81", "81", "on")
    assert judge(PER_YEAR, "-150", YEARS_2_OF_5, baseline=Decimal(100)).inputs["path_reached"] == "0"


def test_a_baseline_of_nothing_is_a_baseline() -> None:
    """A level that starts at 0 has a path too."""
    assert judge(a_target("10", "家"), "5", JUNE, baseline=Decimal(0)).inputs["baseline"] == "0"


def test_what_is_still_needed_is_said_per_month() -> None:
    """9 of 12 schools by the end of November leave 3 for one month; by June's end 6 are 1 in each month."""
    found = judge(SCHOOLS, "9", NOVEMBER)
    assert (found.needed, found.inputs["needed_per_month"]) == (3, "3")
    assert judge(SCHOOLS, "6", JUNE).needed == 1
    assert judge(SCHOOLS, "12", JUNE).needed is None
    assert judge(SCHOOLS, "9", END).needed is None
    assert judge(LEVEL, "5640", JUNE).needed == 10
    assert judge(ORCHARDS, "1.5", JUNE).needed == Decimal("0.25")  # to the lower bound
    assert judge(CAP, "5.6", JUNE).needed is None
    assert judge(KEPT, "20", JUNE).needed is None


def test_the_rate_that_the_rest_needs() -> None:
    """4 % in the first half asks for 8 % in the second to make 6."""
    found = judge(GROWTH, "4", JUNE)
    assert (found.needed, found.inputs["needed_in_the_rest"]) == (8, "8")
    assert judge(GROWTH, "6", JUNE).needed is None
    assert judge(GROWTH, "4").needed is None
    assert judge(GROWTH_RANGE, "5", JUNE).needed == 7
    assert judge(PRICE_RANGE, "1", JUNE).needed is None


def test_epsilon_is_always_told() -> None:
    """Whoever reads `near` can see how near that is."""
    assert judge(ABOUT_GROWTH, "5.8").inputs["epsilon"] == "0.3 %"
    assert judge(KEPT, "27").inputs["epsilon"] == "1.35 亩"
    assert "epsilon" not in judge(GROWTH, "5.8").inputs


@pytest.mark.parametrize(
    ("unit", "epsilon"), [("%", "0.2 %"), ("个百分点", "0.2 个百分点"), ("‰", "2 ‰"), ("家", "0.1 家")]
)
def test_epsilon_of_small_rates_is_given_in_their_unit(unit: str, epsilon: str) -> None:
    """0.2 个百分点 are 2‰."""
    assert judge(a_target("2", unit, "~"), "2").inputs["epsilon"] == epsilon


def test_amounts_that_rise_or_fall_are_paced_like_increments() -> None:
    """压减公文120件 adds up over the months, unlike a rate."""
    target = a_target("120", "件", "=", "reduction", indicator="公文")
    found = judge(target, "60", JUNE)
    assert (found.formula, found.pace, found.achievement) == ("changed-amount", "on", Decimal("0.5"))


def test_a_yearly_average_is_known_by_its_rule_too() -> None:
    """年均 within one year's plan is still an average."""
    target = a_target("6", "%", "=", "growth", rules=("growth.rate", "annual-average"))
    assert judge(target, "6").formula == "annual-average"


def test_a_share_of_nothing_is_no_share() -> None:
    """Nothing can be divided by a promised 0."""
    assert judge(a_target("0", "起"), "0").achievement is None


def test_a_kept_value_with_a_written_bound_obeys_the_bound() -> None:
    """稳定在11.8万吨以上 is a floor, without tolerance."""
    target = a_target("118000", "吨", ">=", direction="stay", indicator="粮食产量")
    assert (judge(target, "117999").outcome, judge(target, "130000").outcome) == ("missed", "exceeded")


def test_every_measure_has_a_formula() -> None:
    """Whatever the comparator and direction."""
    for measure in ("level", "increment", "growth", "reduction"):
        for comparator in ("=", ">=", "<=", "~", "range"):
            for direction in ("up", "down", "stay"):
                target = a_target("5", "%", comparator, measure, value_max="6", direction=direction)
                assert formula_for(target) in FORMULAS
                assert judge(target, "5.5").outcome in ("met", "exceeded", "near", "missed")
