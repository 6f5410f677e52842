"""Tell without reading it that a report is stored as it would be read now.

A reading bears a fingerprint of all that decided what was read: the bytes, tracker's code, the options. If it is still
the last reading of its report, and nothing that concerns the report was undone since, reading it again changes nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from tracker.model import Extraction, Found
from tracker.store.values import Known

if TYPE_CHECKING:
    from tracker.store.database import Database

_READING = """
    SELECT last.report_id, last.log_id, last.found, reports.district, reports.year
    FROM current_readings AS last JOIN reports ON reports.id = last.report_id
    WHERE last.fingerprint = ?
"""
# an undo may bring back what a reading had replaced, or take a word on which a record stands
_UNDONE_SINCE = """
    SELECT 1 FROM touched
    WHERE log_id IN (SELECT log_id FROM undos WHERE log_id > :entry) AND (
        (kind = 'report' AND subject = CAST(:report AS TEXT))
        OR (kind = 'record' AND subject IN (SELECT CAST(id AS TEXT) FROM records WHERE report_id = :report))
    )
    LIMIT 1
"""


def known(db: Database, fingerprint: str) -> Known | None:
    """The report whose last reading bears the fingerprint; None where another reading could change it."""
    row = next(db.query(_READING, [fingerprint]), None)
    if row is None:
        return None
    if db.execute(_UNDONE_SINCE, {"entry": row["log_id"], "report": row["report_id"]}).fetchone():
        return None
    told = json.loads(row["found"])
    return Known(
        report_id=row["report_id"],
        district=row["district"],
        year=row["year"],
        found=Found(**told["numbers"]),
        warnings=tuple(told["warnings"]),
    )


def tell_found(extraction: Extraction) -> str:
    """What is told of a reading besides its records, as JSON."""
    return json.dumps({"numbers": asdict(extraction.found), "warnings": extraction.warnings}, ensure_ascii=False)
