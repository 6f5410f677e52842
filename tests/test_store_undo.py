"""Every writing deed, done and undone, leaves the export as it was; undoing adds rows and takes none away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_records import a_quantity, a_target, read_plainly

from tracker.errors import NoMatch, StoreError, UsageError
from tracker.model import Actual, Place
from tracker.store import Selection, Store, open_store

NOW = datetime(2022, 7, 2, 8, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
JUNE = date(2022, 6, 30)
WHO: dict[str, Any] = {"by": "王", "now": NOW}
TEXT = "上云企业达到5700家\n新建学校5所\n-完成投资7元\n上云公司达到5700家"
CORRECTED = "上云企业达到5800家\n-完成投资7元\n上云公司达到5700家\n新建公园9处"


def by_hand() -> Any:
    quantity = a_quantity("8公里", "8", "公里", start=2)
    return a_target(indicator="地铁", quantity=quantity, sentence="地铁8公里", report="手工录入")


DEEDS: dict[str, Callable[[Store], object]] = {
    "ingest anew": lambda store: store.save(read_plainly("新建医院2家", year=2023), **WHO),
    "ingest a correction": lambda store: store.save(read_plainly(CORRECTED), **WHO),
    "update": lambda store: store.record_actual(1, Decimal(5), as_of=JUNE, **WHO),
    "update several": lambda store: store.record_actuals(
        [Actual(1, Decimal(6), JUNE), Actual(2, Decimal(1), JUNE, cumulative=False)], **WHO
    ),
    "correct a figure": lambda store: store.record_actual(1, Decimal(7), as_of=JUNE, corrects=1, **WHO),
    "propose": lambda store: store.record_actual(2, Decimal(5), as_of=JUNE, proposed=True, claim_id=3, **WHO),
    "edit": lambda store: store.edit(1, {"due": "2026-12-31", "responsible": "区工信局"}, **WHO),
    "edit again": lambda store: store.edit(2, {"due": "2025-12-31", "baseline": "3"}, **WHO),
    "tag": lambda store: store.edit(2, {}, add_tags=["民生"], drop_tags=["旧"], **WHO),
    "revise": lambda store: store.edit(1, {"value": "5000"}, reason="年中调整", **WHO),
    "reject": lambda store: store.reject(2, reason="不是目标", **WHO),
    "withdraw": lambda store: store.withdraw(1, reason="取消", **WHO),
    "confirm": lambda store: store.confirm([1, 2], **WHO),
    "confirm what the text lost": lambda store: store.confirm([5], **WHO),
    "merge": lambda store: store.merge(4, 1, **WHO),
    "add": lambda store: store.add_target(by_hand(), **WHO),
    "add a place": lambda store: store.add_place(Place("370104.1", "甲街道", "甲街道"), **WHO),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Targets 1, 2 and 4, a claim 3, one that the text lost, 5, some figures and words."""
    with open_store(tmp_path / "tracker.db") as opened:
        opened.save(read_plainly(TEXT + "\n建设绿道9条"), **WHO)
        opened.save(read_plainly(TEXT), **WHO)
        opened.record_actual(1, Decimal(4), as_of=JUNE, **WHO)
        opened.record_actual(1, Decimal(9), as_of=JUNE, proposed=True, claim_id=3, **WHO)
        opened.edit(2, {"due": "2024-12-31"}, add_tags=["旧"], **WHO)
    with open_store(tmp_path / "tracker.db", command=["later"]) as opened:
        yield opened


def again(store: Store) -> Store:
    """The same file, opened by another command."""
    return open_store(store.path)


def rows_in(store: Store) -> dict[str, int]:
    tables = ("log", "actuals", "edits", "marks", "readings", "records", "confirmations", "texts", "record_versions")
    return {table: store._db.table(table).count for table in tables}


@pytest.mark.parametrize("name", DEEDS)
def test_done_and_undone_is_as_before(store: Store, name: str) -> None:
    """And redone is as done."""
    before = list(store.export())
    DEEDS[name](store)
    done, rows = list(store.export()), rows_in(store)
    assert done != before
    with again(store) as other:
        undone, *_ = other.undo(**WHO)
        assert list(other.export()) == before
        assert all(rows_in(other)[table] >= count for table, count in rows.items())
        assert other.history()[-1].action == "undo"
        for record in undone.records:
            assert other.history(record)[-1].action == "undo"
        other.undo_entry(other.history()[-1].id, **WHO)
        assert list(other.export()) == done
        other.undo(**WHO)
        assert list(other.export()) == before


@settings(max_examples=40, deadline=None)
@given(names=st.lists(st.sampled_from(sorted(DEEDS)), min_size=1, max_size=6), steps=st.data())
def test_any_deeds_are_undone_one_by_one_or_at_once(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], steps: st.DataObject
) -> None:
    """Each step back is exactly the state that there was, and the past can be looked at without stepping back."""
    path = tmp_path_factory.mktemp("any") / "tracker.db"
    with open_store(path) as store:
        store.save(read_plainly(TEXT + "\n建设绿道9条"), by=None, now=NOW - timedelta(days=2))
    with open_store(path) as store:
        store.save(read_plainly(TEXT), by=None, now=NOW - timedelta(days=1))
    states = []
    for number, name in enumerate(names):
        with open_store(path) as store:
            state, moment = list(store.export()), NOW + timedelta(hours=number)
            try:
                AT[name](store, moment)
            except UsageError:
                continue
            if list(store.export()) != state:
                states.append((moment, state))
    with open_store(path) as store:
        for moment, state in states:
            with store.known_at(moment - timedelta(seconds=1)) as past:
                assert list(past.export()) == state
        if steps.draw(st.booleans()) and states:
            store.undo(len(states), **WHO)
            assert list(store.export()) == states[0][1]
        else:
            for _, state in reversed(states):
                store.undo(**WHO)
                assert list(store.export()) == state


def at(deed: Callable[[Store], object]) -> Callable[[Store, datetime], object]:
    """The deed, done at another moment."""

    def do(store: Store, moment: datetime) -> object:
        kept = dict(WHO)
        WHO["now"] = moment
        try:
            return deed(store)
        finally:
            WHO.update(kept)

    return do


AT = {name: at(deed) for name, deed in DEEDS.items()}


def test_a_command_that_wrote_several_entries_is_undone_whole(store: Store) -> None:
    """Such as reading two reports."""
    before = list(store.export())
    store.save(read_plainly("新建医院2家", year=2023), **WHO)
    store.save(read_plainly("新建医院3家", year=2024), **WHO)
    with again(store) as other:
        assert len(other.undo(**WHO)) == 2
        assert list(other.export()) == before


def test_what_was_undone_comes_back_under_the_same_ids(store: Store) -> None:
    """When the report is read again."""
    report = read_plainly("新建医院2家", year=2023)
    store.save(report, **WHO)
    done = list(store.export())
    with again(store) as other:
        other.undo(**WHO)
        with pytest.raises(NoMatch):
            other.target(6)
        assert [known.year for known in other.reports()] == [2022]
        assert other.save(report, **WHO).status == "added"
        assert [found.id for found in other.targets(Selection(year=2023))] == [6]
        without = [{**line, "id": 0, "reading_id": 0} for line in other.export()]
        assert without == [{**line, "id": 0, "reading_id": 0} for line in done]


def test_what_later_deeds_build_on_is_not_undone_alone(store: Store) -> None:
    """The message names the later one; a word beside others goes alone."""
    with pytest.raises(UsageError) as caught:
        store.undo_entry(1, **WHO)
    assert str(caught.value) == (
        "entry 5 came after entry 1 and builds on it: undo it first, with `tracker undo --entry 5`"
    )
    store.record_actual(1, Decimal(7), as_of=JUNE, corrects=1, **WHO)
    with pytest.raises(UsageError, match="entry 6 came after entry 3"):
        store.undo_entry(3, **WHO)
    store.undo_entry(4, **WHO)
    assert [figure.id for figure in store.actuals(1)] == [1, 3]


def test_there_may_be_nothing_to_undo(tmp_path: Path) -> None:
    """Or less than was asked for; an entry may be unknown, or undone."""
    with open_store(tmp_path / "other.db") as store:
        with pytest.raises(NoMatch, match="there is nothing to undo"):
            store.undo(**WHO)
        store.save(read_plainly(TEXT), **WHO)
        with pytest.raises(NoMatch, match="only 1 command can be undone"):
            store.undo(2, **WHO)
        with pytest.raises(NoMatch, match="the history has no entry 7"):
            store.undo_entry(7, **WHO)
        store.undo(**WHO)
        with pytest.raises(UsageError, match="entry 1 is undone already"):
            store.undo_entry(1, **WHO)
        assert store.targets(Selection()) == []


def test_entries_of_older_trackers_can_not_be_undone(store: Store) -> None:
    """They don't say what they wrote."""
    row = {"at": "2022-01-20T00:00:00+00:00", "by": None, "action": "update", "command": "[]", "what": "{}"}
    store._db.table("log").insert(row)
    store._db.conn.commit()
    with pytest.raises(UsageError, match="entry 6 was written by an older tracker"):
        store.undo(**WHO)


def test_the_history_tells_who_did_what_by_which_command(store: Store) -> None:
    """All of it or for one record."""
    store.edit(1, {"due": "2026-12-31"}, by="李", now=LATER)
    entry = store.history()[-1]
    assert (entry.by, entry.at, entry.action, entry.command) == ("李", LATER, "edit", ("later",))
    assert entry.what == {"record_id": 1, "fields": {"due": ["2022-12-31", "2026-12-31"]}}
    assert [found.action for found in store.history(1)] == ["ingest", "ingest", "update", "update", "edit"]
    assert [found.action for found in store.history(2)] == ["ingest", "ingest", "edit"]
    with pytest.raises(NoMatch):
        store.history(99)


def test_looking_back_takes_no_writing(store: Store) -> None:
    """The copy is for reading."""
    with store.known_at(LATER) as past, pytest.raises(StoreError):
        past.record_actual(1, Decimal(1), as_of=JUNE, **WHO)


def test_export_and_import_are_inverse(store: Store, tmp_path: Path) -> None:
    """With the history and without; what was imported can be undone."""
    for deed in DEEDS.values():
        deed(store)
    store.undo_entry(store.history()[-1].id, **WHO)
    for history in (False, True):
        lines = json.loads(json.dumps(list(store.export(history=history))))
        with open_store(tmp_path / f"copy-{history}.db") as copy:
            assert copy.load(enumerate(lines, 1), "x.jsonl", **WHO) == len(lines) - 1
            assert list(copy.export(history=history)) == lines
            assert copy.targets(Selection(role=None, include_withdrawn=True)) == store.targets(
                Selection(role=None, include_withdrawn=True)
            )
            if not history:
                copy.undo(**WHO)
                assert [line["table"] for line in copy.export()] == ["tracker"]
            with pytest.raises(UsageError, match="holds something already"):
                copy.load(enumerate(lines, 1), "x.jsonl", **WHO)
