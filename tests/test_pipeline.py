"""Text in, records and verdicts out: the whole of extraction composed."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

import tracker
from tracker.model import Content, Mark, Place
from tracker.pipeline import extract, identify_content
from tracker.places import Gazetteer

REPORTS = sorted((Path(__file__).parent.parent / "data" / "reports").glob("*.txt"))
PLACE = Place("370104", "槐荫区", "济南市槐荫区")
TEXT = "一、2021年工作回顾\n新建公园3个。\n二、2022年工作安排\n新建公园7个，增长4%，日子一天比一天好。\n"


def test_document_says_where_the_text_comes_from() -> None:
    found = extract(TEXT, place=PLACE, year=2022, title="某区报告", source="a.txt", meeting_date=date(2022, 1, 18))
    assert found.document.sha256 == sha256(TEXT.encode()).hexdigest()
    assert (found.document.title, found.document.source, found.document.meeting_date) == (
        "某区报告",
        "a.txt",
        date(2022, 1, 18),
    )
    assert (found.document.district, found.document.district_code) == ("济南市槐荫区", "370104")


def test_records_are_those_of_the_verdicts() -> None:
    found = extract(TEXT, place=PLACE, year=2022)
    assert found.records == tuple(verdict.record for verdict in found.verdicts if verdict.record)
    assert [(record.role, record.quantity.text) for record in found.records] == [
        ("claim", "3个"),
        ("target", "7个"),
        ("target", "4%"),
    ]


def test_a_record_stands_where_the_last_mark_before_it_says() -> None:
    plan = TEXT.index("二、")
    marks = (Mark(5, "page 1"), Mark(plan, "page 2"), Mark(TEXT.index("4%"), None))
    found = extract(TEXT, place=PLACE, year=2022, marks=marks)
    assert [record.locator for record in found.records] == ["page 1", "page 2", None]
    later = extract(TEXT, place=PLACE, year=2022, marks=marks[1:])
    assert [record.locator for record in later.records] == [None, "page 2", None]


def test_nothing_found_is_a_warning() -> None:
    found = extract("大家辛苦了。", place=PLACE, year=2022)
    assert found.records == ()
    assert found.warnings == ("no numeric goal was found in this text",)


def test_undecided_numbers_are_counted() -> None:
    found = extract("新建公园7个。\n达到80%。", place=PLACE, year=2022)
    assert any("1 number" in warning for warning in found.warnings)


@pytest.mark.parametrize("text", ["", "\n", "\x00", "　", "。"])
def test_empty_texts(text: str) -> None:
    found = extract(text, place=PLACE, year=2022)
    assert found.records == ()


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_sample_reports_are_read_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = extract(text, place=PLACE, year=int(path.stem[-4:]))
    assert len(found.records) > 40
    for record in found.records:
        quantity = record.quantity
        assert text[quantity.start : quantity.end] == quantity.text
        assert text[record.sentence_start : record.sentence_start + len(record.sentence)] == record.sentence
        assert record.indicator
        assert record.indicator_key
        assert record.period_start <= record.due


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_few_numbers_of_the_samples_are_undecided(path: Path) -> None:
    found = extract(path.read_text(encoding="utf-8"), place=PLACE, year=int(path.stem[-4:]))
    undecided = [verdict for verdict in found.verdicts if verdict.verdict == "undecided"]
    assert len(undecided) * 50 <= len(found.verdicts), undecided


def test_the_same_text_gives_the_same_records_in_every_process() -> None:
    code = (
        "import sys; sys.stdout.reconfigure(encoding='utf-8')\n"
        "from tracker.model import Place\nfrom tracker.pipeline import extract\n"
        f"text = open({str(REPORTS[0])!r}, encoding='utf-8').read()\n"
        "print(extract(text, place=Place('1', '某区', '某区'), year=2022).verdicts)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(tracker.__file__).parent.parent)},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0]


@pytest.fixture
def collector() -> Iterator[None]:
    """The collector of cycles as it was, whatever a test does to it."""
    yield
    gc.enable()


@pytest.mark.usefixtures("collector")
def test_reading_leaves_no_cycles_behind() -> None:
    report = REPORTS[0].read_text(encoding="utf-8")
    extract(report, place=PLACE, year=2022)  # loads what is kept
    gc.disable()
    gc.collect()
    extract(report, place=PLACE, year=2022)
    assert (gc.collect(), gc.isenabled()) == (0, False)


@pytest.mark.usefixtures("collector")
def test_the_collector_goes_on_after_a_report_and_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    extract(TEXT, place=PLACE, year=2022)
    assert gc.isenabled()
    monkeypatch.setattr("tracker.quantities.scan_all", lambda texts: [][len(texts)])
    with pytest.raises(IndexError):
        extract(TEXT, place=PLACE, year=2022)
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("title", "place", "year"),
    [
        ("2023年政府工作报告_济南市槐荫区人民政府", "济南市槐荫区", 2023),
        ("槐荫区2023年政府工作报告 - 山东省人民政府门户网站", "济南市槐荫区", 2023),
        ("济南市槐荫区人民政府 政务公开", None, None),
        (None, None, None),
    ],
)
def test_a_page_without_head_is_identified_by_its_title(title: str | None, place: str | None, year: int | None) -> None:
    content = Content("我们要新增停车位1200个。", title=title)
    found = identify_content(content, Gazetteer())
    assert (found.place and found.place.full_name, found.year) == (place, year)


def test_the_head_goes_before_the_title_of_the_page() -> None:
    text = "济南市天桥区政府工作报告\n2022年1月7日在济南市天桥区第六十届人大第一次会议上\n新增5个。"
    found = identify_content(Content(text, title="2023年政府工作报告_济南市槐荫区人民政府"), Gazetteer())
    assert (found.place and found.place.full_name, found.year) == ("济南市天桥区", 2022)
