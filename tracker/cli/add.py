"""`tracker add`: a target that no text holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import clock
from tracker.cli.database import gazetteer_of, open_database
from tracker.cli.options import Database, FormatOption
from tracker.cli.recording import put_recorded
from tracker.errors import BadNumber, UsageError
from tracker.model import Comparator, Measure, Quantity, Target

if TYPE_CHECKING:
    from tracker.model import Place

TITLE = "手工录入"
_SIGNS: dict[str, Comparator] = {"≥": ">=", ">=": ">=", "≤": "<=", "<=": "<=", "≈": "~"}


def add(
    district: Annotated[str, typer.Option("--district", metavar="PLACE", help="Whose promise it is.")],
    year: Annotated[int, typer.Option("--year", min=1949, max=2199, metavar="YEAR", help="The year that it is for.")],
    indicator: Annotated[str, typer.Option("--indicator", metavar="TEXT", help="What is measured.")],
    value: Annotated[
        str, typer.Option("--value", metavar="VALUE", help="Number and unit: 5700家, 不低于200亿元, 3至5个, 6%左右.")
    ],
    measure: Annotated[Measure, typer.Option("--measure", help="What kind of promise it is.")] = "level",
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", show_default="the end of the year", help="When it is due.")
    ] = None,
    commitment: Annotated[
        str | None, typer.Option("--commitment", metavar="TEXT", show_default=False, help="The word of will: 确保.")
    ] = None,
    sentence: Annotated[
        str | None,
        typer.Option(
            "--sentence", metavar="TEXT", show_default=False, help="The words that hold it, if there are any."
        ),
    ] = None,
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Add a target that no report holds, such as one from a decision or a list of projects.

    It stands under the title 手工录入 for its place and year, and is treated like any other.
    """
    from tracker.progress import read_date

    with open_database(database, create=True) as store:
        place = gazetteer_of(store).resolve(district, year)
        day = read_date(due, today=clock.today()) if due else date(year, 12, 31)
        target = _build(place, year, indicator.strip(), value, measure, day, commitment, sentence)
        added = store.add_target(target, by=clock.user(), now=clock.now())
    put_recorded(added, form)


def _build(
    place: Place,
    year: int,
    indicator: str,
    value: str,
    measure: Measure,
    due: date,
    commitment: str | None,
    sentence: str | None,
) -> Target:
    from tracker.targets.normal import direction_of, key_of

    if not indicator:
        raise UsageError("--indicator can't be empty")
    surface, quantity = _read_quantity(value)
    words = (sentence or indicator + surface).strip()
    if quantity.text not in words:
        raise UsageError(f"--sentence: the words “{words}” don't hold {quantity.text}")
    start = words.index(quantity.text)
    return Target(
        indicator=indicator,
        indicator_key=key_of(indicator),
        quantity=Quantity(
            quantity.text, start, start + len(quantity.text), quantity.value, quantity.value_max, quantity.unit,
            quantity.comparator,
        ),
        measure=measure,
        direction=direction_of(indicator),
        period_start=date(year, 1, 1),
        due=due,
        commitment=commitment or None,
        district=place.full_name,
        district_code=place.code,
        report=TITLE,
        year=year,
        section=TITLE,
        sentence=words,
        sentence_start=0,
        rules=("by-hand",),
    )  # fmt: skip


def _read_quantity(value: str) -> tuple[str, Quantity]:
    """The words of VALUE and the quantity in them. Raises `BadNumber` where it isn't one number with its unit."""
    from tracker.quantities import scan

    written = value.strip()
    sign = next((sign for sign in _SIGNS if written.startswith(sign)), "")
    surface = written.removeprefix(sign).strip()
    figures = [figure for figure in scan(surface) if not figure.aside]
    if len(figures) != 1 or not figures[0].unit:
        raise BadNumber(f"“{value}” is no number with its unit: write it like 5700家, 200亿元, 3至5个 or 6%左右")
    (figure,) = figures
    text = surface[figure.start : figure.end]
    comparator = _SIGNS[sign] if sign else figure.comparator
    return surface, Quantity(text, figure.start, figure.end, figure.value, figure.value_max, figure.unit, comparator)
