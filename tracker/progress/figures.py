"""Which of the recorded figures speaks for a target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.model import Actual


def deciding_figure(actuals: Sequence[Actual], *, due: date, as_of: date | None = None) -> Actual | None:
    """The figure to judge by: that of the due date itself once there is one, before that the latest.

    A figure that covers more than the due date doesn't reopen a case that the due date's own figure closed.
    `as_of` leaves out what covers a later date. Of two figures for one date the one recorded last counts.
    """
    known = sorted(_uncorrected(actuals, as_of), key=_age)
    closing = [figure for figure in known if figure.as_of == due]
    return next(reversed(closing or known), None)


def _uncorrected(actuals: Iterable[Actual], as_of: date | None) -> list[Actual]:
    known = [actual for actual in actuals if as_of is None or actual.as_of <= as_of]
    corrected = {actual.corrects for actual in known if actual.corrects is not None}
    return [actual for actual in known if actual.id is None or actual.id not in corrected]


def _age(actual: Actual) -> tuple[date, int]:
    return actual.as_of, actual.id or 0
