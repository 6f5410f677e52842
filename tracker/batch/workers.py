"""Processes of this machine that read reports, each at the end of a pipe of its own.

`concurrent.futures.ProcessPoolExecutor` has one pipe for all results: a worker that is killed while it writes into it
leaves half a message and a lock that nobody gives back, and the pool waits forever. Here a death ends one pipe, and it
is certain which report was being read.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from threading import Thread, current_thread
from typing import Any, NamedTuple, ParamSpec, TypeVar

from tracker.batch.reading import warm_up

P = ParamSpec("P")
T = TypeVar("T")


class Worker(NamedTuple):
    """A process, and this end of its pipe."""

    process: BaseProcess
    pipe: Connection


class Task(NamedTuple):
    """A call that a worker shall make, and where its result goes."""

    future: Future[Any]
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Workers(Executor):
    """Up to `count` processes, each started when there is work for it; each is looked after by a thread."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._context = _context()
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._processes: dict[Thread, BaseProcess] = {}
        self._is_stopped = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a worker make the call. The future raises BrokenExecutor where the worker died over it."""
        future: Future[T] = Future()
        self._tasks.put(Task(future, (fn, args, kwargs)))
        if len(self._threads) < self._count:
            self._threads.append(Thread(target=self._look_after_worker, daemon=True))
            self._threads[-1].start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers end when all that was asked for is done, or what they do now."""
        with suppress(Empty):
            while cancel_futures:
                task = self._tasks.get_nowait()
                if task:
                    task.future.cancel()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads if wait else ():
            thread.join()

    def stop(self) -> None:
        """End the workers in the midst of what they do."""
        self._is_stopped = True
        self.shutdown(wait=False, cancel_futures=True)
        for process in list(self._processes.values()):
            process.terminate()
        self.shutdown()

    def _look_after_worker(self) -> None:
        """Hand a worker one task after the other; start another worker where it died."""
        if hasattr(signal, "pthread_sigmask"):  # Ctrl-C is for the main thread; what is started here inherits that
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        worker = None
        while task := self._tasks.get():
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                worker = worker or self._start()
                worker.pipe.send(task.call)
                is_result, answer = worker.pipe.recv()
            except Exception as error:  # mostly the end of the pipe
                self._end(worker)
                worker = None
                task.future.set_exception(BrokenExecutor(f"a worker died: {error!r}"))
            else:
                (task.future.set_result if is_result else task.future.set_exception)(answer)
        self._end(worker)

    def _start(self) -> Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(target=work, args=(there,), daemon=True)  # type: ignore[attr-defined]
        process.start()
        there.close()
        self._processes[current_thread()] = process
        if self._is_stopped:  # since it was about to start
            process.terminate()
        return Worker(process, here)

    def _end(self, worker: Worker | None) -> None:
        if worker:
            worker.pipe.close()
            worker.process.join()


def work(pipe: Connection) -> None:
    """Make the calls that come through the pipe until it ends, as it does when the process at its other end does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up()
    with suppress(EOFError, OSError):
        while True:
            function, args, kwargs = pipe.recv()
            try:
                answer = (True, function(*args, **kwargs))
            except Exception as error:
                answer = (False, error)
            pipe.send(answer)


def _context() -> BaseContext:
    """A fork of a server that has one thread and is warm, else a fresh interpreter; never a fork of this process.

    This process has threads, whose locks a fork would copy as they are.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    resource_tracker.ensure_running()  # which unblocks Ctrl-C in the thread that starts it
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tracker.batch.warm"])
    return context
