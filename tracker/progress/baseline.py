"""The findings of an earlier check, kept as a file so that only what is new fails: sorted JSON, made for diffs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from tracker.errors import DataError
from tracker.progress.gate import Finding, Key, key_of
from tracker.progress.policy import PROBLEMS, Problem

_VERSION = 1
FIELDS = ("district", "year", "report", "indicator", "quantity", "measure", "due")


def write_baseline(findings: Iterable[Finding]) -> str:
    """A text with a line for each finding; the same findings give the same text."""
    lines = sorted(_line(key_of(finding.target), finding.problem) for finding in findings)
    known = "".join(f"\n  {line}{',' if number < len(lines) else ''}" for number, line in enumerate(lines, start=1))
    return f'{{"version": {_VERSION}, "known": [{known}\n]}}\n'


def read_baseline(text: str, source: str) -> Counter[tuple[Key, Problem]]:
    """What is known, and how often. Raises `DataError` for a file that `write_baseline` didn't write."""
    try:
        raw = json.loads(text)
        if raw["version"] != _VERSION:
            raise DataError(f"{source}: a baseline of another version; write it anew with --write-baseline")
        return Counter(_entry(item) for item in raw["known"])
    except (ValueError, TypeError, KeyError):
        raise DataError(f"{source}: no baseline of tracker check; write one with --write-baseline") from None


def describe_key(key: Key) -> str:
    """`370104 2022 上云企业 5700家 due 2022-12-31`."""
    named = dict(zip(FIELDS, key, strict=True))
    return f"{named['district']} {named['year']} {named['indicator']} {named['quantity']} due {named['due']}"


def _line(key: Key, problem: Problem) -> str:
    return json.dumps({"problem": problem, **dict(zip(FIELDS, key, strict=True))}, ensure_ascii=False)


def _entry(item: dict[str, Any]) -> tuple[Key, Problem]:
    if item["problem"] not in PROBLEMS:
        raise ValueError(item["problem"])
    return tuple(str(item[field]) for field in FIELDS), cast(Problem, item["problem"])
