"""A figure is asked only about the rules that can speak of it; those left out would say no."""

from __future__ import annotations

from datetime import date

from corpus_entries import entries

from tracker.model import Section, Sentence
from tracker.quantities import scan_all
from tracker.structure.fold import fold
from tracker.targets.asides import RULES, Sight, rules_for

SECTION = Section("二、安排", 0, 99, "plan", date(2022, 1, 1), date(2022, 12, 31))


def sights() -> list[Sight]:
    """Every number of the corpus of rules, with the one behind it."""
    texts = [fold(text)[0] for entry in entries() for text in (*entry.says, *entry.near)]
    found: list[Sight] = []
    for text, figures in zip(texts, scan_all(texts), strict=True):
        sentence = Sentence(text, 0, len(text), SECTION, text, range(len(text)))
        kept = [figure for figure in figures if not figure.aside]
        found += [Sight(sentence, figure, behind) for figure, behind in zip(kept, [*kept[1:], None], strict=False)]
    return found


def test_rules_that_are_not_asked_would_not_set_aside() -> None:
    left_out = [
        (rule.__name__, sight.surface)
        for sight in sights()
        for rule in RULES
        if rule not in dict(rules_for((sight.figure.kind, sight.figure.unit, "body", sight.figure.chinese)))
        and rule(sight)
    ]
    assert left_out == []
