"""`tracker districts`: what a name means, and places that the gazetteer lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from tracker.cli import clock
from tracker.cli.database import gazetteer_of, known_places, open_database
from tracker.cli.options import Database, FormatOption, Year
from tracker.cli.output import Format, put, put_rows
from tracker.model import Place

if TYPE_CHECKING:
    from typer._click.core import Context  # what the methods of TyperGroup are declared with

    from tracker.store import Store

FIELDS = ("code", "name", "full_name", "until")
_FIND = "find"


class _FindByDefault(TyperGroup):
    """A group that takes what is none of its commands for the name of a place: `tracker districts 槐荫`."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        first = args[0] if args else "--help"
        if first not in self.commands and first not in ctx.help_option_names:
            args = [_FIND, *args]
        return super().parse_args(ctx, args)


districts = typer.Typer(cls=_FindByDefault, no_args_is_help=False, rich_markup_mode=None, add_completion=False)


@districts.callback(invoke_without_command=True)
def _begin(context: typer.Context) -> None:
    """Say what the name of a place means, or add a place."""
    if context.invoked_subcommand is None:
        put(context.get_help() + "\n")


@districts.command(_FIND)
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or code: 槐荫, 济南市槐荫区, 370104.")],
    year: Year = None,
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Print the one place that a name means; `tracker districts NAME` is short for it.

    With --year the place that stood in that year. An ambiguous name is an error that lists the candidates.
    """
    _put_places([known_places(database).resolve(name, year)], form)


@districts.command()
def add(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="What the places are called: 高新区.")],
    within: Annotated[str, typer.Option(metavar="PARENT", help="The place they lie in, by name or code.")],
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Add places that the gazetteer lacks: development zones, towns, invented ones. They are kept in the database.

    A place that was added before stays as it is.
    """
    with open_database(database, create=True) as store:
        parent = gazetteer_of(store).resolve(within)
        _put_places([_added(store, name, parent) for name in names], form)


def _added(store: Store, name: str, parent: Place) -> Place:
    from tracker.lexicon.districts import parent_codes
    from tracker.places import local_place

    known = store.places()
    same = (place for place in known if place.name == name and next(iter(parent_codes(place.code)), "") == parent.code)
    if place := next(same, None):
        return place
    return store.add_place(local_place(name, parent, [p.code for p in known]), by=clock.user(), now=clock.now())


def _put_places(places: list[Place], form: Format) -> None:
    put_rows([{field: getattr(place, field) for field in FIELDS} for place in places], form, FIELDS, FIELDS)
