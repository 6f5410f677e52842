"""Each stage of reading takes whatever comes: no exception but tracker's own ever leaves it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from any_input import files, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_records import a_target

from tracker.errors import TrackerError
from tracker.places import load_gazetteer
from tracker.progress import read_actual, read_baseline, read_date
from tracker.progress.policy import read_policy
from tracker.quantities import read_quantity, scan
from tracker.read import read_source, read_text
from tracker.read.sheets import read_sheet
from tracker.store import open_store
from tracker.structure import footnotes, sentences
from tracker.structure.head import place_in_head, read_head

GAZETTEER = load_gazetteer()
NOW = datetime(2022, 3, 1, 8, 30, tzinfo=UTC)
STAGES: dict[str, Callable[[str], object]] = {
    "sentences": lambda text: sentences(text, 2022),
    "footnotes": footnotes,
    "quantities": scan,
    "one quantity": read_quantity,
    "head": lambda text: place_in_head(read_head(text), GAZETTEER.find),
    "places": GAZETTEER.find,
    "one place": lambda text: GAZETTEER.resolve(text, 2022),
    "date": lambda text: read_date(text, today=date(2022, 12, 1)),
    "outcome": lambda text: read_actual(text, a_target()),
    "baseline": lambda text: read_baseline(text, a_target("6.5", "%", measure="growth", due=date(2026, 12, 31))),
    "policy": lambda text: read_policy(text, "policy.toml"),
}
many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("stage", STAGES)
@given(text=texts)
def test_any_text(stage: str, text: str) -> None:
    with suppress(TrackerError):
        STAGES[stage](text)


@given(st.one_of(files, texts.map(str.encode)))
def test_any_bytes_as_text(data: bytes) -> None:
    with suppress(TrackerError):
        text = read_text(data, "r.txt")
        assert text
        assert not set(text) & set("\0\r")


@pytest.mark.parametrize("name", ["r.txt", "r.md", "r"])
@many
@given(data=files)
def test_any_bytes_as_a_report(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with suppress(TrackerError):
        content = read_source(str(path))
        assert all(
            0 <= cell.start <= cell.end <= len(content.text)
            for table in content.tables
            for row in table.rows
            for cell in row
        )
        assert [mark.start for mark in content.marks] == sorted(mark.start for mark in content.marks)


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.jsonl", "t.xlsx", "t.xls", "t"])
@many
@given(data=st.one_of(files, texts.map(lambda text: f"编号,实际值\n1,{text}".encode())))
def test_any_bytes_as_a_table(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with suppress(TrackerError):
        read_sheet(str(path))


values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just([]), st.just({}))
TABLES = ("log", "reports", "texts", "readings", "records", "actuals", "edits", "marks", "places", "nothing")


@many
@given(
    head=st.one_of(
        st.just({"table": "tracker", "schema": 8, "history": 0}), st.dictionaries(st.text(max_size=4), values)
    ),
    rows=st.lists(
        st.builds(
            lambda table, row: {"table": table} | row,
            st.sampled_from(TABLES),
            st.dictionaries(
                st.sampled_from(["id", "text", "sha256", "district", "year", "place_key", 'x"; --']), values
            ),
        ),
        max_size=4,
    ),
)
def test_any_lines_as_an_export(head: dict[str, object], rows: list[dict[str, object]], tmp_path: Path) -> None:
    path = tmp_path / "imported.db"
    path.unlink(missing_ok=True)
    with open_store(path, create=True) as store:
        with suppress(TrackerError):
            store.load(enumerate([head, *rows], start=1), "lines.jsonl", by="li", now=NOW)
        json.dumps(list(store.export()))
