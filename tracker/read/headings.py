"""Whether a row of a table can be the heading of goals, told roughly, before anyone asks what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.lexicon import alternation, words

SEARCHED = 12  # rows in which a heading is looked for; titles and units stand above it
_HEADING = re.compile(rf"(?:{alternation(words('tables'))}|20\d\d年|\d{{1,2}}月|-)+(?:[（(].*[）)])?")
_SPACE = re.compile(r"\s+")


def heads_goals(row: Sequence[str]) -> bool:
    """Whether a row names an indicator and something else in words of headings, as no row of values does."""
    named = [bare for cell in row if _HEADING.fullmatch(bare := _SPACE.sub("", cell))]
    return len(named) > 1 and any(word in cell for cell in named for word in words("tables", "indicator"))
