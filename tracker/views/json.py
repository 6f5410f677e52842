"""Rows as JSON: exact numbers, ISO dates, UTF-8, nothing in it that a terminal would obey."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from tracker.views.fields import Row
from tracker.views.numerals import write_exactly

_STEERING = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def write_json(value: object) -> str:
    """One JSON text on one line; a Decimal keeps every digit, which `json` alone would lose.

    >>> write_json({"value": Decimal("4.9E+4"), "due": date(2022, 12, 31), "value_max": None})
    '{"value": 49000, "due": "2022-12-31", "value_max": null}'
    """
    if isinstance(value, Decimal):
        return write_exactly(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_quote(str(key))}: {write_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(write_json, value)) + "]"
    if isinstance(value, (date, datetime)):
        return _quote(value.isoformat())
    return _quote(value) if isinstance(value, str) else json.dumps(value)


def render_lines(rows: Iterable[Row]) -> str:
    """One object a line."""
    return "".join(write_lines(rows))


def write_lines(rows: Iterable[Row]) -> Iterator[str]:
    """The same row by row."""
    return (write_json(row) + "\n" for row in rows)


def render_array(rows: Iterable[Row]) -> str:
    """One array, an object a line, `[]` for nothing."""
    return "".join(write_array(rows))


def write_array(rows: Iterable[Row]) -> Iterator[str]:
    """The same row by row."""
    lead = "["
    for row in rows:
        yield lead + write_json(row)
        lead = ",\n "
    yield "[]\n" if lead == "[" else "]\n"


def _quote(text: str) -> str:
    """A JSON string with Chinese as it is and invisible marks as escapes, which read back as the same text."""
    return _STEERING.sub(lambda mark: f"\\u{ord(mark.group()):04x}", json.dumps(text, ensure_ascii=False))
