"""From a report's text and what the user said of it to its extraction; shared by ingest, extract and explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.errors import IncompleteHead
from tracker.model import Content, Extraction

if TYPE_CHECKING:
    from tracker.places import Gazetteer


UNTITLED = "政府工作报告"


@dataclass(frozen=True, slots=True)
class Given:
    """What the user said of a report; None where its own head is to say it."""

    district: str | None = None
    year: int | None = None
    title: str | None = None
    source_url: str | None = None


def read_report(content: Content, source: str, given: Given, gazetteer: Gazetteer) -> Extraction:
    """Extract one report; raises IncompleteHead where neither the user nor the head says whose and of which year."""
    from tracker.pipeline import extract, identify_content

    name = "standard input" if source == "-" else source
    head = identify_content(content, gazetteer)
    year = given.year or head.year
    if year is None:
        raise IncompleteHead(f"{name}: no year in the head of the report: give it with --year")
    place = gazetteer.resolve(given.district, year) if given.district else head.place
    if place is None:
        raise IncompleteHead(f"{name}: no place in the head of the report: give it with --district")
    return extract(
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
