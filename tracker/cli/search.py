"""`tracker search`: records by the words of their sentences and indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from tracker.cli.database import open_database
from tracker.cli.options import Database, District, FormatOption, Year
from tracker.cli.output import in_colour, put, put_rows, say
from tracker.cli.selecting import select
from tracker.errors import UsageError
from tracker.model import Role
from tracker.views.found import FOUND_COLUMNS, FOUND_FIELDS, found_fields, render_found

PAGE = 20  # records that people are shown, unless they ask for more; data formats have all


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="TEXT", help="Words that must all be there; in quotes, as they stand together."),
    ],
    district: District = None,
    year: Year = None,
    role: Annotated[
        Role | None, typer.Option("--role", show_default=False, help="Only promises, or only reported results.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=1, metavar="N", show_default=f"{PAGE} in a table, else all", help="Print the best N only."
        ),
    ] = None,
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Find records by words of their sentences and indicators, the best match first.

    A word may be a part of a longer one: 上云 finds 上云企业, and one character is enough. Letters are a word as a
    whole, and so are digits: 5G is two. Width and case make no difference, and no sign has a meaning but quotes. Words
    in the indicator weigh more. To find nothing is no error.
    """
    from tracker.store import phrases_of, spans_of

    phrases = phrases_of(" ".join(words))
    if not phrases:
        raise UsageError("there is no word to search for: give one, as in tracker search 上云企业")
    size = PAGE if form == "table" and limit is None else limit
    with open_database(database) as store:
        selection = replace(select(store, district, year), role=role)
        found, total = store.search(phrases, selection, size)
    rows = [found_fields(one.record, spans_of(one.record.sentence, phrases)) for one in found]
    if form == "table" and in_colour():
        put(render_found(rows))
    else:
        put_rows(rows, form, FOUND_FIELDS, FOUND_COLUMNS)
    if not total:
        say("nothing is found")
    elif len(found) < total:
        say(f"the best {len(found)} of {total}; --limit {total} shows all")
