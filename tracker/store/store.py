"""The store as the rest of tracker sees it: each method is one transaction, each fault a `StoreError` of one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.errors import StoreError
from tracker.model import Actual, Extraction, Place
from tracker.store import actuals, places, reports, targets
from tracker.store.faults import told_plainly
from tracker.store.journal import Cause, upcoming_entry
from tracker.store.transactions import reading, writing
from tracker.store.values import Saved, Selection, Stored, StoredReport

if TYPE_CHECKING:
    from sqlite_utils import Database


class Store:
    """An open database. Use it in a `with` statement, or close it."""

    def __init__(self, db: Database, path: Path, command: Sequence[str] = (), *, is_absent: bool = False) -> None:
        self.path = path
        self._db = db
        self._command = tuple(command)
        self._is_absent = is_absent
        self._run: int | None = None  # the first entry that was written, once it is committed
        self._begun: int | None = None

    def save(self, extraction: Extraction, *, now: datetime, by: str | None = None) -> Saved:
        """Store a report with all its records, whole or not at all; the same again changes no byte of the file."""
        with self._writing() as db:
            return reports.save(db, extraction, self._cause(db, now, by))

    def preview(self, extraction: Extraction) -> Saved:
        """What `save` would do; nothing is written."""
        with self._reading() as db:
            return reports.plan(db, extraction).saved

    def reports(self) -> list[StoredReport]:
        """All reports, by place and year."""
        with self._reading() as db:
            return reports.all_reports(db)

    def targets(self, selection: Selection) -> list[Stored]:
        """All records that the selection means with their figures, by place, year, report and position in the text."""
        with self._reading() as db:
            return targets.find(db, selection)

    def target(self, target_id: int) -> Stored:
        """The target or claim of that number, withdrawn or not. Raises `NoMatch` where there is none."""
        with self._reading() as db:
            return targets.find_one(db, target_id)

    def actuals(self, target_id: int) -> tuple[Actual, ...]:
        """The figures of one target, by the date that they cover, then as they came in."""
        return self.actuals_of([target_id]).get(target_id, ())

    def actuals_of(self, ids: Sequence[int]) -> dict[int, tuple[Actual, ...]]:
        """The figures of each of the targets that has any, in one query."""
        with self._reading() as db:
            return actuals.actuals_of(db, ids)

    def record_actual(
        self,
        target_id: int,
        value: Decimal,
        *,
        as_of: date,
        source: str | None = None,
        note: str | None = None,
        by: str | None,
        now: datetime,
        corrects: int | None = None,
        cumulative: bool = True,
        proposed: bool = False,
        claim_id: int | None = None,
    ) -> Actual:
        """Add a figure in the target's base unit; what was recorded before stays.

        Raises `NoMatch` for an unknown target, `UsageError` for a claim and for a correction of what isn't there.
        """
        figure = Actual(
            target_id=target_id, value=value, as_of=as_of, source=source, note=note, corrects=corrects,
            cumulative=cumulative, proposed=proposed, claim_id=claim_id,
        )  # fmt: skip
        return self.record_actuals([figure], by=by, now=now)[0]

    def record_actuals(self, figures: Sequence[Actual], *, by: str | None, now: datetime) -> list[Actual]:
        """Add several figures as one deed, all or none; `recorded_at`, `recorded_by` and `id` are filled in."""
        with self._writing() as db:
            return actuals.add_actuals(db, figures, self._cause(db, now, by))

    def places(self) -> list[Place]:
        """The places that were added by hand, by code."""
        with self._reading() as db:
            return places.all_places(db)

    def add_place(self, place: Place, *, by: str | None, now: datetime) -> Place:
        """Add a place; if its local code is taken it gets the next one of its parent. Same name twice: `UsageError`."""
        with self._writing() as db:
            return places.add_place(db, place, self._cause(db, now, by))

    def close(self) -> None:
        """Close the file; nothing is pending, since every method commits."""
        with told_plainly(self.path):
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _cause(self, db: Database, now: datetime, by: str | None) -> Cause:
        """Why the transaction writes; everything that this store writes while it is open is one run."""
        self._begun = self._run or upcoming_entry(db)
        return Cause(now, by, self._command, self._begun)

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        with told_plainly(self.path), reading(self._db):
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        if self._is_absent:
            raise StoreError(f"{self.path}: there is no such database; `tracker ingest` makes one")
        with told_plainly(self.path), writing(self._db):
            yield self._db
        self._run = self._begun
