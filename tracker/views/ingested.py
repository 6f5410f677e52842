"""What ingesting one report did, on one line."""

from __future__ import annotations

from tracker.model import Found
from tracker.views.harmless import show_harmless


def render_ingested(status: str, changes: str, report: str, found: Found, source: str) -> str:
    """`added  济南市槐荫区 2022  41 targets, 23 claims, 60 numbers set aside  huaiyin-2022.txt`.

    `changes` tells what a corrected report changed; it stands after the status.
    """
    counts = f"{found.targets} targets, {found.claims} claims, {found.set_aside} numbers set aside"
    if found.undecided:
        counts += f", {found.undecided} undecided"
    parts = [f"{status} ({changes})" if changes else status, report, counts, source]
    return show_harmless("  ".join(parts)) + "\n"
