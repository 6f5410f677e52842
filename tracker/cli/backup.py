"""`tracker backup`: a copy of the whole database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Database
from tracker.cli.output import put


def backup(
    path: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", show_default="beside the database, by the time", help="The file to make."),
    ] = None,
    database: Database = None,
) -> None:
    """Copy the whole database to a new file, and print its path.

    Other processes may write meanwhile: the copy holds what was committed when it was made. A file that exists is never
    written over.
    """
    with open_database(database) as store:
        name = f"{store.path.name}.backup-{clock.now():%Y%m%d-%H%M%S}"
        target = path or store.path.with_name(name)
        store.backup(target)
    put(f"{target}\n")
