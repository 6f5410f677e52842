"""Which figure counts, what the date does, which light shows; and what holds for every target and figure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import a_figure, a_target

from tracker.model import Actual, Comparator, Measure, Target
from tracker.progress import Tolerance, is_overdue, is_stale, progress
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
    """Even where the correction covers an earlier date, or a later one than is looked at."""
    figures = [a_figure("99", NOVEMBER, id=1), a_figure("5", JUNE, id=2, corrects=1)]
    assert progress(SCHOOLS, figures, today=TODAY).actual == 5
    moved = [a_figure("99", JUNE, id=1), a_figure("99", NOVEMBER, id=2, corrects=1)]
    assert progress(SCHOOLS, moved, today=TODAY, as_of=JUNE).outcome == "no_data"


def test_known_by_leaves_out_what_was_recorded_later() -> None:
    """A figure for June that came in August, and a correction that came in September, were not known in July."""
    moments = {month: datetime(2022, month, 15, tzinfo=UTC) for month in (7, 8, 9)}
    figures = [
        a_figure("4", JUNE, id=1, recorded_at=moments[7]),
        a_figure("5", JUNE, id=2, recorded_at=moments[8]),
        a_figure("6", JUNE, id=3, recorded_at=moments[9], corrects=2),
    ]
    seen = [progress(SCHOOLS, figures, today=TODAY, known_by=moment).actual for moment in moments.values()]
    assert seen == [4, 5, 6]


def test_a_figure_is_the_count_so_far_and_not_an_addition() -> None:
    """5 by June and 9 by November are 9, not 14."""
    figures = [a_figure("5", JUNE), a_figure("9", NOVEMBER)]
    assert progress(SCHOOLS, figures, today=TODAY).achievement == Decimal("0.75")


def a_part(value: str, as_of: date, **fields: Any) -> Actual:
    """A figure of one period alone."""
    return a_figure(value, as_of, cumulative=False, **fields)


def total(*figures: Actual, target: Target = SCHOOLS) -> tuple[Decimal | None, date | None]:
    """What figures come to."""
    found = progress(target, figures, today=LATER)
    return found.actual, found.as_of


def test_figures_of_single_periods_add_up() -> None:
    """5 until June and 4 after it are 9; two figures of one date are two parts."""
    assert total(a_part("5", JUNE), a_part("4", NOVEMBER)) == (9, NOVEMBER)
    assert total(a_part("5", JUNE, id=1), a_part("1", JUNE, id=2)) == (6, JUNE)
    assert progress(SCHOOLS, [a_part("5", JUNE), a_part("4", NOVEMBER)], today=TODAY).inputs["figures"] == "5 + 4"


def test_a_cumulative_figure_replaces_what_it_covers() -> None:
    """7 in all by June take the place of what was added until then; what comes later is added to it."""
    september = date(2022, 9, 30)
    assert total(a_part("5", date(2022, 3, 31)), a_figure("7", JUNE), a_part("1", september)) == (8, september)
    assert total(a_part("5", JUNE, id=2), a_figure("7", JUNE, id=1)) == (7, JUNE)


def test_what_comes_after_the_due_date_is_not_added_to_a_closed_total() -> None:
    """The year's last part closes the sum; without it a late part still counts."""
    end, next_year = date(2022, 12, 31), date(2023, 1, 31)
    assert total(a_part("9", JUNE), a_part("2", end), a_part("1", next_year)) == (11, end)
    assert total(a_part("9", JUNE), a_part("3", next_year)) == (12, next_year)


def test_levels_and_rates_never_add_up() -> None:
    """Growth of 5 % and of 6 % isn't 11 %, nor is a stock the sum of its counts."""
    for measure in ("level", "growth", "reduction"):
        target = a_target("6", "%", "=", measure)  # type: ignore[arg-type]
        assert total(a_part("5", JUNE), a_part("6", NOVEMBER), target=target) == (6, NOVEMBER)


def test_amounts_that_fall_add_up() -> None:
    """压减公文120件: 40 and 30 are 70."""
    target = a_target("120", "件", "=", "reduction")
    assert total(a_part("40", JUNE), a_part("30", NOVEMBER), target=target) == (70, NOVEMBER)


def test_the_rates_of_single_years_compound() -> None:
    """7 % and 9 %: √(1.07 × 1.09) = √1.1663 = 1.079954; with an average of two years before, its years weigh."""
    target = a_target("8", "%", "=", "growth", due=date(2026, 12, 31))
    first, second, third = (date(year, 12, 31) for year in (2022, 2023, 2024))
    found, covered = total(a_part("7", first), a_part("9", second), target=target)
    assert found is not None
    assert (round(found, 4), covered) == (Decimal("7.9954"), second)
    found, _ = total(a_figure("8", second), a_part("8", third), target=target)
    assert found == 8
    amounts = a_target("8", "万人", "=", "increment", due=date(2026, 12, 31), rules=("annual-average",))
    assert total(a_part("7", first), a_part("9", second), target=amounts) == (8, second)


def test_a_proposal_counts_but_yields_to_a_person() -> None:
    """What a match proposed is a figure; one that a person recorded for the same date outranks it."""
    proposal = a_figure("12", NOVEMBER, id=2, proposed=True)
    found = progress(SCHOOLS, [proposal], today=TODAY)
    assert (found.actual, found.inputs["proposed"]) == (12, "yes")
    assert total(a_figure("9", NOVEMBER, id=1), proposal) == (9, NOVEMBER)
    assert "proposed" not in progress(SCHOOLS, [a_figure("9", NOVEMBER, id=1), proposal], today=TODAY).inputs


def test_a_report_that_is_silent_leaves_a_target_unreported() -> None:
    """Only where there is no figure; that is an answer, so nothing is overdue."""
    found = progress(SCHOOLS, [], today=LATER, unreported=True)
    assert (found.outcome, found.light, "overdue" in found.inputs) == ("unreported", "grey", False)
    assert progress(SCHOOLS, [a_figure("9", NOVEMBER)], today=LATER, unreported=True).outcome == "not_due"


def test_overdue_and_stale_are_told_from_today() -> None:
    """Both only while nothing is decided; a target without any figure can't be stale."""
    late = progress(SCHOOLS, [a_figure("9", NOVEMBER)], today=LATER)
    assert is_overdue(SCHOOLS, late, LATER)
    assert not is_overdue(SCHOOLS, late, date(2022, 12, 31))
    assert is_overdue(SCHOOLS, progress(SCHOOLS, [], today=LATER), LATER)
    assert is_stale(late, date(2023, 1, 1), 31)
    assert not is_stale(late, date(2022, 12, 31), 31)
    missed = progress(SCHOOLS, [a_figure("9")], today=LATER)
    assert not is_overdue(SCHOOLS, missed, LATER)
    assert not is_stale(missed, LATER, 1)
    assert not is_stale(progress(SCHOOLS, [], today=LATER), LATER, 1)


def test_the_tolerance_can_be_set() -> None:
    """With ε of 10 % a growth of 5.5 % is near 6 %."""
    target = a_target("6", "%", "~", "growth")
    wide = Tolerance(share=Decimal("0.1"))
    assert progress(target, [a_figure("5.5")], today=LATER).outcome == "missed"
    assert progress(target, [a_figure("5.5")], today=LATER, tolerance=wide).outcome == "near"


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
    return target._replace(quantity=quantity._replace(value=quantity.value * factor, value_max=upper))


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


entries = st.lists(st.tuples(amounts, days, days, st.booleans(), st.booleans()), max_size=8)


@given(entries=entries, cut=days, measure=st.sampled_from(("level", "increment", "growth")))
def test_looking_back_equals_what_a_database_of_that_day_shows(
    entries: list[tuple[Decimal, date, date, bool, bool]], cut: date, measure: Measure
) -> None:
    """`as_of` and `known_by` give the same as a database that was built up to that date, corrections and all.

    Nothing is recorded before the date that it covers.
    """
    target = a_target("12", "所", "=", measure)
    figures: list[Actual] = []
    for value, one, other, cumulative, corrects in sorted(entries, key=lambda entry: max(entry[1:3])):
        number = len(figures) + 1
        recorded = datetime.combine(max(one, other), time(12), UTC)
        wrong = number - 1 if corrects and figures else None
        figures.append(
            a_figure(
                str(value), min(one, other), id=number, recorded_at=recorded, cumulative=cumulative, corrects=wrong
            )
        )
    night = datetime.combine(cut, time.max, UTC)
    then = [figure for figure in figures if figure.recorded_at is not None and figure.recorded_at <= night]
    seen_from_later = progress(target, figures, today=LATER, as_of=cut, known_by=night)
    assert seen_from_later == progress(target, then, today=cut)
