"""The course of a batch: so many reports in flight, outcomes in the order of the jobs, and no death that stops it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, wait
from dataclasses import dataclass

from tracker.batch.crews import Crew
from tracker.batch.fingerprints import Fingerprints
from tracker.batch.reading import read_job
from tracker.batch.values import Job
from tracker.errors import DataError, LostReaders, ReadingFailed, TrackerError
from tracker.model import Extraction, Place
from tracker.read import DEFAULT_LIMITS, Limits, read_bytes
from tracker.store import Known

Outcome = Extraction | Known | TrackerError
Lookup = Callable[[str], Known | None]

_LOST: tuple[type[BaseException], ...] = (
    CancelledError,
    OSError,
)  # what a report raises whose result was on its way when a worker of a cluster died
_IN_FLIGHT = 64_000_000  # bytes of reports; more are handed out only one at a time


@dataclass(slots=True)
class _Entry:
    """A job in flight: it is read, or was known when it was handed out, or can't be read."""

    job: Job
    data: bytes = b""
    fingerprint: str = ""
    future: Future[Extraction] | None = None
    error: TrackerError | None = None


class Batch:
    """Reports that a crew reads; `lookup` tells of a fingerprint what is stored of the report that bears it."""

    def __init__(self, crew: Crew, places: Iterable[Place], lookup: Lookup, limits: Limits = DEFAULT_LIMITS) -> None:
        self._crew = crew
        self._limits = limits
        self._places = tuple(places)
        self._lookup = lookup
        self._fingerprints = Fingerprints(self._places)
        self._executor: Executor | None = None
        self._waiting: deque[_Entry] = deque()

    def read(self, jobs: Iterable[Job]) -> Generator[tuple[Job, str, Outcome]]:
        """Each job with its fingerprint and what came of it, in the order of the jobs; nobody waits for more than that.

        Close the iterator to end the readers in the midst of their work. Raises LostReaders where none are left.
        """
        rest = iter(jobs)
        try:
            while self._fill(rest):
                entry = self._waiting.popleft()
                yield entry.job, entry.fingerprint, self._settle(entry)
        except BaseException:
            self._leave(self._crew.stop)
            raise
        self._leave(self._crew.finish)

    def _fill(self, rest: Iterator[Job]) -> bool:
        """Hand out reports as long as the crew has room."""
        while len(self._waiting) < self._crew.window:
            if self._waiting and sum(len(entry.data) for entry in self._waiting) > _IN_FLIGHT:
                break
            job = next(rest, None)
            if job is None:
                break
            self._waiting.append(self._begin(job))
        return bool(self._waiting)

    def _begin(self, job: Job) -> _Entry:
        if job.fault:
            return _Entry(job, error=DataError(job.fault))
        try:
            data = read_bytes(job.path, self._limits)[0]
        except TrackerError as error:
            return _Entry(job, error=error)
        entry = _Entry(job, data, self._fingerprints.of(job, data))
        if self._lookup(entry.fingerprint) is None:
            entry.future = self._submit(entry)
        return entry

    def _settle(self, entry: _Entry) -> Outcome:
        """What became of the entry whose turn it is. What was known when it was handed out may have changed since."""
        if entry.error:
            return entry.error
        known = None if entry.future else self._lookup(entry.fingerprint)
        if known:
            return known
        try:
            return _result_of(entry.future or self._submit(entry))
        except self._crew.deaths + _LOST:
            return self._read_alone(entry)

    def _read_alone(self, entry: _Entry) -> Outcome:
        """Read once more a report whose reader died, when no other takes memory that it may need."""
        wait(other.future for other in self._waiting if other.future)
        try:
            return _result_of(self._submit(entry))
        except _LOST:
            raise LostReaders(
                "the cluster was lost; what is stored stays, and the same command goes on where it stopped"
            ) from None
        except self._crew.deaths:
            return ReadingFailed(
                f"{entry.job.path}: the process that read it died, also when it read nothing else; "
                "it may have run out of memory"
            )

    def _submit(self, entry: _Entry) -> Future[Extraction]:
        self._executor = self._executor or self._crew.start()
        return self._executor.submit(read_job, entry.job, entry.data, self._places, self._limits)

    def _leave(self, how: Callable[[Executor], None]) -> None:
        if self._executor:
            how(self._executor)
        self._executor = None


def _result_of(future: Future[Extraction]) -> Extraction | TrackerError:
    """What was read, or why it could not be; what a reader's death raises is raised."""
    try:
        return future.result()
    except TrackerError as error:
        return error
