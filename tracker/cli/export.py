"""`tracker export`: everything as a file that can be kept, compared and imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.files import write_file
from tracker.cli.options import Database
from tracker.cli.output import put
from tracker.cli.standing import stand
from tracker.errors import UsageError
from tracker.views.csv import render_csv
from tracker.views.fields import STORED_FIELDS
from tracker.views.json import render_lines

if TYPE_CHECKING:
    from tracker.store import Store


def export(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", show_default="standard output", help="The file to write."),
    ] = None,
    form: Annotated[
        Literal["jsonl", "csv"] | None,
        typer.Option(
            "--format", show_default="by the ending of FILE, else jsonl", help="All that is known, or a table."
        ),
    ] = None,
    with_history: Annotated[
        bool, typer.Option("--history", help="Also what was undone, and who wrote what, when, by which command.")
    ] = False,
    database: Database = None,
) -> None:
    """Write everything to a file that tracker import reads, as JSON Lines.

    The same database gives the same bytes. With --format csv it is a table of the targets for a spreadsheet instead;
    in a file it begins with a byte order mark, so that Excel reads it as UTF-8.
    """
    is_table = form == "csv" or (form is None and output is not None and output.suffix.lower() == ".csv")
    if is_table and with_history:
        raise UsageError("a table of targets has no history; leave out --history, or use --format jsonl")
    with open_database(database) as store:
        text = _render_targets(store) if is_table else render_lines(store.export(history=with_history))
    if output is None:
        put(text)
    else:
        write_file(output, ("\ufeff" if is_table else "") + text)


def _render_targets(store: Store) -> str:
    from tracker.store import Selection

    standings = [stand(stored, clock.today()) for stored in store.targets(Selection())]
    return render_csv([standing.row for standing in standings], STORED_FIELDS)
