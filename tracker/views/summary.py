"""Counts of outcomes, a row per group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.progress.tally import OUTCOMES, PACES, Tally
from tracker.views.fields import Row
from tracker.views.numerals import round_to

SUMMARY_FIELDS = ("by", "group", "targets", "with_figure", "coverage", *OUTCOMES, *PACES, "overdue")
NO_TARGETS = "无目标"
NAMELESS = "(none)"
_ALWAYS = ("group", "targets", "with_figure", "coverage")


def summary_rows(by: str | None, groups: Mapping[str | int | None, Tally]) -> list[Row]:
    """One row for each group; a group without a name is that of targets that have no such thing."""
    return [_row(by, name, tally) for name, tally in groups.items()]


def readable_rows(rows: Iterable[Row]) -> list[Row]:
    """The same for people: a group without a name is told from a cell that was left out."""
    return [{**row, "group": NAMELESS if row["group"] is None else row["group"]} for row in rows]


def summary_columns(by: str | None, rows: Iterable[Row]) -> list[str]:
    """What a table shows: the counts that are not 0 in every row; without groups no name of one."""
    shown = list(rows)
    dull = {"by"} | (set() if by else {"group"})
    return [name for name in SUMMARY_FIELDS if name not in dull and (name in _ALWAYS or any(r[name] for r in shown))]


def _row(by: str | None, name: str | int | None, tally: Tally) -> Row:
    share = tally.coverage
    return {
        "by": by,
        "group": name,
        "targets": tally.targets,
        "with_figure": tally.with_figure,
        "coverage": None if share is None else round_to(share, 4),
        **{outcome: tally.outcomes[outcome] for outcome in OUTCOMES},
        **{pace: tally.paces[pace] for pace in PACES},
        "overdue": tally.overdue,
    }
