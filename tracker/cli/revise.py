"""`tracker revise`: a promise that was changed by those who gave it (年中调整)."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Database, FormatOption
from tracker.cli.recording import Reason, RecordId, put_recorded, read_reason


def revise(
    record_id: RecordId,
    value: Annotated[str, typer.Option("--value", metavar="VALUE", help="The new value: 5800, 1.6万人, 6%.")],
    reason: Reason,
    value_max: Annotated[
        str | None,
        typer.Option("--value-max", metavar="VALUE", show_default=False, help="The new upper end of a range."),
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", show_default=False, help="The new date, if that changed too.")
    ] = None,
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Change what was promised, as a mid-year adjustment (年中调整) does.

    From now on the new value counts. The old one stays in the history, and is what counts for a date before the change.
    An error of the extractor is put right with tracker edit instead.
    """
    from tracker.cli.fields import Wanted, read_changes

    wanted = Wanted(value=value, value_max=value_max, due=due)
    with open_database(database) as store:
        changes = read_changes(wanted, store.target(record_id), clock.today())
        by, now = clock.user(), clock.now()
        revised = store.edit(record_id, changes, reason=read_reason(reason), by=by, now=now)
    put_recorded(revised, form)
