"""`tracker update`: record what became of a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Database, District, FormatOption, Indicator, Year
from tracker.cli.output import say
from tracker.cli.selecting import choose_one, select
from tracker.cli.standing import put_standings, stand
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.store import Store, Stored


def update(
    actual: Annotated[
        str, typer.Option("--actual", metavar="VALUE", help="The outcome so far: 5800, 1.6万人, 200亿元, 七成.")
    ],
    target_id: Annotated[
        int | None, typer.Argument(metavar="ID", show_default=False, help="The number of the target.")
    ] = None,
    district: District = None,
    year: Year = None,
    indicator: Indicator = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", show_default="today", help="The day that the figure covers.")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="TEXT", show_default=False, help="Where it is from.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", show_default=False, help="What else to remember.")] = None,
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Record what became of a target.

    The target is that with this ID, or the only one that --district, --year and --indicator select. The outcome is
    added to what was recorded before; nothing is overwritten.
    """
    from tracker.progress import check_covers, read_actual, read_date

    today = clock.today()
    with open_database(database) as store:
        target = _choose(store, target_id, district, year, indicator)
        value = read_actual(actual, target.record)
        covered = read_date(as_of, today=today) if as_of else today
        check_covers(covered, target.record)
        store.record_actual(target.id, value, as_of=covered, source=source, note=note, by=clock.user(), now=clock.now())
        changed = store.target(target.id)
    if covered > today:
        say(f"warning: {covered} lies in the future")
    put_standings([stand(changed, today)], form)


def _choose(
    store: Store, target_id: int | None, district: str | None, year: int | None, indicator: str | None
) -> Stored:
    selectors = (district, year, indicator)
    if target_id is not None and selectors != (None, None, None):
        raise UsageError("give an ID or --district, --year and --indicator, not both")
    if target_id is not None:
        return store.target(target_id)
    if selectors == (None, None, None):
        raise UsageError("say which target: give its ID, or --district, --year and --indicator")
    return choose_one(store, select(store, district, year, indicator))
