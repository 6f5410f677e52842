"""`tracker` and `python -m tracker`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

BROKEN = 3  # not 1, which says that a gate failed


def main() -> None:
    """Run the command line and leave with its exit code; a reader that closes the pipe ends it quietly."""
    try:
        code = _run(sys.argv[1:])
    except BrokenPipeError:
        _die_as_others_do()
        code = BROKEN
    sys.exit(code)


def _run(args: Sequence[str]) -> int:
    """The exit code of the command; what can't even be imported is told in one line."""
    try:
        from tracker.cli import run
    except Exception as error:
        sys.stderr.write(f"error: this installation of tracker is broken: {error}; install it anew\n")
        return BROKEN
    return run(args)


def _die_as_others_do() -> None:
    """End as programs do whose output nobody reads any more.

    The signal must not do so before: a pipe to a process that reads reports may break too, and costs one report.
    """
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # which is flushed once more at the end


if __name__ == "__main__":
    main()
