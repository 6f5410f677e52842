"""The words of the lexicon: well formed, and met in the sentences that tests read."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from corpus_entries import entries as corpus_entries

from tracker.lexicon import Entry, alternation, entries, meanings, words

NAMES = sorted(
    path.name.removesuffix(".toml")
    for path in files("tracker.lexicon").iterdir()
    if path.name.endswith(".toml") and path.name != "policy.toml"  # a policy of the gate, tested there
)
OF_MATCHING = {"conversions", "qualifiers", "synonyms", "vague"}  # read when reports are compared, not in sentences
OF_TABLES = {"columns", "manifest", "coverage", "tables"}  # names of columns, which no sentence holds
OF_BYTES = {"characters"}  # rows of characters, each read in test_read_encodings.py
TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def sentences() -> str:
    """All that tests give to read: the corpus with its words filled in, and the tests of the other rooms."""
    said = [f"{entry.under}\n{entry.table}\n{surface}" for entry in corpus_entries() for surface in entry.says]
    tests = [path.read_text(encoding="utf-8") for path in TESTS.glob("test_*.py") if path != Path(__file__)]
    return "\n".join(said + tests)


@pytest.mark.parametrize("name", sorted(set(NAMES) - OF_MATCHING - OF_BYTES))
def test_every_entry_occurs_in_a_test(name: str, sentences: str) -> None:
    silent = [entry.words for entry in entries(name) if not any(word in sentences for word in entry.words)]
    assert silent == []


def test_every_word_occurs_in_a_test(sentences: str) -> None:
    unused = [
        f"{name}: {word}"
        for name in sorted(set(NAMES) - OF_MATCHING - OF_TABLES - OF_BYTES)
        for word in words(name)
        if word not in sentences
    ]
    assert unused == [], "write a sentence for each, or leave it out"


@pytest.mark.parametrize("name", NAMES)
def test_every_file_says_what_it_holds(name: str) -> None:
    text = files("tracker.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert entries(name)


def test_words_are_longest_first() -> None:
    found = words("comparators")
    assert [len(word) for word in found] == sorted((len(word) for word in found), reverse=True)


def test_words_by_meaning() -> None:
    assert set(words("turns", "past")) | set(words("turns", "future")) == set(words("turns"))
    assert words("turns", "no such meaning") == ()


def test_meanings_cover_all_words() -> None:
    assert meanings("units")["家"] == "count"
    assert set(meanings("units")) == set(words("units"))


def test_alternation_prefers_the_longer_word() -> None:
    found = re.match(alternation(["元", "元/吨", "元"]), "元/吨")
    assert found
    assert found[0] == "元/吨"


def test_alternation_escapes() -> None:
    assert re.match(alternation(["."]), "万") is None
    assert re.match(alternation([".", "+"]), "+")


def test_entries_carry_what_a_file_needs_beside() -> None:
    points = next(entry for entry in entries("units") if "百分点" in entry.words)
    assert points.more["base"] == "个百分点"
    assert isinstance(points, Entry)


def test_names_of_periods_span_five_years() -> None:
    for word, span in meanings("periods").items():
        first, last = map(int, span.split("-"))
        assert last - first == 4, word


def test_a_unit_with_a_base_names_a_unit() -> None:
    known = set(words("units"))
    assert all(entry.more["base"] in known for entry in entries("units") if "base" in entry.more)
