"""The arithmetic of a judgement, line by line: each input, the formula by name, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from tracker.progress.assess import Assessment, summarise
from tracker.progress.averages import path_value, years_until
from tracker.progress.case import Case, Finding, path_share, plain
from tracker.progress.figures import Total
from tracker.progress.kinds import needs_a_rate
from tracker.progress.ranges import range_distance
from tracker.progress.tolerance import PER_CENT_IN, is_rate
from tracker.views.numerals import write_amount, write_quantity, write_share

Line = tuple[str, str]  # what is worked out, and how
_PACES = {"ahead": "超进度", "on": "达进度", "behind": "欠进度"}


def explain_standing(found: Assessment) -> Iterator[Line]:
    """Every step from the promise and the figures to the outcome."""
    yield "formula", f"{found.formula.name}: {found.formula.says}"
    yield "T", _promise(found)
    if found.total is None or found.case is None or found.finding is None:
        yield "A", "no figure"
    else:
        yield from _inputs(found.case, found.total)
        yield from _results(found, found.case, found.finding)
    yield "outcome", _outcome(found)


def _promise(found: Assessment) -> str:
    target = found.target
    return (
        f"{write_quantity(target.quantity)} ({target.measure}, better {target.direction}),"
        f" {target.period_start} to {target.due}"
    )


def _inputs(case: Case, total: Total) -> Iterator[Line]:
    parts = " + ".join(plain(part.value) for part in total.parts)
    made_of = f" = {parts}" if len(total.parts) > 1 else ""
    proposal = ", proposed and not confirmed" if total.proposed else ""
    yield "A", f"{_amount(case, case.actual)}{made_of}, as of {case.covered}{proposal}"
    if case.baseline is not None:
        yield "B", f"{plain(case.baseline)} at the beginning"
    if case.epsilon:
        yield "ε", _epsilon(case)
    gone = case.months * case.elapsed
    yield "τ", f"{plain(gone)} of {plain(case.months)} months = {_share(case.elapsed)}"


def _epsilon(case: Case) -> str:
    unit, share = case.target.quantity.unit, case.tolerance.share
    part = f"{write_share(share)} × {plain(abs(case.goal))}"
    if is_rate(unit):
        return f"max({plain(case.tolerance.points * PER_CENT_IN[unit])}, {part}) = {_difference(case, case.epsilon)}"
    return f"{part} = {_amount(case, case.epsilon)}"


def _results(found: Assessment, case: Case, finding: Finding) -> Iterator[Line]:
    if finding.achievement is not None:
        yield "A/T", f"{plain(case.actual)} / {plain(case.goal)} = {write_share(finding.achievement)}"
    yield _gap(found, case, finding)
    if found.pace is not None:
        yield "pace", f"{_pace(found, case)}: {found.pace} {_PACES[found.pace]}"
    if finding.needed is not None:
        yield "needed", _needed(found, case, finding.needed)


def _gap(found: Assessment, case: Case, finding: Finding) -> Line:
    if found.formula.name == "range":
        bounds = f"{plain(case.goal)}–{plain(case.ceiling)}"
        return "gap", f"from {plain(case.actual)} to {bounds}: {_difference(case, range_distance(case))}"
    return "T − A", f"{plain(case.goal)} − {plain(case.actual)} = {_difference(case, finding.gap)}"


def _pace(found: Assessment, case: Case) -> str:
    """What the pace was told from."""
    path = path_share(case)
    if found.formula.name in ("level", "capped", "range") and case.target.measure == "level" and path is not None:
        return _along_the_path(case, path)
    return _PACED.get(found.formula.name, _directly)(case)


def _along_the_path(case: Case, path: Fraction) -> str:
    start = plain(case.baseline or Decimal(0))
    steps = f"({plain(case.actual)} − {start}) / ({plain(case.goal)} − {start})"
    return f"(A − B) / (T − B) = {steps} = {_share(path)} against τ = {_share(case.elapsed)}"


def _evenly(case: Case) -> str:
    expected = Fraction(case.goal) * case.elapsed
    steps = f"{plain(case.elapsed)} × {plain(case.goal)} = {plain(expected)}"
    return f"A = {plain(case.actual)} against τ × T = {steps}{_tolerance(case)}"


def _directly(case: Case) -> str:
    return f"A = {plain(case.actual)} against T = {plain(case.goal)}{_tolerance(case)}"


def _within_bounds(case: Case) -> str:
    if case.target.measure == "increment":
        return _evenly(case)
    return f"A = {plain(case.actual)} against {plain(case.goal)}–{plain(case.ceiling)}"


def _compounding(case: Case) -> str:
    if case.baseline is None:
        return f"{_directly(case)}; no baseline is known to draw the path from"
    years = plain(years_until(case.target, case.covered))
    reached, wanted = (
        plain(path_value(case.target, case.baseline, rate, case.covered)) for rate in (case.actual, case.goal)
    )
    return f"from B = {plain(case.baseline)} in {years} years to {reached} at A, {wanted} at T{_tolerance(case)}"


_PACED: dict[str, Callable[[Case], str]] = {
    "increment": _evenly,
    "changed-amount": _evenly,
    "range": _within_bounds,
    "annual-average": _compounding,
}


def _needed(found: Assessment, case: Case, needed: Fraction) -> str:
    amount = plain(needed)
    if found.formula.name == "annual-average":
        left = years_until(case.target, case.target.due) - years_until(case.target, case.covered)
        return f"{amount}% a year in the {plain(left)} years left"
    if needs_a_rate(case.target):
        steps = f"({plain(case.goal)} − {plain(case.elapsed)} × {plain(case.actual)}) / (1 − {plain(case.elapsed)})"
        return f"(T − τ × A) / (1 − τ) = {steps} = {amount}% in the rest of the period"
    steps = f"{plain(case.left)} / {plain(case.months_left)}"
    return f"(T − A) / months left = {steps} = {amount}{_unit_of_differences(case)} a month"


def _outcome(found: Assessment) -> str:
    light = f"{found.outcome} ({summarise(found).light})"
    if found.case is None:
        later = ", and a later report is silent" if found.outcome == "unreported" else ""
        return f"{light}: nothing is recorded{later}{_late(found)}"
    covered, due = found.case.covered, found.target.due
    if found.outcome == "not_due":
        return f"{light}: the figure covers {covered}, before the due date {due}{_late(found)}"
    when = "the figure covers the due date" if covered >= due else "reached early, and stays reached"
    return f"{light}: {when}"


def _late(found: Assessment) -> str:
    return "; overdue" if found.overdue else ""


def _tolerance(case: Case) -> str:
    return f", give or take ε = {plain(case.epsilon)}" if case.epsilon else ""


def _amount(case: Case, value: Decimal) -> str:
    return write_amount(value, case.target.quantity.unit)


def _difference(case: Case, value: Decimal) -> str:
    return write_amount(value, _unit_of_differences(case))


def _unit_of_differences(case: Case) -> str:
    """Shares differ by points."""
    unit = case.target.quantity.unit
    return {"%": "个百分点", "‰": "个千分点"}.get(unit, unit)


def _share(share: Fraction) -> str:
    return write_share(Decimal(share.numerator) / Decimal(share.denominator))
