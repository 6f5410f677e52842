"""`tracker history`: who did what, when, by which command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.database import open_database
from tracker.cli.options import Database, FormatOption
from tracker.cli.output import Format, put_rows, say
from tracker.views.history import HISTORY_CELLS, HISTORY_COLUMNS, HISTORY_FIELDS, history_row

if TYPE_CHECKING:
    from tracker.store import Entry


def history(
    record_id: Annotated[
        int | None, typer.Argument(metavar="ID", show_default=False, help="Only what concerns this target.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", show_default=False, help="Print the last N only.")
    ] = None,
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Print who did what, when, by which command, the newest last.

    Nothing is ever left out: what was undone is marked so.
    """
    with open_database(database) as store:
        entries = store.history(record_id, limit)
    if not entries:
        say("nothing was written yet" if record_id is None else f"nothing is known of the past of {record_id}")
    put_entries(entries, form)


def put_entries(entries: list[Entry], form: Format) -> None:
    """Print entries of the history."""
    rows = [
        history_row(
            entry.id, entry.at, entry.by, entry.action, entry.what, entry.command, entry.records, entry.run,
            undone=entry.undone,
        )
        for entry in entries
    ]  # fmt: skip
    put_rows(rows, form, HISTORY_CELLS if form == "csv" else HISTORY_FIELDS, HISTORY_COLUMNS)
