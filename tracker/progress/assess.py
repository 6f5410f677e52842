"""Target + recorded figures → `Progress`: where the target stands, by which formula, from which inputs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tracker.model import Actual, Light, Outcome, Pace, Progress, Record
from tracker.progress.case import Case, Finding, plain
from tracker.progress.figures import deciding_figure
from tracker.progress.formulas import formula_for

REACHED: tuple[Outcome, ...] = ("met", "exceeded")
LIGHTS: dict[Outcome, Light] = {
    "met": "green",
    "exceeded": "green",
    "near": "yellow",
    "missed": "red",
    "no_data": "grey",
    "unreported": "grey",
}


def progress(
    target: Record,
    actuals: Sequence[Actual],
    *,
    today: date,
    as_of: date | None = None,
    baseline: Decimal | None = None,
) -> Progress:
    """Where the target stands by the figures that are recorded for it.

    `as_of` looks at the target as on that date: later figures are left out, and the date takes the place of `today`.
    Only a figure that covers the due date can miss a target; an older one leaves it `not_due`, and when the due date
    is past by `today` the inputs say `overdue`. A count that is reached early is met; rates and caps wait for the date.
    """
    formula = formula_for(target)
    figure = deciding_figure(actuals, due=target.due, as_of=as_of)
    overdue = (as_of or today) > target.due
    if figure is None:
        return Progress(outcome="no_data", light="grey", formula=formula.name, inputs=_promise(target, overdue))
    case = Case(target, figure.value, figure.as_of, baseline)
    finding = formula.judge(case)
    outcome = outcome_by_now(case, finding)
    pace = finding.pace if outcome == "not_due" else None
    open_and_late = overdue and outcome == "not_due"
    return Progress(
        outcome=outcome,
        light=light_of(outcome, pace, overdue=open_and_late),
        formula=formula.name,
        actual=figure.value,
        as_of=figure.as_of,
        achievement=finding.achievement,
        gap=finding.gap,
        elapsed=_decimal_share(case),
        pace=pace,
        inputs=_promise(target, open_and_late) | _measured(case, finding),
    )


def outcome_by_now(case: Case, finding: Finding) -> Outcome:
    """The formula's outcome once the figure covers the due date, or early where what is reached stays reached."""
    final = case.covered >= case.target.due
    early = finding.lasting and finding.outcome in REACHED
    return finding.outcome if final or early else "not_due"


def light_of(outcome: Outcome, pace: Pace | None, *, overdue: bool = False) -> Light:
    """Green: reached or on course; yellow: near, behind or overdue; red: missed, or behind and overdue."""
    if outcome != "not_due":
        return LIGHTS[outcome]
    if pace == "behind":
        return "red" if overdue else "yellow"
    if overdue:
        return "yellow"
    return "grey" if pace is None else "green"


def _promise(target: Record, overdue: bool) -> dict[str, str]:
    quantity = target.quantity
    bounds = plain(quantity.value) + (f"–{plain(quantity.value_max)}" if quantity.value_max is not None else "")
    inputs = {
        "target": f"{bounds} {quantity.unit}",
        "comparator": quantity.comparator,
        "measure": target.measure,
        "direction": target.direction,
        "period": f"{target.period_start} – {target.due}",
    }
    return inputs | {"overdue": "yes"} if overdue else inputs


def _measured(case: Case, finding: Finding) -> dict[str, str]:
    inputs = {
        "actual": f"{plain(case.actual)} {case.target.quantity.unit}",
        "as_of": case.covered.isoformat(),
        "elapsed": plain(case.elapsed),
    }
    if case.epsilon:
        inputs["epsilon"] = f"{plain(case.epsilon)} {case.target.quantity.unit}"
    return inputs | dict(finding.notes)


def _decimal_share(case: Case) -> Decimal:
    return Decimal(case.elapsed.numerator) / Decimal(case.elapsed.denominator)
