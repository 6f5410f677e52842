"""Rows as a Markdown table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tracker.views.cells import write_cell
from tracker.views.fields import Row

_SPECIAL = re.compile(r"[\\|`*_&\[\]<>~]")


def render_markdown(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """A header, a rule and a line per row; what Markdown or HTML would take for itself is escaped."""
    lines = [list(columns), ["---"] * len(columns)]
    lines += [[_escape(write_cell(row.get(column))) for column in columns] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda special: "\\" + special.group(), text)
