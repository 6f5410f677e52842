"""A text of megabytes on one line is read in linear time, shown harmlessly, quoted in pieces of bounded size."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from command_cases import invoke, prepare

PROSE = "把好事办好、实事办实\x1b[31m，[red]让群众\u202e看得见，"
NUMBERS = "新增停车位1200个，财政收入增长6%左右，"


def _extract(unit: str, characters: int) -> tuple[float, list[str]]:
    """Seconds that a line of so many characters takes, and the objects that are printed."""
    Path("long.txt").write_text(unit * (characters // len(unit)) + "新建学校5所。", encoding="utf-8")
    started = time.perf_counter()
    found = invoke("extract long.txt --district 槐荫 --year 2022 --format jsonl")
    assert found.exit == 0, found.stderr
    return time.perf_counter() - started, found.stdout.splitlines()


@pytest.mark.parametrize(("unit", "characters"), [(PROSE, 80_000), (NUMBERS, 10_000)], ids=["prose", "numbers"])
def test_twice_the_text_takes_twice_the_time(
    unit: str, characters: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(tmp_path, monkeypatch)
    _extract(unit, 100)  # what is loaded once
    once, _ = _extract(unit, characters)
    fourfold, lines = _extract(unit, 4 * characters)
    assert fourfold < 8 * once + 0.5
    for line in lines:
        assert len(json.loads(line)["sentence"]) < 5_000
        assert not set(line) & set("\x1b\u202e")
