"""`tracker match` and what it leaves in the database."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command_cases import invoke, prepare
from schema_check import DEFINITIONS, faults

from tracker.store import Selection, open_store

MATCH = "match --district 槐荫 --year 2021"
JOBS, HOMES, PARKING, CLOUD = 2, 3, 4, 5  # targets of 2021; CLOUD is due in 2025


@pytest.fixture(autouse=True)
def two_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    assert invoke("ingest huaiyin-2021.txt huaiyin.txt").exit == 0


def rows(command: str) -> list[dict[str, Any]]:
    result = invoke(f"{command} --format json")
    assert result.exit == 0
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def outcomes() -> dict[int, str]:
    return {row["id"]: row["outcome"] for row in rows("list --year 2021")}


def figures(target_id: int) -> list[dict[str, Any]]:
    return json.loads(invoke(f"show {target_id} --format json").stdout)["actuals"]  # type: ignore[no-any-return]


def test_nothing_is_recorded_without_a_score() -> None:
    before = Path("tracker.db").read_bytes()
    assert not any(row["recorded"] for row in rows(MATCH))
    assert Path("tracker.db").read_bytes() == before


def test_what_is_sure_is_recorded_as_proposed_with_its_source() -> None:
    assert [row["recorded"] for row in rows(f"{MATCH} --accept-above 0.9")] == [True, True]
    with open_store(Path("tracker.db")) as store:
        [figure] = store.actuals(JOBS)
        claim = next(
            s for s in store.targets(Selection(year=2022, role="claim")) if s.record.indicator == "城镇新增就业"
        )
    assert (figure.value, figure.as_of, figure.proposed, figure.claim_id, figure.cumulative) == (
        Decimal(13000), date(2021, 12, 31), True, claim.id, True,
    )  # fmt: skip
    assert figure.source == "济南市槐荫区政府工作报告 2022: 一年来，全区城镇新增就业1.3万人，改造老旧小区23个。"
    assert figure.note == "matched with 0.998: increment compared"
    assert figure.recorded_by == "li"


def test_the_same_again_records_nothing_twice() -> None:
    for _ in range(2):
        result = invoke(f"{MATCH} --accept-above 0.9")
    assert result.stderr.endswith("0 recorded as proposed\n")
    assert len(figures(JOBS)) == 1


def test_a_person_s_figure_for_the_same_time_stays_alone() -> None:
    assert invoke(f"update {JOBS} --actual 12500 --as-of 2021-12-31").exit == 0
    shown = {row["target_id"]: row["recorded"] for row in rows(f"{MATCH} --accept-above 0.9")}
    assert shown == {JOBS: False, HOMES: True}
    assert [figure["value"] for figure in figures(JOBS)] == [12500]


def test_a_person_s_earlier_figure_does_not_hold_the_claim_back() -> None:
    assert invoke(f"update {JOBS} --actual 9000 --as-of 2021-09-30").exit == 0
    assert invoke(f"{MATCH} --accept-above 0.9").exit == 0
    assert [figure["value"] for figure in figures(JOBS)] == [9000, 13000]


def test_one_deed_is_undone_at_once() -> None:
    assert invoke(f"{MATCH} --accept-above 0.9").exit == 0
    assert invoke("undo").exit == 0
    assert (figures(JOBS), figures(HOMES)) == ([], [])


def test_silence_of_a_later_report_is_told_and_not_stored() -> None:
    before = Path("tracker.db").read_bytes()
    assert outcomes() == {JOBS: "no_data", HOMES: "no_data", PARKING: "unreported", CLOUD: "no_data"}
    assert json.loads(invoke(f"show {PARKING} --format json").stdout)["outcome"] == "unreported"
    assert [row["id"] for row in rows("list --status unreported")] == [PARKING]
    assert Path("tracker.db").read_bytes() == before


def test_a_figure_ends_the_silence() -> None:
    assert invoke(f"update {PARKING} --actual 810 --as-of 2021-12-31").exit == 0
    assert outcomes()[PARKING] == "exceeded"
    assert "unreported" not in invoke(MATCH).stdout


def test_before_the_next_report_was_given_nobody_was_silent() -> None:
    assert [row["outcome"] for row in rows("list --year 2021 --as-of 2022-02-23")] == ["no_data"] * 4
    assert [row["id"] for row in rows("list --as-of 2022-02-24 --status unreported")] == [PARKING]


def test_a_report_of_another_place_answers_nothing() -> None:
    assert invoke("ingest tianqiao.txt").exit == 0
    assert {row["claim_year"] for row in rows(MATCH)} == {2022}
    assert len(rows(f"{MATCH} --with 2022")) == 2


def test_a_city_takes_in_its_districts() -> None:
    assert [row["target_id"] for row in rows("match --district 济南 --year 2021")] == [JOBS, HOMES]


def test_only_so_many_proposals_for_each_target() -> None:
    assert all(row["rank"] == 1 for row in rows(f"{MATCH} --limit 1"))


def test_the_ten_fields_of_the_contract_come_first() -> None:
    line = invoke(f"{MATCH} --format jsonl").stdout.splitlines()[0]
    assert list(json.loads(line))[:10] == [
        "target_id", "target_indicator", "target_quantity", "target_sentence", "claim_indicator", "claim_quantity",
        "claim_sentence", "score", "rank", "recorded",
    ]  # fmt: skip


def test_rows_are_what_the_schema_says() -> None:
    assert [faults(row, DEFINITIONS["match"]) for row in rows(f"{MATCH} --accept-above 0.99")] == [[], []]


@pytest.mark.parametrize("score", ["-0.1", "1.01", "nan", "high", ""])
def test_a_bad_score_is_wrong_usage(score: str) -> None:
    result = invoke(f"{MATCH} --accept-above '{score}'")
    assert (result.exit, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_a_score_of_one_and_of_zero_are_scores() -> None:
    assert invoke(f"{MATCH} --accept-above 1").exit == 0
    assert invoke(f"{MATCH} --accept-above 0").stderr.endswith("2 recorded as proposed\n")
