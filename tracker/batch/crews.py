"""Who reads: this process, several of this machine, or a cluster; each an executor and how to use it."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from functools import partial
from typing import Any, ParamSpec, TypeVar

from tracker.batch.workers import Workers

P = ParamSpec("P")
T = TypeVar("T")

AHEAD = 4  # reports for each worker that are read or wait to be, so that none waits for work while a long one is read


@dataclass(frozen=True, slots=True)
class Crew:
    """How to get an executor, and what must be known to use it well."""

    start: Callable[[], Executor]
    finish: Callable[[Any], None]  # end it when all is done
    stop: Callable[[Any], None]  # end it in the midst of what it does
    window: int = 1  # reports that are handed to it before the first of them is done
    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)  # what a report raises whose reader died


def crew_here() -> Crew:
    """This process, one report after the other."""
    return Crew(_Here, _Here.shutdown, _Here.shutdown)


def crew_of_processes(count: int) -> Crew:
    """As many processes of this machine."""
    return Crew(partial(Workers, count), Workers.shutdown, Workers.stop, AHEAD * count)


def crew_of_cluster(address: str) -> Crew:
    """The workers of the Dask scheduler at the address. Raises DataError where it is of no use."""
    from tracker.batch.cluster import connect

    cluster = connect(address)
    deaths: tuple[type[BaseException], ...] = (BrokenExecutor, *cluster.deaths)
    return Crew(cluster.start, cluster.finish, cluster.stop, AHEAD * cluster.width, deaths)


def usable_cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Here(Executor):
    """Does what it is given at once, in the process that gives it."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done
