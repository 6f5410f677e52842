"""`tracker extract`: the records of one report, without a database."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.database import known_places_if_any
from tracker.cli.limits import MaxPages, MaxSeconds, MaxSize, limits_of
from tracker.cli.options import Database, FormatOption, ReportDistrict, Title, Year
from tracker.cli.output import put_rows, say
from tracker.views.fields import RECORD_FIELDS, record_fields

COLUMNS = ("role", "indicator", "display", "measure", "due", "commitment", "quantity")


def extract(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A report; - for standard input.")],
    district: ReportDistrict = None,
    year: Year = None,
    title: Title = None,
    form: FormatOption = "table",
    max_size: MaxSize = "200MB",
    max_pages: MaxPages = 3000,
    max_seconds: MaxSeconds = 60,
    database: Database = None,
) -> None:
    """Print the targets and claims of one report.

    They come in text order, and nothing is stored. The database is only asked for places that were added to it, and
    need not exist.
    """
    from tracker.pipeline import Given, read_report
    from tracker.read import read_source

    content = read_source(path, limits_of(max_size, max_pages, max_seconds))
    extraction = read_report(content, path, Given(district, year, title), known_places_if_any(database))
    for warning in extraction.warnings:
        say(f"warning: {path}: {warning}")
    put_rows([record_fields(record) for record in extraction.records], form, RECORD_FIELDS, COLUMNS)
