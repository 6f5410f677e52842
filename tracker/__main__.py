"""`tracker` and `python -m tracker`."""

from __future__ import annotations

import signal
import sys

from tracker.cli import run


def main() -> None:
    """Run the command line and leave with its exit code; a reader that closes the pipe ends it quietly."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
