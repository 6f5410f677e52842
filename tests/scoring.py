"""Scores records against a reading by hand (`tests/gold`): found, role right, whole record right.

A line of gold quotes the clause, so that it is found wherever line breaks and spaces stand; each record is matched to
at most one line, by the overlap of the two quantities. Lines of the role `optional` are neither rewarded nor punished.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracker.model import Record


@dataclass(frozen=True, slots=True)
class Scores:
    """F1 of promises, of whole promises (value, unit, comparator, date and indicator right), and of results."""

    targets: float
    full: float
    claims: float


def score(text: str, gold: Path, records: Sequence[Record]) -> Scores:
    """The scores of the records of one text; ValueError where a line of gold isn't in the text."""
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    clean, places = squeeze(text)
    spans = [locate(clean, line) for line in lines]
    pairs, loose = match(spans, records, places)
    counts: Counter[str] = Counter(line["role"] + " gold" for line in lines)
    for index, record in pairs:
        line = lines[index]
        if line["role"] != "optional":
            counts[record.role + " read"] += 1
            counts[record.role + " hit"] += line["role"] == record.role and same_amount(line, record)
            counts["full hit"] += line["role"] == record.role == "target" and same_record(line, record)
    counts.update(record.role + " read" for record in loose)
    return Scores(
        targets=f1(counts["target hit"], counts["target read"], counts["target gold"]),
        full=f1(counts["full hit"], counts["target read"], counts["target gold"]),
        claims=f1(counts["claim hit"], counts["claim read"], counts["claim gold"]),
    )


def squeeze(text: str) -> tuple[str, dict[int, int]]:
    """The text in one width without white space, and where each of its characters has gone."""
    kept: list[str] = []
    places: dict[int, int] = {}
    for place, char in enumerate(text):
        places[place] = len(kept)
        kept.extend(unicodedata.normalize("NFKC", char).strip())
    places[len(text)] = len(kept)
    return "".join(kept), places


def locate(clean: str, line: dict[str, Any]) -> tuple[int, int]:
    """Where the quantity of a line of gold stands in the squeezed text."""
    quote, quantity = squeeze(line["quote"])[0], squeeze(line["text"])[0]
    if clean.count(quote) != 1 or quantity not in quote:
        raise ValueError(f"{line['quote']!r} must stand once in the text and hold {line['text']!r}")
    start = clean.index(quote) + quote.index(quantity)
    return start, start + len(quantity)


def match(
    spans: Sequence[tuple[int, int]], records: Iterable[Record], places: dict[int, int]
) -> tuple[list[tuple[int, Record]], list[Record]]:
    """Pairs of a line's index and the record that overlaps it most, and the records that overlap none."""
    pairs: list[tuple[int, Record]] = []
    loose: list[Record] = []
    free = set(range(len(spans)))
    for record in records:
        start, end = places[record.quantity.start], places[record.quantity.end]
        shared = {index: min(end, spans[index][1]) - max(start, spans[index][0]) for index in free}
        best = max(shared, key=lambda index: shared[index], default=None)
        if best is not None and shared[best] > 0:
            free.discard(best)
            pairs.append((best, record))
        else:
            loose.append(record)
    return pairs, loose


def same_amount(line: dict[str, Any], record: Record) -> bool:
    """Whether value, upper bound and unit are those of the line."""
    quantity = record.quantity
    upper = None if line["value_max"] is None else Decimal(str(line["value_max"]))
    return (Decimal(str(line["value"])), upper, line["unit"]) == (quantity.value, quantity.value_max, quantity.unit)


def same_record(line: dict[str, Any], record: Record) -> bool:
    """Whether all that a reader needs is that of the line."""
    return (
        same_amount(line, record)
        and line["comparator"] == record.quantity.comparator
        and line["due"] == record.due.isoformat()
        and same_name(line["indicator"], record.indicator)
    )


def same_name(one: str, other: str) -> bool:
    """Whether two wordings name one thing: nearly the same characters, or one a large part of the other."""
    one, other = (re.sub(r"[“”\"'‘’《》、,，的\s]", "", unicodedata.normalize("NFKC", name)) for name in (one, other))
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    if short in long and len(short) >= 0.6 * len(long):
        return True
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other)) >= 0.8


def f1(hit: int, read: int, gold: int) -> float:
    """The harmonic mean of the shares of what was read, and of what there is, that are right."""
    return 2 * hit / (read + gold) if read + gold else 0.0
