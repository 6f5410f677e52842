"""Other machines: the workers of a Dask scheduler. They get the bytes of reports, and need not see the files."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from tracker.batch.fingerprints import code_digest
from tracker.errors import DataError, LostReaders

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 10  # seconds to wait for a scheduler, and for its first worker
_LOGGERS = ("distributed", "distributed.client", "tornado", "tornado.application")
_INSTALL = "pip install 'tracker[dask]'"


class Cluster:
    """A scheduler that answers, whose workers have the same tracker."""

    def __init__(self, client: Client, width: int, deaths: tuple[type[BaseException], ...]) -> None:
        self.width = width  # reports that are read at once
        self.deaths = deaths
        self._client = client

    def start(self) -> Executor:
        """The executor; each report is read anew, also one with the same bytes as another."""
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def finish(self, _executor: Executor) -> None:
        """Leave the scheduler, when all is done."""
        self._client.close()

    def stop(self, executor: Executor) -> None:
        """Leave the scheduler, which forgets what was asked of it."""
        executor.shutdown(wait=False)
        self._client.close()


def connect(address: str) -> Cluster:
    """Reach the scheduler and look at its workers. Raises DataError, with the line that helps."""
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise DataError(f"--scheduler needs distributed; install it: {_INSTALL}") from None
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what is lost is told in one line
    warnings.filterwarnings("ignore", message="Sending large graph", category=UserWarning)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise LostReaders(
            f"no scheduler answers at {address} ({type(error).__name__}); start it: dask scheduler"
        ) from None
    try:
        return Cluster(client, _count_threads(client, address), (KilledWorker,))
    except BaseException:
        client.close()
        raise


def _count_threads(client: Client, address: str) -> int:
    """How many reports the workers read at once; raises DataError where there is none, or one with another tracker."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise LostReaders(f"the scheduler at {address} has no workers; start one: dask worker {address}") from None
    _check_alike(client.run(code_digest, on_error="return"))
    return sum(client.nthreads().values())


def _check_alike(digests: Mapping[str, str | Exception]) -> None:
    """Raise DataError for a worker that would read otherwise than this process."""
    for worker, digest in digests.items():
        if isinstance(digest, Exception):
            raise DataError(f"the worker {worker} can't read reports ({digest}); install it there: {_INSTALL}")
        if digest != code_digest():
            raise DataError(f"the worker {worker} has another tracker; install the same version there: {_INSTALL}")
