"""Rows as JSON: exact numbers, ISO dates, UTF-8, nothing in it that a terminal would obey."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from json.encoder import encode_basestring

from tracker.views.fields import Row
from tracker.views.numerals import write_exactly

_STEERING = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def write_json(value: object) -> str:
    """One JSON text on one line; a Decimal keeps every digit, which `json` alone would lose.

    >>> write_json({"value": Decimal("4.9E+4"), "due": date(2022, 12, 31), "value_max": None})
    '{"value": 49000, "due": "2022-12-31", "value_max": null}'
    """
    if isinstance(value, str):
        return _quote(value)
    if value is None:
        return "null"
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Decimal):
        return write_exactly(value)
    if isinstance(value, (date, datetime)):
        return _quote(value.isoformat())
    if isinstance(value, Mapping):
        return "{" + ", ".join([f"{_quote(str(key))}: {write_json(item)}" for key, item in value.items()]) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join([write_json(item) for item in value]) + "]"
    return json.dumps(value)


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
    return _STEERING.sub(lambda mark: f"\\u{ord(mark.group()):04x}", encode_basestring(text))
