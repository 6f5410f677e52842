"""The options that say how much a file may cost, shared by the commands that read reports."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.read import Limits

_SIZE = re.compile(r"(\d{1,15}(?:\.\d+)?) ?([KMGT]?)B?", re.IGNORECASE)
_FACTORS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}

MaxSize = Annotated[
    str, typer.Option("--max-size", metavar="SIZE", help="How large a file may be, and all that it unpacks to.")
]
MaxPages = Annotated[int, typer.Option("--max-pages", min=1, metavar="N", help="How many pages a PDF may have.")]
MaxSeconds = Annotated[
    int,
    typer.Option("--max-seconds", min=1, max=86_400, metavar="N", help="How long a file may take to read."),
]


def limits_of(size: str, pages: int, seconds: int) -> Limits:
    """The limits that the options say; raises UsageError for a size that is none."""
    from tracker.read import Limits

    return Limits(_read_size(size), pages, seconds)


def _read_size(written: str) -> int:
    """A number of bytes from 200MB, 1.5 GB or 1000."""
    found = _SIZE.fullmatch(written.strip())
    size = int(Decimal(found[1]) * _FACTORS[found[2].upper()]) if found else 0
    if not size:
        raise UsageError(f"--max-size {written}: no size such as 500MB or 2GB")
    return size
