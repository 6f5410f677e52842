"""How grave it is that a target is missed, late or silent: rules as data, read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from tracker.errors import DataError
from tracker.model import Measure, Record
from tracker.progress.tolerance import Tolerance

Problem = Literal["missed", "overdue", "behind", "no-data", "unreported", "stale"]
Severity = Literal["error", "warning", "ignore"]
PROBLEMS: tuple[Problem, ...] = get_args(Problem)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_CONDITIONS = ("problems", "commitment", "measure", "section", "district")


@dataclass(frozen=True, slots=True)
class Rule:
    """A severity and what it holds for; an empty condition holds for every target."""

    severity: Severity
    problems: tuple[str, ...] = ()
    commitment: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    district: tuple[str, ...] = ()

    def holds(self, target: Record, problem: Problem) -> bool:
        """Whether all conditions hold."""
        return (
            _is_among(problem, self.problems)
            and _is_among(target.commitment or "", self.commitment)
            and _is_among(target.measure, self.measure)
            and (not self.section or any(part in target.section for part in self.section))
            and (not self.district or any(_lies_in(target, place) for place in self.district))
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules, of which the first that holds decides, and how near is near."""

    rules: tuple[Rule, ...]
    tolerance: Tolerance

    def severity(self, target: Record, problem: Problem) -> Severity:
        """How grave the problem is; an error where no rule speaks of it."""
        return next((rule.severity for rule in self.rules if rule.holds(target, problem)), "error")


@cache
def default_policy() -> Policy:
    """The policy that holds where nobody gives another."""
    text = files("tracker.lexicon").joinpath("policy.toml").read_text(encoding="utf-8")
    return read_policy(text, "policy.toml")


def read_policy(text: str, source: str) -> Policy:
    """The policy that a TOML text holds. Raises `DataError` that names the file and what is wrong in it."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{source}: no TOML: {error}") from None
    _refuse_unknown(raw, ("tolerance", "rule"), source)
    rules = raw.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise DataError(f"{source}: rules are written as [[rule]]")
    return Policy(
        tuple(_read_rule(rule, f"{source}: rule {number}") for number, rule in enumerate(rules, start=1)),
        _read_tolerance(raw.get("tolerance", {}), f"{source}: tolerance"),
    )


def _read_rule(raw: Mapping[str, Any], where: str) -> Rule:
    _refuse_unknown(raw, (*_CONDITIONS, "severity", "note"), where)
    severity = raw.get("severity")
    if severity not in SEVERITIES:
        raise DataError(f"{where}: severity is {severity!r}; it must be one of {', '.join(SEVERITIES)}")
    conditions = {name: _read_words(raw[name], f"{where}: {name}") for name in _CONDITIONS if name in raw}
    for name, known in (("problems", PROBLEMS), ("measure", get_args(Measure))):
        if unknown := set(conditions.get(name, ())) - set(known):
            raise DataError(f"{where}: {name} has {min(unknown)!r}; there are {', '.join(known)}")
    return Rule(severity, **conditions)


def _read_words(value: object, where: str) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        raise DataError(f'{where} must be words in a list: ["确保"]')
    return tuple(words)


def _read_tolerance(raw: object, where: str) -> Tolerance:
    if not isinstance(raw, dict):
        raise DataError(f"{where} is written as [tolerance]")
    _refuse_unknown(raw, ("points", "share"), where)
    usual = Tolerance()
    return Tolerance(
        usual.points if "points" not in raw else _read_number(raw["points"], f"{where}: points"),
        usual.share if "share" not in raw else _read_number(raw["share"], f"{where}: share"),
    )


def _read_number(value: object, where: str) -> Decimal:
    """`0.2`, `"0.2"` or `"5%"`."""
    text = str(value).strip()
    try:
        number = Decimal(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise DataError(f'{where} is {value!r}; write a number such as 0.2 or "5%"')
    return number


def _refuse_unknown(raw: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    if unknown := [name for name in raw if name not in known]:
        raise DataError(f"{where}: {unknown[0]!r} means nothing here; there are {', '.join(known)}")


def _is_among(word: str, words: tuple[str, ...]) -> bool:
    return not words or word in words


def _lies_in(target: Record, place: str) -> bool:
    return place in target.district or (bool(place) and (target.district_code or "").startswith(place))
