"""`tracker ingest`: read reports and store what they promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import clock
from tracker.cli.database import gazetteer_of, open_database
from tracker.cli.limits import MaxPages, MaxSeconds, MaxSize, limits_of
from tracker.cli.options import Database, ReportDistrict, SourceUrl, Title, Year
from tracker.cli.output import put, say
from tracker.cli.reports import Given, read_report
from tracker.cli.steps import step
from tracker.errors import DataError, StoreError
from tracker.views.ingested import render_ingested

if TYPE_CHECKING:
    from tracker.model import Extraction
    from tracker.store import Saved, Store


def ingest(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Reports, folders of them, or - for standard input.")
    ],
    district: ReportDistrict = None,
    year: Year = None,
    title: Title = None,
    source_url: SourceUrl = None,
    max_size: MaxSize = "200MB",
    max_pages: MaxPages = 3000,
    max_seconds: MaxSeconds = 60,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be stored, and store nothing.")] = False,
    database: Database = None,
) -> None:
    """Read reports and store their targets and claims.

    Each report is stored whole or not at all; one that fails does not stop the others. The same text again changes
    nothing. A corrected text updates its report: targets that are still there keep their id, those that vanished are
    marked as withdrawn, and recorded outcomes are never touched.
    """
    from tracker.read import find_files, read_source

    limits = limits_of(max_size, max_pages, max_seconds)
    files = list(find_files(paths, limits))
    given = Given(district, year, title, source_url)
    failed = []
    with open_database(database, create=not dry_run) as store:
        gazetteer = gazetteer_of(store)
        for number, path in enumerate(files, start=1):
            try:
                with step(number, len(files), path):
                    extraction = read_report(read_source(path, limits), path, given, gazetteer)
                    saved = _store(extraction, store, dry_run=dry_run)
            except DataError as error:
                if len(files) == 1 or isinstance(error, StoreError):
                    raise
                failed.append(path)
                say(f"error: {error}")
            else:
                _tell(extraction, saved)
    if dry_run:
        say("dry run: nothing was stored")
    if failed:
        raise DataError(f"{len(failed)} of {len(files)} reports were not read: {', '.join(failed)}")


def _store(extraction: Extraction, store: Store, *, dry_run: bool) -> Saved:
    return store.preview(extraction) if dry_run else store.save(extraction, now=clock.now(), by=clock.user())


def _tell(extraction: Extraction, saved: Saved) -> None:
    put(render_ingested(extraction, saved.status, _describe_changes(saved)))
    for warning in (*extraction.warnings, *filter(None, [saved.notice])):
        say(f"warning: {extraction.document.source}: {warning}")


def _describe_changes(saved: Saved) -> str:
    """What a corrected report changed, `2 added, 38 kept, 1 withdrawn`; nothing for a new or known one."""
    if saved.status != "updated":
        return ""
    changed = f" of which {saved.changed} changed" if saved.changed else ""
    counts = (
        (saved.added, "added"),
        (saved.kept, f"kept{changed}"),
        (saved.restored, "restored"),
        (saved.withdrawn, "withdrawn"),
    )
    return ", ".join(f"{count} {name}" for count, name in counts if count)
