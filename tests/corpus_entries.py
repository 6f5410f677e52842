"""The corpus of extraction as values: meanings with their surfaces and near-misses, read from `tests/corpus/*.toml`.

A file holds `[[means]]` and `[[never]]` entries. Keys of both:

- `says`: the surfaces, each a sentence of its own; `with`: words that stand in turn for `{}` in the surfaces and fields
- `rule`: a name that must be among those that fired; `near`: rules that come close and must not fire; `why`
- `year` of the report, and the heading `under` which the sentence stands (at the top of a file for all its entries)
- `table`: the heading of a table, of which each surface is the rows below it; its cells are parted by ` | `
- `aside`: the reasons under which the numbers without a record are set aside, in order
- `known`: why an entry still fails; it is expected to fail, and the test tells when it does not

`[[means]]` has `record` or `records`: for each record that a surface must give, in order, any of the `FIELDS`.
`[[never]]` gives no record at all: every number of it is set aside under `rule`. `[about]` says what rules do.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tracker.model import Cell, Place, Record, Table, Verdict
from tracker.pipeline import extract
from tracker.quantities.forms import READERS, forms
from tracker.structure.fold import fold

FOLDER = Path(__file__).parent / "corpus"
PLACE = Place("370104", "槐荫区", "济南市槐荫区")
YEAR = 2022

FIELDS: Mapping[str, Callable[[Record], object]] = {
    "role": lambda record: record.role,
    "indicator": lambda record: record.indicator,
    "indicator_key": lambda record: record.indicator_key,
    "value": lambda record: record.quantity.value,
    "value_max": lambda record: record.quantity.value_max,
    "unit": lambda record: record.quantity.unit,
    "comparator": lambda record: record.quantity.comparator,
    "text": lambda record: record.quantity.text,
    "measure": lambda record: record.measure,
    "direction": lambda record: record.direction,
    "due": lambda record: record.due.isoformat(),
    "period_start": lambda record: record.period_start.isoformat(),
    "commitment": lambda record: record.commitment or "",
    "section": lambda record: record.section,
    "sentence": lambda record: record.sentence,
}
_KEYS = {"rule", "says", "near", "why", "year", "under", "with", "known", "aside", "table"}
_MEANS_KEYS = _KEYS | {"record", "records"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning with its surfaces, or surfaces that mean nothing (`records` empty)."""

    file: str
    rule: str
    says: tuple[str, ...]
    records: tuple[Mapping[str, Any], ...] = ()
    near: tuple[str, ...] = ()
    aside: tuple[str, ...] | None = None
    why: str = ""
    known: str = ""
    year: int = YEAR
    under: str = ""
    table: str | None = None


@cache
def entries() -> tuple[Entry, ...]:
    """All entries of all files; ValueError where one is malformed."""
    return tuple(entry for path in sorted(FOLDER.glob("*.toml")) for entry in _entries_of(path))


@cache
def about() -> Mapping[str, str]:
    """What a rule does and refuses, where its code does not say: the `[about]` tables of all files."""
    return {name: text for path in sorted(FOLDER.glob("*.toml")) for name, text in _load(path).get("about", {}).items()}


def _load(path: Path) -> dict[str, Any]:
    raw = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    if strange := set(raw) - {"means", "never", "under", "year", "about", "table"}:
        raise ValueError(f"{path.name}: unknown keys {sorted(strange)}")
    return raw


def _entries_of(path: Path) -> Iterator[Entry]:
    raw = _load(path)
    shared = {key: raw[key] for key in ("under", "year", "table") if key in raw}
    for kind in ("means", "never"):
        for item in raw.get(kind, []):
            for word in item.get("with", [""]):
                yield _entry(path.stem, _filled({**shared, **item}, word), means=kind == "means")


def _filled(value: Any, word: str) -> Any:
    """The entry with `word` wherever `{}` stands."""
    if isinstance(value, str):
        return value.replace("{}", word)
    if isinstance(value, list):
        return [_filled(item, word) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, word) for key, item in value.items() if key != "with"}
    return value


def _entry(file: str, item: dict[str, Any], *, means: bool) -> Entry:
    records = item.get("records") or ([item["record"]] if "record" in item else [])
    strange = set(item) - (_MEANS_KEYS if means else _KEYS)
    strange |= {key for record in records for key in set(record) - set(FIELDS)}
    if strange or not item.get("says") or bool(records) != means or isinstance(item["says"], str):
        raise ValueError(f"{file}.toml: malformed entry ({sorted(strange)}): {item}")
    near = item.get("near", ())
    return Entry(
        file=file,
        rule=item.get("rule", ""),
        says=tuple(item["says"]),
        records=tuple(records),
        near=(near,) if isinstance(near, str) else tuple(near),
        aside=tuple(item["aside"]) if "aside" in item else None,
        why=item.get("why", ""),
        known=item.get("known", ""),
        year=item.get("year", YEAR),
        under=item.get("under", ""),
        table=item.get("table"),
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the extractor makes of one surface: its verdicts and the names of all rules that fired."""

    verdicts: tuple[Verdict, ...]
    fired: frozenset[str]

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple(verdict.record for verdict in self.verdicts if verdict.record is not None)

    @property
    def asides(self) -> tuple[str, ...]:
        return tuple(verdict.reason for verdict in self.verdicts if verdict.record is None)


def outcome_of(surface: str, *, under: str = "", year: int = YEAR, table: str | None = None) -> Outcome:
    """Read one surface, below its heading where it has one, as rows of a table where it is one."""
    surface = surface if table is None else _as_cells(surface)
    text = "\n".join(filter(None, [under, _as_cells(table or ""), surface]))
    start = len(text) - len(surface)
    tables = () if table is None else tables_of(text, len(under) + 1 if under else 0)
    found = extract(text, place=PLACE, year=year, tables=tables)
    verdicts = tuple(verdict for verdict in found.verdicts if verdict.start >= start)
    return Outcome(verdicts, frozenset(name for verdict in verdicts for name in _fired(text, verdict)))


def _as_cells(rows: str) -> str:
    return "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows.split("\n"))


def tables_of(text: str, start: int = 0) -> tuple[Table, ...]:
    """The table whose rows are the lines of a text from `start` on, with tabs between the cells."""
    rows, position = [], start
    for line in text[start:].split("\n"):
        cells = []
        for cell in line.split("\t"):
            cells.append(Cell(position, position + len(cell)))
            position += len(cell) + 1
        rows.append(tuple(cells))
    return (Table(tuple(rows)),)


def _fired(text: str, verdict: Verdict) -> Iterator[str]:
    yield verdict.reason
    yield from verdict.record.rules if verdict.record else ()
    yield from _form_of(text, verdict)


def _form_of(text: str, verdict: Verdict) -> Iterator[str]:
    """The form in which a quantity was read: arabic, chinese, tenths …"""
    if verdict.record is None:
        return
    clean, places = fold(text)
    start = next(index for index, place in enumerate(places) if place >= verdict.start)
    for name, pattern in forms():
        match = pattern.match(clean, start)
        if match and READERS[name](match) is not None:
            yield name
            return


def differences(entry: Entry, surface: str) -> list[str]:
    """What is wrong with the reading of one surface, a line each; [] where all is right."""
    outcome = outcome_of(surface, under=entry.under, year=entry.year, table=entry.table)
    found = []
    if len(outcome.records) != len(entry.records):
        read = [(record.quantity.text, record.indicator) for record in outcome.records]
        found.append(f"{len(entry.records)} records expected, {len(read)} read: {read}; set aside: {outcome.asides}")
    else:
        for wanted, record in zip(entry.records, outcome.records, strict=True):
            found += _differing_fields(wanted, record)
    if entry.rule and entry.rule not in outcome.fired:
        found.append(f"{entry.rule} did not fire, but {sorted(outcome.fired)}")
    if not entry.records and entry.rule and entry.aside is None and set(outcome.asides) != {entry.rule}:
        found.append(f"every number is to be set aside as {entry.rule}, but was as {outcome.asides}")
    if entry.aside is not None and outcome.asides != entry.aside:
        found.append(f"set aside as {outcome.asides}, expected {entry.aside}")
    found += [f"{rule} fired, though this is only near it" for rule in entry.near if rule in outcome.fired]
    return found


def _differing_fields(wanted: Mapping[str, Any], record: Record) -> Iterator[str]:
    for name, value in wanted.items():
        read = FIELDS[name](record)
        if read != value:
            yield f"{record.quantity.text}: {name} is {read!r}, expected {value!r} (rules {record.rules})"
