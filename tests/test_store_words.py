"""What people say of records, and that it holds against whatever is read later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sample_records import read_plainly, with_records

from tracker.errors import NoMatch, UsageError
from tracker.store import Selection, Store, open_store

NOW = datetime(2022, 7, 2, 8, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
WHO: dict[str, Any] = {"by": "王", "now": NOW}
THREE = "上云企业达到5700家\n新建学校5所\n新建校舍5所"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three targets."""
    with open_store(tmp_path / "tracker.db") as opened:
        opened.save(read_plainly(THREE), **WHO)
        yield opened


def test_what_is_said_is_what_counts(store: Store) -> None:
    """What was read is kept beside it."""
    read = store.target(1).record
    edited = store.edit(1, {"due": "2026-12-31", "baseline": "5000", "responsible": "区工信局"}, **WHO)
    assert edited.record == read._replace(due=date(2026, 12, 31))
    assert edited.extracted == read
    assert edited.edited == {"due", "baseline", "responsible"}
    assert (edited.baseline, edited.responsible, edited.state) == (Decimal(5000), "区工信局", "extracted")
    assert store.target(2).extracted is None


def test_the_last_word_counts_and_nothing_clears(store: Store) -> None:
    """An empty word is one too."""
    store.edit(1, {"baseline": "5000", "commitment": "力争"}, **WHO)
    edited = store.edit(1, {"baseline": None, "commitment": None}, **WHO)
    assert (edited.baseline, edited.record.commitment) == (None, None)


def test_saying_what_is_so_writes_nothing(store: Store) -> None:
    """No row, no line of history."""
    store.edit(1, {"baseline": "5000"}, add_tags=["民生"], **WHO)
    store.reject(2, reason="重复", **WHO)
    store.confirm([1], **WHO)
    before = list(store.export(history=True))
    store.edit(1, {"baseline": "5000", "measure": "level"}, add_tags=["民生"], **WHO)
    store.reject(2, reason="重复", **WHO)
    store.confirm([1], **WHO)
    assert list(store.export(history=True)) == before


def test_tags_are_added_and_dropped(store: Store) -> None:
    """In the order in which they came."""
    store.edit(1, {}, add_tags=["甲", "乙", "甲"], **WHO)
    assert store.edit(1, {}, add_tags=["丙"], drop_tags=["甲", "丁"], **WHO).tags == ("乙", "丙")


def test_revisions_tell_the_old_value(store: Store) -> None:
    """An error that was put right is none of them."""
    store.edit(1, {"value": "5800"}, **WHO)
    store.edit(1, {"value": "5500"}, reason="年中调整", **WHO)
    store.edit(1, {"value": "5400", "due": "2023-06-30"}, reason="再调整", by="李", now=LATER)
    assert [(one.field, one.old, one.new, one.reason, one.said_by) for one in store.revisions(1)] == [
        ("value", "5800", "5500", "年中调整", "王"),
        ("value", "5500", "5400", "再调整", "李"),
        ("due", "2022-12-31", "2023-06-30", "再调整", "李"),
    ]
    with store.known_at(NOW) as past:
        assert past.target(1).record.quantity.value == 5500


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"due": "2021-12-31"}, "due on 2021-12-31, before the period begins on 2022-01-01"),
        ({"comparator": "range"}, "a range has two ends"),
        ({"value_max": "6000"}, "a range has two ends"),
        ({"value_max": "5000", "comparator": "range"}, "from the lower end up, not from 5700 to 5000"),
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, changes: dict[str, Any], message: str) -> None:
    """And nothing of it is kept."""
    before = list(store.export(history=True))
    with pytest.raises(UsageError, match=message):
        store.edit(1, changes, **WHO)
    assert list(store.export(history=True)) == before


@pytest.mark.parametrize("field", ["unit", "role"])
def test_recorded_figures_bind_unit_and_role(store: Store, field: str) -> None:
    """They would mean something else."""
    store.record_actual(1, Decimal(5), as_of=date(2022, 6, 30), **WHO)
    with pytest.raises(UsageError, match=f"so its {field} can't change"):
        store.edit(1, {field: "claim" if field == "role" else "户"}, **WHO)


def test_what_no_longer_counts_is_not_listed(store: Store) -> None:
    """Nor counted; it says why, and comes back."""
    store.reject(1, reason="不是目标", **WHO)
    store.withdraw(2, reason="取消", by="王", now=LATER)
    assert [one.id for one in store.targets(Selection())] == [3]
    assert (store.reports()[0].targets, store.reports()[0].withdrawn) == (1, 2)
    gone = store.target(2)
    assert (gone.state, gone.withdrawn_reason, gone.withdrawn_at) == ("withdrawn", "取消", LATER)
    assert store.target(1).state == "rejected"
    assert [one.state for one in store.confirm([1, 2], **WHO)] == ["confirmed", "confirmed"]
    assert len(store.targets(Selection())) == 3


def test_all_are_confirmed_or_none(store: Store) -> None:
    """An unknown number stops the others."""
    with pytest.raises(NoMatch):
        store.confirm([1, 99], **WHO)
    assert store.target(1).state == "extracted"


def test_merged_figures_count_for_what_stays(store: Store) -> None:
    """Also through two mergings, and those that come later."""
    store.save(read_plainly("扩建学校5所", year=2023), **WHO)
    for target in (2, 3, 4):
        store.record_actual(target, Decimal(target), as_of=date(2023, 6, 30), **WHO)
    store.merge(2, 3, **WHO)
    assert store.merge(3, 4, **WHO).id == 4
    store.record_actual(2, Decimal(9), as_of=date(2023, 7, 31), **WHO)
    assert [int(figure.value) for figure in store.target(4).actuals] == [2, 3, 4, 9]
    assert (store.target(2).state, store.target(2).merged_into) == ("merged", 3)
    with pytest.raises(UsageError, match="2 is merged and can't be merged"):
        store.merge(4, 2, **WHO)


def test_a_proposed_figure_waits_for_a_person(store: Store) -> None:
    """Confirming the target confirms it."""
    store.record_actual(1, Decimal(5), as_of=date(2022, 6, 30), proposed=True, **WHO)
    assert [figure.proposed for figure in store.actuals(1)] == [True]
    store.confirm([1], **WHO)
    assert [figure.proposed for figure in store.actuals(1)] == [False]


def test_a_newer_extractor_can_not_drop_what_a_person_spoke_of(store: Store) -> None:
    """As long as its sentence is there; without a word of a person it goes."""
    store.confirm([1], **WHO)
    store.edit(2, {"due": "2023-12-31"}, **WHO)
    same = read_plainly(THREE)
    assert store.save(with_records(same), **WHO).withdrawn == 1
    assert [one.id for one in store.targets(Selection())] == [1, 2]
    assert store.save(with_records(same), **WHO).status == "unchanged"
    store.save(read_plainly("新建学校5所"), **WHO)
    assert [one.id for one in store.targets(Selection())] == [2]
    assert (store.target(1).state, store.target(1).withdrawn_reason) == ("withdrawn", "no longer in the text")
    assert store.confirm([1], **WHO)[0].state == "confirmed"


def test_what_was_rejected_stays_so_when_it_comes_back(store: Store) -> None:
    """Under the same number."""
    store.reject(1, reason="不是目标", **WHO)
    store.save(read_plainly("新建学校5所"), **WHO)
    store.save(read_plainly(THREE), **WHO)
    assert store.target(1).state == "rejected"
