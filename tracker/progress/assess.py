"""Target + recorded figures → `Progress`: where the target stands, by which formula, from which inputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tracker.model import Actual, Light, Outcome, Pace, Progress, Record
from tracker.progress.case import Case, Finding, as_decimal, plain
from tracker.progress.figures import Total, known_figures, total_of
from tracker.progress.formulas import Formula, formula_for
from tracker.progress.kinds import needs_a_rate
from tracker.progress.tolerance import USUAL, Tolerance

REACHED: tuple[Outcome, ...] = ("met", "exceeded")
OPEN: tuple[Outcome, ...] = ("not_due", "no_data")
LIGHTS: dict[Outcome, Light] = {
    "met": "green",
    "exceeded": "green",
    "near": "yellow",
    "missed": "red",
    "no_data": "grey",
    "unreported": "grey",
}


@dataclass(frozen=True, slots=True)
class Assessment:
    """A judgement with all that it was made of; without a figure there is neither total nor case nor finding."""

    target: Record
    formula: Formula
    outcome: Outcome
    overdue: bool
    total: Total | None = None
    case: Case | None = None
    finding: Finding | None = None

    @property
    def pace(self) -> Pace | None:
        """The pace, while nothing is decided."""
        return self.finding.pace if self.finding and self.outcome == "not_due" else None


def progress(
    target: Record,
    actuals: Sequence[Actual],
    *,
    today: date,
    as_of: date | None = None,
    known_by: datetime | None = None,
    baseline: Decimal | None = None,
    unreported: bool = False,
    tolerance: Tolerance = USUAL,
) -> Progress:
    """Where the target stands by the figures that are recorded for it.

    `as_of` looks at the target as on that date: figures that cover later dates are left out, and the date takes the
    place of `today`. `known_by` leaves out what was recorded after that moment. Only a figure that covers the due date
    can miss a target; an older one leaves it `not_due`, and when the due date is past by `today` the inputs say
    `overdue`. A count that is reached early is met; rates and caps wait for the date. `unreported` tells that a later
    report was read and is silent on a target that has no figure.
    """
    return summarise(
        assess(
            target,
            actuals,
            today=today,
            as_of=as_of,
            known_by=known_by,
            baseline=baseline,
            unreported=unreported,
            tolerance=tolerance,
        )
    )


def assess(
    target: Record,
    actuals: Sequence[Actual],
    *,
    today: date,
    as_of: date | None = None,
    known_by: datetime | None = None,
    baseline: Decimal | None = None,
    unreported: bool = False,
    tolerance: Tolerance = USUAL,
) -> Assessment:
    """The same with all that the judgement is made of."""
    formula = formula_for(target)
    total = total_of(target, known_figures(actuals, as_of, known_by))
    late = (as_of or today) > target.due
    if total is None:
        outcome: Outcome = "unreported" if unreported else "no_data"
        return Assessment(target, formula, outcome, overdue=late and not unreported)
    case = Case(target, total.value, total.covered, baseline, tolerance)
    finding = formula.judge(case)
    outcome = outcome_by_now(case, finding)
    return Assessment(target, formula, outcome, late and outcome == "not_due", total, case, finding)


def summarise(found: Assessment) -> Progress:
    """The values of a judgement, as they are printed."""
    total, case, finding = found.total, found.case, found.finding
    promise = _promise(found.target, found.overdue)
    if total is None or case is None or finding is None:
        return Progress(found.outcome, LIGHTS[found.outcome], found.formula.name, inputs=promise)
    return Progress(
        outcome=found.outcome,
        light=light_of(found.outcome, found.pace, overdue=found.overdue),
        formula=found.formula.name,
        actual=total.value,
        as_of=total.covered,
        achievement=finding.achievement,
        gap=finding.gap,
        elapsed=as_decimal(case.elapsed),
        pace=found.pace,
        needed=None if finding.needed is None else as_decimal(finding.needed),
        inputs=promise | _measured(case, total, finding),
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


def is_overdue(target: Record, standing: Progress, today: date) -> bool:
    """Whether the due date is past and nothing is decided."""
    return today > target.due and standing.outcome in OPEN


def is_stale(standing: Progress, today: date, days: int) -> bool:
    """Whether a target that is not decided has a figure, and the last one covers a date more than `days` ago."""
    return standing.outcome == "not_due" and standing.as_of is not None and (today - standing.as_of).days > days


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


def _measured(case: Case, total: Total, finding: Finding) -> dict[str, str]:
    unit = case.target.quantity.unit
    inputs = {"actual": f"{plain(case.actual)} {unit}"}
    if len(total.parts) > 1:
        inputs["figures"] = " + ".join(plain(part.value) for part in total.parts)
    inputs |= {"as_of": case.covered.isoformat(), "elapsed": plain(case.elapsed)}
    if total.proposed:
        inputs["proposed"] = "yes"
    if case.epsilon:
        inputs["epsilon"] = f"{plain(case.epsilon)} {unit}"
    return inputs | dict(finding.notes) | _needed(finding, case)


def _needed(finding: Finding, case: Case) -> dict[str, str]:
    """What is needed under a name that says what it is: so much a month, or a rate for the rest of the period."""
    if finding.needed is None:
        return {}
    return {"needed_in_the_rest" if needs_a_rate(case.target) else "needed_per_month": plain(finding.needed)}
