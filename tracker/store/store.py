"""The store as the rest of tracker sees it: each method is one transaction, each fault a `StoreError` of one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.errors import StoreError
from tracker.model import Actual, Extraction, Place, Target
from tracker.store import actuals, byhand, dump, familiar, history, places, reports, searching, targets, undoing, words
from tracker.store.copying import copy_for_now, copy_to_file
from tracker.store.faults import told_plainly
from tracker.store.journal import Cause, upcoming_entry
from tracker.store.tokens import Phrase
from tracker.store.transactions import reading, writing
from tracker.store.values import BATCH, WHOLE, Entry, Known, Page, Revision, Saved, Selection, Stored, StoredReport

if TYPE_CHECKING:
    from tracker.store.database import Database

GONE = "was moved, removed or replaced while it was open, nothing was stored; put it back, or run the command again"


class Store:
    """An open database. Use it in a `with` statement, or close it."""

    def __init__(self, db: Database, path: Path, command: Sequence[str] = (), *, is_absent: bool = False) -> None:
        self.path = path
        self._db = db
        self._command = tuple(command)
        self._is_absent = is_absent
        self._run: int | None = None  # the first entry that was written, once it is committed
        self._begun: int | None = None
        self._file = _file_at(path)

    def save(
        self, extraction: Extraction, *, now: datetime, by: str | None = None, fingerprint: str | None = None
    ) -> Saved:
        """Store a report with all its records, whole or not at all; the same again changes no byte of the file.

        The fingerprint takes in all that decided what was read; `known` finds the report by it.
        """
        with self._writing() as db:
            return reports.save(db, extraction, self._cause(db, now, by), fingerprint)

    def known(self, fingerprint: str) -> Known | None:
        """The report that `save` would leave unchanged, since it was read under this fingerprint; None if in doubt."""
        with self._reading() as db:
            return familiar.known(db, fingerprint)

    def preview(self, extraction: Extraction) -> Saved:
        """What `save` would do; nothing is written."""
        with self._reading() as db:
            return reports.plan(db, extraction).saved

    def reports(self) -> list[StoredReport]:
        """All reports, by place and year."""
        with self._reading() as db:
            return reports.all_reports(db)

    def years_of(self, district: str) -> list[int]:
        """The years of which a report of the place is stored, by its full name."""
        with self._reading() as db:
            return reports.years_of(db, district)

    def targets(self, selection: Selection, page: Page = WHOLE) -> list[Stored]:
        """The records that the selection means with their figures, by place, year, report and position in the text."""
        with self._reading() as db:
            return targets.find(db, selection, page)

    def batches(self, selection: Selection, page: Page = WHOLE) -> Iterator[list[Stored]]:
        """The same in portions, so that any number of them takes little memory; all as of one moment."""
        with self._reading() as db:
            yield from targets.batches(db, selection, page)

    def batches_then(self, selection: Selection, moment: datetime, page: Page = WHOLE) -> Iterator[list[Stored]]:
        """The records as they were known at the moment, in portions; those of reports that came later as they are."""
        with self.known_at(moment) as then, then._reading() as past, self._reading() as db:
            later = set(targets.came_after(db, selection, moment))
            ids = targets.in_order(db, later.union(targets.find_ids(past, selection)), page)
            for start in range(0, len(ids), BATCH):
                portion = ids[start : start + BATCH]
                known = targets.stored_of(past, [key for key in portion if key not in later])
                since = targets.stored_of(db, [key for key in portion if key in later])
                place = {key: number for number, key in enumerate(portion)}
                yield sorted([*known, *since], key=lambda one: place[one.id])

    def count(self, selection: Selection, most: int) -> int:
        """How many records the selection means; counting stops at `most`."""
        with self._reading() as db:
            return targets.count(db, selection, most)

    def search(self, phrases: Sequence[Phrase], selection: Selection, size: int | None) -> tuple[list[Stored], int]:
        """The records of a selection that hold all phrases, the best first, `size` or all; how many there are."""
        with self._reading() as db:
            ids = searching.search(db, phrases, selection)
            return targets.stored_of(db, ids[:size]), len(ids)

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

    def edit(
        self,
        record_id: int,
        changes: Mapping[str, words.Word],
        *,
        add_tags: Sequence[str] = (),
        drop_tags: Sequence[str] = (),
        reason: str | None = None,
        by: str | None,
        now: datetime,
    ) -> Stored:
        """Let a person's fields win over those that were read; with a reason the promise itself was revised.

        Fields are those of `words.FIELDS`, values as JSON. Raises `NoMatch`, and `UsageError` where they make no sense.
        """
        with self._writing() as db:
            tags = {"tags": words.edit_tags(db, record_id, add_tags, drop_tags)} if add_tags or drop_tags else {}
            words.edit(db, record_id, {**changes, **tags}, self._cause(db, now, by), reason)
            return targets.find_one(db, record_id)

    def reject(self, record_id: int, *, reason: str, by: str | None, now: datetime) -> Stored:
        """Say that the record is no promise, or no result. Raises `NoMatch`."""
        with self._writing() as db:
            words.mark(db, record_id, "rejected", self._cause(db, now, by), reason)
            return targets.find_one(db, record_id)

    def withdraw(self, record_id: int, *, reason: str, by: str | None, now: datetime) -> Stored:
        """Say that the promise was given up. Raises `NoMatch`."""
        with self._writing() as db:
            words.mark(db, record_id, "withdrawn", self._cause(db, now, by), reason)
            return targets.find_one(db, record_id)

    def confirm(self, ids: Sequence[int], *, by: str | None, now: datetime) -> list[Stored]:
        """Vouch for all of the records and their proposed figures, or none; what was rejected counts again."""
        with self._writing() as db:
            for record_id in ids:
                words.confirm(db, record_id, self._cause(db, now, by))
            return [targets.find_one(db, record_id) for record_id in ids]

    def merge(self, record_id: int, into_id: int, *, by: str | None, now: datetime) -> Stored:
        """Let the second record stand for the first too, with the figures of both. Raises `NoMatch`, `UsageError`."""
        with self._writing() as db:
            words.merge(db, record_id, into_id, self._cause(db, now, by))
            return targets.find_one(db, into_id)

    def add_target(self, target: Target, *, by: str | None, now: datetime) -> Stored:
        """Add a target that no text holds; its quantity's span counts in its sentence."""
        with self._writing() as db:
            return targets.find_one(db, byhand.add_target(db, target, self._cause(db, now, by)))

    def revisions(self, record_id: int) -> list[Revision]:
        """How the promise was changed by those who gave it, the first change first."""
        with self._reading() as db:
            return words.revisions(db, record_id)

    def history(self, record_id: int | None = None, last: int | None = None) -> list[Entry]:
        """Who wrote what, when, by which command, the oldest first; of all records or of one, all of it or the last."""
        with self._reading() as db:
            found = history.entries(db, record_id, last)
            if record_id is not None and not found:
                actuals.known_role(db, record_id)
            return found

    def undo(self, count: int = 1, *, by: str | None, now: datetime) -> list[Entry]:
        """Undo the last commands that still hold; what they wrote stays in the history. Raises `NoMatch`."""
        with self._writing() as db:
            return undoing.undo_last(db, count, self._cause(db, now, by))

    def undo_entry(self, number: int, *, by: str | None, now: datetime) -> list[Entry]:
        """Undo one entry of the history; of an undo, bring back what it undid."""
        with self._writing() as db:
            return undoing.undo_entry(db, number, self._cause(db, now, by))

    def known_at(self, moment: datetime) -> Store:
        """A copy of what was known at the moment: all that was written later is undone in it."""
        with told_plainly(self.path):
            copy = copy_for_now(self._db)
            with writing(copy):
                undoing.reverse_since(copy, moment, Cause(moment, None, ()))
        return Store(copy, self.path, is_absent=True)

    def export(self, *, history: bool = False) -> Iterator[dump.Line]:
        """All that is known as rows that `load` takes; with `history` also what was undone and how it came to be.

        Row by row, so that any number of them takes little memory; all as of one moment.
        """
        with self._reading() as db:
            yield from dump.dump(db, history=history)

    def load(self, lines: Iterable[tuple[int, dump.Line]], source: str, *, by: str | None, now: datetime) -> int:
        """Fill this store, which must be empty, with exported rows, all or none; how many they are."""
        with self._writing() as db:
            return dump.load(db, lines, source, self._cause(db, now, by))

    def backup(self, path: Path) -> None:
        """Write a whole copy of the database to a file that is not there yet, readable for its owner only."""
        if self._is_absent:
            raise StoreError(f"{self.path}: there is no such database, and nothing to copy")
        with told_plainly(path):
            copy_to_file(self._db, path)

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
        self._begun = self._run or self._begun or upcoming_entry(db)
        return Cause(now, by, self._command, self._begun)

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        with told_plainly(self.path), reading(self._db):
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        if self._is_absent:
            raise StoreError(f"{self.path}: there is no such database; `tracker ingest` makes one")
        self._begun = None
        with told_plainly(self.path), writing(self._db):
            yield self._db
            if _file_at(self.path) != self._file:  # what SQLite still holds open is a file that nobody finds again
                raise StoreError(f"{self.path}: {GONE}")
        self._run = self._run or self._begun


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file bears that name now, whatever it holds; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
