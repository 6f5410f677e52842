"""PDFs with a text layer → their text: columns in reading order, lines joined into paragraphs, page numbers as marks.

PDFium gives characters and where they stand; all else is told from their places, in one module a step: `glyphs`,
`lines`, `columns`, `furniture`, `flowing`.
"""

from __future__ import annotations

from tracker.read.pdf.reading import read_pdf

__all__ = ["read_pdf"]
