"""Counts: every target once in every grouping, and no percentage of percentages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_cases import invoke, prepare
from schema_check import DEFINITIONS, faults

from tracker.views.summary import SUMMARY_FIELDS

GROUPS = ("district", "section", "measure", "commitment", "year", "responsible")


@pytest.fixture(autouse=True)
def stocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    assert invoke("ingest huaiyin.txt tianqiao.txt").exit == 0
    assert invoke("update 3 --actual 5800 --as-of 2022-11").exit == 0
    assert invoke("update 4 --actual 1 --as-of 2022-10").exit == 0


def rows(options: str = "") -> list[dict[str, Any]]:
    found = invoke(f"summary --format json {options}")
    assert (found.exit, found.stderr) == (0, "")
    return json.loads(found.stdout)  # type: ignore[no-any-return]


@pytest.mark.parametrize("by", GROUPS)
def test_every_target_is_counted_once(by: str) -> None:
    whole = rows()[0]
    groups = rows(f"--by {by}")
    counts = [name for name in SUMMARY_FIELDS if name not in ("by", "group", "coverage")]
    assert {name: sum(row[name] for row in groups) for name in counts} == {name: whole[name] for name in counts}
    assert {row["by"] for row in groups} == {by}
    assert len({row["group"] for row in groups}) == len(groups)


def test_rows_fit_the_schema() -> None:
    assert tuple(DEFINITIONS["summary"]["properties"]) == SUMMARY_FIELDS
    for row in (*rows(), *rows("--by commitment"), *rows("--by year")):
        assert faults(row, DEFINITIONS["summary"]) == []
        assert tuple(row) == SUMMARY_FIELDS


def test_outcomes_add_up_and_coverage_is_a_share_of_targets() -> None:
    row = rows("--district 槐荫")[0]
    outcomes = ("met", "exceeded", "near", "missed", "not_due", "no_data", "unreported")
    assert sum(row[outcome] for outcome in outcomes) == row["targets"] == 5
    assert (row["with_figure"], row["coverage"]) == (2, 0.4)


def test_an_empty_set_says_so_and_is_not_zero() -> None:
    for form in ("table", "markdown"):
        assert invoke(f"summary --year 2019 --format {form}").stdout == "无目标\n"
        assert invoke(f"summary --year 2019 --by district --format {form}").stdout == "无目标\n"
    assert rows("--year 2019") == []


def test_those_without_a_group_come_last() -> None:
    assert [row["group"] for row in rows("--by commitment")] == ["力争", None]
