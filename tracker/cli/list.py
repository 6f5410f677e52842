"""`tracker list`: stored targets and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from tracker.cli.database import open_database
from tracker.cli.options import (
    AsOf,
    Database,
    District,
    DueBefore,
    FormatOption,
    Indicator,
    MeasureOption,
    PolicyFile,
    StatusOption,
    Year,
)
from tracker.cli.output import say
from tracker.cli.selecting import has_status, select
from tracker.cli.standing import Standing, find_standings, look_from, put_standings
from tracker.errors import UsageError
from tracker.model import Outcome, Role
from tracker.views.fields import STORED_FIELDS

if TYPE_CHECKING:
    from tracker.store import Store

Sort = Literal["id", "due", "indicator", "value", "district", "year", "achievement", "outcome"]


SortOption = Annotated[
    Sort | None, typer.Option("--sort", show_default=False, help="Order by this field instead of place, year and text.")
]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="N", show_default=False, help="Print the first N only.")
]
RoleOption = Annotated[Role, typer.Option("--role", help="Promises, or reported results.")]
Columns = Annotated[
    str | None,
    typer.Option("--columns", metavar="NAMES", show_default=False, help="Fields to print, with commas between."),
]


def list_records(
    district: District = None,
    year: Year = None,
    indicator: Indicator = None,
    measure: MeasureOption = None,
    status: StatusOption = None,
    due_before: DueBefore = None,
    as_of: AsOf = None,
    policy: PolicyFile = None,
    sort: SortOption = None,
    limit: Limit = None,
    role: RoleOption = "target",
    form: FormatOption = "table",
    columns: Columns = None,
    database: Database = None,
) -> None:
    """List the stored targets and where they stand, today or as on an earlier day.

    An empty list is no error.
    """
    look = look_from(as_of, policy)
    wanted = _read_columns(columns)
    with open_database(database) as store:
        selection = replace(select(store, district, year, indicator, measure, due_before, status), role=role)
        found = find_standings(store, selection, look)
    matching = [standing for standing in found if has_status(standing, status)]
    if sort:
        matching.sort(key=_ORDERS[sort])
    put_standings(matching[:limit], form, wanted)
    _tell_what_is_not_shown(len(matching), limit, role, store)


def _read_columns(names: str | None) -> Sequence[str] | None:
    """The fields that `--columns` names; raises UsageError for one that doesn't exist."""
    if names is None:
        return None
    columns = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in columns if name not in STORED_FIELDS]
    if unknown or not columns:
        raise UsageError(
            f"--columns: no field is called {unknown[0] if unknown else names!r}; there are {', '.join(STORED_FIELDS)}"
        )
    return columns


def _tell_what_is_not_shown(count: int, limit: int | None, role: Role, store: Store) -> None:
    if not store.path.exists():
        say(f"no database at {store.path} yet; tracker ingest makes one")
    elif not count:
        say(f"no {role} matches")
    elif limit is not None and count > limit:
        say(f"the first {limit} of {count} {role}s; --limit shows more")


def _outcome_place(standing: Standing) -> int:
    """Outcomes in the order of the model, from met to unreported; claims last."""
    order = get_args(Outcome)
    return order.index(standing.progress.outcome) if standing.progress else len(order)


def _achieved(standing: Standing) -> Decimal:
    share = standing.progress.achievement if standing.progress else None
    return -share if share is not None else Decimal("Infinity")


_ORDERS: dict[Sort, Callable[[Standing], Any]] = {
    "id": lambda standing: standing.stored.id,
    "due": lambda standing: standing.stored.record.due,
    "indicator": lambda standing: standing.stored.record.indicator,
    "value": lambda standing: (standing.stored.record.quantity.unit, -standing.stored.record.quantity.value),
    "district": lambda standing: standing.stored.record.district_code or standing.stored.record.district,
    "year": lambda standing: standing.stored.record.year,
    "achievement": _achieved,
    "outcome": _outcome_place,
}
"""What `--sort` orders by: values largest first within their unit, shares largest first and those without one last."""
