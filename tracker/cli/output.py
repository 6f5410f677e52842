"""Where output goes: data to standard output, talk to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from tracker.views.csv import write_csv
from tracker.views.fields import Row
from tracker.views.harmless import show_harmless
from tracker.views.json import write_array, write_lines
from tracker.views.markdown import render_markdown
from tracker.views.table import render_table

Format = Literal["table", "json", "jsonl", "csv", "markdown"]
"""How records are printed."""


def put(text: str) -> None:
    """Write data."""
    sys.stdout.write(text)


def put_parts(parts: Iterable[str]) -> None:
    """Write data of any length, part by part."""
    for part in parts:
        sys.stdout.write(part)


def say(message: str) -> None:
    """Tell the user something that is no data, on one line of standard error."""
    sys.stdout.flush()
    sys.stderr.write(show_harmless(message) + "\n")


def on_terminal() -> bool:
    """Whether a person watches standard output."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def in_colour() -> bool:
    """Whether to colour what a person watches; NO_COLOR says no."""
    return on_terminal() and not os.environ.get("NO_COLOR")


def put_rows(
    rows: Iterable[Row], form: Format, fields: Sequence[str], columns: Sequence[str], *, chosen: bool = False
) -> None:
    """Print rows; data formats have all `fields`, a table on a screen or page the `columns` worth the room.

    A narrow terminal gets fewer columns, unless the user has `chosen` them. JSON and CSV are printed row by row.
    """
    if form == "json":
        put_parts(write_array(_pick(rows, fields)))
    elif form == "jsonl":
        put_parts(write_lines(_pick(rows, fields)))
    elif form == "csv":
        put_parts(write_csv(rows, fields))
    elif form == "markdown":
        put(render_markdown(rows, columns))
    elif shown := list(rows):
        _put_table(shown, columns, chosen=chosen)


def _put_table(rows: Sequence[Row], columns: Sequence[str], *, chosen: bool) -> None:
    if not on_terminal():
        put(render_table(rows, columns))
        return
    from rich.console import Console

    from tracker.views.terminal import draw_table, fit_columns

    console = Console()
    console.print(draw_table(rows, columns if chosen else fit_columns(rows, columns, console.width)))


def _pick(rows: Iterable[Row], fields: Sequence[str]) -> Iterator[Row]:
    return ({field: row.get(field) for field in fields} for row in rows)
