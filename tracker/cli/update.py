"""`tracker update`: record what became of a target."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.filled import Defaults, Figure, before_and_after, read_figures
from tracker.cli.options import Database, District, FormatOption, Indicator, Year
from tracker.cli.output import Format, put_rows, say
from tracker.cli.selecting import choose_one, select
from tracker.cli.standing import put_standings, stand
from tracker.errors import UsageError
from tracker.model import Actual

if TYPE_CHECKING:
    from tracker.store import Store, Stored

DIFFERENCE_FIELDS = ("line", "id", "district", "year", "indicator", "unit", "as_of", "before", "after")
DIFFERENCE_COLUMNS = ("line", "id", "indicator", "unit", "as_of", "before", "after")


def update(
    target_id: Annotated[
        int | None, typer.Argument(metavar="ID", show_default=False, help="The number of the target.")
    ] = None,
    actual: Annotated[
        str | None,
        typer.Option(
            "--actual", metavar="VALUE", show_default=False, help="The outcome so far: 5800, 1.6万人, 200亿元, 七成."
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            show_default=False,
            help="A table of outcomes: csv, tsv, jsonl or xlsx; - for csv.",
        ),
    ] = None,
    district: District = None,
    year: Year = None,
    indicator: Indicator = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", show_default="today", help="The day that the figure covers.")
    ] = None,
    cumulative: Annotated[
        bool,
        typer.Option(
            "--cumulative/--period",
            help="The figure covers the whole period up to its day, or only what came since the one before.",
        ),
    ] = True,
    source: Annotated[str | None, typer.Option(metavar="TEXT", show_default=False, help="Where it is from.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", show_default=False, help="What else to remember.")] = None,
    corrects: Annotated[
        int | None,
        typer.Option(
            metavar="FIGURE", show_default=False, help="The figure that it replaces, as tracker show numbers them."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would change, and record nothing.")] = False,
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Record what became of a target, or of all targets of a table.

    The target is that with this ID, or the only one that --district, --year and --indicator select. The outcome is
    added to what was recorded before; nothing is overwritten. All rows of a table are checked first: either all are
    recorded or none. tracker template writes such a table.
    """
    from tracker.progress import read_date

    today = clock.today()
    covered = read_date(as_of, today=today) if as_of else today
    defaults = Defaults(today, covered, district, year, cumulative, source, note)
    _check_usage(actual, table, (target_id, indicator, corrects))
    with open_database(database) as store:
        if table is not None:
            figures = read_figures(table, store, defaults)
        else:
            target = _choose(store, target_id, district, year, indicator)
            figures = [_read_figure(actual or "", target, defaults, corrects)]
        if not dry_run:
            store.record_actuals([figure.actual for figure in figures], by=clock.user(), now=clock.now())
        changed = [store.target(number) for number in dict.fromkeys(figure.target.id for figure in figures)]
    _warn_of_the_future(figures, today)
    _warn_of_what_does_not_add_up(figures)
    if dry_run:
        _put_difference(figures, form, today)
    else:
        put_standings([stand(stored, today) for stored in changed], form)


def _check_usage(actual: str | None, table: str | None, for_one: tuple[object, ...]) -> None:
    if actual is None and table is None:
        raise UsageError("say what became of it: give --actual VALUE, or a table with --from FILE")
    if actual is not None and table is not None:
        raise UsageError("give --actual or --from, not both")
    if table is not None and any(one is not None for one in for_one):
        raise UsageError("--from: the rows of the table say which targets; leave out ID, --indicator and --corrects")


def _read_figure(actual: str, target: Stored, defaults: Defaults, corrects: int | None) -> Figure:
    from tracker.progress import check_covers, read_actual

    value = read_actual(actual, target.record, baseline=target.baseline, covered=defaults.as_of)
    check_covers(defaults.as_of, target.record)
    figure = Actual(
        target_id=target.id, value=value, as_of=defaults.as_of, source=defaults.source, note=defaults.note,
        corrects=corrects, cumulative=defaults.cumulative,
    )  # fmt: skip
    return Figure(target, figure)


def _warn_of_the_future(figures: list[Figure], today: date) -> None:
    for covered in sorted({figure.actual.as_of for figure in figures if figure.actual.as_of > today}):
        say(f"warning: {covered} lies in the future")


def _warn_of_what_does_not_add_up(figures: list[Figure]) -> None:
    from tracker.progress import takes_periods

    for name in sorted(
        {f.target.record.indicator for f in figures if not f.actual.cumulative and not takes_periods(f.target.record)}
    ):
        say(f"warning: figures of {name} don't add up, so --period means nothing: the latest counts")


def _put_difference(figures: list[Figure], form: Format, today: date) -> None:
    rows = []
    for figure in figures:
        progress = stand(figure.target, today).progress
        rows.append(before_and_after(figure, progress.actual if progress else None))
    put_rows(rows, form, DIFFERENCE_FIELDS, DIFFERENCE_COLUMNS)
    say("dry run: nothing was recorded")


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
