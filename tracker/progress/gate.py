"""What is wrong with targets, how grave that is, and whether a check fails: pure, over targets and their progress."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from tracker.errors import UsageError
from tracker.model import Progress, Record
from tracker.progress.assess import is_overdue, is_stale
from tracker.progress.policy import PROBLEMS, Policy, Problem, Severity
from tracker.progress.tally import Tally, count

Key = tuple[str, ...]
"""What a finding is known by from run to run and from database to database: no id, but the words of the promise."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a check fails on: which problems, after how many days a figure is stale, and the least coverage."""

    problems: frozenset[Problem]
    stale_after: int = 0
    coverage: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of one target; `known` where the baseline already has it."""

    target: Record
    progress: Progress
    problem: Problem
    severity: Severity
    known: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The result of a check: findings worst first, what of the baseline is fixed, counts, and why it fails, if so."""

    findings: tuple[Finding, ...]
    fixed: tuple[tuple[Key, Problem], ...]
    tally: Tally
    reasons: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Whether anything fails the check."""
        return bool(self.reasons)


def read_terms(fail_on: str, min_coverage: str | None) -> Terms:
    """`missed,stale:90d` and `80%`. Raises `UsageError` for what is none."""
    problems: set[Problem] = set()
    days = 0
    for word in filter(None, (word.strip() for word in fail_on.split(","))):
        name, _, age = word.partition(":")
        problem = next((known for known in PROBLEMS if known == name.replace("_", "-")), None)
        if problem is None or (age and problem != "stale"):
            raise UsageError(f"--fail-on: {word!r} is none of {', '.join(PROBLEMS)} (stale with days: stale:90d)")
        problems.add(problem)
        days = _read_days(age) if problem == "stale" else days
    return Terms(frozenset(problems), days, None if min_coverage is None else _read_share(min_coverage))


def judge(
    standings: Iterable[tuple[Record, Progress]],
    terms: Terms,
    policy: Policy,
    *,
    today: date,
    baseline: Mapping[tuple[Key, Problem], int] | None = None,
) -> Judgement:
    """Judge targets by the terms and the policy; what the baseline holds doesn't fail the check."""
    known = list(standings)
    found = [finding for target, progress in known for finding in _find(target, progress, terms, policy, today)]
    old = Counter(baseline or {})
    marked = [_mark(finding, old) for finding in found]
    tally = count(known, today)
    return Judgement(
        findings=tuple(sorted(marked, key=_gravity)),
        fixed=tuple(sorted(_fixed(old, known, terms))),
        tally=tally,
        reasons=tuple(_reasons(marked, tally, terms)),
    )


def problems_of(target: Record, progress: Progress, today: date, stale_after: int) -> Iterator[Problem]:
    """All that is wrong with a target, whether or not the check asks for it, gravest first."""
    if progress.outcome == "missed":
        yield "missed"
    if is_overdue(target, progress, today):
        yield "overdue"
    if progress.pace == "behind":
        yield "behind"
    if progress.outcome == "unreported":
        yield "unreported"
    if progress.outcome == "no_data":
        yield "no-data"
    if stale_after and is_stale(progress, today, stale_after):
        yield "stale"


def key_of(target: Record) -> Key:
    """Place, year and title of the report, then the promise."""
    return (
        target.district_code or target.district,
        str(target.year),
        target.report,
        target.indicator_key,
        target.quantity.text,
        target.measure,
        target.due.isoformat(),
    )


def _find(target: Record, progress: Progress, terms: Terms, policy: Policy, today: date) -> Iterator[Finding]:
    for problem in problems_of(target, progress, today, terms.stale_after):
        if problem in terms.problems and (severity := policy.severity(target, problem)) != "ignore":
            yield Finding(target, progress, problem, severity)


def _mark(finding: Finding, old: Counter[tuple[Key, Problem]]) -> Finding:
    """Take a finding off the baseline that has it; what is left of the baseline in the end is fixed."""
    name = key_of(finding.target), finding.problem
    if not old[name]:
        return finding
    old[name] -= 1
    return replace(finding, known=True)


def _fixed(
    old: Counter[tuple[Key, Problem]], known: Sequence[tuple[Record, Progress]], terms: Terms
) -> Iterator[tuple[Key, Problem]]:
    """What the baseline still holds of targets and problems that were checked, and that wasn't found."""
    checked = {key_of(target) for target, _ in known}
    return ((key, problem) for key, problem in old.elements() if key in checked and problem in terms.problems)


def _reasons(findings: Sequence[Finding], tally: Tally, terms: Terms) -> Iterator[str]:
    fresh = Counter(f.problem for f in findings if f.severity == "error" and not f.known)
    yield from (f"{fresh[problem]} {problem}" for problem in PROBLEMS if fresh[problem])
    share = tally.coverage
    if terms.coverage is not None and share is not None and share < terms.coverage:
        yield (
            f"coverage {_percent(share)} is below {_percent(terms.coverage)}"
            f" ({tally.with_figure} of {tally.targets} targets have a figure)"
        )


def _gravity(finding: Finding) -> tuple[bool, bool, int, Decimal, date, int]:
    """New errors first, then by problem; of one problem what is least achieved, then what was due first."""
    share = finding.progress.achievement
    return (
        finding.known,
        finding.severity != "error",
        PROBLEMS.index(finding.problem),
        Decimal(1) if share is None else share,
        finding.target.due,
        finding.target.id or 0,
    )


def _read_days(age: str) -> int:
    match = re.fullmatch(r"([0-9]{1,5})d?", age)
    if match is None or not int(match[1]):
        raise UsageError(f"--fail-on: stale needs a number of days: stale:90d, not {age!r}")
    return int(match[1])


def _read_share(text: str) -> Decimal:
    """`80%` or `0.8`."""
    written = text.strip().replace("％", "%")
    try:
        share = Decimal(written.removesuffix("%")) / (100 if written.endswith("%") else 1)
    except InvalidOperation:
        share = Decimal("NaN")
    if not share.is_finite() or not 0 <= share <= 1:
        raise UsageError(f"--min-coverage: {text!r} is no share: write it as 80% or 0.8")
    return share


def _percent(share: Decimal) -> str:
    text = format(round(share * 100, 1), "f")
    return text.removesuffix(".0") + "%"
