"""What the benchmarks read, and the references that they are held against."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tracker.model import Extraction, Place
from tracker.pipeline import extract

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLES = ROOT / "data" / "reports"
NATION = Place("100000", "全国", "全国")

RECORD = """
from tracker.model import Place
from tracker.pipeline import extract
assert extract({text!r}, place=Place("100000", "全国", "全国"), year=2022).{what}
"""
FIRST_RECORD = RECORD.format(text="今年改造老旧小区农贸市场7处，引进平台企业5家。", what="records")
FIRST_VERDICT = RECORD.format(text="2021年12月3日，第十五届三次会议，共12页", what="verdicts")  # nothing to segment
JIEBA_START = "import jieba; jieba.setLogLevel(60); jieba.initialize()"


def texts() -> list[str]:
    """The real reports beside the checkout where they are, else the samples forty times over."""
    found = sorted(CORPUS.glob("*.txt")) or 40 * sorted(SAMPLES.glob("*.txt"))
    return [path.read_text(encoding="utf-8") for path in found]


def samples() -> str:
    """The sample reports as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")))


def read(text: str) -> Extraction:
    return extract(text, place=NATION, year=2022)


def read_all(reports: list[str]) -> int:
    return sum(len(read(text).verdicts) for text in reports)


def cut_all(reports: list[str]) -> int:
    import jieba

    return sum(len(jieba.lcut(text)) for text in reports)


def start_jieba() -> None:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()


def warm_up() -> None:
    """Load the dictionaries and compile the patterns, so that only the work on the text is measured."""
    start_jieba()
    read(samples())


def forget() -> None:
    """Empty the caches of phrases: a round must not profit from having read the same text before."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tracker."):
            for value in list(vars(module).values()):
                parameters = getattr(value, "cache_parameters", None)
                if parameters and parameters()["maxsize"]:
                    value.cache_clear()
    gc.collect()


def run(code: str, folder: str | None = None) -> float:
    """Seconds of a fresh process; with a folder, of one that keeps its caches there."""
    env = {**os.environ, "XDG_CACHE_HOME": folder, "TMPDIR": folder} if folder else None
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=env)
    return time.perf_counter() - start


def first_run(code: str) -> float:
    """Seconds of a process that has no cache yet and makes it, the best of three."""
    taken = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            taken.append(run(code, folder))
    return min(taken)


def seconds(call: Callable[[], object], rounds: int = 3, before: Callable[[], None] = forget) -> float:
    """The best of some rounds, in seconds of the processor."""
    best = float("inf")
    for _ in range(rounds):
        before()
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return best


def _repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def _no_breaks(length: int) -> str:
    return _repeated(re.sub(r"[\s，。；：、！？]", "", samples()), length)


def _one_sentence(length: int) -> str:
    return _repeated(re.sub(r"[。！？\n]", "，", samples()), length)


SHAPES: dict[str, Callable[[int], str]] = {
    "reports": lambda length: _repeated(samples(), length),
    "no line break, no punctuation": _no_breaks,
    "one sentence": _one_sentence,
    "numbers in one clause": lambda length: _repeated("学校5所", length),
    "digits": lambda length: _repeated("1234567890", length),
    "Chinese numerals": lambda length: _repeated("一二三四五六七八九十", length),
    "spaces": lambda length: "5" + " " * (length - 3) + "6个",
    "empty lines": lambda length: "\n" * length,
    "open brackets": lambda length: _repeated("（5个", length),
    "letters": lambda length: _repeated("www-", length),
    "dates": lambda length: _repeated("2025年6月底前，", length),
}
