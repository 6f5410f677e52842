"""What the store is asked for and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from tracker.model import Actual, Found, Measure, Record, Role

Status = Literal["added", "unchanged", "updated"]
State = Literal["extracted", "confirmed", "rejected", "withdrawn", "merged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What storing a report did, or would do; the numbers count records, targets and claims together."""

    status: Status
    report_id: int | None  # None: a report that isn't stored yet
    added: int = 0
    kept: int = 0  # were there and still are, under the same id
    changed: int = 0  # of the kept ones: those that now promise something else
    restored: int = 0  # were withdrawn and are back, under the same id
    withdrawn: int = 0  # were there and aren't any more
    notice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A report that was read before from the same bytes by the same code, and what its reading gave."""

    report_id: int
    district: str
    year: int
    found: Found
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which records are wanted; what is None or empty doesn't restrict, all that is given must hold."""

    code_prefixes: tuple[str, ...] = ()  # 3701 takes in the city and its districts; several are alternatives
    district: str | None = None  # a full name, for places without a code; an alternative to the prefixes
    year: int | None = None
    indicator: str | None = None  # part of the indicator, in either case and either width
    measure: Measure | None = None
    role: Role | None = "target"
    due_before: date | None = None
    ids: tuple[int, ...] | None = None
    include_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the records that a selection means are wanted, in their order."""

    offset: int = 0
    size: int | None = None  # None: all that follow


WHOLE = Page()
BATCH = 500  # records that are held at a time where there may be many


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A record as it is kept, with the report that it comes from; its span counts characters of the text `sha256`.

    `record` is what counts: what people said of it wins over what was read. `state` is `extracted` until a person
    speaks; what the report no longer holds is `withdrawn` without one.
    """

    record: Record
    report_id: int
    source: str
    source_url: str | None
    meeting_date: date | None
    sha256: str
    tracker_version: str  # of the extractor that read it
    first_read_at: datetime | None = None  # when the report came into the database
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = None
    actuals: tuple[Actual, ...] = field(default=())  # with those of records that were merged into it
    state: State = "extracted"
    merged_into: int | None = None
    edited: frozenset[str] = frozenset()  # fields of the output contract that a person gave
    extracted: Record | None = None  # what was read, where a person said otherwise
    baseline: Decimal | None = None  # where the indicator stood at the beginning, in the target's unit
    responsible: str | None = None  # 责任单位
    tags: tuple[str, ...] = ()

    @property
    def id(self) -> int:
        """The number under which it is kept."""
        if self.record.id is None:
            raise ValueError("a stored record has an id")
        return self.record.id

    @property
    def withdrawn(self) -> bool:
        """Whether it no longer counts: gone from the report, or rejected, withdrawn or merged by a person."""
        return self.state in ("withdrawn", "rejected", "merged")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """A report as it was last read, and how many records it holds now."""

    id: int
    district: str
    district_code: str | None
    year: int
    title: str
    meeting_date: date | None
    source: str
    source_url: str | None
    sha256: str
    tracker_version: str
    read_at: datetime
    targets: int
    claims: int
    withdrawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log: a deed, whole or not at all."""

    id: int
    at: datetime
    by: str | None
    action: str  # ingest, update, edit, …
    command: tuple[str, ...]  # the words of the command line
    what: Mapping[str, Any]
    run: int  # the first entry of the same command
    records: tuple[int, ...]  # the records that it is about
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A promise that was changed by those who gave it; the old value is no error, and stays known."""

    field: str
    old: str | list[str] | None
    new: str | list[str] | None
    reason: str
    said_at: datetime
    said_by: str | None
