"""Records as rows and back, without loss: decimals as plain digits, dates as ISO text, rules as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tracker.model import Claim, Quantity, Record, Target

Row = Mapping[str, Any]


def fields_of(record: Record) -> dict[str, str | int | None]:
    """The columns of `records` that the extractor fills."""
    quantity = record.quantity
    return {
        "role": record.role,
        "indicator": record.indicator,
        "indicator_key": record.indicator_key,
        "quantity": quantity.text,
        "value": digits(quantity.value),
        "value_max": None if quantity.value_max is None else digits(quantity.value_max),
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "measure": record.measure,
        "direction": record.direction,
        "period_start": record.period_start.isoformat(),
        "due": record.due.isoformat(),
        "commitment": record.commitment,
        "section": record.section,
        "sentence": record.sentence,
        "sentence_start": record.sentence_start,
        "start": quantity.start,
        "end": quantity.end,
        "rules": _rules_as_json(record.rules),
        "locator": record.locator,
    }


def record_from(row: Row) -> Record:
    """The record that a row holds with the place, the year and the title of its report."""
    kind = Target if row["role"] == "target" else Claim
    return kind(
        id=row["id"],
        indicator=row["indicator"],
        indicator_key=row["indicator_key"],
        quantity=_quantity_from(row),
        measure=row["measure"],
        direction=row["direction"],
        period_start=date.fromisoformat(row["period_start"]),
        due=date.fromisoformat(row["due"]),
        commitment=row["commitment"],
        district=row["district"],
        district_code=row["district_code"],
        report=row["report"],
        year=row["year"],
        section=row["section"],
        sentence=row["sentence"],
        sentence_start=row["sentence_start"],
        rules=tuple(json.loads(row["rules"])),
        locator=row["locator"],
    )


def digits(value: Decimal) -> str:
    """The decimal without exponent, digit for digit.

    >>> digits(Decimal("2E+10")), digits(Decimal("6.50"))
    ('20000000000', '6.50')
    """
    return format(value, "f")


@lru_cache(maxsize=1024)  # the same few rules fire for most records
def _rules_as_json(rules: tuple[str, ...]) -> str:
    return json.dumps(list(rules), ensure_ascii=False)


def _quantity_from(row: Row) -> Quantity:
    return Quantity(
        text=row["quantity"],
        start=row["start"],
        end=row["end"],
        value=Decimal(row["value"]),
        value_max=None if row["value_max"] is None else Decimal(row["value_max"]),
        unit=row["unit"],
        comparator=row["comparator"],
    )
