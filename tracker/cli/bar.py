"""A bar on a terminal below what is printed: how many reports are done, how fast, and how long the rest will take.

rich draws it; it is put on the screen here, since rich's own live display sends what is printed through standard error,
and takes longer for a line than a report that is already known takes altogether.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

_WIPE = "\r\x1b[2K"
_PAUSE = 0.1  # seconds between two drawings


class Bar:
    """The course of `total` reports on standard error; nothing off a terminal, or for one report."""

    def __init__(self, total: int) -> None:
        is_seen = total > 1 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._progress = _progress(total) if is_seen else None
        self._drawn = ""
        self._due = 0.0

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something is printed; then one more report is done."""
        self._write(_WIPE)
        yield
        if self._progress:
            self._progress.advance(self._progress.task_ids[0])
        self._show()

    def _show(self) -> None:
        """Draw the bar anew, or as it was, if that is less than a moment ago."""
        if self._progress is None:
            return
        if time.monotonic() >= self._due:
            self._drawn = _draw(self._progress)
            self._due = time.monotonic() + _PAUSE
        self._write(self._drawn)

    def __enter__(self) -> Self:
        self._show()
        return self

    def __exit__(self, *_: object) -> None:
        self._write(_WIPE)

    def _write(self, text: str) -> None:
        if self._progress:
            sys.stdout.flush()
            sys.stderr.write(text)
            sys.stderr.flush()


def _progress(total: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """`84 reports/s`."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.3g} reports/s" if task.speed else "", style="progress.data.speed")

    console = Console(stderr=True)
    progress = Progress(
        BarColumn(20), MofNCompleteColumn(), Rate(), TimeRemainingColumn(compact=True), console=console, disable=True
    )
    progress.add_task("reports", total=total)
    return progress


def _draw(progress: Progress) -> str:
    """The bar as one line of text with its colours."""
    console = progress.console
    with console.capture() as drawn:
        console.print(progress.get_renderable(), end="", no_wrap=True, crop=True)
    return drawn.get().replace("\n", "")
