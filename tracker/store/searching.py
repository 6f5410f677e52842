"""Find records by words of their sentences and indicators, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.store.targets import Condition, conditions_of, select_records
from tracker.store.tokens import Phrase
from tracker.store.values import Selection

if TYPE_CHECKING:
    from tracker.store.database import Database

SCORE = "bm25(search, 1.0, 4.0)"  # a word in the indicator weighs four times one in the sentence


def search(db: Database, phrases: Sequence[Phrase], selection: Selection) -> list[int]:
    """The ids of the records of a selection that hold all of the phrases, the best match first."""
    wanted = " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)  # letters and digits only: no syntax gets in
    among, known = _among(selection)
    where, values = conditions_of(selection)
    # below zero stand the indicators that people gave; the + lets the words be looked up first, then the place
    hits = (
        f"SELECT rowid AS id, {SCORE} AS score FROM search WHERE search MATCH ? AND rowid > 0{among}"  # noqa: S608
        f" UNION ALL SELECT current_words.record_id, {SCORE} FROM search"
        " JOIN current_words ON current_words.id = -search.rowid WHERE search MATCH ? AND search.rowid < 0"
    )
    rows = db.execute(
        f"SELECT records.id FROM ({hits}) AS hit CROSS JOIN records ON records.id = hit.id"  # noqa: S608 - constants
        " CROSS JOIN reports ON reports.id = records.report_id"
        f" WHERE {where} GROUP BY records.id ORDER BY min(hit.score), records.id",
        [wanted, *known, wanted, *values],
    )
    return [row[0] for row in rows]


def _among(selection: Selection) -> Condition:
    """Where a place or a year is wanted only its records are ranked, however many others hold the words."""
    if not (selection.code_prefixes or selection.district or selection.year):
        return "", []
    sql, values = select_records("records.id", selection)
    return f" AND +rowid IN ({sql})", values
