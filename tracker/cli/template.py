"""`tracker template`: a table of targets, ready to be filled in by those who answer for them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from tracker.cli.database import open_database
from tracker.cli.files import write_bytes, write_file
from tracker.cli.options import Database, District, Indicator, MeasureOption, Year
from tracker.cli.output import put, say
from tracker.cli.selecting import select
from tracker.errors import NoMatch, UsageError
from tracker.views.csv import render_csv
from tracker.views.fields import Row
from tracker.views.numerals import write_quantity

if TYPE_CHECKING:
    from tracker.store import Stored

Shape = Literal["csv", "tsv", "jsonl", "xlsx"]
FIELDS = (
    "id", "district", "year", "indicator", "target", "due", "responsible", "actual", "as_of", "cumulative", "source",
    "note",
)  # fmt: skip


def template(
    district: District = None,
    year: Year = None,
    indicator: Indicator = None,
    measure: MeasureOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", show_default="standard output", help="The file to write."),
    ] = None,
    form: Annotated[
        Shape | None, typer.Option("--format", show_default="by the ending of FILE, else csv", help="How to write it.")
    ] = None,
    database: Database = None,
) -> None:
    """Write a table of targets that the responsible offices fill in, for tracker update --from.

    A row for each target, with its number, what was promised, who answers for it, and empty cells for the figure, its
    date and its source. Rows that stay empty are passed over when the table is read.
    """
    shape = form or _shape_of(output)
    with open_database(database) as store:
        found = store.targets(select(store, district, year, indicator, measure))
    if not found:
        raise NoMatch("no target matches; tracker list shows what there is")
    _write([_row(stored) for stored in found], shape, output)
    if output:
        say(f"{len(found)} targets to fill in; then: tracker update --from {output}")


def _shape_of(output: Path | None) -> Shape:
    suffix = output.suffix.lower().removeprefix(".") if output else "csv"
    if suffix not in get_args(Shape):
        raise UsageError(f"--output: {output} ends in none of {', '.join(get_args(Shape))}; say --format too")
    return next(shape for shape in get_args(Shape) if shape == suffix)


def _row(stored: Stored) -> Row:
    """A target under the names that a template bears; what is to be filled in is empty."""
    from tracker.read.sheets import column_names

    record = stored.record
    known = {
        "id": record.id,
        "district": record.district,
        "year": record.year,
        "indicator": record.indicator,
        "target": write_quantity(record.quantity),
        "due": record.due,
        "responsible": stored.responsible,
    }
    names = column_names()
    return {names[field]: known.get(field) for field in FIELDS}


def _write(rows: Sequence[Row], shape: Shape, output: Path | None) -> None:
    if shape == "xlsx":
        _write_workbook(rows, output)
        return
    text = _render(rows, shape)
    if output is None:
        put(text)
    else:
        write_file(output, [text if shape == "jsonl" else f"\ufeff{text}"])


def _render(rows: Sequence[Row], shape: Shape) -> str:
    columns = list(rows[0])
    if shape == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    text = render_csv(rows, columns)
    if shape == "csv":
        return text
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    return buffer.getvalue()


def _write_workbook(rows: Sequence[Row], output: Path | None) -> None:
    from tracker.read.workbooks import make_workbook

    if output is None:
        raise UsageError("--format xlsx: a workbook needs a file; give one with --output")
    cells = [
        [str(value) if value is not None and not isinstance(value, int) else value for value in row.values()]
        for row in rows
    ]
    write_bytes(output, [make_workbook([list(rows[0]), *cells], str(output))])
