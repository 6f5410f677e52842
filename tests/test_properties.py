"""What holds of every text: quotes are exact, every number has one verdict, widths do not matter, nothing raises."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from any_input import LAYOUT, WORDS
from corpus_entries import entries
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Extraction, Place
from tracker.pipeline import extract

PLACE = Place("370104", "槐荫区", "济南市槐荫区")
REPORTS = sorted((Path(__file__).parent.parent / "data" / "reports").glob("*.txt"))
FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in [*range(0x30, 0x3A), 0x25, 0x2E]})
DIGITS = re.compile("[0-9０-９]+")


def joined(words: list[str]) -> str:
    """The words in a row, a comma between two that would else make one number or code together."""
    text = "\0".join(words)
    return re.sub("(?<=[0-9A-Za-z.])\0+(?=[0-9A-Za-z.])", "，", text).replace("\0", "")


composed = st.lists(st.sampled_from(WORDS + LAYOUT), max_size=40).map(joined)
anything = st.one_of(
    composed,
    st.text(max_size=80),
    st.text(alphabet="0123456789.,，-—:/一二三十百千万亿%年月日个家[]【】 \n", max_size=60),
)


def read(text: str) -> Extraction:
    return extract(text, place=PLACE, year=2022)


def assert_quotes(found: Extraction) -> None:
    text = found.document.text
    for verdict in found.verdicts:
        assert text[verdict.start : verdict.end] == verdict.text
    for record in found.records:
        quantity = record.quantity
        assert text[quantity.start : quantity.end] == quantity.text
        assert text[record.sentence_start : record.sentence_start + len(record.sentence)] == record.sentence
        assert record.sentence_start <= quantity.start < quantity.end <= record.sentence_start + len(record.sentence)


def assert_one_verdict_each(found: Extraction) -> None:
    """No two verdicts overlap, and each run of digits lies in one; a page break may stand inside a quantity."""
    breaks = [verdict for verdict in found.verdicts if verdict.reason in {"page", "footnote"}]
    others = [verdict for verdict in found.verdicts if verdict not in breaks]
    for verdicts in (breaks, others):
        for before, after in itertools.pairwise(verdicts):
            assert before.end <= after.start, (before, after)
    spans = [(verdict.start, verdict.end) for verdict in (*breaks, *others)]
    for run in DIGITS.finditer(found.document.text):
        holding = next(((start, end) for start, end in spans if start < run.end() and run.start() < end), None)
        assert holding is not None, run
        assert holding[0] <= run.start(), (run, holding)
        assert run.end() <= holding[1], (run, holding)


def readings(found: Extraction) -> Iterator[tuple[object, ...]]:
    for record in found.records:
        quantity = record.quantity
        yield (record.role, record.indicator, quantity.value, quantity.value_max, quantity.unit, quantity.comparator)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_sample_reports(path: Path) -> None:
    found = read(path.read_text(encoding="utf-8"))
    assert_quotes(found)
    assert_one_verdict_each(found)


def test_the_whole_corpus_in_one_text() -> None:
    found = read("\n".join(surface for entry in entries() for surface in entry.says))
    assert_quotes(found)
    assert_one_verdict_each(found)


@given(anything)
def test_any_text_is_read_and_quoted(text: str) -> None:
    assert_quotes(read(text))


@given(composed)
def test_every_number_has_one_verdict(text: str) -> None:
    assert_one_verdict_each(read(text))


@given(composed)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(joined))
def test_full_width_reads_like_half_width(text: str) -> None:
    assert list(readings(read(text.translate(FULL)))) == list(readings(read(text)))


@given(st.sampled_from([surface for entry in entries() for surface in entry.says if "\n" not in surface]), st.data())
def test_spaces_between_characters_do_not_matter(surface: str, data: st.DataObject) -> None:
    """White space that a layout leaves between Chinese characters, never beside a digit or a Latin letter."""
    gaps = [match.start() + 1 for match in re.finditer(r"[\u4e00-\u9fff](?=[\u4e00-\u9fff])", surface)]
    chosen = data.draw(st.sets(st.sampled_from(gaps), max_size=3)) if gaps else set()
    spaced = "".join("　" * (index in chosen) + char for index, char in enumerate(surface))
    assert list(readings(read(spaced))) == list(readings(read(surface)))


@given(composed)
def test_values_are_sane(text: str) -> None:
    for record in read(text).records:
        quantity = record.quantity
        assert quantity.value.is_finite()
        assert quantity.value_max is None or quantity.value_max > quantity.value
        assert (quantity.comparator == "range") == (quantity.value_max is not None)
        assert record.indicator.strip() == record.indicator != ""
