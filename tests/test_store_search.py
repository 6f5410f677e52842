"""Searching the words of records: what is found, in which order, and that the index follows every change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import read_plainly, with_records

from tracker.model import Extraction
from tracker.store import Selection, Store, open_store, phrases_of, spans_of
from tracker.store.database import Database
from tracker.store.migrations import STEPS
from tracker.store.schema import bring_up_to_date
from tracker.store.tokens import spaced, tokens_of

NOW = datetime(2022, 3, 1, 8, 30, tzinfo=UTC)
TEXT = "上云企业达到5700家\n新建基站1200个\n-云平台企业12家\n浓度达到35克"


def read(text: str) -> Extraction:
    """The records of the text, two of them with letters and digits that the simple reader can't read."""
    plain = read_plainly(text)
    known = [one.sentence.replace("基站", "５Ｇ基站").replace("浓度", "PM2.5浓度") for one in plain.records]
    records = (one._replace(sentence=sentence) for one, sentence in zip(plain.records, known, strict=True))
    return with_records(plain, *records)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A report with the records 1 to 4."""
    with open_store(tmp_path / "tracker.db") as opened:
        opened.save(read(TEXT), now=NOW)
        yield opened


def found(store: Store, query: str, **wanted: object) -> list[int]:
    """The ids, the best first."""
    assert index_is_whole(store)
    records, total = store.search(phrases_of(query), replace(Selection(role=None), **wanted), None)
    assert len(records) == total
    return [one.id for one in records]


def index_is_whole(store: Store) -> bool:
    """Whether the index holds the words that the rows hold, each at its place, neither more nor less."""
    with closing(sqlite3.connect(store.path)) as db:
        db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        db.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab (main, search, instance)")
        held = set(db.execute("SELECT doc, col, term, offset FROM held").fetchall())
        rows = db.execute(
            "SELECT id, sentence, indicator FROM records UNION ALL"
            " SELECT -edits.id, sentence, json_extract(edits.value, '$') FROM edits JOIN records"
            " ON records.id = record_id WHERE field = 'indicator'"
        ).fetchall()
    return held == {
        (key, column, token.text, place)
        for key, *texts in rows
        for column, text in zip(("sentence", "indicator"), texts, strict=True)
        for place, token in enumerate(tokens_of(text))
    }


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("上云企业", [1]),  # a word
        ("上云", [1]),  # two characters
        ("云企", [1]),  # across words
        ("云", [1, 3]),  # one
        ("企业", [1, 3]),
        ("企业 云", [1, 3]),  # in any order
        ('"云 企业"', [1]),  # as they stand
        ("“云企业”", [1]),
        ("5G", [2]),
        ("5g基站", [2]),
        ("G", [2]),
        ("P", []),  # letters are a word as a whole
        ("1200", [2]),
        ("120", []),  # and so are digits
        ("pm2.5", [4]),
        ("ＰＭ", [4]),
        ("企业 浓度", []),
        ("企业 *", [1, 3]),  # a sign is no word
        ("企业)", [1, 3]),
        ('企业"', [1, 3]),
        ("-企业", [1, 3]),
        ("企业 NOT", []),  # an English word like any other
        ("企业 OR 基站", []),
        ("sentence:企业", []),
    ],
)
def test_what_is_found(store: Store, query: str, ids: list[int]) -> None:
    assert sorted(found(store, query)) == ids


def test_the_indicator_weighs_more_than_the_sentence(store: Store) -> None:
    """A record whose sentence only happens to hold the word comes later."""
    report = read_plainly("新建公园7处", year=2023)
    other = report.records[0]._replace(sentence="新建公园7处，服务上云企业")
    store.save(with_records(report, other), now=NOW)
    assert found(store, "上云企业") == [1, 5]


def test_a_selection_restricts_it(store: Store) -> None:
    store.save(read_plainly("上云企业达到5900家", year=2023), now=NOW)
    assert found(store, "企业", role="claim") == [3]
    assert found(store, "企业", year=2023) == [5]
    assert found(store, "企业", district="青岛市") == []


def test_it_follows_corrections_withdrawals_and_undoing(store: Store) -> None:
    store.save(read(TEXT.replace("上云企业", "登云企业").replace("\n-云平台企业12家", "")), now=NOW)
    assert (found(store, "登云"), found(store, "上云"), found(store, "平台")) == ([1], [], [])
    store.undo_entry(2, by="me", now=NOW)
    assert (found(store, "登云"), found(store, "上云"), found(store, "平台")) == ([], [1], [3])
    store.reject(1, reason="no", by="me", now=NOW)
    assert found(store, "上云") == []
    assert found(store, "上云", include_withdrawn=True) == [1]


def test_it_finds_the_indicator_that_a_person_gave_and_the_words_that_were_read(store: Store) -> None:
    store.edit(1, {"indicator": "数字化转型企业"}, by="me", now=NOW)
    assert found(store, "转型") == [1]
    assert found(store, "转型 5700") == [1]  # one in the indicator, one in the sentence
    assert found(store, "上云") == [1]
    assert found(store, "企业") in ([1, 3], [3, 1])  # once
    store.save(read(TEXT.replace("5700", "5800")), now=NOW)
    assert (found(store, "转型 5800"), found(store, "转型 5700")) == ([1], [])
    store.edit(1, {"indicator": "触网企业"}, by="me", now=NOW)
    assert (found(store, "转型"), found(store, "触网")) == ([], [1])
    store.undo_entry(4, by="me", now=NOW)
    assert (found(store, "转型"), found(store, "触网")) == ([1], [])


def test_it_is_there_after_an_import(store: Store, tmp_path: Path) -> None:
    store.edit(1, {"indicator": "触网企业"}, by="me", now=NOW)
    for history in (False, True):
        with open_store(tmp_path / f"{history}.db") as copy:
            copy.load(list(enumerate(store.export(history=history), start=1)), "a file", by="me", now=NOW)
            assert (found(copy, "5G"), found(copy, "触网")) == ([2], [1])


def test_all_words_of_a_report_are_written_at_once(store: Store) -> None:
    """As one segment of the index, not as one for each record, which cost more than all else."""
    with closing(sqlite3.connect(store.path)) as db:
        assert db.execute("SELECT count(DISTINCT segid) FROM search_idx").fetchone() == (1,)


def test_a_migration_fills_it(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    older = STEPS[: [step.__name__ for step in STEPS].index("m012_search_words")]
    with closing(sqlite3.connect(path)) as connection:
        bring_up_to_date(Database(connection), None, older)
        with Store(Database(connection), path) as old:
            old.save(read(TEXT), now=NOW)
            old.edit(1, {"indicator": "触网企业"}, by="me", now=NOW)
    with open_store(path) as store:
        assert (found(store, "5G"), found(store, "触网 5700")) == ([2], [1])


@pytest.fixture(scope="module")
def empty() -> Iterator[Store]:
    """A store without any record."""
    with open_store(Path("nowhere.db"), create=False) as opened:
        yield opened


@given(st.text(max_size=12), st.text(alphabet='上云企业5G "*()-:^+NEARORNOT', max_size=12))
def test_no_query_is_an_error_and_marks_are_what_was_asked_for(empty: Store, first: str, second: str) -> None:
    """Whatever is typed; what is marked in a text that holds it folds to the words."""
    for query in (first, second, first + second):
        if phrases := phrases_of(query):
            assert empty.search(phrases, Selection(), None) == ([], 0)
            spans = spans_of(query, phrases)
            assert spans
            assert all(0 <= start < end <= len(query) for start, end in spans)


@given(st.text(alphabet="政府5G５Ｇ½〇Åß﷐ﬁ①- 。", max_size=12) | st.text(max_size=30))
def test_the_index_takes_the_words_that_are_searched_for(text: str) -> None:
    assert spaced(text).split(" ") == ([token.text for token in tokens_of(text)] or [""])


@given(st.text(max_size=30))
def test_words_are_where_they_say(text: str) -> None:
    tokens = tokens_of(text)
    for token in tokens:
        assert token.text in [word.text for word in tokens_of(text[token.start : token.end])]
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
