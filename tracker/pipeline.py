"""read → structure → quantities → targets, composed; nothing is decided here."""

from __future__ import annotations

import gc
import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from tracker.errors import IncompleteHead
from tracker.model import Content, Document, Extraction, Found, Mark, Place, Table, Verdict

if TYPE_CHECKING:
    from tracker.places import Gazetteer

UNTITLED = "政府工作报告"


_BATCH = 300  # sentences that are read step by step together: the numbers of most reports, and no more of a long one


def extract(
    text: str,
    *,
    place: Place,
    year: int,
    title: str = UNTITLED,
    source: str = "-",
    source_url: str | None = None,
    meeting_date: date | None = None,
    marks: Sequence[Mark] = (),
    tables: Sequence[Table] = (),
) -> Extraction:
    """All records, verdicts and warnings of one report's text; `marks` and `tables` as its file was read."""
    document = Document(
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        source=source,
        title=title,
        district=place.full_name,
        district_code=place.code,
        year=year,
        meeting_date=meeting_date,
        source_url=source_url,
        marks=tuple(marks),
        tables=tuple(tables),
    )
    with _collector_paused():
        verdicts = _located(_verdicts(document), document.marks)
    records = tuple([verdict.record for verdict in verdicts if verdict.record is not None])
    found = _count(verdicts)
    return Extraction(document, records, verdicts, _warnings(found), found)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Make no search for cycles while a report is read: the reading makes none, and each would walk all that it made.

    Nothing is kept longer for it, since all goes when its last reference does; `tests/test_pipeline.py` holds that.
    """
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def _verdicts(document: Document) -> tuple[Verdict, ...]:
    from tracker.structure import footnotes

    found = [
        Verdict(start, end, document.text[start:end], "set-aside", "footnote")
        for start, end in footnotes(document.text)
    ]
    found += _of_tables(document) if document.tables else _of_sentences(document, document.text)
    return tuple(sorted(found, key=attrgetter("start")))


def _of_sentences(document: Document, text: str) -> list[Verdict]:
    """The verdicts on the numbers of all sentences; `text` is the document's, or what is left of it to read so."""
    from tracker.quantities import NUMERAL, scan_all
    from tracker.structure import sentences
    from tracker.targets import read_sentences

    told = sentences(text, document.year, holding=NUMERAL)
    found: list[Verdict] = []
    for batch in (told[first : first + _BATCH] for first in range(0, len(told), _BATCH)):
        figures = scan_all([sentence.clean for sentence in batch])
        found += read_sentences(document, list(zip(batch, figures, strict=True)))
    return found


def _of_tables(document: Document) -> list[Verdict]:
    """The same for a document with tables: those of goals are read by their columns, in the section around them."""
    from tracker.structure import hide, sections_at
    from tracker.targets.tables import find_goals, read_goals

    regions = find_goals(document)
    if not regions:
        return _of_sentences(document, document.text)
    text = hide(document.text, [(region.start, region.end) for region in regions])
    sections = sections_at(text, document.year, [region.start for region in regions])
    read = [
        verdict
        for region, section in zip(regions, sections, strict=True)
        for verdict in read_goals(document, region, section)
    ]
    return _of_sentences(document, text) + read


def _located(verdicts: tuple[Verdict, ...], marks: tuple[Mark, ...]) -> tuple[Verdict, ...]:
    """The verdicts, their records with the place in the file where the last mark before them puts them."""
    if not marks:
        return verdicts
    starts = [mark.start for mark in marks]
    return tuple(
        verdict._replace(record=verdict.record._replace(locator=marks[place - 1].locator))
        if verdict.record and (place := bisect_right(starts, verdict.start))
        else verdict
        for verdict in verdicts
    )


def _count(verdicts: tuple[Verdict, ...]) -> Found:
    counted = Counter([verdict.verdict for verdict in verdicts])
    return Found(counted["target"], counted["claim"], counted["set-aside"], counted["undecided"])


def _warnings(found: Found) -> tuple[str, ...]:
    told = []
    if not found.targets and not found.claims:
        told.append("no numeric goal was found in this text")
    if found.undecided:
        told.append(f"{found.undecided} numbers could not be read; `tracker explain --all` lists them")
    return tuple(told)


@dataclass(frozen=True, slots=True)
class Identity:
    """What the head of a report says of it; None where it says nothing, or nothing certain."""

    title: str | None
    year: int | None
    meeting_date: date | None
    place: Place | None


def identify(text: str, gazetteer: Gazetteer) -> Identity:
    """Whose report it is and of which year, read from its head alone."""
    from tracker.structure.head import place_in_head, read_head

    head = read_head(text)
    return Identity(head.title, head.year, head.meeting_date, place_in_head(head, gazetteer.find))


def identify_content(content: Content, gazetteer: Gazetteer) -> Identity:
    """The same of a file: what the head doesn't say is asked of the title that the file bears.

    A table has no head, but the lines above it and its file's name.
    """
    from tracker.structure.titles import place_in_title, report_titles, titles_above, year_in_title

    head = identify(content.text, gazetteer)
    if head.year and head.place:
        return head
    head = replace(head, title=None) if head.title and "\t" in head.title else head  # the heading of the table
    for title in titles_above(content) if content.tables else report_titles(content):
        year = head.year or year_in_title(title)
        place = head.place or place_in_title(title, year, gazetteer.find)
        head = replace(head, title=head.title or title, year=year, place=place)
    return head


@dataclass(frozen=True, slots=True)
class Given:
    """What the user said of a report; None where its own head is to say it."""

    district: str | None = None
    year: int | None = None
    title: str | None = None
    source_url: str | None = None


def read_report(content: Content, source: str, given: Given, gazetteer: Gazetteer) -> Extraction:
    """Extract one report; raises IncompleteHead where neither the user nor the head says whose and of which year."""
    name = "standard input" if source == "-" else source
    head = identify_content(content, gazetteer)
    year = given.year or head.year
    if year is None:
        raise IncompleteHead(f"{name}: no year in the head of the report: give it with --year")
    place = gazetteer.resolve(given.district, year) if given.district else head.place
    if place is None:
        raise IncompleteHead(f"{name}: no place in the head of the report: give it with --district")
    extraction = extract(
        content.text,
        place=place,
        year=year,
        title=given.title or head.title or UNTITLED,
        source=source,
        source_url=given.source_url or content.url,
        meeting_date=head.meeting_date,
        marks=content.marks,
        tables=content.tables,
    )
    return replace(extraction, warnings=(*content.warnings, *extraction.warnings))
