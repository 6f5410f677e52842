"""A table has a page of a hundred rows and says so; nothing is ever missing from what programs read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_cases import invoke, prepare

from tracker.cli import clock, standing
from tracker.store import store, targets


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of 130 targets."""
    prepare(tmp_path, monkeypatch)
    promises = "\n".join(f"新建第{number}批学校{number}所。" for number in range(1001, 1131))
    Path("long.txt").write_text(f"2022年济南市槐荫区政府工作报告\n2022年工作安排\n{promises}\n", encoding="utf-8")
    assert invoke("ingest long.txt --district 槐荫 --year 2022").exit == 0


def test_a_table_says_what_it_leaves_out() -> None:
    found = invoke("list")
    assert found.stdout.count("\n") == 101
    assert found.stderr == "the first 100 of 130 targets; --offset 100 goes on, --all prints all\n"


def test_the_pages_together_are_the_whole() -> None:
    pages = [invoke(f"list --columns id,display --offset {offset}").stdout.splitlines() for offset in (0, 100)]
    assert [line for page in pages for line in page[1:]] == invoke(
        "list --columns id,display --all"
    ).stdout.splitlines()[1:]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "markdown"])
def test_data_is_whole(form: str) -> None:
    found = invoke(f"list --format {form}")
    assert found.stdout.count("no_data" if form != "markdown" else "no\\_data") == 130
    assert found.stderr == ""


def test_portions_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {form: invoke(f"list --format {form}") for form in ("json", "jsonl", "csv")}
    monkeypatch.setattr(targets, "BATCH", 7)
    assert {form: invoke(f"list --format {form}") for form in whole} == whole
    assert len(json.loads(whole["json"].stdout)) == 130


def test_a_page_reads_no_more_than_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many records match."""
    judged: list[int] = []
    stand = standing.stand
    monkeypatch.setattr(standing, "stand", lambda stored, *rest: (judged.append(stored.id), stand(stored, *rest))[1])
    assert invoke("list --limit 5").exit == 0
    assert len(judged) == 6  # one more, to know whether there are any


def test_looking_back_reads_the_same_pages_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the places came in another order than they are listed in."""
    report = Path("long.txt").read_text(encoding="utf-8").replace("槐荫区", "历下区").splitlines()[:12]
    Path("short.txt").write_text("\n".join(report), encoding="utf-8")
    assert invoke("ingest short.txt --district 历下 --year 2022").exit == 0
    monkeypatch.setattr(targets, "BATCH", 7)
    monkeypatch.setattr(store, "BATCH", 7)
    for options in ("--format json", "--limit 9 --format json", "--offset 5 --limit 20 --format csv"):
        today, then = (invoke(f"list {options}{look}") for look in ("", f" --as-of {clock.today()}"))
        assert today.stdout == then.stdout
        assert "历下区" in then.stdout
