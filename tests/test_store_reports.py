"""Storing reports: added, unchanged, updated; what is kept, withdrawn, restored; nothing by halves, nothing lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_records import a_document, a_quantity, a_target, as_claim, read_plainly, with_records

from tracker import __version__
from tracker.errors import StoreError
from tracker.model import Extraction, Record
from tracker.store import Saved, Selection, Store, Stored, open_store, reports
from tracker.store.rows import digits

NOW = datetime(2022, 3, 1, 8, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
THREE = "上云企业达到5700家\n新建学校5所\n-完成工业投资7元"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of the test lies."""
    return tmp_path / "tracker.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A new, empty store."""
    with open_store(path, command=["tracker", "ingest", "报告.txt"]) as opened:
        yield opened


def everything(store: Store) -> list[Stored]:
    """All records, withdrawn ones too."""
    return store.targets(Selection(role=None, include_withdrawn=True))


def standing(store: Store) -> dict[int, str]:
    """Id and sentence of what stands."""
    return {found.id: found.record.sentence for found in store.targets(Selection(role=None))}


def query(store: Store, sql: str) -> list[dict[str, Any]]:
    """Rows behind the API."""
    return list(store._db.query(sql))


def test_a_new_report_is_added_with_all_its_records(store: Store) -> None:
    """What comes back is what was read, with ids."""
    extraction = read_plainly(THREE, source_url="https://example.org/1", meeting_date=date(2022, 1, 18))
    assert store.save(extraction, now=NOW) == Saved(status="added", report_id=1, added=3)
    found = everything(store)
    assert [one.record._replace(id=None) for one in found] == list(extraction.records)
    assert [one.id for one in found] == [1, 2, 3]
    assert found[0] == Stored(
        record=extraction.records[0]._replace(id=1),
        report_id=1,
        source="report.txt",
        source_url="https://example.org/1",
        meeting_date=date(2022, 1, 18),
        sha256=extraction.document.sha256,
        tracker_version=__version__,
        first_read_at=NOW,
    )
    assert not found[0].withdrawn


def test_the_same_again_changes_no_byte(path: Path) -> None:
    """Not even the log; another path to the same text makes no difference."""
    with open_store(path) as store:
        store.save(read_plainly(THREE), now=NOW)
    before = path.read_bytes()
    with open_store(path) as store:
        again = store.save(read_plainly(THREE, source="elsewhere.txt"), now=LATER)
        assert again == Saved(status="unchanged", report_id=1, kept=3)
        assert not path.with_name("tracker.db-wal").exists() or not path.with_name("tracker.db-wal").stat().st_size
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == ["tracker.db"]


def test_a_corrected_text_keeps_ids_and_withdraws_what_is_gone(store: Store) -> None:
    """One number corrected, one target gone, one new."""
    store.save(read_plainly(THREE), now=NOW)
    saved = store.save(read_plainly("上云企业达到5800家\n建成公园9处\n-完成工业投资7元"), now=LATER)
    assert saved == Saved(status="updated", report_id=1, added=1, kept=2, changed=1, withdrawn=1)
    assert standing(store) == {1: "上云企业达到5800家", 3: "-完成工业投资7元", 4: "建成公园9处"}
    gone = store.target(2)
    assert (gone.withdrawn, gone.withdrawn_at, gone.withdrawn_reason) == (True, LATER, "no longer in the text")


def test_what_comes_back_has_its_old_id(store: Store) -> None:
    """And is no longer withdrawn."""
    store.save(read_plainly(THREE), now=NOW)
    store.save(read_plainly("上云企业达到5700家"), now=NOW)
    assert store.save(read_plainly(THREE), now=LATER) == Saved(status="updated", report_id=1, kept=1, restored=2)
    assert list(standing(store)) == [1, 2, 3]
    assert store.target(2).withdrawn_reason is None


def test_spans_count_in_the_text_that_is_named(store: Store) -> None:
    """Also after the text moved, and for what is withdrawn in the text that still held it."""
    store.save(read_plainly(THREE), now=NOW)
    store.save(read_plainly("新建公园19处\n" + THREE.replace("\n新建学校5所", "")), now=NOW)
    texts = {row["sha256"]: row["text"] for row in query(store, "SELECT * FROM texts")}
    assert len(texts) == 2
    assert texts[store.target(2).sha256] == THREE
    for found in everything(store):
        quantity = found.record.quantity
        assert texts[found.sha256][quantity.start : quantity.end] == quantity.text


def test_what_stands_refers_to_the_text_as_it_is_now(store: Store) -> None:
    """Also a record before the place of the correction, whose span is the same."""
    store.save(read_plainly(THREE), now=NOW)
    corrected = read_plainly(THREE + "\n新建公园9处")
    store.save(corrected, now=LATER)
    assert {found.sha256 for found in everything(store)} == {corrected.document.sha256}


def test_the_old_value_of_a_changed_target_is_kept(store: Store) -> None:
    """Whole, with the date when it was replaced."""
    store.save(read_plainly("上云企业达到5700家"), now=NOW)
    store.save(read_plainly("上云企业达到5800家"), now=LATER)
    (version,) = query(store, "SELECT * FROM record_versions")
    fields = json.loads(version["fields"])
    assert (version["record_id"], version["replaced_at"]) == (1, "2022-03-31T08:30:00+00:00")
    assert (fields["value"], fields["quantity"], fields["reading_id"]) == ("5700", "5700家", 1)


def test_every_text_is_kept(store: Store) -> None:
    """Each once, and a reading each time that something changed."""
    for text in ("新建学校5所", "新建学校6所", "新建学校5所", "新建学校5所"):
        store.save(read_plainly(text), now=NOW)
    assert [row["text"] for row in query(store, "SELECT text FROM texts")] == ["新建学校5所", "新建学校6所"]
    assert len(query(store, "SELECT * FROM readings")) == 3
    assert store.reports()[0].sha256 == read_plainly("新建学校5所").document.sha256


def test_a_newer_extractor_updates_the_same_text(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other records from the same words; those read alike keep the version that read them."""
    extraction = read_plainly(THREE)
    store.save(extraction, now=NOW)
    monkeypatch.setattr(reports, "__version__", "9.9")
    assert store.save(extraction, now=LATER).status == "unchanged"
    first, second, third = extraction.records
    better = with_records(extraction, first._replace(indicator="全区上云企业", rules=("level.total",)), third)
    assert store.save(better, now=LATER) == Saved(status="updated", report_id=1, kept=2, withdrawn=1)
    assert (store.target(1).tracker_version, store.target(3).tracker_version) == ("9.9", __version__)
    assert store.target(1).record.rules == ("level.total",)
    assert second.sentence not in standing(store).values()


def test_a_claim_that_becomes_a_target_is_another_record(store: Store) -> None:
    """A result isn't a promise; the old id isn't used for it."""
    extraction = read_plainly("新建学校5所")
    store.save(with_records(extraction, as_claim(extraction.records[0])), now=NOW)  # type: ignore[arg-type]
    assert store.save(extraction, now=NOW) == Saved(status="updated", report_id=1, added=1, withdrawn=1)
    assert list(standing(store)) == [2]


def test_recorded_figures_are_never_touched(store: Store) -> None:
    """Whatever becomes of their target."""
    store.save(read_plainly(THREE), now=NOW)
    figure = store.record_actual(2, Decimal("3.50"), as_of=date(2022, 6, 30), by="me", now=NOW)
    for text in ("上云企业达到5700家", THREE.replace("5所", "6所"), THREE):
        store.save(read_plainly(text), now=LATER)
        assert store.target(2).actuals == store.actuals(2) == (figure,)


@pytest.mark.parametrize(
    "title", ["2022年政府工作报告", "槐荫区政府工作报告", "济南市槐荫区人民政府工作报告（2022年）"]
)
def test_titles_that_mean_the_same_report(store: Store, title: str) -> None:
    """The report is updated, its new title shown, the old one kept with its reading."""
    store.save(read_plainly(THREE), now=NOW)
    saved = store.save(read_plainly(THREE, title=title), now=NOW)
    assert saved == Saved(status="updated", report_id=1, kept=3)
    assert ([report.title for report in store.reports()], store.target(1).record.report) == ([title], title)
    assert [row["title"] for row in query(store, "SELECT title FROM readings")] == ["政府工作报告", title]


def test_another_report_of_the_place_and_year_is_kept_beside_it(store: Store) -> None:
    """With a notice, once."""
    store.save(read_plainly(THREE), now=NOW)
    other = read_plainly("新建公园9处", title="财政预算报告")
    assert (
        store.preview(other).notice
        == store.save(other, now=NOW).notice
        == ("kept beside another report of 济南市槐荫区 for 2022: 《政府工作报告》 (report 1)")
    )
    assert store.save(other, now=NOW).notice is None
    assert [report.title for report in store.reports()] == ["政府工作报告", "财政预算报告"]


@pytest.mark.parametrize(
    "other",
    [
        {"year": 2023},
        {"district": "济南市历城区", "district_code": "370112"},
        {"district": "槐荫新区", "district_code": None},
    ],
)
def test_other_places_and_years_are_other_reports(store: Store, other: dict[str, Any]) -> None:
    """Without a word about the first."""
    store.save(read_plainly(THREE), now=NOW)
    assert store.save(read_plainly(THREE, **other), now=NOW) == Saved(status="added", report_id=2, added=3)


def test_what_is_known_of_a_report_stays_known(store: Store) -> None:
    """An address given once isn't lost when the text is read without; a new one is stored."""
    store.save(read_plainly(THREE, source_url="https://example.org/1", meeting_date=date(2022, 1, 18)), now=NOW)
    assert store.save(read_plainly(THREE), now=NOW).status == "unchanged"
    assert store.save(read_plainly(THREE, source_url="https://example.org/2"), now=NOW).status == "updated"
    report = store.reports()[0]
    assert (report.source_url, report.meeting_date) == ("https://example.org/2", date(2022, 1, 18))


def test_a_report_without_numbers_is_stored_too(store: Store) -> None:
    """And loses what it held before."""
    store.save(read_plainly("新建学校5所"), now=NOW)
    nothing = Extraction(document=a_document("没有数字。"), records=(), verdicts=())
    assert store.save(nothing, now=NOW) == Saved(status="updated", report_id=1, withdrawn=1)
    report = store.reports()[0]
    assert (report.targets, report.claims, report.withdrawn) == (0, 0, 1)


def test_a_preview_tells_and_writes_nothing(path: Path, store: Store) -> None:
    """The same numbers as storing, at every turn."""
    for text in (THREE, THREE, "上云企业达到5800家\n建成公园9处", THREE):
        before = query(store, "SELECT count(*) FROM log")
        foretold = store.preview(read_plainly(text))
        assert query(store, "SELECT count(*) FROM log") == before
        saved = store.save(read_plainly(text), now=NOW)
        assert foretold == replace(saved, report_id=foretold.report_id)


def test_reports_are_listed_with_their_counts(store: Store) -> None:
    """By place and year."""
    store.save(read_plainly("新建学校5所", year=2023), now=NOW)
    store.save(read_plainly(THREE), now=LATER)
    store.save(read_plainly(THREE.replace("\n新建学校5所", "")), now=LATER)
    first, second = store.reports()
    assert (first.id, first.year, first.targets, first.claims, first.withdrawn, first.read_at) == (
        2,
        2022,
        1,
        1,
        1,
        LATER,
    )
    assert (second.id, second.year, second.targets, second.claims, second.withdrawn, second.read_at) == (
        1, 2023, 1, 0, 0, NOW,
    )  # fmt: skip


def test_every_write_is_logged_with_its_cause(store: Store) -> None:
    """The moment in UTC, the person, the command."""
    beijing = timezone(timedelta(hours=8))
    store.save(read_plainly(THREE), now=NOW.astimezone(beijing), by="王")
    (entry,) = query(store, "SELECT * FROM log")
    assert (entry["at"], entry["by"], entry["action"]) == ("2022-03-01T08:30:00+00:00", "王", "ingest")
    assert json.loads(entry["command"]) == ["tracker", "ingest", "报告.txt"]
    assert json.loads(entry["what"]) == {
        "status": "added", "report_id": 1, "reading_id": 1,
        "added": 3, "kept": 0, "changed": 0, "restored": 0, "withdrawn": 0,
        "district": "济南市槐荫区", "year": 2022, "title": "政府工作报告",
    }  # fmt: skip


@pytest.mark.parametrize("step", ["_add_report", "_add_reading", "_add_records", "_rewrite", "_withdraw", "write_down"])
@pytest.mark.parametrize("fault", [KeyboardInterrupt, ZeroDivisionError])
def test_a_fault_midway_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, step: str, fault: type[BaseException]
) -> None:
    """Whichever step of storing is interrupted; the next try works."""
    store.save(read_plainly(THREE), now=NOW)
    before = (everything(store), store.reports(), query(store, "SELECT count(*) FROM log"))
    year = 2023 if step == "_add_report" else 2022
    extraction = read_plainly("上云企业达到5800家\n建成公园9处", year=year)
    with monkeypatch.context() as patched:

        def fail(*_: object) -> None:
            raise fault

        patched.setattr(reports, step, fail)
        with pytest.raises(fault):
            store.save(extraction, now=LATER)
    assert (everything(store), store.reports(), query(store, "SELECT count(*) FROM log")) == before
    assert store.save(extraction, now=LATER).added in (1, 2)


DIE_MIDWAY = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from sample_records import read_plainly
from tracker.store import open_store, reports

reports.write_down = lambda *_: os._exit(9)
open_store(Path(sys.argv[1])).save(read_plainly("新建公园9处"), now=datetime(2022, 3, 1, tzinfo=UTC))
"""


def test_a_process_that_dies_midway_leaves_nothing(path: Path, store: Store) -> None:
    """All rows were written but for the last, and none is there."""
    store.save(read_plainly(THREE), now=NOW)
    before = everything(store)
    died = subprocess.run([sys.executable, "-c", DIE_MIDWAY, str(path)], cwd=Path(__file__).parent, check=False)
    assert died.returncode == 9
    with open_store(path) as again:
        assert everything(again) == before


def test_numbers_too_large_for_sqlite_are_told(store: Store) -> None:
    """A year of thirty digits."""
    with pytest.raises(StoreError, match="a number is too large for the database, nothing was stored"):
        store.save(Extraction(document=a_document("x", year=10**30), records=(), verdicts=()), now=NOW)
    assert store.reports() == []


texts = st.text(st.characters(codec="utf-8"), max_size=12)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e20"), max_value=Decimal("1e20"))


@st.composite
def any_record(draw: st.DrawFn) -> Record:
    """A target or claim with any words and numbers."""
    start = draw(st.integers(0, 2**40))
    upper = draw(st.none() | numbers)
    quantity = a_quantity(draw(texts), start=start)._replace(
        value=draw(numbers), value_max=upper, unit=draw(texts), comparator=draw(st.sampled_from(("=", "~", "range"))),
    )  # fmt: skip
    target = a_target(
        indicator=draw(texts), indicator_key=draw(texts), quantity=quantity, commitment=draw(st.none() | texts),
        section=draw(texts), sentence=draw(texts), sentence_start=start, rules=tuple(draw(st.lists(texts, max_size=3))),
        measure=draw(st.sampled_from(("level", "growth"))), due=draw(st.dates()), period_start=draw(st.dates()),
        direction=draw(st.sampled_from(("up", "stay"))),
    )  # fmt: skip
    return draw(st.sampled_from((target, as_claim(target))))


@settings(max_examples=40, deadline=None)
@given(records=st.lists(any_record(), min_size=1, max_size=4), again=st.lists(any_record(), max_size=4))
def test_whatever_is_read_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, records: list[Record], again: list[Record]
) -> None:
    """Every field, every digit; reading twice changes nothing; ids are never given twice."""
    extraction = with_records(read_plainly("新建学校5所"), *records)
    with open_store(tmp_path_factory.mktemp("any") / "tracker.db") as store:
        store.save(extraction, now=NOW)
        found = sorted(everything(store), key=lambda one: one.id)
        assert [one.record._replace(id=None) for one in found] == records
        assert [digits(one.record.quantity.value) for one in found] == [digits(r.quantity.value) for r in records]
        assert store.save(extraction, now=NOW).status == "unchanged"
        saved = store.save(with_records(extraction, *again), now=NOW)
        assert (saved.kept + saved.withdrawn, saved.kept + saved.added) == (len(records), len(again))
        now_standing = store.targets(Selection(role=None))
        assert sorted((one.record._replace(id=None) for one in now_standing), key=repr) == sorted(again, key=repr)
        assert store.save(extraction, now=NOW).restored <= saved.withdrawn
