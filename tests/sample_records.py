"""Made-up records, documents and figures for the tests of store and progress; every field can be given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from tracker.model import Actual, Claim, Comparator, Document, Extraction, Measure, Quantity, Record, Target

DISTRICT = "济南市槐荫区"
CODE = "370104"


def a_quantity(
    text: str = "5700家",
    value: str = "5700",
    unit: str = "家",
    comparator: Comparator = "=",
    value_max: str | None = None,
    start: int = 0,
) -> Quantity:
    """A quantity whose span fits its surface."""
    upper = None if value_max is None else Decimal(value_max)
    return Quantity(text, start, start + len(text), Decimal(value), upper, unit, comparator)


def a_target(
    value: str = "5700",
    unit: str = "家",
    comparator: Comparator = "=",
    measure: Measure = "level",
    *,
    value_max: str | None = None,
    **fields: Any,
) -> Target:
    """A target of the whole year 2022 unless told otherwise."""
    known: dict[str, Any] = {
        "indicator": "上云企业",
        "indicator_key": fields.get("indicator", "上云企业"),
        "quantity": a_quantity(f"{value}{unit}", value, unit, comparator, value_max),
        "measure": measure,
        "direction": "up",
        "period_start": date(2022, 1, 1),
        "due": date(2022, 12, 31),
        "commitment": None,
        "district": DISTRICT,
        "district_code": CODE,
        "report": "政府工作报告",
        "year": 2022,
        "section": "2022年工作安排",
        "sentence": "上云企业达到5700家。",
        "sentence_start": 0,
        "rules": ("level.reach",),
    }
    return Target(**(known | fields))


def a_figure(value: str, as_of: date = date(2022, 12, 31), **fields: Any) -> Actual:
    """A recorded outcome of target 1."""
    return Actual(target_id=fields.pop("target_id", 1), value=Decimal(value), as_of=as_of, **fields)


def a_document(text: str, **fields: Any) -> Document:
    """A report of 槐荫 2022 with the given text."""
    known: dict[str, Any] = {
        "text": text,
        "sha256": sha256(text.encode()).hexdigest(),
        "source": "report.txt",
        "title": "政府工作报告",
        "district": DISTRICT,
        "district_code": CODE,
        "year": 2022,
    }
    return Document(**(known | fields))


def read_plainly(text: str, **fields: Any) -> Extraction:
    """What a very simple extractor reads: each line is `indicator number unit`, `-` before it makes it a claim.

    上云企业达到5700家 on a line of its own becomes the record 上云企业, 5700, 家; the line is its sentence.
    """
    document = a_document(text, **fields)
    records: list[Record] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            records.append(_read_line(line, start, document))
        start += len(line) + 1
    return Extraction(document=document, records=tuple(records), verdicts=())


def _read_line(line: str, start: int, document: Document) -> Record:
    digits = [place for place, character in enumerate(line) if character.isdigit() or character == "."]
    first, end = digits[0], digits[-1] + 2
    indicator = line[:first].removeprefix("-").removesuffix("达到")
    surface = line[first:end]
    target = a_target(
        indicator=indicator,
        indicator_key=indicator,
        quantity=a_quantity(surface, surface[:-1], surface[-1], start=start + first),
        sentence=line,
        sentence_start=start,
        district=document.district,
        district_code=document.district_code,
        report=document.title,
        year=document.year,
        period_start=date(document.year, 1, 1),
        due=date(document.year, 12, 31),
    )
    return as_claim(target) if line.startswith("-") else target


def as_claim(target: Target) -> Claim:
    """The same words, as a result."""
    return Claim(*target)


def with_records(extraction: Extraction, *records: Record) -> Extraction:
    """The same text, read otherwise."""
    return replace(extraction, records=records)
