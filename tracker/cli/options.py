"""Options and arguments that several commands share, under the same name and with the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tracker.cli.output import Format
from tracker.model import Measure, Outcome

Status = Literal[Outcome, "withdrawn"]
"""What `--status` selects by."""

Database = Annotated[
    Path | None,
    typer.Option(
        "--db", envvar="TRACKER_DB", metavar="PATH", show_default=False, help="The database; see tracker --help."
    ),
]
District = Annotated[
    str | None,
    typer.Option(
        "--district", metavar="PLACE", show_default=False, help="A place by name or code, with all that lies in it."
    ),
]
ReportDistrict = Annotated[
    str | None,
    typer.Option("--district", metavar="PLACE", show_default=False, help="Whose report it is, if its head lacks it."),
]
Year = Annotated[
    int | None,
    typer.Option("--year", min=1949, max=2199, metavar="YEAR", show_default=False, help="The year of the report."),
]
Title = Annotated[
    str | None,
    typer.Option("--title", metavar="TEXT", show_default=False, help="The report's title, if its head lacks it."),
]
SourceUrl = Annotated[
    str | None,
    typer.Option("--source-url", metavar="URL", show_default=False, help="Where the report was published."),
]
Indicator = Annotated[
    str | None,
    typer.Option("--indicator", metavar="TEXT", show_default=False, help="What is measured, or a part of its name."),
]
MeasureOption = Annotated[
    Measure | None, typer.Option("--measure", show_default=False, help="Only targets of this kind.")
]
StatusOption = Annotated[
    Status | None,
    typer.Option("--status", show_default=False, help="Only targets of this outcome, or withdrawn ones."),
]
DueBefore = Annotated[
    str | None,
    typer.Option("--due-before", metavar="DATE", show_default=False, help="Only what is due before this day."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", show_default="today", help="Where things stood, as known on this day."),
]
PolicyFile = Annotated[
    Path | None,
    typer.Option(
        "--policy",
        envvar="TRACKER_POLICY",
        metavar="FILE",
        show_default=False,
        help="How near is near and how grave is what, as TOML.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]
