"""What the verbs of the lexicon say of a number that stands with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.lexicon import alternation, flagged, meanings, words

VERBS = dict(meanings("verbs"))  # asked for every word of a phrase
INVESTING = frozenset(words("investing", "verb"))
BUILDING = flagged("verbs", "building")
ADDING = flagged("verbs", "adding")
MAKING = BUILDING | flagged("verbs", "making")
BUDGETING = flagged("verbs", "budget")
PLACED = MAKING | flagged("verbs", "placed")
LEADING = frozenset({"increment", "nominal", "work", "done", "reduction"})
_LEADING_ONLY = flagged("verbs", "leads")
_THINGS = frozenset(words("heads_of_compounds", "thing"))
_HEADS = frozenset(words("heads_of_compounds", "head")) | _THINGS
_REFUSED = re.compile(alternation(words("heads_of_compounds", "refused")))
_BEGINS_LIKE_HEAD = re.compile(
    alternation(head for head in words("heads_of_compounds", "head", "thing") if len(head) > 1)
)


def makes_name(verb: str, rest: Sequence[str]) -> bool:
    """Whether what stands behind a verb makes a name of it: 绿化面积; but 建设 does something to a 平台."""
    return verb not in _LEADING_ONLY and begins_with_head(rest) and not (verb in MAKING and rest[0] in _THINGS)


def begins_with_head(cut: Sequence[str]) -> bool:
    """Whether words begin with a noun that makes a name of the verb before them; 站 is one, but not in 站牌."""
    joined = "".join(cut)
    if not cut or _REFUSED.match(joined):
        return False
    return cut[0] in _HEADS or _BEGINS_LIKE_HEAD.match(joined) is not None
