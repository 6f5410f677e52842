"""`tracker undo`: take back what was written, by writing."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.history import put_entries
from tracker.cli.options import Database, FormatOption
from tracker.errors import UsageError


def undo(
    count: Annotated[
        int | None,
        typer.Argument(metavar="N", min=1, show_default="1", help="How many commands to undo, the last one first."),
    ] = None,
    entry: Annotated[
        int | None,
        typer.Option("--entry", metavar="ENTRY", show_default=False, help="Undo this entry of the history alone."),
    ] = None,
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Undo the last command that wrote something, or the last N, and print what was undone.

    Nothing is deleted: the undoing is a line of the history too. With --entry a single entry is undone, if nothing that
    came later builds on it; of an entry that is itself an undo, what it undid comes back.
    """
    if count is not None and entry is not None:
        raise UsageError("give a number of commands or --entry, not both")
    with open_database(database) as store:
        by, now = clock.user(), clock.now()
        undone = store.undo(count or 1, by=by, now=now) if entry is None else store.undo_entry(entry, by=by, now=now)
    put_entries([replace(found, undone=True) for found in undone], form)
