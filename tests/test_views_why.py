"""The arithmetic that `show --why` prints is the arithmetic that judged: worked lines by hand, and sums that add up."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from sample_records import a_figure, a_target

from tracker.model import Target
from tracker.progress import assess, summarise
from tracker.progress.formulas import FORMULAS
from tracker.views.why import explain_standing

JUNE = date(2022, 6, 30)
END = date(2022, 12, 31)
TODAY = date(2023, 2, 1)
SCHOOLS = a_target("12", "所", "=", "increment")
GROWTH = a_target("6", "%", "~", "growth")
CAP = a_target("5.5", "%", "<=", direction="down")
LOWER = a_target("35", "微克", "=", direction="down")
KEPT = a_target("27", "亩", "=", direction="stay")
SHARE = a_target("75", "%")
ORCHARDS = a_target("3", "个", "range", "increment", value_max="5")
RATES = a_target("6", "%", "range", "growth", value_max="7")
PER_YEAR = a_target("8", "%", ">=", "growth", due=date(2026, 12, 31))
PAPERS = a_target("120", "件", "=", "reduction")
FALL = a_target("3.2", "%", "=", "reduction")

# target, actual, baseline → lines among those that are printed
WORKED = [
    (SCHOOLS, "5", None, [
        "A/T: 5 / 12 = 41.7%", "T − A: 12 − 5 = 7所", "τ: 6 of 12 months = 50%",
        "pace: A = 5 against τ × T = 0.5 × 12 = 6: behind 欠进度",
        "needed: (T − A) / months left = 7 / 6 = 1.1667所 a month",
    ]),
    (GROWTH, "5.5", None, [
        "ε: max(0.2, 5% × 6) = 0.3个百分点", "T − A: 6 − 5.5 = 0.5个百分点",
        "pace: A = 5.5 against T = 6, give or take ε = 0.3: behind 欠进度",
        "needed: (T − τ × A) / (1 − τ) = (6 − 0.5 × 5.5) / (1 − 0.5) = 6.5% in the rest of the period",
    ]),
    (CAP, "5.6", None, ["T − A: 5.5 − 5.6 = -0.1个百分点", "pace: A = 5.6 against T = 5.5: behind 欠进度"]),
    (LOWER, "39", "45", ["pace: (A − B) / (T − B) = (39 − 45) / (35 − 45) = 60% against τ = 50%: ahead 超进度"]),
    (KEPT, "28", None, ["ε: 5% × 27 = 1.35亩", "pace: A = 28 against T = 27, give or take ε = 1.35: on 达进度"]),
    (SHARE, "67.5", "60", ["pace: (A − B) / (T − B) = (67.5 − 60) / (75 − 60) = 50% against τ = 50%: on 达进度"]),
    (ORCHARDS, "1", None, ["gap: from 1 to 3–5: 2个", "pace: A = 1 against τ × T = 0.5 × 3 = 1.5: behind 欠进度"]),
    (RATES, "6.5", None, ["gap: from 6.5 to 6–7: 0个百分点", "pace: A = 6.5 against 6–7: on 达进度"]),
    (PER_YEAR, "7", "100", [
        "pace: from B = 100 in 0.5 years to 103.4408 at A, 103.923 at T: behind 欠进度",
        "needed: 8.1117% a year in the 4.5 years left",
    ]),
    (PER_YEAR, "8", None, ["pace: A = 8 against T = 8; no baseline is known to draw the path from: on 达进度"]),
    (PAPERS, "60", None, ["pace: A = 60 against τ × T = 0.5 × 120 = 60: on 达进度"]),
    (FALL, "4", None, ["pace: A = 4 against T = 3.2: ahead 超进度"]),
]  # fmt: skip


def lines(target: Target, actual: str | None, as_of: date = JUNE, baseline: str | None = None) -> list[str]:
    """What is printed for one figure."""
    figures = [] if actual is None else [a_figure(actual, as_of)]
    found = assess(target, figures, today=TODAY, baseline=None if baseline is None else Decimal(baseline))
    return [f"{name}: {text}" for name, text in explain_standing(found)]


@pytest.mark.parametrize(("target", "actual", "baseline", "expected"), WORKED)
def test_the_arithmetic_is_shown(target: Target, actual: str, baseline: str | None, expected: list[str]) -> None:
    """Under way, by the end of June."""
    shown = lines(target, actual, baseline=baseline)
    assert [line for line in expected if line not in shown] == [], shown


def test_every_formula_is_explained() -> None:
    """The table above leaves none out."""
    used = {assess(target, [a_figure(actual, JUNE)], today=TODAY).formula.name for target, actual, *_ in WORKED}
    assert used == {formula.name for formula in FORMULAS}


@pytest.mark.parametrize(("target", "actual", "baseline", "expected"), WORKED)
def test_what_is_written_is_what_was_judged(
    target: Target, actual: str, baseline: str | None, expected: list[str]
) -> None:
    """Every `a / b = c` and `a × b = c` holds, up to its rounding."""
    for line in lines(target, actual, baseline=baseline):
        for left, sign, right, result in re.findall(r"(?<![\d(−] )(-?[\d.]+) ([/×−]) (-?[\d.]+) = (-?[\d.]+%?)", line):
            one, other = Fraction(left), Fraction(right)
            value = {"/": one / other if other else one, "×": one * other, "−": one - other}[sign]
            stated = Fraction(result.rstrip("%")) / (100 if result.endswith("%") else 1)
            assert abs(value - stated) < Fraction(1, 1000), line


def test_the_outcome_says_what_decided() -> None:
    """The due date, an early success, a wait, or nothing at all."""
    assert lines(SCHOOLS, "12", END)[-1] == "outcome: met (green): the figure covers the due date"
    assert lines(SCHOOLS, "12")[-1] == "outcome: met (green): reached early, and stays reached"
    assert lines(SCHOOLS, "1")[-1] == (
        "outcome: not_due (red): the figure covers 2022-06-30, before the due date 2022-12-31; overdue"
    )
    assert lines(SCHOOLS, None)[-2:] == ["A: no figure", "outcome: no_data (grey): nothing is recorded; overdue"]
    silent = assess(SCHOOLS, [], today=TODAY, unreported=True)
    assert (
        list(explain_standing(silent))[-1][1] == "unreported (grey): nothing is recorded, and a later report is silent"
    )
    assert summarise(silent).outcome == "unreported"


def test_a_sum_names_its_parts_and_a_proposal_is_told() -> None:
    """What A is made of."""
    parts = [
        a_figure("5", date(2022, 3, 31), cumulative=False),
        a_figure("4", JUNE, cumulative=False, proposed=True),
    ]
    shown = dict(explain_standing(assess(SCHOOLS, parts, today=TODAY)))
    assert shown["A"] == "9所 = 5 + 4, as of 2022-06-30, proposed and not confirmed"
