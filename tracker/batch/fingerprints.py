"""All that decides what is read in a report, in one number: the same number, the same extraction.

It takes in the bytes, what the user said, the added places, tracker's own code and words, and the parsers; so a report
that was read under the same fingerprint need not be read again.
"""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path, PurePath

import tracker
from tracker.batch.values import Job
from tracker.model import Place

_DECIDES = ("batch", "lexicon", "model.py", "pipeline.py", "places", "quantities", "read", "structure", "targets")
_NAME = re.compile(r"[\w.-]+")


class Fingerprints:
    """Fingerprints of the reports of one batch."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self._common = hashlib.sha256(repr((code_digest(), library_versions(), places)).encode("utf-8"))

    def of(self, job: Job, data: bytes) -> str:
        """The fingerprint of one report; of its path the name counts alone, so that an archive may be moved."""
        own = self._common.copy()
        own.update(repr((PurePath(job.path).name, job.given)).encode("utf-8", "surrogatepass"))
        own.update(data)
        return own.hexdigest()


@cache
def code_digest() -> str:
    """A digest of the version and of all files of tracker that decide what is read."""
    found = hashlib.sha256(tracker.__version__.encode())
    root = Path(tracker.__file__).parent
    for name in _DECIDES:
        part = root / name
        for path in sorted(part.rglob("*")) if part.is_dir() else [part]:
            if path.suffix in (".py", ".toml", ".tsv"):
                found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


@cache
def library_versions() -> tuple[str, ...]:
    """Python and the libraries that tracker asks for, with their versions; `` for what isn't installed."""
    try:
        asked = {match[0] for line in requires("tracker") or () if "dev" not in line and (match := _NAME.match(line))}
    except PackageNotFoundError:  # run from a folder that was never installed
        asked = set()
    return (sys.version, *(f"{name} {_version(name)}" for name in sorted(asked)))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
