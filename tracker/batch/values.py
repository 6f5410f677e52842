"""What a batch is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.pipeline import Given


@dataclass(frozen=True, slots=True)
class Job:
    """A report to read: the path of its file, and what the user said of it."""

    path: str
    given: Given = field(default_factory=Given)
    where: str | None = None  # what asks for it, where that is no command line: list.csv, line 3
    fault: str | None = None  # what is wrong with how it is asked for; it is not read then
