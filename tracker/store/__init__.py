"""Reports, targets, recorded figures and added places in an SQLite file, where nothing is lost.

sqlite-utils is loaded when a store is opened, not when this package is imported.
"""

from __future__ import annotations

from tracker.store.location import default_path
from tracker.store.opening import open_store
from tracker.store.rows import digits
from tracker.store.store import Store
from tracker.store.tokens import phrases_of, spans_of
from tracker.store.values import Entry, Known, Page, Revision, Saved, Selection, State, Stored, StoredReport

__all__ = [
    "Entry",
    "Known",
    "Page",
    "Revision",
    "Saved",
    "Selection",
    "State",
    "Store",
    "Stored",
    "StoredReport",
    "default_path",
    "digits",
    "open_store",
    "phrases_of",
    "spans_of",
]
