"""Store and tell what a batch reads, one report after the other, until all are done or someone asks to stop."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.cli import clock
from tracker.cli.bar import Bar
from tracker.cli.output import put, say
from tracker.cli.stopping import stoppable
from tracker.errors import TrackerError, UsageError
from tracker.model import Extraction
from tracker.views.ingested import render_ingested

if TYPE_CHECKING:
    from tracker.batch import Crew, Job
    from tracker.read import Limits
    from tracker.store import Known, Saved, Store


@dataclass(slots=True)
class Ingestion:
    """How far it came."""

    total: int
    done: int = 0  # with those that failed
    failed: list[str] = field(default_factory=list)
    stopped: int = 0  # the exit code where someone asked to stop before all was done


def put_outcomes(jobs: Sequence[Job], crew: Crew, store: Store, limits: Limits, *, dry_run: bool) -> Ingestion:
    """Store each report and then say so; raises what concerns all reports, or the only one."""
    from tracker.batch import Batch

    ingestion = Ingestion(len(jobs))
    batch = Batch(crew, store.places(), store.known, limits)
    with Bar(len(jobs)) as bar, stoppable() as stop, closing(batch.read(jobs)) as outcomes:
        for job, fingerprint, outcome in outcomes:
            with bar.aside():
                if isinstance(outcome, TrackerError):
                    _tell_failure(ingestion, job, outcome)
                else:
                    _take(outcome, job.path, fingerprint, store, dry_run=dry_run)
            ingestion.done += 1
            if stop and ingestion.done < ingestion.total:
                ingestion.stopped = stop.exit_code
                break
    return ingestion


def _tell_failure(ingestion: Ingestion, job: Job, error: TrackerError) -> None:
    """Say what is wrong with one of several reports; raise it where there is but one, or an option is wrong."""
    if not job.where and (ingestion.total == 1 or isinstance(error, UsageError)):
        raise error
    ingestion.failed.append(job.path)
    say(f"error: {f'{job.where}: ' if job.where else ''}{error}")


def _take(outcome: Extraction | Known, path: str, fingerprint: str, store: Store, *, dry_run: bool) -> None:
    """Store what was read, and say so only then; of what is known already only say that it is unchanged."""
    if isinstance(outcome, Extraction):
        saved = _save(outcome, fingerprint, store, dry_run=dry_run)
        document = outcome.document
        report, status, changes = f"{document.district} {document.year}", saved.status, _describe_changes(saved)
        notices = [saved.notice] if saved.notice else []
    else:
        report, status, changes, notices = f"{outcome.district} {outcome.year}", "unchanged", "", []
    put(render_ingested(status, changes, report, outcome.found, path))
    for warning in (*outcome.warnings, *notices):
        say(f"warning: {path}: {warning}")


def _save(extraction: Extraction, fingerprint: str, store: Store, *, dry_run: bool) -> Saved:
    if dry_run:
        return store.preview(extraction)
    return store.save(extraction, now=clock.now(), by=clock.user(), fingerprint=fingerprint)


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
