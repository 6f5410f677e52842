"""`tracker` and `python -m tracker`."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

BROKEN = 3  # not 1, which says that a gate failed


def main() -> None:
    """Run the command line and leave with its exit code; a reader that closes the pipe ends it quietly."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(_run(sys.argv[1:]))


def _run(args: Sequence[str]) -> int:
    """The exit code of the command; what can't even be imported is told in one line."""
    try:
        from tracker.cli import run
    except Exception as error:
        sys.stderr.write(f"error: this installation of tracker is broken: {error}; install it anew\n")
        return BROKEN
    return run(args)


if __name__ == "__main__":
    main()
