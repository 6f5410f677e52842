"""`tracker confirm`: vouch for records and for figures that were proposed."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Database, FormatOption
from tracker.cli.standing import put_standings, stand


def confirm(
    ids: Annotated[
        list[int], typer.Argument(metavar="ID", help="The numbers of the targets, as tracker list prints them.")
    ],
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Vouch for records, and for the figures that tracker match proposed for them.

    A confirmed record stays as long as the report holds its sentence, also where a newer extractor would no longer find
    it. One that was rejected, withdrawn or merged counts again. All are confirmed, or none.
    """
    with open_database(database) as store:
        confirmed = store.confirm(ids, by=clock.user(), now=clock.now())
    put_standings([stand(stored, clock.today()) for stored in confirmed], form)
