"""Settings for all tests: property tests give the same answer on every run; `--hypothesis-profile=explore` goes on."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long` lets processes work together for a minute instead of seconds."""
    parser.addoption("--long", action="store_true", help="let the tests of processes that work together last a minute")
