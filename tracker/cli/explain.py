"""`tracker explain`: what became of every number of a text, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import clock
from tracker.cli.database import known_places_if_any
from tracker.cli.limits import MaxPages, MaxSeconds, MaxSize, limits_of
from tracker.cli.options import Database, FormatOption, ReportDistrict, Year
from tracker.cli.output import put_rows, say
from tracker.errors import UsageError
from tracker.model import Content, Extraction
from tracker.views.fields import VERDICT_FIELDS
from tracker.views.verdicts import VERDICT_CELLS, VERDICT_COLUMNS, verdict_row

if TYPE_CHECKING:
    from tracker.places import Gazetteer

_NATION = "全国"  # whose sentence it is where nobody says


def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence; with --all a file; - for standard input.")],
    whole: Annotated[bool, typer.Option("--all", help="Explain every number of a file.")] = False,
    district: ReportDistrict = None,
    year: Year = None,
    form: FormatOption = "table",
    max_size: MaxSize = "200MB",
    max_pages: MaxPages = 3000,
    max_seconds: MaxSeconds = 60,
    database: Database = None,
) -> None:
    """Say what became of every number of a text, and why.

    Each is a target or a claim, by the rules that are named, or was set aside by one. A sentence is read as a plan of
    the whole nation for this year, unless --district and --year say otherwise.
    """
    from tracker.read import read_source

    if not whole and _names_file(text):
        raise UsageError(f"{text} is a file: add --all to explain every number of it")
    source = text if whole else "-"
    limits = limits_of(max_size, max_pages, max_seconds)
    content = read_source(text, limits) if whole or text == "-" else Content(text)
    extraction = _extract(content, source, district, year, known_places_if_any(database))
    if not extraction.verdicts:
        say("warning: the text holds no number")
    fields = VERDICT_CELLS if form == "csv" else VERDICT_FIELDS
    put_rows([verdict_row(verdict) for verdict in extraction.verdicts], form, fields, VERDICT_COLUMNS)


def _extract(content: Content, source: str, district: str | None, year: int | None, gazetteer: Gazetteer) -> Extraction:
    """The extraction of a report or a bare sentence, whose place and year need not be known."""
    from tracker.pipeline import UNTITLED, extract, identify_content

    head = identify_content(content, gazetteer)
    spoken = year or head.year or clock.today().year
    place = gazetteer.resolve(district, spoken) if district else head.place or gazetteer.resolve(_NATION)
    title = head.title or UNTITLED
    return extract(
        content.text,
        place=place,
        year=spoken,
        title=title,
        source=source,
        meeting_date=head.meeting_date,
        marks=content.marks,
        tables=content.tables,
    )


def _names_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # longer than a name may be, or with a NUL
        return False
