"""`tracker list`: stored targets and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
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
    Status,
    StatusOption,
    Year,
)
from tracker.cli.output import say
from tracker.cli.selecting import has_status, select
from tracker.cli.standing import Look, Standing, look_from, put_standings, walk_standings
from tracker.errors import UsageError
from tracker.model import Outcome, Role
from tracker.store import Page
from tracker.views.fields import STORED_FIELDS

if TYPE_CHECKING:
    from tracker.store import Selection, Store

PAGE = 100  # rows of a table, unless somebody asks for more; data formats are whole
COUNTED = 1000  # as far as the rest is counted
Sort = Literal["id", "due", "indicator", "value", "district", "year", "achievement", "outcome"]


SortOption = Annotated[
    Sort | None, typer.Option("--sort", show_default=False, help="Order by this field instead of place, year and text.")
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", min=1, metavar="N", show_default=f"{PAGE} in a table, else all", help="Print no more than N of them."
    ),
]
Offset = Annotated[int, typer.Option("--offset", min=0, metavar="N", help="Begin after the first N of them.")]
Everything = Annotated[bool, typer.Option("--all", help="Print all of them, in a table too.")]
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
    offset: Offset = 0,
    everything: Everything = False,
    role: RoleOption = "target",
    form: FormatOption = "table",
    columns: Columns = None,
    database: Database = None,
) -> None:
    """List the stored targets and where they stand, today or as on an earlier day.

    A table has a hundred rows, and a line on standard error says how to see the rest; data formats have all. An empty
    list is no error.
    """
    look = look_from(as_of, policy)
    wanted = _read_columns(columns)
    if everything and limit is not None:
        raise UsageError("--all prints all of them: leave out --limit")
    page = Page(offset, PAGE if form == "table" and limit is None and not everything else limit)
    with open_database(database) as store:
        selection = replace(select(store, district, year, indicator, measure, due_before, status), role=role)
        shown = _Shown(page)
        put_standings(shown.cut(_matching(store, selection, look, status, sort, page)), form, wanted)
        shown.tell(role, store, None if status or look.night else selection)


def _matching(
    store: Store, selection: Selection, look: Look, status: Status | None, sort: Sort | None, page: Page
) -> Iterator[Standing]:
    """The records from the page's offset on, one more than it holds if there are more."""
    one_more = None if page.size is None else page.size + 1
    if not status and not sort:
        return walk_standings(store, selection, look, Page(page.offset, one_more))
    found = walk_standings(store, selection, look, Page())
    matching = (standing for standing in found if has_status(standing, status))
    ordered = iter(sorted(matching, key=_ORDERS[sort])) if sort else matching
    return islice(ordered, page.offset, None if one_more is None else page.offset + one_more)


@dataclass
class _Shown:
    """How many records were printed of a page, and whether more would follow."""

    page: Page
    count: int = 0
    is_cut: bool = False

    def cut(self, standings: Iterable[Standing]) -> Iterator[Standing]:
        """As many as the page holds."""
        for standing in standings:
            if self.count == self.page.size:
                self.is_cut = True
                return
            self.count += 1
            yield standing

    def tell(self, role: Role, store: Store, counted: Selection | None) -> None:
        """Say that there is nothing, or how to see the rest; how much that is where it can be counted."""
        if not store.path.exists():
            say(f"no database at {store.path} yet; tracker ingest makes one")
        elif not self.count:
            say(f"no {role} matches" if not self.page.offset else f"no {role} after the first {self.page.offset}")
        elif self.is_cut:
            first, last = self.page.offset + 1, self.page.offset + self.count
            which = f"the first {last}" if first == 1 else f"{first} to {last}"
            say(f"{which} of {_total(store, counted, last)} {role}s; --offset {last} goes on, --all prints all")


def _total(store: Store, counted: Selection | None, seen: int) -> str:
    """How many there are, exactly as long as that costs little."""
    most = max(COUNTED, seen) + 1
    total = store.count(counted, most) if counted else most
    return str(total) if total < most else f"more than {most - 1 if counted else seen}"


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
