"""Bytes into text: which files to read, what kind of bytes they hold, and how those are decoded."""

from __future__ import annotations

from tracker.read.decode import read_text
from tracker.read.files import find_files, read_bytes, read_content, read_source
from tracker.read.limits import DEFAULT_LIMITS, UNLIMITED, Limits

__all__ = [
    "DEFAULT_LIMITS",
    "UNLIMITED",
    "Limits",
    "find_files",
    "read_bytes",
    "read_content",
    "read_source",
    "read_text",
]
