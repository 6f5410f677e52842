"""Word documents (docx) → their text as it is read: numbered headings, paragraphs, tables and notes in order."""

from __future__ import annotations

from tracker.read.docx.reading import read_docx

__all__ = ["read_docx"]
