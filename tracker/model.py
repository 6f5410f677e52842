"""The values that travel between the rooms of tracker: frozen, without behaviour beyond small readings of themselves.

Imports the standard library only. Numbers are exact `Decimal`s in base units; offsets count characters of
`Document.text`. What is made for each sentence or number is a named tuple, which takes a third of the time that a
frozen dataclass takes; `tuple.__new__` makes it from its values in half of that, where it counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

Comparator = Literal["=", ">=", "<=", "~", "range"]
Measure = Literal["level", "increment", "growth", "reduction"]
Direction = Literal["up", "down", "stay"]
Role = Literal["target", "claim"]
Stance = Literal["review", "plan"]
VerdictName = Literal["target", "claim", "set-aside", "undecided"]
Outcome = Literal["met", "exceeded", "near", "missed", "not_due", "no_data", "unreported"]
Pace = Literal["ahead", "on", "behind"]
Light = Literal["green", "yellow", "red", "grey"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its GB/T 2260 code (`370104`), or a local one under its parent's code (`370200.1`)."""

    code: str
    name: str  # 槐荫区
    full_name: str  # 济南市槐荫区
    until: int | None = None  # the last year in which it stood under this name; None: it stands


@dataclass(frozen=True, slots=True)
class Mark:
    """From `start` on, until the next mark, the text stands at `locator` of its file: `page 3`, `table 2 C5`."""

    start: int
    locator: str | None  # None: nowhere in particular, as the text after a table


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: `text[start:end]` of the content is what it holds."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table within a text, row by row; each row is a line of the text."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its text, what it says of itself, and where things stand in it."""

    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    marks: tuple[Mark, ...] = ()  # by start
    tables: tuple[Table, ...] = ()  # by start
    warnings: tuple[str, ...] = ()  # what of the file was not read, for people


@dataclass(frozen=True, slots=True)
class Document:
    """A report as text, with what is known of where it comes from."""

    text: str
    sha256: str
    source: str  # file path as given, or "-"
    title: str
    district: str  # full name, 济南市槐荫区
    district_code: str | None
    year: int
    meeting_date: date | None = None
    source_url: str | None = None
    marks: tuple[Mark, ...] = ()
    tables: tuple[Table, ...] = ()


class Section(NamedTuple):
    """A part of the report under one heading; what it speaks of and which period."""

    title: str
    start: int
    end: int
    stance: Stance
    period_start: date
    due: date
    kind: str = "body"  # body, heading, or a part whose numbers are no goals: glossary, furniture, repeat


class Sentence(NamedTuple):
    """One sentence as it stands in the document: `document.text[start:end] == text`.

    `clean` is the same with widths folded and white space left out; `offsets[i]` is where `clean[i]` stands in the
    document.
    """

    text: str
    start: int
    end: int
    section: Section
    clean: str
    offsets: Sequence[int]
    paragraph: int = 0  # number of the paragraph it stands in


class Quantity(NamedTuple):
    """A number with its unit, in base units: 1.6万人 is 16000 人. `text` is the surface, `start`/`end` its span."""

    text: str
    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator

    @property
    def told(self) -> str:
        """The surface as it is said; in a table the unit stands in another cell, and the base unit is said instead."""
        if not self.unit or not self.text[-1:].isdecimal():
            return self.text
        upper = "" if self.value_max is None else f"-{self.value_max:f}"
        return f"{self.value:f}{upper}{self.unit}"


class Record(NamedTuple):
    """What the report says of one quantity: a promise (`Target`) or a result (`Claim`)."""

    indicator: str  # the wording of the text
    indicator_key: str  # its normal form, for comparing across years and places
    quantity: Quantity
    measure: Measure
    direction: Direction
    period_start: date
    due: date
    commitment: str | None
    district: str
    district_code: str | None
    report: str  # the report's title
    year: int
    section: str
    sentence: str
    sentence_start: int
    rules: tuple[str, ...]
    locator: str | None = None  # where in its file it stands: page 3, table 2 C5; None: the text says it all
    id: int | None = None  # given by the store

    @property
    def role(self) -> Role:
        """Whether it is promised or told."""
        return "target" if isinstance(self, Target) else "claim"

    def __eq__(self, other: object) -> bool:
        """A promise never equals a result, whatever they say."""
        return type(self) is type(other) and tuple.__eq__(self, other)

    def __hash__(self) -> int:
        """Like that of its values."""
        return tuple.__hash__(self)


class Target(Record):
    """A number that the government undertakes to reach."""

    __slots__ = ()


class Claim(Record):
    """A number that a report says was reached."""

    __slots__ = ()


class Verdict(NamedTuple):
    """What became of one number of the text; `reason` names the rule that decided."""

    start: int
    end: int
    text: str
    verdict: VerdictName
    reason: str
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """How many numbers of a report were given which verdict."""

    targets: int = 0
    claims: int = 0
    set_aside: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one report: records in text order, one verdict for every number, warnings for people."""

    document: Document
    records: tuple[Record, ...]
    verdicts: tuple[Verdict, ...]
    warnings: tuple[str, ...] = ()
    found: Found = Found()  # the verdicts, counted


@dataclass(frozen=True, slots=True)
class Actual:
    """An outcome that somebody recorded; rows are added, never overwritten."""

    target_id: int
    value: Decimal  # in the target's base unit
    as_of: date  # the date that the figure covers
    source: str | None = None
    note: str | None = None
    recorded_at: datetime | None = None
    recorded_by: str | None = None
    corrects: int | None = None  # id of the actual that this one corrects
    id: int | None = None
    cumulative: bool = True  # covers the whole period up to `as_of`; False: what came since the figure before
    proposed: bool = False  # found by matching, and no person has confirmed it yet
    claim_id: int | None = None  # the claim of a later report that it was taken from


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a target stands at a date, with the inputs and the name of the formula that say so."""

    outcome: Outcome
    light: Light
    formula: str
    actual: Decimal | None = None
    as_of: date | None = None
    achievement: Decimal | None = None  # share of the target, 0.8 is 80 %; None where a share means nothing
    gap: Decimal | None = None  # what is left, in the target's unit
    elapsed: Decimal | None = None  # share of the period gone at the date that the figure covers
    pace: Pace | None = None
    needed: Decimal | None = None  # what each month left must add, or the rate that the rest of the period needs
    inputs: Mapping[str, str] = field(default_factory=dict)
