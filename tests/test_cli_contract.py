"""What the commands print on a whole report keeps the output contract: fields, spans, order, one verdict a number."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from command_cases import invoke, prepare
from schema_check import DEFINITIONS, faults

REPORTS = sorted((Path(__file__).parents[1] / "data" / "reports").glob("*.txt"))
REPORT = REPORTS[0]
every_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)


def objects(command: str) -> list[dict[str, Any]]:
    found = invoke(f"{command} --format jsonl")
    assert found.exit == 0, found.stderr
    return [json.loads(line) for line in found.stdout.splitlines()]


@every_report
def test_extract_prints_records_that_quote_the_text(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    records = objects(f"extract {report} --district 全国")
    assert len(records) > 40
    for record in records:
        assert faults(record, DEFINITIONS["record"]) == []
        assert text[record["start"] : record["end"]] == record["quantity"]
        assert record["quantity"] in record["sentence"]
        assert record["sentence"] in text
        assert record["period_start"] <= record["due"]
    starts = [record["start"] for record in records]
    assert starts == sorted(set(starts))


@every_report
def test_explain_gives_every_number_one_verdict_and_every_record_is_one(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    verdicts = objects(f"explain --all {report} --district 全国")
    for verdict in verdicts:
        assert faults(verdict, DEFINITIONS["verdict"]) == []
        assert text[verdict["start"] : verdict["end"]] == verdict["text"]
        assert (verdict["record"] is None) == (verdict["verdict"] in ("set-aside", "undecided"))
        assert (verdict["rule"] is None) == (verdict["reason"] is not None)
    for earlier, later in pairwise(verdicts):
        assert earlier["start"] < later["start"]
        assert earlier["end"] <= later["start"] or later["reason"] == "page"  # a page may end inside 1 000万美元
    covered = {place for verdict in verdicts for place in range(verdict["start"], verdict["end"])}
    assert [place for place, character in enumerate(text) if character.isdecimal() and place not in covered] == []
    assert [verdict["record"] for verdict in verdicts if verdict["record"]] == objects(
        f"extract {report} --district 全国"
    )


def test_list_and_show_print_what_extract_found() -> None:
    assert invoke(f"ingest {REPORT}").exit == 0
    extracted = [record for record in objects(f"extract {REPORT}") if record["role"] == "target"]
    listed = objects("list")
    for stored, record in zip(listed, extracted, strict=True):
        assert faults(stored, DEFINITIONS["stored"]) == []
        assert record.items() <= stored.items()
    shown = json.loads(invoke(f"show {listed[0]['id']} --format json").stdout)
    assert faults(shown, DEFINITIONS["shown"]) == []
    assert listed[0].items() <= shown.items()


def test_an_outcome_and_a_correction_outlive_another_reading() -> None:
    assert invoke("ingest huaiyin.txt").exit == 0
    assert invoke("update 4 --actual 1 --as-of 2022-06").exit == 0
    before = json.loads(invoke("show 4 --format json").stdout)
    assert invoke("ingest corrected.txt").exit == 0
    withdrawn = json.loads(invoke("show 4 --format json").stdout)
    assert withdrawn["actuals"] == before["actuals"]
    assert withdrawn["withdrawn_at"] is not None
    assert [record["id"] for record in objects("list")] == [3, 5, 6, 7]
    assert invoke("ingest huaiyin.txt").exit == 0
    restored = json.loads(invoke("show 4 --format json").stdout)
    assert {**restored, "source": None} == {**before, "source": None}


def test_nothing_is_stored_by_a_dry_run_or_by_extract() -> None:
    for command in (
        "ingest --dry-run huaiyin.txt",
        "extract huaiyin.txt",
        "explain 新建学校5所。",
        "list",
        "districts 槐荫",
    ):
        assert invoke(command).exit == 0
    assert not Path("tracker.db").exists()
