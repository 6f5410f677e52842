"""`tracker export`: everything as a file that can be kept, compared and imported."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from tracker.cli import clock
from tracker.cli.database import is_missing_database, open_database
from tracker.cli.files import replacing, write_file
from tracker.cli.options import Database
from tracker.cli.output import put_parts
from tracker.cli.standing import Standing, look_from, stand, walk_standings
from tracker.errors import UsageError
from tracker.views.csv import write_csv
from tracker.views.fields import STORED_FIELDS, Row
from tracker.views.json import write_lines

if TYPE_CHECKING:
    from tracker.store import Store

Shape = Literal["jsonl", "csv", "parquet"]


def export(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", show_default="standard output", help="The file to write."),
    ] = None,
    form: Annotated[
        Shape | None,
        typer.Option(
            "--format",
            show_default="by the ending of FILE, else jsonl",
            help="All that is known, or a table for a spreadsheet or a database of columns.",
        ),
    ] = None,
    with_history: Annotated[
        bool, typer.Option("--history", help="Also what was undone, and who wrote what, when, by which command.")
    ] = False,
    database: Database = None,
) -> None:
    """Write everything to a file that tracker import reads, as JSON Lines.

    The same database gives the same bytes. With --format csv it is a table of the targets for a spreadsheet instead;
    in a file it begins with a byte order mark, so that Excel reads it as UTF-8. With --format parquet it is a table of
    targets and claims for DuckDB or Spark.
    """
    shape = form or _shape_of(output)
    if output is not None and is_missing_database(output, database):
        raise UsageError(f"{output} is where the database goes: give another path")
    if shape != "jsonl" and with_history:
        raise UsageError("a table of targets has no history; leave out --history, or use --format jsonl")
    if shape == "parquet":
        _write_columns(output, database)
        return
    with open_database(database) as store:
        parts = _write_targets(store) if shape == "csv" else write_lines(store.export(history=with_history))
        if output is None:
            put_parts(parts)
        else:
            write_file(output, chain(["\ufeff"], parts) if shape == "csv" else parts)


def _shape_of(output: Path | None) -> Shape:
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    return next((shape for shape in get_args(Shape) if shape == suffix), "jsonl")


def _write_columns(output: Path | None, database: Path | None) -> None:
    """Every target and claim as `tracker list` shows it today, a portion at a time."""
    from tracker.store import Page, Selection
    from tracker.views.parquet import write_parquet

    if output is None:
        raise UsageError("--format parquet: columns need a file; give one with --output")
    with open_database(database) as store, replacing(output) as draft:
        found = walk_standings(store, Selection(role=None), look_from(None), Page())
        write_parquet(map(_with_people, found), draft)


def _with_people(standing: Standing) -> Row:
    """The row of a record, with what people said around it."""
    return {**standing.row, "responsible": standing.stored.responsible, "tags": standing.stored.tags}


def _write_targets(store: Store) -> Iterator[str]:
    """The targets as they stand today, line by line."""
    from tracker.store import Selection

    today = clock.today()
    standings = (stand(stored, today) for found in store.batches(Selection()) for stored in found)
    return write_csv((standing.row for standing in standings), STORED_FIELDS)
