"""Finding stored records by place, year, words and date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sample_records import read_plainly, with_records

from tracker.errors import NoMatch
from tracker.store import Selection, Store, open_store

NOW = datetime(2022, 3, 1, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Reports of a district, its neighbour, its city, a local place and one without a code."""
    with open_store(tmp_path_factory.mktemp("store") / "tracker.db") as opened:
        huaiyin = read_plainly("上云企业达到5700家\nＰＭ浓度达到35克\n-完成投资7元")
        longer = huaiyin.records[0]._replace(due=date(2026, 12, 31), indicator_key="企业上云数", measure="growth")
        opened.save(with_records(huaiyin, longer, *huaiyin.records[1:]), now=NOW)
        opened.save(read_plainly("新建学校5所", year=2023), now=NOW)
        opened.save(read_plainly("新建公园5处", district="济南市历城区", district_code="370112"), now=NOW)
        opened.save(read_plainly("新建医院2家", district="济南市", district_code="370100"), now=NOW)
        opened.save(read_plainly("新建绿道2条", district="济南市槐荫区甲街道", district_code="370104.1"), now=NOW)
        opened.save(read_plainly("新建车站3座", district="林溪新区", district_code=None), now=NOW)
        opened.save(read_plainly("新建港口1座", district="青岛市", district_code="370200"), now=NOW)
        opened.save(read_plainly("退役车站4座", district="林溪新区", district_code=None, year=2021), now=NOW)
        opened.save(read_plainly("扩建车站6座", district="林溪新区", district_code=None, year=2021), now=NOW)
        yield opened


def found(store: Store, **wanted: Any) -> list[str]:
    """The indicators that a selection gives."""
    return [one.record.indicator for one in store.targets(Selection(**wanted))]


ALL = ["扩建车站", "新建车站", "新建医院", "上云企业", "ＰＭ浓度", "新建学校", "新建绿道", "新建公园", "新建港口"]


@pytest.mark.parametrize(
    ("wanted", "indicators"),
    [
        ({}, ALL),
        ({"code_prefixes": ("370104",)}, ["上云企业", "ＰＭ浓度", "新建学校", "新建绿道"]),
        ({"code_prefixes": ("370104.1",)}, ["新建绿道"]),
        ({"code_prefixes": ("3701",), "year": 2022}, ["新建医院", "上云企业", "ＰＭ浓度", "新建绿道", "新建公园"]),
        ({"code_prefixes": ("3702", "370112")}, ["新建公园", "新建港口"]),
        (
            {"code_prefixes": ("37",), "district": "林溪新区", "year": 2022},
            [n for n in ALL if n not in ("扩建车站", "新建学校")],
        ),
        ({"district": "林溪新区"}, ["扩建车站", "新建车站"]),
        ({"district": "林溪"}, []),
        ({"year": 2023}, ["新建学校"]),
        ({"year": 2020}, []),
        ({"indicator": "云企"}, ["上云企业"]),
        ({"indicator": "上云数"}, ["上云企业"]),  # the normal form
        ({"indicator": "pm"}, ["ＰＭ浓度"]),  # either width, either case
        ({"indicator": " ｐｍ 浓度 "}, ["ＰＭ浓度"]),
        ({"indicator": "%"}, []),  # no wildcard
        ({"indicator": ""}, ALL),
        ({"measure": "growth"}, ["上云企业"]),
        ({"due_before": date(2022, 12, 31)}, ["扩建车站"]),
        ({"due_before": date(2023, 1, 1), "indicator": "新建", "district": "林溪新区"}, ["新建车站"]),
        ({"role": "claim"}, ["完成投资"]),
        ({"role": None, "code_prefixes": ("370104",), "year": 2022}, ["上云企业", "ＰＭ浓度", "完成投资", "新建绿道"]),
        ({"ids": (4, 1)}, ["上云企业", "新建学校"]),
        ({"ids": ()}, []),
        ({"ids": (10**30,)}, []),
        ({"include_withdrawn": True, "year": 2021}, ["退役车站", "扩建车站"]),
    ],
)
def test_selections(store: Store, wanted: dict[str, Any], indicators: list[str]) -> None:
    """By place, year, report and position in the text."""
    assert found(store, **wanted) == indicators


@pytest.mark.parametrize("unknown", [0, -1, 99, 10**30])
def test_an_unknown_id_matches_nothing(store: Store, unknown: int) -> None:
    """With the way to find the right one."""
    with pytest.raises(NoMatch) as caught:
        store.target(unknown)
    assert str(caught.value) == f"no target has the id {unknown}; `tracker list` shows the ids"
    assert caught.value.exit_code == 4


def test_a_claim_can_be_looked_at_by_its_id(store: Store) -> None:
    """`show` tells of claims too."""
    assert store.target(3).record.role == "claim"


def test_figures_come_with_their_targets_in_three_queries(tmp_path: Path) -> None:
    """However many targets there are."""
    with open_store(tmp_path / "tracker.db") as store:
        store.save(read_plainly("\n".join(f"新建学校{number}所" for number in range(1, 60))), now=NOW)
        for target in (3, 7, 3):
            store.record_actual(target, Decimal(target), as_of=date(2022, 6, 30), by="me", now=NOW)
        asked: list[str] = []
        store._db.conn.set_trace_callback(asked.append)
        targets = store.targets(Selection())
        assert {one.id: len(one.actuals) for one in targets if one.actuals} == {3: 2, 7: 1}
        assert len(targets) == 59
        assert sum("SELECT" in sql for sql in asked) == 3
