"""What the commands that record a person's word share: options, and how the record is printed afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import clock
from tracker.cli.output import Format, say
from tracker.cli.standing import put_standings, stand
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.store import Stored

RecordId = Annotated[int, typer.Argument(metavar="ID", help="The number of the target, as tracker list prints it.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept in the history.")]


def put_recorded(stored: Stored, form: Format) -> None:
    """Print the record as it stands now; say so where it no longer counts."""
    put_standings([stand(stored, clock.today())], form)
    if stored.withdrawn:
        into = f" into {stored.merged_into}" if stored.merged_into else ""
        say(f"{stored.id} is {stored.state}{into} and no longer listed; tracker confirm {stored.id} brings it back")


def read_reason(reason: str) -> str:
    """The reason without spaces around it; raises UsageError for an empty one."""
    if not reason.strip():
        raise UsageError("--reason: say why, in a few words")
    return reason.strip()
