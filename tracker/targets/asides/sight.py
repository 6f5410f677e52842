"""A figure in its sentence, as the rules that may set it aside look at it."""

from __future__ import annotations

from tracker.model import Sentence
from tracker.quantities import Figure

REACH = 60  # characters around a figure that a rule may look at


class Sight:
    """A figure in its sentence, with what stands around it and its hedges, for the rules below."""

    __slots__ = ("before", "figure", "following", "sentence")

    def __init__(self, sentence: Sentence, figure: Figure, following: Figure | None) -> None:
        self.sentence = sentence
        self.figure = figure
        self.following = following  # the next figure of the sentence that is no decoy
        self.before = sentence.clean[max(0, figure.hedge_start - REACH) : figure.hedge_start]

    @property
    def behind(self) -> str:
        """The text behind the number and its hedge."""
        return self.sentence.clean[self.figure.hedge_end : self.figure.hedge_end + REACH]

    @property
    def surface(self) -> str:
        """The number with its unit."""
        return self.sentence.clean[self.figure.start : self.figure.end]
