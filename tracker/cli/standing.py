"""Where stored targets stand today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.cli.output import Format, put_rows
from tracker.model import Progress
from tracker.views.fields import STORED_FIELDS, Row, stored_fields

if TYPE_CHECKING:
    from tracker.store import Stored

COLUMNS = ("id", "district", "year", "indicator", "measure", "display", "due", "actual", "achievement", "outcome")


@dataclass(frozen=True, slots=True)
class Standing:
    """A stored record with its progress; a claim has none."""

    stored: Stored
    progress: Progress | None

    @property
    def row(self) -> Row:
        """The record under the names of the output contract."""
        return stored_fields(self.stored.record, self.progress)


def stand(stored: Stored, today: date) -> Standing:
    """Judge one stored record by what was recorded for it."""
    from tracker.progress import progress

    if stored.record.role == "claim":
        return Standing(stored, None)
    return Standing(stored, progress(stored.record, stored.actuals, today=today))


def put_standings(standings: Sequence[Standing], form: Format, columns: Sequence[str] | None = None) -> None:
    """Print records of the database; without `columns` data formats have all fields."""
    rows = [standing.row for standing in standings]
    put_rows(rows, form, columns or STORED_FIELDS, columns or COLUMNS, chosen=columns is not None)
