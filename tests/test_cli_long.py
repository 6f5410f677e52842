"""A long text on one line is shown harmlessly and quoted in pieces of bounded size.

What it costs is measured in `tests/benchmarks`, beside texts of half the length.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_cases import invoke, prepare

PROSE = "把好事办好、实事办实\x1b[31m，[red]让群众\u202e看得见，"
NUMBERS = "新增停车位1200个，财政收入增长6%左右，"


@pytest.mark.parametrize("unit", [PROSE, NUMBERS], ids=["prose", "numbers"])
def test_a_long_line_is_quoted_in_pieces(unit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    repeats = 40_000 // len(unit)
    Path("long.txt").write_text(unit * repeats + "新建学校5所。", encoding="utf-8")
    found = invoke("extract long.txt --district 槐荫 --year 2022 --format jsonl")
    assert found.exit == 0, found.stderr
    lines = found.stdout.splitlines()
    assert len(lines) == (2 * repeats if unit == NUMBERS else 0) + 1
    for line in lines:
        assert len(json.loads(line)["sentence"]) < 5_000
        assert not set(line) & set("\x1b\u202e")
