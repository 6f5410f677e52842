"""What the verbs of the lexicon say of a number that stands with them."""

from __future__ import annotations

from tracker.lexicon import flagged, meanings, words

VERBS = dict(meanings("verbs"))  # asked for every word of a phrase
INVESTING = frozenset(words("investing", "verb"))
BUILDING = flagged("verbs", "building")
ADDING = flagged("verbs", "adding")
MAKING = BUILDING | flagged("verbs", "making")
BUDGETING = flagged("verbs", "budget")
