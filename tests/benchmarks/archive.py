"""An archive of as many reports as wanted, each of a county and a year, made from the sample reports' paragraphs."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from workload import SAMPLES

from tracker.lexicon.districts import load_districts

LENGTH = 15_000  # characters, as of the mean report of a county
FIRST_YEAR, LAST_YEAR = 2006, 2025
_KEPT = 0.1  # of the sentences with numbers
_NUMBER = re.compile(r"\d+")


def write_archive(folder: Path, reports: int) -> list[Path]:
    """Write the reports, one file each, a folder for each year; the same for the same number."""
    written = []
    for number, (place, year) in zip(range(reports), _places_and_years(), strict=False):
        path = folder / str(year) / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_report(place, year, number), encoding="utf-8")
        written.append(path)
    return written


def _places_and_years() -> Iterator[tuple[str, int]]:
    for year in range(LAST_YEAR, FIRST_YEAR - 1, -1):
        for place in _counties():
            yield place, year


@cache
def _counties() -> list[str]:
    """The full names of all counties that stand today."""
    from tracker.places import load_gazetteer

    gazetteer = load_gazetteer()
    codes = [d.code for d in load_districts() if d.until is None and not d.code.endswith("00")]
    return list(dict.fromkeys(gazetteer.resolve(code).full_name for code in codes))


@cache
def _paragraphs() -> tuple[list[list[str]], list[list[str]]]:
    """The paragraphs of the samples that look back, and those that plan, each as its sentences."""
    looking_back: list[list[str]] = []
    planning: list[list[str]] = []
    for path in sorted(SAMPLES.glob("*.txt")):
        into = looking_back
        for line in path.read_text(encoding="utf-8").splitlines()[4:]:
            if re.match(r"[二三]、.*(?:安排|任务|重点|目标)", line):
                into = planning
            if len(line) > 40:
                into.append(re.findall(r"[^。！？]+[。！？]?", line))
    return looking_back, planning


def _report(place: str, year: int, number: int) -> str:
    chance = random.Random(number)
    back, plan = _paragraphs()
    parts = [
        f"{year}年{place}政府工作报告",
        "",
        "各位代表：",
        "下面是一年来的情况和来年的打算。",
    ]
    parts += [f"一、{year - 1}年工作回顾", *_filled(chance, back, LENGTH // 3)]
    parts += [f"二、{year}年工作安排", *_filled(chance, plan, LENGTH - LENGTH // 3)]
    return "\n".join(parts) + "\n"


def _filled(chance: random.Random, paragraphs: list[list[str]], length: int) -> Iterator[str]:
    """Paragraphs in any order with other numbers in them, so that no two reports hold the same sentences.

    Most sentences with numbers are left out, since the samples are denser than real reports.
    """
    while length > 0:
        chosen = [one for one in chance.choice(paragraphs) if not _NUMBER.search(one) or chance.random() < _KEPT]
        text = _NUMBER.sub(lambda found: _other(chance, found[0]), "".join(chosen))
        length -= len(text)
        yield text


def _other(chance: random.Random, digits: str) -> str:
    """Another number of as many digits; years stay."""
    if len(digits) == 4 and digits.startswith("20"):
        return digits
    return str(chance.randrange(10 ** (len(digits) - 1), 10 ** len(digits)))
