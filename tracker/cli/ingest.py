"""`tracker ingest`: read reports and store what they promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.database import open_database
from tracker.cli.ingesting import Ingestion, put_outcomes
from tracker.cli.limits import MaxPages, MaxSeconds, MaxSize, limits_of
from tracker.cli.options import Database, ReportDistrict, SourceUrl, Title, Year
from tracker.cli.output import say
from tracker.errors import DataError, UsageError

if TYPE_CHECKING:
    from tracker.batch import Crew, Job
    from tracker.pipeline import Given
    from tracker.read import Limits

_FEW = 3  # reports that are read sooner than processes have started

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        metavar="N",
        show_default="as many as there are processors; 1 for three reports or fewer",
        help="How many processes read; 1 is this one.",
    ),
]
Manifest = Annotated[
    str | None,
    typer.Option(
        "--manifest",
        metavar="FILE",
        show_default=False,
        help="A table of reports instead of paths: path, district, year, url, title.",
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        show_default=False,
        help="Let the workers of a Dask scheduler read, such as tcp://10.0.0.1:8786.",
    ),
]


def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", show_default=False, help="Reports, folders or zip archives of them, or -."),
    ] = None,
    manifest: Manifest = None,
    district: ReportDistrict = None,
    year: Year = None,
    title: Title = None,
    source_url: SourceUrl = None,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
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

    Several processes may read, one writes, in the order of the paths: what is stored is the same however many read.
    Ctrl-C stops after the current report; the same command goes on where it stopped, since a file that was read before
    and has not changed is not read again. A row of a table says more than an option, and a path in it counts from the
    folder of the table.
    """
    from tracker.pipeline import Given

    limits = limits_of(max_size, max_pages, max_seconds)
    wanted = _list_jobs(paths or [], manifest, Given(district, year, title, source_url), limits)
    crew = _choose_crew(jobs, scheduler, len(wanted))
    with open_database(database, create=not dry_run) as store:
        ingestion = put_outcomes(wanted, crew, store, limits, dry_run=dry_run)
    _conclude(ingestion, dry_run=dry_run)


def _list_jobs(paths: list[str], manifest: str | None, given: Given, limits: Limits) -> list[Job]:
    from tracker.batch import Job, read_manifest
    from tracker.read import find_files

    if bool(paths) == bool(manifest):
        raise UsageError(
            "give either paths or --manifest, which names the files"
            if paths
            else "Missing argument 'PATH', or --manifest FILE; see tracker ingest --help"
        )
    return read_manifest(manifest, given) if manifest else [Job(path, given) for path in find_files(paths, limits)]


def _choose_crew(jobs: int | None, scheduler: str | None, reports: int) -> Crew:
    from tracker.batch import crew_here, crew_of_cluster, crew_of_processes, usable_cores

    if scheduler:
        if jobs:
            raise UsageError("--jobs: with --scheduler the workers of the cluster read")
        return crew_of_cluster(scheduler)
    count = min(jobs or (1 if reports <= _FEW else usable_cores()), reports)
    return crew_of_processes(count) if count > 1 else crew_here()


def _conclude(ingestion: Ingestion, *, dry_run: bool) -> None:
    """Say in the end what was left out, and leave with the exit code for it."""
    if dry_run:
        say("dry run: nothing was stored")
    failed = ingestion.failed
    listed = f"{len(failed)} of {ingestion.total} reports were not read: {', '.join(failed)}"
    if ingestion.stopped:
        if failed:
            say(f"error: {listed}")
        done = ingestion.done - len(failed)
        say(
            f"stopped: {done} of {ingestion.total} reports {'were read' if dry_run else 'are stored'}, "
            f"{ingestion.total - ingestion.done} are left; the same command goes on where it stopped"
        )
        raise typer.Exit(ingestion.stopped)
    if failed:
        raise DataError(listed)
