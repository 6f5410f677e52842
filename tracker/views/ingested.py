"""What ingesting one report did, on one line."""

from __future__ import annotations

from collections import Counter

from tracker.model import Extraction
from tracker.views.harmless import show_harmless


def render_ingested(extraction: Extraction, status: str, changes: str = "") -> str:
    """`added  济南市槐荫区 2022  41 targets, 23 claims, 60 numbers set aside  huaiyin-2022.txt`.

    `changes` tells what a corrected report changed; it stands after the status.
    """
    document = extraction.document
    found = Counter(verdict.verdict for verdict in extraction.verdicts)
    counts = f"{found['target']} targets, {found['claim']} claims, {found['set-aside']} numbers set aside"
    if found["undecided"]:
        counts += f", {found['undecided']} undecided"
    parts = [f"{status} ({changes})" if changes else status]
    parts += [f"{document.district} {document.year}", counts, document.source]
    return show_harmless("  ".join(parts)) + "\n"
