"""`tracker show`: all that is known of one target."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Literal

import typer

from tracker.cli import clock
from tracker.cli.database import open_database
from tracker.cli.options import Database
from tracker.cli.output import in_colour, put
from tracker.cli.standing import stand
from tracker.views.detail import Origin, detail_fields, render_detail
from tracker.views.json import write_json


def show(
    target_id: Annotated[
        int, typer.Argument(metavar="ID", help="The number of the target, as tracker list prints it.")
    ],
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print it.")] = "table",
    database: Database = None,
) -> None:
    """Show all that is known of one target.

    Its sentence with the quantity marked, where it stands in the report, the rules that made it, recorded outcomes.
    """
    with open_database(database) as store:
        standing = stand(store.target(target_id), clock.today())
    stored, progress = standing.stored, standing.progress
    origin = Origin(**{field.name: getattr(stored, field.name) for field in fields(Origin)})
    if form == "json":
        put(write_json(detail_fields(stored.record, progress, origin, stored.actuals)) + "\n")
    else:
        put(render_detail(stored.record, progress, origin, stored.actuals, colour=in_colour()))
