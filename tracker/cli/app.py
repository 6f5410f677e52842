"""The Typer app: which commands there are, `--version`, and a help text that says where the database is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from tracker import __version__
from tracker.cli.add import add
from tracker.cli.backup import backup
from tracker.cli.check import check
from tracker.cli.confirm import confirm
from tracker.cli.districts import districts
from tracker.cli.doctor import doctor
from tracker.cli.edit import edit
from tracker.cli.explain import explain
from tracker.cli.export import export
from tracker.cli.extract import extract
from tracker.cli.history import history
from tracker.cli.import_ import import_lines
from tracker.cli.ingest import ingest
from tracker.cli.list import list_records
from tracker.cli.match import match
from tracker.cli.merge import merge
from tracker.cli.output import put
from tracker.cli.reject import reject
from tracker.cli.revise import revise
from tracker.cli.show import show
from tracker.cli.summary import summary
from tracker.cli.template import template
from tracker.cli.undo import undo
from tracker.cli.update import update
from tracker.cli.withdraw import withdraw

if TYPE_CHECKING:
    from typer._click.core import Context  # what the methods of TyperGroup are declared with


class _Tracker(TyperGroup):
    """A group whose help ends with the path of the default database, which is looked up only then."""

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


app.command()(ingest)
app.command()(extract)
app.command("list")(list_records)
app.command()(show)
app.command()(summary)
app.command()(check)
app.command()(update)
app.command()(explain)
app.command()(edit)
app.command()(revise)
app.command()(confirm)
app.command()(reject)
app.command()(withdraw)
app.command()(merge)
app.command()(add)
app.command()(history)
app.command()(undo)
app.command()(template)
app.command()(export)
app.command("import")(import_lines)
app.command()(backup)
app.command()(doctor)
app.command()(match)
app.add_typer(districts, name="districts")
