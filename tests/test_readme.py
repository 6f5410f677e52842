"""The README's example is what the program prints, and its commands and links exist."""

import re
import subprocess
import sys
from pathlib import Path

import tracker

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_is_what_extract_prints_for_the_sentence(tmp_path: Path) -> None:
    sentence = re.search(r"^> (.+)$", README, re.MULTILINE)
    block = re.search(r"```console\n\$ tracker (.+?)\n(.+?)```", README, re.DOTALL)
    assert sentence
    assert block
    (tmp_path / "句子.txt").write_text(sentence[1] + "\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "tracker", *block[1].split()],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout == block[2]


def test_two_commands_stand_on_one_line_each() -> None:
    assert len(re.findall(r"^python3 -m venv .+$", README, re.MULTILINE)) == 2


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_front_door_returns_the_records() -> None:
    (record,) = tracker.extract("今年新建城市公园7个。", district="槐荫", year=2022)
    assert (record.role, record.indicator, record.quantity.text) == ("target", "城市公园", "7个")
    assert record.district == "济南市槐荫区"
