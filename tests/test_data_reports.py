"""The sample reports in data/ are complete, carry the parts of the genre, and are described truly in data/README.md."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
REPORTS = sorted((ROOT / "data" / "reports").glob("*.txt"))
GOLD = sorted((ROOT / "tests" / "gold").glob("*.jsonl"))
README = (ROOT / "data" / "README.md").read_text(encoding="utf-8")

every_report = pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
every_gold = pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Read one JSON object per line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def squeeze(text: str) -> str:
    """Fold full-width forms and drop white space, as quotes are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def test_at_least_four_reports_are_there() -> None:
    assert len(REPORTS) >= 4


@every_report
def test_report_is_long_enough_to_stand_for_a_real_one(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8")) >= 2500


@every_report
def test_report_has_title_salutation_review_and_plan_in_order(path: Path) -> None:
    text = squeeze(path.read_text(encoding="utf-8"))
    marks = [r"政府工作报告", r"各位代表:", r"工作回顾", r"工作安排|重点工作|主要工作"]
    places = [re.search(mark, text) for mark in marks]
    starts = [found.start() for found in places if found]
    assert len(starts) == len(marks)
    assert starts == sorted(starts)


@every_report
def test_report_has_numbered_headings(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(r"(?m)^\s*(?:[一二三四五六七八九]、|（[一二三四五六七八九]）)", text)) >= 8


@every_report
def test_file_name_ends_in_the_year_of_the_meeting(path: Path) -> None:
    head = squeeze(path.read_text(encoding="utf-8"))[:200]
    assert re.search(rf"{path.stem[-4:]}年\d+月\d+日", head)


def test_readme_lists_exactly_the_reports_that_are_there() -> None:
    listed = re.findall(r"^\| `reports/([^`]+)`", README, flags=re.MULTILINE)
    assert sorted(listed) == [path.name for path in REPORTS]


def test_readme_lists_every_true_and_every_invented_figure_of_huaiyin() -> None:
    """True figures stand under *What is true*, those of the review under *What is invented*."""
    invented, true = README.split("## What is true")
    places = {"claim": invented, "target": true}
    records = [record for record in read_gold(ROOT / "tests/gold/huaiyin-2022.jsonl") if record["role"] in places]
    missing = [record["quote"] for record in records if record["text"] not in places[record["role"]]]
    assert missing == []


def test_pairs_of_promise_and_outcome_in_readme_are_quoted_from_the_reports() -> None:
    rows = re.findall(
        r"^\| (\S*\d\S*) \| (\S+) \| (?:met|missed|exceeded|not due|unreported)", README, flags=re.MULTILINE
    )
    promises, outcomes = (
        squeeze((ROOT / f"data/reports/linxi-{year}.txt").read_text(encoding="utf-8")) for year in (2023, 2024)
    )
    assert len(rows) >= 8
    assert [row for row in rows if row[1] != "—" and squeeze(row[1]) not in outcomes] == []
    assert [row for row in rows if not set(re.findall(r"[\d.]+", row[0])) <= set(re.findall(r"[\d.]+", promises))] == []


@every_gold
def test_gold_quotes_stand_once_in_their_report_in_text_order(path: Path) -> None:
    text = squeeze((ROOT / "data" / "reports" / f"{path.stem}.txt").read_text(encoding="utf-8"))
    starts = []
    for record in read_gold(path):
        quote, quantity = squeeze(record["quote"]), squeeze(record["text"])
        assert text.count(quote) == 1, record["quote"]
        assert quantity in quote, record["quote"]
        starts.append(text.index(quote) + quote.index(quantity))
    assert starts == sorted(set(starts))
