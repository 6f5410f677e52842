"""Which figure counts, what the date does, which light shows; and what holds for every target and figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import a_figure, a_target

from tracker.model import Comparator, Measure, Target
from tracker.progress import progress
from tracker.progress.assess import light_of
from tracker.progress.period import elapsed_share, months_between, runs_for_years

TODAY = date(2022, 12, 10)
LATER = date(2023, 2, 1)
JUNE = date(2022, 6, 30)
NOVEMBER = date(2022, 11, 30)
SCHOOLS = a_target("12", "所", "=", "increment", indicator="新建学校")
RANKS = {"missed": 0, "not_due": 0, "near": 1, "met": 2, "exceeded": 3}
PACES = {"behind": 0, None: 1, "on": 1, "ahead": 2}


def test_no_figure_is_no_data_and_never_zero() -> None:
    """Nothing is computed from nothing, before the due date or after."""
    for today in (TODAY, LATER):
        found = progress(SCHOOLS, [], today=today)
        assert (found.outcome, found.light, found.actual, found.achievement, found.gap, found.elapsed, found.pace) == (
            "no_data", "grey", None, None, None, None, None,
        )  # fmt: skip
        assert ("overdue" in found.inputs) == (today == LATER)


def test_the_latest_date_counts_and_not_the_latest_entry() -> None:
    """A June figure that comes in late doesn't hide November's."""
    figures = [a_figure("9", NOVEMBER, id=1), a_figure("4", JUNE, id=2)]
    assert progress(SCHOOLS, figures, today=TODAY).actual == 9


def test_of_one_date_the_later_entry_counts() -> None:
    """Whatever the order in which they are given."""
    figures = [a_figure("8", NOVEMBER, id=2), a_figure("9", NOVEMBER, id=1)]
    assert progress(SCHOOLS, figures, today=TODAY).actual == 8


def test_a_corrected_figure_is_left_out() -> None:
    """Even where the correction covers an earlier date."""
    figures = [a_figure("99", NOVEMBER, id=1), a_figure("5", JUNE, id=2, corrects=1)]
    assert progress(SCHOOLS, figures, today=TODAY).actual == 5


def test_a_figure_is_the_count_so_far_and_not_an_addition() -> None:
    """5 by June and 9 by November are 9, not 14."""
    figures = [a_figure("5", JUNE), a_figure("9", NOVEMBER)]
    assert progress(SCHOOLS, figures, today=TODAY).achievement == Decimal("0.75")


def test_the_due_date_has_the_last_word() -> None:
    """What comes after the due date doesn't turn a missed target into a met one; without a final figure it counts."""
    final = [a_figure("11", date(2022, 12, 31)), a_figure("12", date(2023, 6, 30))]
    assert progress(SCHOOLS, final, today=LATER).outcome == "missed"
    assert progress(SCHOOLS, final[1:], today=LATER).outcome == "met"


def test_as_of_sees_only_what_was_covered_by_then() -> None:
    """Looking back to August shows June's figure."""
    figures = [a_figure("5", JUNE), a_figure("12", NOVEMBER)]
    found = progress(SCHOOLS, figures, today=LATER, as_of=date(2022, 8, 31))
    assert (found.actual, found.as_of, found.outcome) == (Decimal(5), JUNE, "not_due")
    assert "overdue" not in found.inputs
    assert progress(SCHOOLS, figures, today=LATER, as_of=date(2022, 5, 1)).outcome == "no_data"


def test_an_old_figure_never_misses_a_target() -> None:
    """After the year only the figure that covers its end can say that the target was missed; the wait is shown."""
    found = progress(SCHOOLS, [a_figure("10", NOVEMBER)], today=LATER)
    assert (found.outcome, found.pace, found.light, found.inputs["overdue"]) == ("not_due", "behind", "red", "yes")
    assert "overdue" not in progress(SCHOOLS, [a_figure("10", NOVEMBER)], today=TODAY).inputs


def test_the_inputs_tell_how_it_was_worked_out() -> None:
    """Every number that went in, as people read it."""
    found = progress(SCHOOLS, [a_figure("9.0", NOVEMBER)], today=TODAY)
    assert found.inputs == {
        "target": "12 所",
        "comparator": "=",
        "measure": "increment",
        "direction": "up",
        "period": "2022-01-01 – 2022-12-31",
        "actual": "9 所",
        "as_of": "2022-11-30",
        "elapsed": "0.9167",
        "needed_per_month": "3",
    }
    assert found.elapsed == Decimal(11) / Decimal(12)


def test_the_inputs_of_a_range_name_both_bounds() -> None:
    """3–5 个."""
    target = a_target("3", "个", "range", "increment", value_max="5")
    assert progress(target, [], today=TODAY).inputs["target"] == "3–5 个"


@pytest.mark.parametrize(
    ("outcome", "pace", "overdue", "light"),
    [
        ("met", None, False, "green"),
        ("exceeded", None, False, "green"),
        ("near", None, False, "yellow"),
        ("missed", None, False, "red"),
        ("no_data", None, True, "grey"),
        ("unreported", None, True, "grey"),
        ("not_due", "ahead", False, "green"),
        ("not_due", "on", False, "green"),
        ("not_due", "behind", False, "yellow"),
        ("not_due", None, False, "grey"),
        ("not_due", "behind", True, "red"),
        ("not_due", "on", True, "yellow"),
        ("not_due", None, True, "yellow"),
    ],
)
def test_lights(outcome: str, pace: str | None, overdue: bool, light: str) -> None:
    """Derived from outcome and pace alone, and from whether the due date has gone by."""
    assert light_of(outcome, pace, overdue=overdue) == light  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("covered", "share"),
    [
        (date(2021, 12, 1), Fraction(0)),
        (date(2022, 1, 31), Fraction(1, 12)),
        (date(2022, 2, 14), Fraction(3, 24)),  # half of February
        (NOVEMBER, Fraction(11, 12)),
        (date(2022, 12, 31), Fraction(1)),
        (date(2024, 1, 1), Fraction(1)),
    ],
)
def test_elapsed_share(covered: date, share: Fraction) -> None:
    """Months are equally long; days within them count by their month."""
    assert elapsed_share(date(2022, 1, 1), date(2022, 12, 31), covered) == share


def test_periods_that_begin_within_a_month_or_never_run() -> None:
    """From mid-June on, and a due date before the beginning."""
    assert months_between(date(2022, 6, 16), date(2022, 12, 31)) == Fraction(13, 2)
    assert elapsed_share(date(2022, 12, 31), date(2022, 1, 1), date(2022, 1, 1)) == 1
    assert elapsed_share(date(2022, 12, 31), date(2022, 1, 1), date(2021, 1, 1)) == 1


def test_a_year_and_a_month_is_no_plan_for_years() -> None:
    """13 months are still one year's plan."""
    assert not runs_for_years(date(2022, 1, 1), date(2023, 1, 31))
    assert runs_for_years(date(2022, 1, 1), date(2023, 2, 1))


amounts = st.decimals(min_value=-1000, max_value=100_000, places=3)
goals = st.decimals(min_value=1, max_value=50_000, places=2)
days = st.dates(min_value=date(2022, 1, 1), max_value=date(2023, 3, 1))
climbing: st.SearchStrategy[tuple[Comparator, Measure]] = st.tuples(
    st.sampled_from(("=", ">=", "~", "range")), st.sampled_from(("level", "increment", "growth", "reduction"))
)
factors = st.sampled_from((Decimal("0.001"), Decimal(10), Decimal(10_000), Decimal(10) ** 8))


def scaled(target: Target, factor: Decimal) -> Target:
    """The same promise in a smaller or larger unit."""
    quantity = target.quantity
    upper = None if quantity.value_max is None else quantity.value_max * factor
    return replace(target, quantity=replace(quantity, value=quantity.value * factor, value_max=upper))


@given(kind=climbing, goal=goals, one=amounts, other=amounts, day=days, unit=st.sampled_from(("家", "%")))
def test_more_is_never_worse_where_more_is_better(
    kind: tuple[Comparator, Measure], goal: Decimal, one: Decimal, other: Decimal, day: date, unit: str
) -> None:
    """Outcome and pace are monotone in the actual; a goal reached early outranks any pace."""
    target = a_target(str(goal), unit, *kind, value_max=str(goal + 5))
    less, more = (
        progress(target, [a_figure(str(value), day)], today=LATER, baseline=Decimal(-2000))
        for value in sorted((one, other))
    )
    assert RANKS[less.outcome] <= RANKS[more.outcome]
    if less.outcome == more.outcome:
        assert PACES[less.pace] <= PACES[more.pace]
    assert less.gap is not None
    assert more.gap is not None
    assert less.gap >= more.gap


@given(goal=goals, one=amounts, other=amounts, day=days, comparator=st.sampled_from(("=", "<=", "~")))
def test_less_is_never_worse_under_a_cap(
    goal: Decimal, one: Decimal, other: Decimal, day: date, comparator: Comparator
) -> None:
    """The mirror image for indicators that should go down."""
    target = a_target(str(goal), "%", comparator, direction="down")
    less, more = (progress(target, [a_figure(str(v), day)], today=LATER) for v in sorted((one, other)))
    assert RANKS[less.outcome] >= RANKS[more.outcome]
    assert PACES[less.pace] >= PACES[more.pace]
    assert less.achievement is None


@given(kind=climbing, goal=goals, value=amounts, day=days, factor=factors)
def test_the_unit_changes_nothing(
    kind: tuple[Comparator, Measure], goal: Decimal, value: Decimal, day: date, factor: Decimal
) -> None:
    """亿元 or 元: outcome, pace, light and share are the same, the gap is in the unit."""
    target = a_target(str(goal), "元", *kind, value_max=str(goal + 5))
    small = progress(target, [a_figure(str(value), day)], today=LATER)
    large = progress(scaled(target, factor), [a_figure(str(value * factor), day)], today=LATER)
    assert (small.outcome, small.pace, small.light, small.formula) == (
        large.outcome, large.pace, large.light, large.formula,
    )  # fmt: skip
    assert small.achievement == large.achievement
    assert small.gap is not None
    assert small.gap * factor == large.gap


@given(values=st.lists(st.tuples(amounts, days), min_size=1, max_size=6), cut=days)
def test_looking_back_equals_what_a_database_of_that_day_shows(values: list[tuple[Decimal, date]], cut: date) -> None:
    """`as_of` gives the same as throwing away what covers later dates."""
    figures = [a_figure(str(value), day, id=number) for number, (value, day) in enumerate(values, start=1)]
    then = [figure for figure in figures if figure.as_of <= cut]
    assert progress(SCHOOLS, figures, today=LATER, as_of=cut) == progress(SCHOOLS, then, today=cut)
