"""Find records by words of their sentences and indicators, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.store.targets import conditions_of
from tracker.store.tokens import Phrase
from tracker.store.values import Selection

if TYPE_CHECKING:
    from tracker.store.database import Database

HITS = """
    SELECT rowid AS id, bm25(search, 1.0, 4.0) AS score FROM search WHERE search MATCH ? AND rowid > 0
    UNION ALL
    SELECT current_words.record_id, bm25(search, 1.0, 4.0) FROM search
    JOIN current_words ON current_words.id = -search.rowid WHERE search MATCH ? AND search.rowid < 0
"""
"""A word in the indicator weighs four times one in the sentence; below zero stand the indicators that people gave."""


def search(db: Database, phrases: Sequence[Phrase], selection: Selection) -> list[int]:
    """The ids of the records of a selection that hold all of the phrases, the best match first."""
    wanted = " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)  # letters and digits only: no syntax gets in
    where, values = conditions_of(selection)
    rows = db.execute(
        f"SELECT records.id FROM ({HITS}) AS hit CROSS JOIN records ON records.id = hit.id"  # noqa: S608 - constants
        " CROSS JOIN reports ON reports.id = records.report_id"
        f" WHERE {where} GROUP BY records.id ORDER BY min(hit.score), records.id",
        [wanted, wanted, *values],
    )
    return [row[0] for row in rows]
