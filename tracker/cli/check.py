"""`tracker check`: a gate for CI that fails on what is missed, late or silent."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tracker.cli.options import (
    AsOf,
    Database,
    District,
    DueBefore,
    Indicator,
    MeasureOption,
    PolicyFile,
    StatusOption,
    Year,
)
from tracker.cli.output import put, say
from tracker.cli.policy import policy_from, read_own_file
from tracker.cli.standing import Standing, Wanted, find_targets, look_from
from tracker.errors import NoMatch, UsageError
from tracker.model import Progress, Record

if TYPE_CHECKING:
    from tracker.progress.gate import Judgement

CheckFormat = Literal["text", "json", "junit", "github", "markdown"]
FAILED = 1
Pairs = Sequence[tuple[Record, Progress]]


def check(
    district: District = None,
    year: Year = None,
    indicator: Indicator = None,
    measure: MeasureOption = None,
    status: StatusOption = None,
    due_before: DueBefore = None,
    as_of: AsOf = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="PROBLEMS",
            help="With commas between: missed, overdue, behind, no-data, unreported, stale:90d.",
        ),
    ] = "missed,overdue",
    min_coverage: Annotated[
        str | None,
        typer.Option(metavar="SHARE", show_default=False, help="The least share of targets that have a figure: 80%."),
    ] = None,
    policy: PolicyFile = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", show_default=False, help="What is known already and doesn't fail the check."),
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write what is found to the --baseline file, and pass.")
    ] = False,
    allow_empty: Annotated[bool, typer.Option("--allow-empty", help="Pass where no target matches.")] = False,
    form: Annotated[CheckFormat, typer.Option("--format", help="How to print it.")] = "text",
    database: Database = None,
) -> None:
    """Fail, with exit code 1, on targets that are missed, late or silent.

    Errors fail the check, warnings don't; --policy says which is which. With --baseline only what is new fails. One
    line on standard error says why it failed. Where no target matches the exit code is 4, unless --allow-empty.
    """
    from tracker.progress.baseline import read_baseline
    from tracker.progress.gate import judge, read_terms

    if write_baseline and baseline is None:
        raise UsageError("--write-baseline: say where to with --baseline FILE")
    terms = read_terms(fail_on, min_coverage)
    rules = policy_from(policy)
    known = read_baseline(read_own_file(baseline), str(baseline)) if baseline and not write_baseline else None
    look = look_from(as_of, policy)
    pairs = _judged(find_targets(database, Wanted(district, year, indicator, measure, due_before, status), look))
    if not pairs and not allow_empty:
        raise NoMatch("no target matches, so nothing was checked; --allow-empty lets that pass")
    found = judge(pairs, terms, rules, today=look.today, baseline=known)
    put(_render(found, pairs, form))
    if write_baseline and baseline:
        _write_baseline(found, baseline)
    elif found.failed:
        say(f"gate failed: {'; '.join(found.reasons)}")
        raise typer.Exit(FAILED)


def _judged(standings: Sequence[Standing]) -> Pairs:
    return [(standing.stored.record, standing.progress) for standing in standings if standing.progress]


def _render(found: Judgement, pairs: Pairs, form: CheckFormat) -> str:
    from tracker.views.gate import check_fields, render_markdown_page, render_text
    from tracker.views.github import render_github
    from tracker.views.json import write_json
    from tracker.views.junit import render_junit

    if form == "json":
        return write_json(check_fields(found)) + "\n"
    if form == "junit":
        return render_junit(found, pairs)
    return {"github": render_github, "markdown": render_markdown_page, "text": render_text}[form](found)


def _write_baseline(found: Judgement, path: Path) -> None:
    """Put the file in place in one step, so that nobody reads half of it."""
    from tracker.progress.baseline import write_baseline

    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(write_baseline(found.findings), encoding="utf-8")
    os.replace(fresh, path)
    say(f"{path}: known from now on: {len(found.findings)}")
