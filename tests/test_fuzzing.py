"""What the fuzzer begins with is read without a fault, and so is all that it ever found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "fuzzing"))
from bytes_to_records import NAMES, check, seeds


@pytest.mark.parametrize("data", list(seeds()), ids=lambda data: f"{[*NAMES, 'words'][data[0]]}, {len(data)} bytes")
def test_seeds(data: bytes) -> None:
    check(data)
