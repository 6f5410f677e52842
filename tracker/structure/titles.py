"""Whose table it is and of which year, read from the lines above it and from the name of its file.

A table that is a report has no head: 槐荫区2022年主要指标 says all. In running text such a line would prove nothing.
"""

from __future__ import annotations

import re

from tracker.lexicon.districts import lies_within
from tracker.model import Content, Place
from tracker.structure.fold import fold
from tracker.structure.head_place import FindPlaces
from tracker.structure.head_year import in_digits

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_STATES_UNIT = re.compile(r"\s*[（(]?\s*单位\s*[:：]")
_REPORT = re.compile("工作报告|公报")
_PARTS = re.compile(r"[_|｜—–]+|\s-+\s|-{2,}")
_LINES = 5  # a table that more lines stand above is a part of a report
_LENGTH = 60


def titles_above(content: Content) -> list[str]:
    """The lines above a table that opens a text, then the title that its file says or bears."""
    rows = (row for table in content.tables for row in table.rows if sum(cell.start < cell.end for cell in row) > 1)
    start = next((row[0].start for row in rows), 0)
    lines = [line.strip() for line in content.text[:start].split("\n") if line.strip()]
    titles = [line for line in lines if len(line) <= _LENGTH and not _STATES_UNIT.match(line)]
    return [*(titles if len(lines) <= _LINES else []), *filter(None, [content.title])]


def report_titles(content: Content) -> list[str]:
    """The title of a page or file that calls itself a report, then all that stands beside it: the name of the site.

    >>> report_titles(Content("", title="2023年政府工作报告_示例市人民政府"))
    ['2023年政府工作报告', '2023年政府工作报告 示例市人民政府']
    """
    parts = [part for part in map(str.strip, _PARTS.split(content.title or "")) if part]
    reports = [part for part in parts if _REPORT.search(part)]
    return [*reports[:1], " ".join(parts)] if reports else []


def year_in_title(title: str) -> int | None:
    """The only year that a title names."""
    years = set(_YEAR.findall(in_digits(fold(title)[0])))
    return int(years.pop()) if len(years) == 1 else None


def place_in_title(title: str, year: int | None, find: FindPlaces) -> Place | None:
    """The place that a title names, the smallest where it stands in others; None where it names places apart."""
    places = [found[0] for found in find(fold(title)[0], year)]
    return next((place for place in places if all(lies_within(place.code, other.code) for other in places)), None)
