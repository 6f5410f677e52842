"""Settings for all tests: property tests give the same answer on every run; `--hypothesis-profile=explore` goes on."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile("steady")
