"""Whether a database is whole and says what was read: looks from the file inwards, and what can be mended safely."""

from __future__ import annotations

from tracker.store.doctor.checks import Check
from tracker.store.doctor.examining import examine
from tracker.store.doctor.mending import mend

__all__ = ["Check", "examine", "mend"]
