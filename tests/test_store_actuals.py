"""Recording figures: rows are added, exactly, and nothing else happens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sample_records import read_plainly

from tracker.errors import BadNumber, NoMatch, UsageError
from tracker.model import Actual
from tracker.store import Store, open_store

NOW = datetime(2022, 7, 2, 8, 30, tzinfo=UTC)
JUNE, NOVEMBER = date(2022, 6, 30), date(2022, 11, 30)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two targets, 1 and 2, and a claim, 3."""
    with open_store(tmp_path / "tracker.db", command=["tracker", "update"]) as opened:
        opened.save(read_plainly("上云企业达到5700家\n新建学校5所\n-完成投资7元"), now=NOW)
        yield opened


def test_a_figure_is_kept_with_all_that_is_told_of_it(store: Store) -> None:
    """And comes back the same."""
    figure = store.record_actual(1, Decimal("5412.50"), as_of=JUNE, source="区工信局", note="快报", by="王", now=NOW)
    assert figure == Actual(
        id=1, target_id=1, value=Decimal("5412.50"), as_of=JUNE, source="区工信局", note="快报", recorded_at=NOW,
        recorded_by="王",
    )  # fmt: skip
    assert store.actuals(1) == (figure,)
    assert str(store.actuals(1)[0].value) == "5412.50"


def test_figures_are_added_and_sorted_by_what_they_cover(store: Store) -> None:
    """Then by how they came in."""
    for value, as_of in ((3, NOVEMBER), (1, JUNE), (2, JUNE)):
        store.record_actual(1, Decimal(value), as_of=as_of, by=None, now=NOW)
    assert [(figure.id, int(figure.value)) for figure in store.actuals(1)] == [(2, 1), (3, 2), (1, 3)]


def test_figures_of_many_targets_at_once(store: Store) -> None:
    """Targets without figures are not named."""
    store.record_actual(2, Decimal(4), as_of=JUNE, by=None, now=NOW)
    assert {target: len(figures) for target, figures in store.actuals_of([1, 2, 99]).items()} == {2: 1}
    assert store.actuals(1) == ()


def test_a_correction_names_what_it_corrects(store: Store) -> None:
    """Both rows stay."""
    wrong = store.record_actual(1, Decimal(54125), as_of=JUNE, by="王", now=NOW)
    right = store.record_actual(
        1, Decimal("5412.5"), as_of=JUNE, by="王", now=NOW + timedelta(days=1), corrects=wrong.id
    )
    assert store.actuals(1) == (wrong, right)
    assert right.corrects == wrong.id


def test_only_the_targets_own_figures_can_be_corrected(store: Store) -> None:
    """Neither another's nor one that isn't there."""
    store.record_actual(1, Decimal(1), as_of=JUNE, by=None, now=NOW)
    for target, corrects in ((2, 1), (1, 99)):
        with pytest.raises(UsageError) as caught:
            store.record_actual(target, Decimal(1), as_of=JUNE, by=None, now=NOW, corrects=corrects)
        assert str(caught.value) == f"target {target} has no figure {corrects} that could be corrected"
    assert len(store.actuals(1)) == 1


@pytest.mark.parametrize("unknown", [99, 0, 10**30])
def test_an_unknown_target_takes_no_figure(store: Store, unknown: int) -> None:
    """Nothing is stored, nothing logged."""
    with pytest.raises(NoMatch, match=f"no target has the id {unknown}"):
        store.record_actual(unknown, Decimal(1), as_of=JUNE, by=None, now=NOW)
    assert [row["action"] for row in store._db.query("SELECT action FROM log")] == ["ingest"]


def test_a_claim_takes_no_figure(store: Store) -> None:
    """It is a result itself."""
    with pytest.raises(UsageError, match="3 is a claim, a result that a report states"):
        store.record_actual(3, Decimal(1), as_of=JUNE, by=None, now=NOW)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_only_numbers_are_recorded(store: Store, value: str) -> None:
    """Decimal knows values that are none."""
    with pytest.raises(BadNumber):
        store.record_actual(1, Decimal(value), as_of=JUNE, by=None, now=NOW)


def test_recording_is_logged(store: Store) -> None:
    """With the person and the figure."""
    store.record_actual(1, Decimal("1.6E+4"), as_of=JUNE, by="王", now=NOW)
    *_, entry = store._db.query("SELECT * FROM log ORDER BY id")
    assert (entry["by"], entry["action"], json.loads(entry["command"])) == ("王", "update", ["tracker", "update"])
    assert json.loads(entry["what"]) == {
        "figures": [{"id": 1, "target_id": 1, "value": "16000", "as_of": "2022-06-30"}]
    }
