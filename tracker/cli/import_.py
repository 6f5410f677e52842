"""`tracker import`: fill a new database with what was exported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Database
from tracker.cli.output import say
from tracker.errors import DataError


def import_lines(
    path: Annotated[str, typer.Argument(metavar="FILE", help="What tracker export wrote; - for standard input.")],
    database: Database = None,
) -> None:
    """Fill a new database with what tracker export wrote: all of it or, where a line is wrong, nothing.

    Exporting it again gives the same file. A database that holds something already is left alone.
    """
    from tracker.read import UNLIMITED, read_bytes, read_text

    text = read_text(*read_bytes(path, UNLIMITED))
    with open_database(database, create=True) as store:
        count = store.load(_read_lines(text, path), path, by=clock.user(), now=clock.now())
    say(f"imported {count} rows")


def _read_lines(text: str, path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _read_line(line, f"{path}, line {number}")


def _read_line(line: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise DataError(f"{where}: not JSON; tracker export writes what can be imported") from None
    if not isinstance(found, dict):
        raise DataError(f"{where}: no JSON object; tracker export writes what can be imported")
    return found
