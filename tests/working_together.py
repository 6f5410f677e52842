"""Several processes at one database: each runs a command again and again and says what came of it."""

from __future__ import annotations

import json
import os
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from command_cases import Result, invoke

from tracker.store import open_store

REPORT = "济南市槐荫区政府工作报告\n\n一、今年工作安排\n新建学校{number}所。\n"


def update(who: str, number: int) -> Iterator[Result]:
    yield invoke(f"update 3 --actual {number}家 --as-of 2022-11 --note {who}-{number}")


def ingest(who: str, number: int) -> Iterator[Result]:
    """A report of its own that changes each time, and one that all others read too."""
    report = Path(f"report-{who}.txt")
    report.write_text(REPORT.format(number=number + 1), encoding="utf-8")
    yield invoke(f"ingest {report} --district 槐荫 --year {2000 + int(who)}")
    yield invoke("ingest tianqiao.txt")


def read(who: str, number: int) -> Iterator[Result]:
    yield invoke("list --format json")
    yield invoke("history --limit 3")


def examine(who: str, number: int) -> Iterator[Result]:
    yield invoke("doctor --format json")


def open_it(who: str, number: int) -> Iterator[Result]:
    """As every command begins."""
    open_store(Path("tracker.db")).close()
    yield Result("", "", 0)


KINDS: dict[str, Callable[[str, int], Iterator[Result]]] = {
    "update": update, "ingest": ingest, "read": read, "examine": examine, "open": open_it,
}  # fmt: skip


def work(kinds: Sequence[str], seconds: float) -> list[dict[str, Any]]:
    """Let a process of each kind work for so long, all beginning together; what each says that it did.

    They are children of this one, so that what they need is loaded already.
    """
    assert invoke("ingest tianqiao.txt --db warm.db").exit == 0
    wait, go = os.pipe()
    answers, children = [], []
    for who, kind in enumerate(kinds):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(go)
            _work(kind, str(who), seconds, wait, writing)
        os.close(writing)
        answers.append(reading)
        children.append(child)
    os.close(wait)
    os.close(go)
    told = [_read_all(reading) for reading in answers]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(kinds)
    return [json.loads(text) for text in told]


def _read_all(reading: int) -> str:
    with os.fdopen(reading, encoding="utf-8") as pipe:
        return pipe.read()


def _work(kind: str, who: str, seconds: float, wait: int, writing: int) -> None:
    """Never returns."""
    code = 70
    try:
        os.read(wait, 1)  # ends when the parent has made them all
        answer = json.dumps(_repeat(KINDS[kind], who, seconds))
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            pipe.write(answer)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _repeat(kind: Callable[[str, int], Iterator[Result]], who: str, seconds: float) -> dict[str, Any]:
    """Do it until the time is over, and once at least."""
    end = time.monotonic() + seconds
    told: list[int] = []
    refused: list[str] = []
    longest, number = 0.0, 0
    while not number or time.monotonic() < end:
        number += 1
        begun = time.monotonic()
        results = list(kind(who, number))
        longest = max(longest, time.monotonic() - begun)
        told += [number] if all(result.exit == 0 for result in results) else []
        refused += [result.stderr for result in results if result.exit]
    return {"told": told, "refused": refused, "longest": longest}
