"""What is said where a library that an extra of the package brings is not there."""

from __future__ import annotations

from tracker.errors import UnreadableFile


def missing(name: str, kind: str, library: str, extra: str) -> UnreadableFile:
    """The error for a file whose reader isn't installed, with the line that installs it."""
    return UnreadableFile(f"{name} is {kind}, which needs {library}; install it: pip install 'tracker[{extra}]'")
