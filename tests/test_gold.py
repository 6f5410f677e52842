"""Extraction on our own sample reports stays as good as it is: floors that only rise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scoring import Scores, f1, locate, same_name, score, squeeze

from tracker.model import Place
from tracker.pipeline import extract

TESTS = Path(__file__).parent
REPORTS = TESTS.parent / "data" / "reports"
PLACE = Place("370104", "槐荫区", "济南市槐荫区")
FLOORS = {
    "huaiyin-2022": Scores(targets=0.97, full=0.90, claims=0.95),
    "linxi-2023": Scores(targets=0.98, full=0.91, claims=0.99),
}


def test_every_gold_has_a_floor() -> None:
    assert set(FLOORS) == {path.stem for path in (TESTS / "gold").glob("*.jsonl")}


@pytest.mark.parametrize("name", FLOORS)
def test_scores_stay_above_their_floors(name: str) -> None:
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    found = extract(text, place=PLACE, year=int(name[-4:]))
    scores = score(text, TESTS / "gold" / f"{name}.jsonl", found.records)
    floor = FLOORS[name]
    assert scores.targets >= floor.targets
    assert scores.full >= floor.full
    assert scores.claims >= floor.claims


@pytest.mark.parametrize("name", FLOORS)
def test_nothing_read_scores_nothing(name: str) -> None:
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    assert score(text, TESTS / "gold" / f"{name}.jsonl", []) == Scores(0.0, 0.0, 0.0)


def test_gold_is_found_across_layout() -> None:
    clean, _ = squeeze("新建 公园\n７个，\n绿道８公里。")
    assert clean == "新建公园7个,绿道8公里。"
    assert locate(clean, {"quote": "公园7个", "text": "7个"}) == (4, 6)


@pytest.mark.parametrize("line", [{"quote": "学校7所", "text": "7所"}, {"quote": "公园", "text": "7个"}])
def test_gold_that_is_not_in_the_text_is_refused(line: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="must stand once"):
        locate("新建公园7个", line)


def test_a_missed_and_an_invented_record_both_cost(tmp_path: Path) -> None:
    text = "新建公园7个。新建学校9所。"
    gold = tmp_path / "gold.jsonl"
    line = {"quote": "公园7个", "text": "7个", "value": 7, "value_max": None, "unit": "个", "comparator": "="}
    line |= {"indicator": "公园", "due": "2022-12-31", "role": "target"}
    gold.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    records = extract(text, place=PLACE, year=2022).records
    assert len(records) == 2
    assert score(text, gold, records[:1]) == Scores(1.0, 1.0, 0.0)
    assert score(text, gold, records) == Scores(f1(1, 2, 1), f1(1, 2, 1), 0.0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("上云企业", "上云企业", True),
        ("“上云”企业", "上云企业", True),
        ("老旧小区改造工程", "老旧小区改造", True),
        ("企业", "高新技术企业", False),
        ("公园", "学校", False),
        ("", "公园", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
