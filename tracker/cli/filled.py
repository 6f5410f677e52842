"""A table that people filled in → figures, all checked before any is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.cli.output import say
from tracker.cli.selecting import choose_one, select
from tracker.errors import DataError, TrackerError, UsageError
from tracker.model import Actual

if TYPE_CHECKING:
    from tracker.read.sheets import SheetRow
    from tracker.store import Selection, Store, Stored


@dataclass(frozen=True, slots=True)
class Figure:
    """An outcome that is to be recorded, and for which target."""

    target: Stored
    actual: Actual
    line: int | None = None  # of the table that it stands in


@dataclass(slots=True)
class Defaults:
    """What the options of the command say for rows that don't say it themselves."""

    today: date
    as_of: date
    district: str | None = None
    year: int | None = None
    cumulative: bool = True
    source: str | None = None
    note: str | None = None
    places: dict[tuple[str | None, int | None], Selection] = field(default_factory=dict)  # looked up so far


def read_figures(path: str, store: Store, defaults: Defaults) -> list[Figure]:
    """The figures of all rows that hold one. Raises `DataError` after every fault was told with its line."""
    from tracker.read.sheets import read_sheet

    sheet = read_sheet(path)
    if sheet.unknown:
        say(f"warning: {path}: not read: the columns {', '.join(sheet.unknown)}")
    rows = [row for row in sheet.rows if "actual" in row.cells]
    if not rows:
        raise DataError(f"{path} holds no figure: fill in the column 实际值 (actual)")
    figures, faults = _read_rows(rows, store, defaults)
    faults += list(_repeated(figures))
    for line, fault in sorted(faults):
        say(f"error: {path}, line {line}: {fault}")
    if faults:
        wrong = len({line for line, _ in faults})
        raise DataError(f"{path}: {wrong} of {len(rows)} rows are wrong, so nothing was stored; put them right first")
    if passed := len(sheet.rows) - len(rows):
        say(f"{passed} rows without a figure were passed over")
    return figures


def _read_rows(rows: list[SheetRow], store: Store, defaults: Defaults) -> tuple[list[Figure], list[tuple[int, str]]]:
    figures, faults = [], []
    for row in rows:
        try:
            figures.append(_read_row(row, store, defaults))
        except TrackerError as error:
            faults.append((row.line, str(error)))
    return figures, faults


def _read_row(row: SheetRow, store: Store, defaults: Defaults) -> Figure:
    from tracker.progress import check_covers, read_actual, read_date

    cells = row.cells
    target = _target_of(cells, store, defaults)
    covered = read_date(cells["as_of"], today=defaults.today) if "as_of" in cells else defaults.as_of
    cumulative = _is_cumulative(cells["cumulative"]) if "cumulative" in cells else defaults.cumulative
    check_covers(covered, target.record)
    actual = Actual(
        target_id=target.id,
        value=read_actual(cells["actual"], target.record, baseline=target.baseline, covered=covered),
        as_of=covered,
        source=cells.get("source", defaults.source),
        note=cells.get("note", defaults.note),
        cumulative=cumulative,
    )
    return Figure(target, actual, row.line)


def _target_of(cells: Mapping[str, str], store: Store, defaults: Defaults) -> Stored:
    """The target of the row's number, or the only one that its place, year and indicator mean."""
    if "id" in cells:
        return _checked(store.target(_read_number("编号 (id)", cells["id"])), cells)
    if "indicator" not in cells:
        raise UsageError("the row says of no target: fill in 编号 (id) or 指标 (indicator)")
    year = _read_number("年份 (year)", cells["year"].removesuffix("年")) if "year" in cells else defaults.year
    place = cells.get("district", defaults.district), year
    if place not in defaults.places:
        defaults.places[place] = select(store, *place)
    return choose_one(store, replace(defaults.places[place], indicator=cells["indicator"]))


def _checked(target: Stored, cells: Mapping[str, str]) -> Stored:
    """Raise `UsageError` where the row names another indicator than the target of its number, as mixed-up rows do."""
    names = {target.record.indicator, (target.extracted or target.record).indicator}
    if "indicator" in cells and _bare(cells["indicator"]) not in map(_bare, names):
        raise UsageError(f"{target.id} is {target.record.indicator}, but the row says {cells['indicator']}")
    return target


def _bare(text: str) -> str:
    from unicodedata import normalize

    return "".join(normalize("NFKC", text).casefold().split())


def _read_number(column: str, text: str) -> int:
    digits = text.removesuffix(".0")
    if not (digits.isascii() and digits.isdigit()):
        raise UsageError(f"{column}: {text} is no whole number")
    return int(digits)


def _is_cumulative(text: str) -> bool:
    from tracker.lexicon import meanings

    known = meanings("coverage")
    means = known.get(text.casefold())
    if means is None:
        raise UsageError(f"口径 (coverage): {text} is none of {', '.join(known)}")
    return means == "cumulative"


def _repeated(figures: list[Figure]) -> Iterator[tuple[int, str]]:
    """A second figure of one target for one date, of which only one can be right."""
    seen: dict[tuple[int, date], int] = {}
    for figure in figures:
        key, line = (figure.target.id, figure.actual.as_of), figure.line or 0
        first = seen.setdefault(key, line)
        if first != line:
            yield line, f"line {first} gives a figure of {key[0]} as of {key[1]} already"


def before_and_after(figure: Figure, latest: Decimal | None) -> dict[str, object]:
    """What recording the figure would change: `before` is the figure that counts now."""
    record = figure.target.record
    return {
        "line": figure.line,
        "id": figure.target.id,
        "district": record.district,
        "year": record.year,
        "indicator": record.indicator,
        "unit": record.quantity.unit,
        "as_of": figure.actual.as_of,
        "before": latest,
        "after": figure.actual.value,
    }
