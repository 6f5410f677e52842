"""Ctrl-C during long work: the first one asks it to stop where nothing is half done, a second one ends it at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_KILLED = 128  # to which the number of the signal is added: what a shell gives for a process that a signal ended


class Stop:
    """Whether someone asked to stop, and the exit code that says so."""

    def __init__(self) -> None:
        self.exit_code = 0

    def __bool__(self) -> bool:
        return self.exit_code != 0

    def ask(self, number: int, _frame: FrameType | None) -> None:
        """Take note of a signal; raises KeyboardInterrupt for the second one."""
        if self:
            raise KeyboardInterrupt
        self.exit_code = _KILLED + number


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Note signals meanwhile instead of being ended by them."""
    stop = Stop()
    before = {number: signal.signal(number, stop.ask) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
