"""`tracker edit`: put a record right, and tell of it what its report doesn't."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Database, FormatOption
from tracker.cli.recording import RecordId, put_recorded
from tracker.errors import UsageError
from tracker.model import Comparator, Direction, Measure, Role


def _option(name: str, metavar: str | None, text: str) -> Any:  # noqa: ANN401  # as typer.Option itself
    return typer.Option(name, metavar=metavar, show_default=False, help=text)


Text = str | None


def edit(
    record_id: RecordId,
    indicator: Annotated[Text, _option("--indicator", "TEXT", "What is measured.")] = None,
    value: Annotated[Text, _option("--value", "VALUE", "The number: 5800, 1.6万人; of a range the lower end.")] = None,
    value_max: Annotated[Text, _option("--value-max", "VALUE", "The upper end of a range; '' for none.")] = None,
    unit: Annotated[Text, _option("--unit", "UNIT", "The base unit: 家, 元, %.")] = None,
    comparator: Annotated[Comparator | None, _option("--comparator", None, "How the number binds.")] = None,
    measure: Annotated[Measure | None, _option("--measure", None, "What kind of promise it is.")] = None,
    direction: Annotated[Direction | None, _option("--direction", None, "Which way is better.")] = None,
    period_start: Annotated[Text, _option("--period-start", "DAY", "The first day that counts, 2022-01-01.")] = None,
    due: Annotated[Text, _option("--due", "DATE", "When it is to be reached.")] = None,
    commitment: Annotated[Text, _option("--commitment", "TEXT", "The word of will, such as 确保; '' for none.")] = None,
    section: Annotated[Text, _option("--section", "TEXT", "The part of the report.")] = None,
    role: Annotated[Role | None, _option("--role", None, "Promise or reported result.")] = None,
    baseline: Annotated[
        Text, _option("--baseline", "VALUE", "Where the indicator stood at the beginning; '' for none.")
    ] = None,
    responsible: Annotated[
        Text, _option("--responsible", "TEXT", "Who answers for it (责任单位); '' for nobody.")
    ] = None,
    tag: Annotated[list[str] | None, _option("--tag", "TEXT", "A tag to add; may be repeated.")] = None,
    untag: Annotated[list[str] | None, _option("--untag", "TEXT", "A tag to drop; may be repeated.")] = None,
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Put a record right where it was read wrongly, and tell of it what its report doesn't.

    What is given here wins over what was read, also when the report is read again or by a newer tracker. A promise that
    was itself changed is for tracker revise.
    """
    from tracker.cli.fields import Wanted, read_changes

    wanted = Wanted(
        role=role, indicator=indicator, value=value, value_max=value_max, unit=unit, comparator=comparator,
        measure=measure, direction=direction, period_start=period_start, due=due, commitment=commitment,
        section=section, baseline=baseline, responsible=responsible,
    )  # fmt: skip
    if wanted == Wanted() and not tag and not untag:
        raise UsageError("say what to change, such as --due 2026-12-31; tracker edit --help lists the fields")
    with open_database(database) as store:
        changes = read_changes(wanted, store.target(record_id), clock.today())
        by, now = clock.user(), clock.now()
        edited = store.edit(record_id, changes, add_tags=tag or (), drop_tags=untag or (), by=by, now=now)
    put_recorded(edited, form)
