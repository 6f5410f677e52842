"""No pattern of tracker backtracks without end: each is taken apart and searched for ways to match one text many ways.

What the patterns cost together on long texts of odd shapes is measured in tests/benchmarks.
"""

from __future__ import annotations

import subprocess
import sys
import warnings
from functools import cache
from pathlib import Path

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it uses the parser of `re` under its older name
    from regexploit.ast.sre import SreOpParser
    from regexploit.redos import find

REPORTS = Path(__file__).parents[1] / "data" / "reports"
COLLECT = """
import importlib, json, pkgutil, re, sys
known = {}
make = re.compile
def compile(pattern, flags=0):
    made = make(pattern, flags)
    if sys._getframe(1).f_globals.get("__name__", "").startswith("tracker"):
        known[made.pattern if isinstance(made.pattern, str) else made.pattern.decode("latin-1")] = made.flags
    return made
re.compile = compile
import tracker
for module in pkgutil.walk_packages(tracker.__path__, "tracker."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
for path in sys.argv[1:]:
    tracker.extract(open(path, encoding="utf-8").read(), district="全国", year=2022)
sys.stdout.reconfigure(encoding="utf-8")
json.dump(list(known.items()), sys.stdout)
"""


@cache
def patterns() -> list[tuple[str, int]]:
    """Every pattern that tracker makes when it is loaded and reads reports, collected in a process of its own."""
    import json

    command = [sys.executable, "-c", COLLECT, *map(str, sorted(REPORTS.glob("*.txt")))]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
    return [(pattern, flags) for pattern, flags in found]


def ways_to_backtrack(pattern: str, flags: int = 0) -> list[str]:
    return [str(found) for found in find(SreOpParser().parse_sre(pattern, flags))]


@pytest.mark.parametrize("pattern", ["(a+)+$", "([0-9]+,?)*家", r"^(\s*\w*\s*)*第$"])
def test_patterns_that_backtrack_are_told(pattern: str) -> None:
    assert ways_to_backtrack(pattern)


def test_no_pattern_of_tracker_does() -> None:
    assert len(patterns()) > 200
    assert {pattern: ways for pattern, flags in patterns() if (ways := ways_to_backtrack(pattern, flags))} == {}
