"""`tracker merge`: one record for a promise that was read twice."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Database, FormatOption
from tracker.cli.recording import RecordId, put_recorded


def merge(
    record_id: RecordId,
    into: Annotated[int, typer.Argument(metavar="INTO", help="The number of the target that stays.")],
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Let one target stand for another too, where a report states the same promise twice.

    The first is no longer listed; figures that were or will be recorded for it count for the second.
    """
    with open_database(database) as store:
        merged = store.merge(record_id, into, by=clock.user(), now=clock.now())
    put_recorded(merged, form)
