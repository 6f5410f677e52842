"""How a value of a table is measured: by its column first, then by the words of its row as in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tracker.lexicon import words
from tracker.model import Measure
from tracker.quantities import is_rate_unit
from tracker.targets.frames import RATES, Frame
from tracker.targets.measures import measure_of
from tracker.targets.phrases.verbs import VERBS
from tracker.targets.reading import Reading
from tracker.targets.tables.columns import Column

_AMOUNTS = words("indicators", "flow", "investment")


class Held(NamedTuple):
    """A value with its row and column, for the rules below."""

    frame: Frame  # of the name of the row and the value, as if a sentence said them
    name: str  # of the row, as written
    column: Column
    unit: str | None  # of the row
    bracketed: bool
    delivering: bool  # the table lists what is to be done, not where figures are to stand


def table_cumulative(held: Held) -> Measure | None:
    """〔25〕 in a table of a five-year plan: what all its years add up to, which for a rate is a change."""
    if not held.bracketed:
        return None
    return _change(held) if held.frame.figure.kind in RATES else "increment"


def table_average(held: Held) -> Measure | None:
    """年均: a rate of change, downwards where the name says so (单位能耗降低)."""
    if held.column.rate not in ("average", "over-years") or held.frame.figure.kind not in RATES:
        return None
    return _change(held)


def _change(held: Held) -> Measure:
    return "reduction" if VERBS.get(held.frame.lead.predicate) == "reduction" else "growth"


def table_growth(held: Held) -> Measure | None:
    """增速, 比上年增长: a column that says how a value changes, beside the one that says how great it is."""
    if held.column.rate != "growth":
        return None
    return "growth" if held.frame.figure.kind in RATES else "increment"


def table_rate_of_amount(held: Held) -> Measure | None:
    """地区生产总值 | 6%: a rate where the row counts something else, or where the name is one of an amount."""
    if held.frame.figure.kind != "rate" or held.frame.lead.predicate:
        return None
    other = bool(held.unit) and not is_rate_unit(held.unit or "")
    return "growth" if other or held.name.endswith(_AMOUNTS) else None


def table_level(held: Held) -> Measure | None:
    """高新技术企业 | 350家: where a figure is to stand, if no word says that it is added; 民生实事 count work."""
    return None if held.delivering or _by_words(held)[1] != "measure-by-unit" else "level"


RULES: tuple[Callable[[Held], Measure | None], ...] = (
    table_cumulative,
    table_average,
    table_growth,
    table_rate_of_amount,
    table_level,
)


def measured(held: Held) -> tuple[Measure, str]:
    """The measure and the name of the rule that gave it."""
    for rule in RULES:
        if measure := rule(held):
            return measure, rule.__name__.replace("_", "-")
    return _by_words(held)


def _by_words(held: Held) -> tuple[Measure, str]:
    return measure_of(held.frame, held.name, Reading())
