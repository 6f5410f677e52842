"""The result of `tracker check`: as lines for people, as one object for programs, as Markdown for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tracker.model import Record
from tracker.progress.baseline import FIELDS, describe_key
from tracker.progress.gate import Finding, Judgement
from tracker.progress.tally import OUTCOMES
from tracker.views.fields import Row, stored_fields
from tracker.views.harmless import show_harmless
from tracker.views.markdown import render_markdown
from tracker.views.numerals import round_to, write_amount, write_quantity, write_share
from tracker.views.summary import NO_TARGETS
from tracker.views.table import render_table

OWN_FIELDS = ("severity", "problem", "known", "message")
TARGET_FIELDS = ("id", "indicator", "display", "measure", "district", "year", "section", "commitment", "due")
STANDING_FIELDS = ("actual", "as_of", "proposed", "achievement", "gap", "elapsed", "pace", "outcome")
FINDING_FIELDS = (*OWN_FIELDS, *TARGET_FIELDS, *STANDING_FIELDS)
COLUMNS = ("severity", "problem", "id", "district", "year", "target", "standing")


def render_text(found: Judgement) -> str:
    """A line for each finding, worst first, for each one that is fixed, and the counts."""
    rows = [*map(_line, found.findings), *_fixed_lines(found)]
    table = render_table(rows, COLUMNS).partition("\n")[2] if rows else ""
    return f"{table}{describe_counts(found)}\n"


def render_markdown_page(found: Judgement) -> str:
    """A heading that says how it ended, the counts, and a table, as a summary of a CI job wants it."""
    verdict = "failed" if found.failed else "passed"
    rows = [*map(_line, found.findings), *_fixed_lines(found)]
    table = "\n" + render_markdown(rows, COLUMNS) if rows else ""
    why = "".join(f"- {reason}\n" for reason in found.reasons)
    return f"## tracker check: {verdict}\n\n{describe_counts(found)}\n{_apart(why)}{table}"


def check_fields(found: Judgement) -> dict[str, object]:
    """One object: whether it passed and why not, the counts, every finding, and what is fixed."""
    tally = found.tally
    return {
        "passed": not found.failed,
        "reasons": list(found.reasons),
        "targets": tally.targets,
        "with_figure": tally.with_figure,
        "coverage": None if tally.coverage is None else round_to(tally.coverage, 4),
        "outcomes": {outcome: tally.outcomes[outcome] for outcome in OUTCOMES},
        "findings": [finding_fields(finding) for finding in found.findings],
        "fixed": [{"problem": problem, **dict(zip(FIELDS, key, strict=True))} for key, problem in found.fixed],
    }


def finding_fields(finding: Finding) -> Row:
    """A finding with the fields of its target that say what it is about."""
    target = stored_fields(finding.target, finding.progress)
    own = {
        "severity": finding.severity,
        "problem": finding.problem,
        "known": finding.known,
        "message": describe_finding(finding),
    }
    return {name: own[name] if name in own else target[name] for name in FINDING_FIELDS}


def describe_finding(finding: Finding) -> str:
    """`上云企业 5700家, due 2022-12-31: 5600家 as of 2022-12-31, 98.2%`."""
    return f"{describe_target(finding.target)}, due {finding.target.due}: {describe_standing(finding)}"


def describe_target(target: Record) -> str:
    """`上云企业 5700家`."""
    return show_harmless(f"{target.indicator} {write_quantity(target.quantity)}")


def describe_standing(finding: Finding) -> str:
    """What is known of the target: its figure with the share or the gap, or that there is none."""
    progress, unit = finding.progress, finding.target.quantity.unit
    if progress.actual is None:
        return "a later report is silent" if progress.outcome == "unreported" else "no figure"
    told = f"{write_amount(progress.actual, unit)} as of {progress.as_of}"
    if progress.inputs.get("proposed"):
        told += " (proposed)"
    if progress.achievement is not None:
        return f"{told}, {write_share(progress.achievement)}"
    return told


def describe_counts(found: Judgement) -> str:
    """`42 targets, 12 with a figure (28.6%): 2 errors, 1 warning, 1 known, 1 fixed`."""
    tally = found.tally
    if tally.coverage is None:
        return NO_TARGETS
    kinds = Counter("known" if finding.known else finding.severity for finding in found.findings)
    counts = [_plural(kinds["error"], "error"), _plural(kinds["warning"], "warning")]
    counts += [f"{kinds['known']} known"] if kinds["known"] else []
    counts += [f"{len(found.fixed)} fixed"] if found.fixed else []
    covered = f"{tally.with_figure} with a figure ({write_share(tally.coverage)})"
    return f"{_plural(tally.targets, 'target')}, {covered}: {', '.join(counts)}"


def _line(finding: Finding) -> Row:
    target = finding.target
    return {
        "severity": "known" if finding.known else finding.severity,
        "problem": finding.problem,
        "id": target.id,
        "district": target.district,
        "year": target.year,
        "target": describe_target(target),
        "standing": f"{describe_standing(finding)}, due {target.due}",
    }


def _fixed_lines(found: Judgement) -> Iterator[Row]:
    for key, problem in found.fixed:
        yield {"severity": "fixed", "problem": problem, "target": describe_key(key)}


def _plural(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _apart(text: str) -> str:
    return f"\n{text}" if text else ""


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Those that fail the check."""
    return [finding for finding in findings if finding.severity == "error" and not finding.known]
