"""The process that reads for others: takes a file's bytes from standard input, answers with what they hold.

It may use only so much memory, and the system ends it should it be left alone in a parser that never comes back.
"""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from contextlib import suppress
from typing import IO

from tracker.errors import TrackerError
from tracker.read.apart import Answer, receive, send
from tracker.read.contents import parse
from tracker.read.limits import Limits, show_size

_MEMORY = 2_000_000_000  # bytes of addresses; a long report takes a tenth
_GRACE = 10  # seconds after which nobody waits any more


def serve() -> None:
    """Read one file after the other until nobody asks any more."""
    requests, answers = _take_streams()
    _bound_memory()
    while request := receive(requests):
        data, name, limits = pickle.loads(request)  # noqa: S301  # from the process that started this one
        _set_alarm(limits.seconds + _GRACE)
        send(answers, pickle.dumps(_answer(data, name, limits)))
        _set_alarm(0)


def _answer(data: bytes, name: str, limits: Limits) -> Answer:
    try:
        return "content", parse(data, name, limits)
    except TrackerError as error:
        return "refused", str(error)
    except MemoryError:
        return "failed", f"it takes more than {show_size(_MEMORY)} of memory"
    except RecursionError:
        return "failed", "it is nested too deep"
    except Exception as error:
        traceback.print_exc()  # seen with TRACKER_DEBUG
        return "failed", f"{type(error).__name__}: {' '.join(str(error).split())}"


def _take_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output for messages alone: what a parser prints goes nowhere."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return requests, answers


def _bound_memory() -> None:
    """Let this process have only so much memory, where the system knows such a limit."""
    with suppress(ImportError, OSError, ValueError):  # Windows has none, and macOS refuses some
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _set_alarm(seconds: int) -> None:
    """Let the system end this process after so many seconds, whatever it does; 0 lets it live."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
