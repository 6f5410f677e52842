"""A line on a terminal that tells which of many files is being read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from tracker.views.harmless import show_harmless

_WIPE = "\r\x1b[2K"
_BAR = 20  # cells
_NAME = 40  # characters


@contextmanager
def step(number: int, total: int, path: str) -> Iterator[None]:
    """Show a bar while the `number`th of `total` files is read, and wipe it; nothing off a terminal or for one file."""
    if total == 1 or not sys.stderr.isatty():
        yield
        return
    full = _BAR * (number - 1) // total
    name = show_harmless(PurePath(path).name)[:_NAME]
    sys.stderr.write(f"{_WIPE}{'█' * full}{'░' * (_BAR - full)} {number}/{total} {name}")
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write(_WIPE)
        sys.stderr.flush()
