"""What a sentence has said before a figure, for phrases that leave out what was said."""

from __future__ import annotations

from typing import NamedTuple

from tracker.model import Measure


class Reading(NamedTuple):
    """The state of reading a sentence: what the figures before counted, and what the next clause counts."""

    indicator: str = ""  # of the figure before, in this stretch between semicolons
    unit: str = ""  # of the figure before
    measure: Measure | None = None  # of the figure before
    counted: str = ""  # the first indicator of the sentence
    earlier: str = ""  # the indicator of the figure before the last semicolon
    told: tuple[str, str] = ("", "")  # the last indicator of the sentence before in the paragraph, and its unit
    heading: str = ""  # the work that the heading over the sentence names
    named: tuple[tuple[str, str], ...] = ()  # the units and indicators of the figures before, in this stretch
    next_indicator: str = ""  # what the first figure of the next clause counts; read for money only
