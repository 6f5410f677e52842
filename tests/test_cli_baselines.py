"""Where a level starts, from the report to the pace: a person's word, the sentence, the review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_cases import invoke, prepare

REPORT = """济南市槐荫区政府工作报告
（2022年2月24日）

一、2021年工作回顾
全区集中供热率达到60%。

二、2022年工作安排
集中供热率达到75%。污水处理率由80%提高到90%。
"""


@pytest.fixture(autouse=True)
def stocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    (tmp_path / "rates.txt").write_text(REPORT, encoding="utf-8")
    assert invoke("ingest rates.txt").exit == 0


def pace(indicator: str, actual: str) -> tuple[str | None, str | None]:
    """Pace and baseline by a figure for the middle of the year."""
    assert invoke(f"update --indicator {indicator} --actual {actual} --as-of 2022-06").exit == 0
    number = json.loads(invoke(f"list --indicator {indicator} --format json").stdout)[0]["id"]
    shown = json.loads(invoke(f"show {number} --format json").stdout)
    listed = json.loads(invoke(f"list --indicator {indicator} --format json").stdout)[0]
    assert shown["pace"] == listed["pace"]
    return shown["pace"], shown["inputs"].get("baseline")


def test_the_review_tells_where_it_starts() -> None:
    assert pace("供热率", "67.5%") == ("on", "60")


def test_the_sentence_tells_where_it_starts() -> None:
    assert pace("污水处理率", "84%") == ("behind", "80")


def test_a_person_knows_better() -> None:
    number = json.loads(invoke("list --indicator 供热率 --format json").stdout)[0]["id"]
    assert invoke(f"edit {number} --baseline 50%").exit == 0
    assert pace("供热率", "67.5%") == ("ahead", "50")
