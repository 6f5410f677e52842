"""From what a person wrote for the fields of a record to the words that the store keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.errors import BadDate, UsageError
from tracker.model import Comparator, Direction, Measure, Record, Role

if TYPE_CHECKING:
    from tracker.store import Stored

Word = str | list[str] | None
NUMBERS = ("value", "value_max")
CLEARABLE = ("value_max", "commitment", "baseline", "responsible", "section")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The fields of a record as a person wrote them; None is left alone, an empty text clears."""

    role: Role | None = None
    indicator: str | None = None
    value: str | None = None
    value_max: str | None = None
    unit: str | None = None
    comparator: Comparator | None = None
    measure: Measure | None = None
    direction: Direction | None = None
    period_start: str | None = None
    due: str | None = None
    commitment: str | None = None
    section: str | None = None
    baseline: str | None = None
    responsible: str | None = None


def read_changes(wanted: Wanted, stored: Stored, today: date) -> dict[str, Word]:
    """What the store is to keep. Raises `BadNumber`, `BadDate`, and `UsageError` for what can't be empty."""
    unit = wanted.unit or stored.record.quantity.unit
    record = stored.record._replace(quantity=stored.record.quantity._replace(unit=unit))
    read = _readers(record, today)
    return {name: read.get(name, _as_written)(text) for name, text in _given(wanted)} | _implied(wanted)


def _given(wanted: Wanted) -> Iterator[tuple[str, str]]:
    for name in wanted.__dataclass_fields__:
        text = getattr(wanted, name)
        if text is None:
            continue
        if not text.strip() and name not in CLEARABLE:
            raise UsageError(f"--{name.replace('_', '-')} can't be empty")
        yield name, text.strip()


def _readers(record: Record, today: date) -> dict[str, Callable[[str], Word]]:
    from tracker.progress import read_actual, read_baseline, read_date
    from tracker.store import digits

    def number(text: str) -> Word:
        return digits(read_actual(text, record)) if text else None

    return {
        **dict.fromkeys(NUMBERS, number),
        "baseline": lambda text: digits(read_baseline(text, record)) if text else None,
        "due": lambda text: read_date(text, today=today).isoformat(),
        "period_start": _read_first_day,
        **dict.fromkeys(("commitment", "responsible"), lambda text: text or None),
    }


def _read_first_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadDate(f"--period-start: “{text}” is no day: write it as 2022-01-01") from None


def _as_written(text: str) -> str:
    return text


def _implied(wanted: Wanted) -> dict[str, Word]:
    """What follows from what was given: the normal form of a name, and that a range has two ends."""
    implied: dict[str, Word] = {}
    if wanted.indicator:
        from tracker.targets.normal import key_of

        implied["indicator_key"] = key_of(wanted.indicator.strip())
    if wanted.value_max and wanted.comparator is None:
        implied["comparator"] = "range"
    if wanted.comparator not in (None, "range") and wanted.value_max is None:
        implied["value_max"] = None
    return implied
