"""Text → quantities: numerals, magnitudes, units, ranges, hedges; on raw characters, never on word tokens."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from tracker.quantities.alone import Alone, is_rate_unit, is_unit, read_alone, with_unit
from tracker.quantities.figure import Figure
from tracker.quantities.numerals import read_number
from tracker.quantities.scan import NUMERAL, scan, scan_all

__all__ = [
    "NUMERAL",
    "Alone",
    "Figure",
    "is_rate_unit",
    "is_unit",
    "read_alone",
    "read_number",
    "read_quantity",
    "scan",
    "scan_all",
    "with_unit",
]


def read_quantity(text: str) -> tuple[Decimal, str] | None:
    """A value as people write it, in base units: 1.6万人 → (16000, 人), 七成 → (70, %); 6.5 → (6.5, "").

    None where it is no single number: neither `abc` nor `3-5个`.
    """
    folded = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    if (value := read_number(folded)) is not None:
        return value, ""
    sign = -1 if folded.startswith("-") else 1
    figures = scan(folded.removeprefix("-"))
    if (
        len(figures) != 1
        or figures[0].aside
        or (figures[0].start, figures[0].end) != (0, len(folded.removeprefix("-")))
    ):
        return None
    if figures[0].value_max is not None:
        return None
    return sign * figures[0].value, figures[0].unit
