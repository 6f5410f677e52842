"""Facts of an indicator by its name: its normal form for comparing, and which way is better."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.lexicon import alternation, flagged, meanings, words
from tracker.model import Direction

_QUOTED = frozenset("“”\"'‘’ \t\n")
_QUOTES = re.compile(r"[“”\"'‘’\s]")
_KEYS = dict(meanings("keys"))
_KEY_WORDS = re.compile(alternation(_KEYS))
_LOWERED = flagged("verbs", "lowered")
_TURNED = re.compile(alternation(words("directions", "down", "stay")))
_DOWN, _STAY, _UP = (re.compile(alternation(words("directions", means))) for means in ("down", "stay", "up"))


@lru_cache(maxsize=4096)
def key_of(indicator: str) -> str:
    """The normal form of an indicator: quotation marks gone, renamed indicators under one name."""
    plain = _QUOTES.sub("", indicator) if not _QUOTED.isdisjoint(indicator) else indicator
    return _KEYS.get(plain) or _KEY_WORDS.sub(lambda match: _KEYS[match[0]], plain)


@lru_cache(maxsize=4096)
def direction_of(indicator: str, predicate: str = "") -> Direction:
    """Which way is better, a fact of the indicator: up, down or stay; what is brought down to a level goes down."""
    if not _TURNED.search(indicator):  # as most
        return "down" if predicate in _LOWERED else "up"
    if _STAY.search(indicator):
        return "stay"
    return "down" if predicate in _LOWERED or (not _UP.search(indicator) and _DOWN.search(indicator)) else "up"
