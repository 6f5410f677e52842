"""The corpus of extraction, entry by entry, and that it covers every rule; the cases stand in `corpus/*.toml`."""

from __future__ import annotations

from collections import Counter

import pytest
from corpus_entries import Entry, differences, entries
from corpus_rules import names, rules

CASES = [(entry, surface) for entry in entries() for surface in entry.says]


@pytest.mark.parametrize(
    ("entry", "surface"), [pytest.param(*case, id=f"{case[0].file}-{number}") for number, case in enumerate(CASES)]
)
def test_surface(entry: Entry, surface: str) -> None:
    found = differences(entry, surface)
    if entry.known and not found:
        pytest.fail(f"{entry.file}.toml: {surface}\n  reads right now: delete its `known`", pytrace=False)
    if entry.known:
        pytest.xfail(entry.known)
    if found:
        pytest.fail("\n  ".join([f"{entry.file}.toml: {surface}", *found]), pytrace=False)


def test_no_surface_stands_twice() -> None:
    counted = Counter((entry.under, entry.year, entry.table, surface) for entry in entries() for surface in entry.says)
    assert [surface for surface, times in counted.items() if times > 1] == []


def test_every_rule_has_two_surfaces() -> None:
    counted = Counter(entry.rule for entry in entries() if not entry.known for _ in entry.says)
    assert sorted(rule.name for rule in rules() if counted[rule.name] < 2) == []


def test_every_rule_has_a_near_miss() -> None:
    near = {rule for entry in entries() if not entry.known for rule in entry.near}
    assert sorted(rule.name for rule in rules() if rule.name not in near) == []


def test_every_rule_says_what_it_does() -> None:
    assert [rule.name for rule in rules() if len(rule.says) < 10] == []


def test_entries_name_rules_that_exist() -> None:
    """A rule that was renamed takes its cases along."""
    known = names(rules()) | {"", "no-indicator", "table-unit-twice"}
    used = {rule for entry in entries() for rule in (entry.rule, *entry.near, *(entry.aside or ()))}
    assert sorted(used - known) == []


def test_known_failures_say_why() -> None:
    assert all(len(entry.known) > 10 for entry in entries() if entry.known)
