"""The same report in several formats gives the same records: what is promised does not hang on the kind of file.

What may differ is where a record stands in its file: `start`, `end`, `sentence_start`, `locator`, and white space in
what is quoted, which each kind of file sets in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from made_files import make_docx, make_pdf
from made_pages import make_page

from tracker.model import Content, Place, Record
from tracker.pipeline import extract, identify_content
from tracker.places import Gazetteer
from tracker.read.contents import parse

REPORTS = sorted((Path(__file__).parent.parent / "data/reports").glob("*.txt"))
PLACE = Place("370104", "槐荫区", "济南市槐荫区")
MADE: dict[str, Callable[[str], bytes]] = {
    "docx": make_docx,
    "html": lambda text: make_page("typed in Word", text).encode("gb18030").replace(b"utf-8", b"gb2312"),
    "pdf": make_pdf,
    "newspaper.pdf": lambda text: make_pdf(text, columns=2, head="示例日报 2024年2月2日"),
    "gbk.txt": lambda text: text.encode("gb18030"),
    "utf16.txt": lambda text: text.encode("utf-16"),
}


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_each_format_gives_the_records_of_the_text(report: Path, kind: str) -> None:
    text = report.read_text(encoding="utf-8")
    if kind.endswith("pdf"):
        text = _running(text)
    expected, found = Content(text), parse(MADE[kind](text), f"report.{kind}")
    assert _read(found) == _read(expected)
    assert len(_read(found)[1]) > 20


def test_a_pdf_says_the_page_of_each_record() -> None:
    text = _running(REPORTS[0].read_text(encoding="utf-8"))
    content = parse(make_pdf(text), "report.pdf")
    records = extract(content.text, place=PLACE, year=2022, marks=content.marks).records
    pages = [int((record.locator or "").removeprefix("page ")) for record in records]
    assert pages == sorted(pages)
    assert len(set(pages)) > 2


def _running(text: str) -> str:
    """The text up to where blanks set columns, and not broken into lines of its own: a printer sets neither."""
    from tracker.structure.paragraphs import paragraphs

    body = text.partition("附件1")[0]
    running = ("".join(body[start:end] for start, end in part.pieces) for part in paragraphs(body))
    return "\n".join(line for line in running if not re.fullmatch(r"— \d+ —", line))


def _read(content: Content) -> tuple[object, list[dict[str, object]]]:
    """Title, year, meeting and place by the head, and all fields of the records that don't say where they stand."""
    head = identify_content(content, Gazetteer())
    found = extract(content.text, place=PLACE, year=head.year or 2024, marks=content.marks, tables=content.tables)
    return (head.title, head.year, head.meeting_date, head.place), [_said(record) for record in found.records]


def _said(record: Record) -> dict[str, object]:
    held = record._asdict()
    quantity = held.pop("quantity")
    told = (quantity.value, quantity.value_max, quantity.unit, quantity.comparator, _bare(quantity.text))
    for name in ("sentence_start", "locator"):
        del held[name]
    return {**held, "role": record.role, "quantity": told, "sentence": _bare(record.sentence)}


def _bare(text: str) -> str:
    return "".join(text.split())
