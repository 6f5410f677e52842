"""The Typer app: which commands there are, `--version`, and a help text that says where the database is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from typer.core import TyperGroup

from tracker import __version__
from tracker.cli.lazy import LazyCommands
from tracker.cli.output import put

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from typer._click.core import Command, Context  # what the methods of TyperGroup are declared with


COMMANDS = {
    "ingest": "tracker.cli.ingest:ingest",
    "extract": "tracker.cli.extract:extract",
    "list": "tracker.cli.list:list_records",
    "search": "tracker.cli.search:search",
    "show": "tracker.cli.show:show",
    "summary": "tracker.cli.summary:summary",
    "check": "tracker.cli.check:check",
    "update": "tracker.cli.update:update",
    "explain": "tracker.cli.explain:explain",
    "edit": "tracker.cli.edit:edit",
    "revise": "tracker.cli.revise:revise",
    "confirm": "tracker.cli.confirm:confirm",
    "reject": "tracker.cli.reject:reject",
    "withdraw": "tracker.cli.withdraw:withdraw",
    "merge": "tracker.cli.merge:merge",
    "add": "tracker.cli.add:add",
    "history": "tracker.cli.history:history",
    "undo": "tracker.cli.undo:undo",
    "template": "tracker.cli.template:template",
    "export": "tracker.cli.export:export",
    "import": "tracker.cli.import_:import_lines",
    "backup": "tracker.cli.backup:backup",
    "doctor": "tracker.cli.doctor:doctor",
    "match": "tracker.cli.match:match",
    "districts": "tracker.cli.districts:districts",
}
"""Where each command is, in the order of the help."""


class _Tracker(TyperGroup):
    """A group whose help ends with the path of the default database, which is looked up only then."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - what Typer gives a group
        super().__init__(**attributes)
        self.commands = cast("MutableMapping[str, Command]", LazyCommands(COMMANDS))  # nobody adds to them

    def get_help(self, ctx: Context) -> str:
        from tracker.store import default_path

        return f"{super().get_help(ctx)}\n\nDatabase: {default_path()}"


app = typer.Typer(
    cls=_Tracker,
    help="Find the numeric goals of Chinese government work reports and follow them to their outcome.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        put(f"tracker {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _begin(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        put(context.get_help() + "\n")
