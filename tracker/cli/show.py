"""`tracker show`: all that is known of one target."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Literal

import typer

from tracker.cli.database import open_database
from tracker.cli.options import AsOf, Database, PolicyFile
from tracker.cli.output import in_colour, put
from tracker.cli.standing import assess_stored, hear, look_from, seen_figures, stand, target_then
from tracker.views.detail import Origin, detail_fields, render_detail
from tracker.views.json import write_json


def show(
    target_id: Annotated[
        int, typer.Argument(metavar="ID", help="The number of the target, as tracker list prints it.")
    ],
    why: Annotated[
        bool, typer.Option("--why", help="Also each input, the formula and the arithmetic; in JSON always.")
    ] = False,
    as_of: AsOf = None,
    policy: PolicyFile = None,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print it.")] = "table",
    database: Database = None,
) -> None:
    """Show all that is known of one target.

    Its sentence with the quantity marked, where it stands in the report, the rules that made it, recorded outcomes;
    with --why how its outcome, pace and gap are worked out.
    """
    from tracker.views.why import explain_standing

    look = look_from(as_of, policy)
    with open_database(database) as store:
        stored = target_then(store, target_id, look)
        told = hear(store, [stored], look)
    progress = stand(stored, look.today, look, told).progress
    origin = Origin(**{field.name: getattr(stored, field.name) for field in fields(Origin)})
    steps = tuple(explain_standing(assess_stored(stored, look, told))) if progress and (why or form == "json") else ()
    figures = seen_figures(stored, look)
    if form == "json":
        put(write_json(detail_fields(stored.record, progress, origin, figures, steps)) + "\n")
    else:
        put(render_detail(stored.record, progress, origin, figures, steps, colour=in_colour()))
