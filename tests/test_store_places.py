"""Places that people add."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.errors import UsageError
from tracker.model import Place
from tracker.store import Store, open_store

NOW = datetime(2022, 3, 1, 8, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(tmp_path / "tracker.db") as opened:
        yield opened


def add(store: Store, code: str, name: str) -> Place:
    """Add a place in 青岛."""
    return store.add_place(Place(code, name, f"青岛市{name}"), by="me", now=NOW)


def test_an_added_place_is_known_from_then_on(store: Store) -> None:
    """With the year until which it stood, if it was given."""
    place = Place("370200.1", "青岛高新区", "青岛市青岛高新区", until=2020)
    assert store.add_place(place, by="me", now=NOW) == place
    assert store.places() == [place]


def test_a_code_that_is_taken_gives_way_to_the_next(store: Store) -> None:
    """So nobody has to look first which is free; tens come after ones."""
    codes = [add(store, "370200.1", f"街道{number}").code for number in range(11)]
    assert codes == [f"370200.{number}" for number in range(1, 12)]
    assert [place.code for place in store.places()] == codes


def test_the_same_name_twice_is_an_error(store: Store) -> None:
    """Within one parent; elsewhere it is another place."""
    add(store, "370200.1", "高新区")
    with pytest.raises(UsageError) as caught:
        add(store, "370200.2", "高新区")
    assert str(caught.value) == "青岛市高新区 is known already, with the code 370200.1"
    assert add(store, "370100.1", "高新区").code == "370100.1"
    assert len(store.places()) == 2


def test_a_place_within_an_added_place(store: Store) -> None:
    """Codes nest."""
    add(store, "370200.1", "高新区")
    assert [add(store, "370200.1.1", name).code for name in ("甲街道", "乙街道")] == ["370200.1.1", "370200.1.2"]


def test_a_code_of_its_own_must_be_free(store: Store) -> None:
    """There is no parent under which to look for another."""
    add(store, "990101", "林溪区")
    with pytest.raises(UsageError, match="the code 990101 is taken by another place"):
        add(store, "990101", "松谷区")


def test_adding_is_logged(store: Store) -> None:
    """Like every write."""
    add(store, "370200.1", "高新区")
    assert [row["action"] for row in store._db.query("SELECT action FROM log")] == ["add place"]
