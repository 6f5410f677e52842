"""`tracker withdraw`: a promise that was given up."""

from __future__ import annotations

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Database, FormatOption
from tracker.cli.recording import Reason, RecordId, put_recorded, read_reason


def withdraw(record_id: RecordId, reason: Reason, form: FormatOption = "table", database: Database = None) -> None:
    """Withdraw a promise that was given up, such as by a later decision.

    It is no longer listed or counted, and stays withdrawn when its report is read again. Its figures are kept.
    """
    with open_database(database) as store:
        withdrawn = store.withdraw(record_id, reason=read_reason(reason), by=clock.user(), now=clock.now())
    put_recorded(withdrawn, form)
