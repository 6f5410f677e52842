"""Names of places → `Place`: which place of China a name means, in which year, and what lies within it."""

from __future__ import annotations

from tracker.places.codes import code_prefix, contains, local_code, local_place
from tracker.places.gazetteer import Gazetteer, load_gazetteer
from tracker.places.mentions import FoundPlace

__all__ = ["FoundPlace", "Gazetteer", "code_prefix", "contains", "load_gazetteer", "local_code", "local_place"]
