"""What the recorded figures come to: the latest speaks for a level or a rate, those of single periods add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tracker.model import Actual, Record
from tracker.progress.averages import average_of
from tracker.progress.kinds import is_annual_average, takes_periods


@dataclass(frozen=True, slots=True)
class Total:
    """The value to judge by, the date that it covers, and the figures that it is made of, oldest first."""

    value: Decimal
    covered: date
    parts: tuple[Actual, ...]

    @property
    def proposed(self) -> bool:
        """Whether a part of it was proposed by a match and nobody confirmed it yet."""
        return any(part.proposed for part in self.parts)


def known_figures(actuals: Sequence[Actual], as_of: date | None, known_by: datetime | None) -> list[Actual]:
    """The figures that count, oldest first: not corrected by another one, and known at the time that is looked at.

    `known_by` leaves out what was recorded later, corrections too; `as_of` what covers a later date. A figure that was
    corrected by then stays out, whatever date the correction covers.
    """
    recorded = [actual for actual in actuals if _is_recorded(actual, known_by)]
    corrected = {actual.corrects for actual in recorded if actual.corrects is not None}
    standing = [actual for actual in recorded if actual.id is None or actual.id not in corrected]
    return sorted((actual for actual in standing if as_of is None or actual.as_of <= as_of), key=_age)


def total_of(target: Record, figures: Sequence[Actual]) -> Total | None:
    """What the figures, oldest first, come to; None where there is none.

    A total for the due date itself closes the case: what covers more than that doesn't reopen it.
    """
    closing = _sum_up(target, [figure for figure in figures if figure.as_of <= target.due])
    if closing and closing.covered == target.due:
        return closing
    return _sum_up(target, figures)


def _sum_up(target: Record, figures: Sequence[Actual]) -> Total | None:
    """The last cumulative figure with those of the periods after it; of what doesn't add up the last figure alone."""
    if not figures:
        return None
    if not takes_periods(target):
        return _total([figures[-1]], figures[-1].value)
    so_far = [figure for figure in figures if figure.cumulative][-1:]
    later = [figure for figure in figures if not figure.cumulative and (not so_far or figure.as_of > so_far[0].as_of)]
    parts = [*so_far, *later]
    if is_annual_average(target):
        return _total(parts, average_of(target, parts))
    return _total(parts, sum((part.value for part in parts), Decimal(0)))


def _total(parts: Sequence[Actual], value: Decimal) -> Total:
    return Total(value, parts[-1].as_of, tuple(parts))


def _is_recorded(actual: Actual, known_by: datetime | None) -> bool:
    return known_by is None or actual.recorded_at is None or actual.recorded_at <= known_by


def _age(actual: Actual) -> tuple[date, bool, int]:
    """By the date that is covered; of one date what a person stands for counts more than a proposal, then the last."""
    return actual.as_of, not actual.proposed, actual.id or 0
