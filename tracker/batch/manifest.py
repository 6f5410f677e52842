"""A list of reports as a table: the path of each, and what is known of it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace

from tracker.batch.values import Job
from tracker.errors import DataError
from tracker.pipeline import Given
from tracker.read.sheets import MANIFEST, SheetRow, column_names, read_sheet

_YEAR = re.compile(r"([12][0-9]{3})(?:\.0|年度?)?")  # 2022.0 is what some programs make of a year
YEARS = range(1949, 2200)


def read_manifest(path: str, given: Given) -> list[Job]:
    """The reports that a table lists, in its order; what a row leaves empty is as `given` for all.

    Paths are relative to the folder of the table. A row that can't be used is a job with a fault. Raises DataError
    for a table with a column that nobody knows, without a column of paths, or without rows.
    """
    sheet = read_sheet(path, MANIFEST)
    if sheet.unknown:
        known = ", ".join(column_names(MANIFEST))
        raise DataError(f"{path}: no column is called {sheet.unknown[0]!r}; there are {known}")
    if not sheet.rows:
        raise DataError(f"{path} lists no report")
    lines: dict[str, int] = {}
    return [_job(row, path, given, lines) for row in sheet.rows]


def _job(row: SheetRow, manifest: str, given: Given, lines: dict[str, int]) -> Job:
    """The report of one row; `lines` tells in which row each path stood first."""
    where = f"{manifest}, line {row.line}"
    named = row.cells.get("path", "")
    path = os.path.join(os.path.dirname(manifest), named) if named else where
    job = Job(path, _given(row.cells, given), where, _fault(row.cells))
    first = lines.setdefault(os.path.normpath(path), row.line)
    if first != row.line and not job.fault:
        return replace(job, fault=f"{named} stands in line {first} already")
    return job


def _given(cells: Mapping[str, str], given: Given) -> Given:
    year = _YEAR.fullmatch(cells.get("year", ""))
    return Given(
        district=cells.get("district") or given.district,
        year=int(year[1]) if year else given.year,
        title=cells.get("title") or given.title,
        source_url=cells.get("url") or given.source_url,
    )


def _fault(cells: Mapping[str, str]) -> str | None:
    """Why the row can't be used; None where it can."""
    if cells.get("path", "-") == "-":
        return "no path of a file"
    year = cells.get("year")
    found = _YEAR.fullmatch(year) if year else None
    if year and not (found and int(found[1]) in YEARS):
        return f"{year!r} is no year from {YEARS.start} to {YEARS.stop - 1}"
    return None
