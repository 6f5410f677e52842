"""The date that a figure covers, as people write it: 2022-06-30, 2022-06, 2022年6月底, 2022."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from unicodedata import normalize

from tracker.errors import BadDate
from tracker.model import Record

WITH_DASHES = re.compile(r"(?P<year>[0-9]{4})(?:([-/.])(?P<month>[0-9]{1,2})(?:\2(?P<day>[0-9]{1,2}))?)?")
WITH_SIGNS = re.compile(
    r"(?:(?P<year>[0-9]{4})年)?(?:(?P<month>[0-9]{1,2})月)?(?:(?P<day>(?<=月)[0-9]{1,2})[日号]|[底末])?"
)
DAYS_AGO = {"today": 0, "今天": 0, "yesterday": 1, "昨天": 1}
FORMS = "write it as 2022-06-30, 2022-06, 2022年6月 or 2022"


def read_date(text: str, *, today: date) -> date:
    """The day that `text` names; of a month or a year its last day. A month without a year is one of this year.

    Raises `BadDate` for what is no date, and for days that no calendar has.

    >>> read_date("2022年6月", today=date(2022, 12, 1))
    datetime.date(2022, 6, 30)
    """
    written = re.sub(r"\s", "", normalize("NFKC", text))
    if written.lower() in DAYS_AGO:
        return today - timedelta(days=DAYS_AGO[written.lower()])
    match = WITH_DASHES.fullmatch(written) or WITH_SIGNS.fullmatch(written)
    if not match or not (match["year"] or match["month"]):
        raise BadDate(f"“{text}” is no date: {FORMS}")
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    return _last_day(text, today.year if year is None else year, month, day)


def check_covers(as_of: date, target: Record) -> None:
    """Raise `BadDate` for a figure that covers nothing of the target's period."""
    if as_of < target.period_start:
        raise BadDate(
            f"a figure as of {as_of} covers nothing of the period {target.period_start} to {target.due} "
            f"of {target.indicator}: give a date from {target.period_start} on"
        )


def _last_day(text: str, year: int, month: int | None, day: int | None) -> date:
    try:
        month = 12 if month is None else month
        return date(year, month, monthrange(year, month)[1] if day is None else day)
    except ValueError:
        raise BadDate(f"“{text}” is a date that no calendar has: {FORMS}") from None
