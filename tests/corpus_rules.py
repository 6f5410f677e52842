"""Every named rule of extraction, its room and its docstring: what the corpus must cover and the docs list."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from corpus_entries import about

from tracker.quantities.decoys import decoys
from tracker.quantities.forms import READERS
from tracker.targets import asides, distribution, dues, indicators, measures, roles
from tracker.targets.tables import measures as table_measures
from tracker.targets.tables import reading as table_reading

Room = Literal["form", "indicator", "measure", "role", "due", "aside"]

_BEFORE_ALL = (("footnote", "the number of a footnote, in brackets behind a word; it parts no sentence"),)
_OF_NUMERALS = (
    ("word", "a Chinese numeral that is part of a word or a name, without a unit behind it"),
    ("size-class", "a magnitude without a number, which names a class of things: 百亿元产业"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by the name under which it shows in records and verdicts."""

    name: str
    room: Room
    says: str  # its docstring, on one line


def rules() -> list[Rule]:
    """All rules, room by room, each room in the order in which its rules are asked."""
    return [*reading_rules(), *set_aside_rules()]


def reading_rules() -> list[Rule]:
    """The rules that read a number, name it, measure it, and say whether and by when it is promised."""
    found = [*_forms_of_numbers(), *_indicators(), *_measures(), *_roles(), *_dues()]
    return [replace(rule, says=about().get(rule.name, rule.says)) for rule in found]


def set_aside_rules() -> list[Rule]:
    """All reasons for setting a number aside, in the order in which they are asked; each name stands once."""
    found: dict[str, Rule] = {}
    rules = [(_dashed(rule), _says(rule)) for rule in asides.RULES]
    for name, why in (
        *_BEFORE_ALL,
        *((decoy.name, decoy.why) for decoy in decoys()),
        *_OF_NUMERALS,
        *rules,
        *table_reading.ASIDES.items(),
    ):
        text = f"{found[name].says}; {why}" if name in found else why
        found[name] = Rule(name, "aside", text)
    return list(found.values())


def _forms_of_numbers() -> Iterator[Rule]:
    for name, reader in READERS.items():
        yield Rule(name, "form", _says(reader))


def _indicators() -> Iterator[Rule]:
    yield Rule("distribution", "indicator", " ".join((distribution.__doc__ or "").split()))
    for rule in indicators.RULES:
        yield Rule(_dashed(rule), "indicator", _says(rule))
    for name in ("table-column", "table-text"):
        yield Rule(name, "indicator", "")


def _measures() -> Iterator[Rule]:
    for rule in table_measures.RULES:
        yield Rule(_dashed(rule), "measure", _says(rule))
    for rule in (*measures.RULES, measures.by_unit):
        yield Rule("measure-" + _dashed(rule), "measure", _says(rule))


def _dues() -> Iterator[Rule]:
    seen = set()
    for _, rule in dues.FORMS:
        if rule not in seen:
            seen.add(rule)
            yield Rule("due-" + _dashed(rule), "due", _says(rule))
    yield Rule("table-due", "due", "")


def _roles() -> Iterator[Rule]:
    """The names that `role_of` returns; it is one function, so they are read from its source."""
    for name in dict.fromkeys(re.findall(r'"(?:target|claim)", "([a-z-]+)"', inspect.getsource(roles))):
        yield Rule(name, "role", "")
    for name in ("table-target", "table-claim"):
        yield Rule(name, "role", "")


def _dashed(rule: Callable[..., Any]) -> str:
    return rule.__name__.replace("_", "-")


def _says(rule: object) -> str:
    return " ".join((inspect.getdoc(rule) or "").split())


def names(found: Iterable[Rule]) -> set[str]:
    """The names of some rules."""
    return {rule.name for rule in found}
