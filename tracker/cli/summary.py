"""`tracker summary`: how many targets have which outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from tracker.cli.output import put, put_rows
from tracker.cli.standing import Look, Standing, Wanted, find_targets, look_from
from tracker.views.summary import NO_TARGETS, SUMMARY_FIELDS, readable_rows, summary_columns, summary_rows

if TYPE_CHECKING:
    from tracker.progress import Tally

By = Literal["district", "section", "measure", "commitment", "year", "responsible"]
Key = str | int | None
SummaryFormat = Literal["table", "json", "csv", "markdown"]


def summary(
    by: Annotated[
        By | None, typer.Option("--by", show_default=False, help="Count each of these apart; else all together.")
    ] = None,
    district: District = None,
    year: Year = None,
    indicator: Indicator = None,
    measure: MeasureOption = None,
    status: StatusOption = None,
    due_before: DueBefore = None,
    as_of: AsOf = None,
    policy: PolicyFile = None,
    form: Annotated[SummaryFormat, typer.Option("--format", help="How to print it.")] = "table",
    database: Database = None,
) -> None:
    """Count targets by their outcome, and how many have a figure.

    Percentages of different targets are never averaged. Where there is no target it says 无目标, which is not 0 %.
    """
    look = look_from(as_of, policy)
    found = find_targets(database, Wanted(district, year, indicator, measure, due_before, status), look)
    rows = summary_rows(by, _count_groups(found, by, look))
    if form in ("json", "csv"):
        put_rows(rows, form, SUMMARY_FIELDS, ())
    elif rows:
        put_rows(readable_rows(rows), form, (), summary_columns(by, rows))
    else:
        put(f"{NO_TARGETS}\n")


def _count_groups(found: Sequence[Standing], by: By | None, look: Look) -> dict[Key, Tally]:
    """A tally for each group, in the order in which targets are listed; those without such a thing last."""
    from tracker.progress import count

    groups: dict[Key, list[Standing]] = {}
    for standing in found:
        groups.setdefault(_KEYS[by](standing) if by else None, []).append(standing)
    return {
        key: count(((one.stored.record, one.progress) for one in groups[key] if one.progress), look.today)
        for key in sorted(groups, key=lambda key: key is None)
    }


_KEYS: dict[By, Callable[[Standing], Key]] = {
    "district": lambda standing: standing.stored.record.district,
    "section": lambda standing: standing.stored.record.section,
    "measure": lambda standing: standing.stored.record.measure,
    "commitment": lambda standing: standing.stored.record.commitment,
    "year": lambda standing: standing.stored.record.year,
    "responsible": lambda standing: standing.stored.responsible,
}
