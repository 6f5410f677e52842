"""`tracker reject`: say that a record is no promise."""

from __future__ import annotations

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Database, FormatOption
from tracker.cli.recording import Reason, RecordId, put_recorded, read_reason


def reject(record_id: RecordId, reason: Reason, form: FormatOption = "table", database: Database = None) -> None:
    """Reject a record that is no promise, or no result.

    It is no longer listed or counted, and stays rejected when its report is read again. Its words are kept.
    """
    with open_database(database) as store:
        rejected = store.reject(record_id, reason=read_reason(reason), by=clock.user(), now=clock.now())
    put_recorded(rejected, form)
