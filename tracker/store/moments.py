"""Dates and moments as the database keeps them: ISO text, moments in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime


def stamp(moment: datetime) -> str:
    """The moment as UTC text that sorts by time; one without a zone is taken to be local.

    >>> stamp(datetime(2022, 3, 1, 8, 30, tzinfo=UTC))
    '2022-03-01T08:30:00+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def day_or_none(text: str | None) -> date | None:
    """The date in a column that may be empty."""
    return None if text is None else date.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """The moment in a column that may be empty."""
    return None if text is None else datetime.fromisoformat(text)
