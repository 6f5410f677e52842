"""Measure, and write `docs/benchmarks.md`: `python tests/benchmarks/write_page.py [SECTION…]`.

Without SECTION all is measured, which takes some ten minutes, else the sections named in `SECTIONS`; the others stay.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import version

import ingesting
import latency
from workload import (
    CORPUS,
    FIRST_RECORD,
    FIRST_VERDICT,
    JIEBA_START,
    ROOT,
    SHAPES,
    cut_all,
    first_run,
    read,
    read_all,
    run,
    seconds,
    texts,
    warm_up,
)

PAGE = ROOT / "docs" / "benchmarks.md"
LENGTHS = (50_000, 100_000, 200_000)
LONG = (("no line break, no punctuation", 10_000_000), ("reports", 10_000_000), ("one sentence", 1_000_000))


def main(names: list[str]) -> None:
    if strange := set(names) - set(SECTIONS):
        raise SystemExit(f"no such section: {', '.join(sorted(strange))}; there are {', '.join(SECTIONS)}")
    kept = dict(zip(SECTIONS, PAGE.read_text(encoding="utf-8").split("\n## ")[1:], strict=False)) if names else {}
    # memory first: on Linux a process reports the memory of the one that started it, if that took more
    asked = sorted(names or SECTIONS, key=lambda name: name != "memory")
    measured = {name: SECTIONS[name]().strip() for name in asked}
    parts = [measured[name] if name in measured else "## " + kept[name].strip() for name in SECTIONS]
    PAGE.write_text("\n\n".join([_head(), *parts]) + "\n", encoding="utf-8")


def _head() -> str:
    return f"""# Benchmarks

Measured by `python tests/benchmarks/write_page.py`, which writes this page, on {_processor()},
{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, jieba {version("jieba")}: the best of
some rounds, each beside its reference in the same run. A section that the last run left out stands as it was measured
before, maybe on another machine: compare ratios, not seconds. The same is checked, with wide margins, by

```sh
.venv/bin/pytest tests/benchmarks -o addopts= --benchmark-group-by=group
```

Both read the reports beside the checkout where they are, else the sample reports forty times over."""


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next(line.partition(":")[2].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _throughput() -> str:
    warm_up()
    reports = texts()
    length = sum(map(len, reports))
    ours, theirs = seconds(lambda: read_all(reports), 5), seconds(lambda: cut_all(reports), 5)
    which = f"{len(reports)} reports" if CORPUS.is_dir() else "the samples"
    return f"""## Text in, records out

{which}, {length:,} characters; the caches of phrases are emptied before each round, so that no round profits from
having read the same text before.

| | seconds | characters a second |
| --- | --- | --- |
| `tracker.pipeline.extract`, report by report | {ours:.2f} | {length / ours:,.0f} |
| reference: `jieba.lcut`, report by report | {theirs:.2f} | {length / theirs:,.0f} |
| ratio | **{theirs / ours:.2f}** | |

The aim is a ratio of 3. Single pairs of rounds have given 2.5 to 3.2, the more the busier the machine: jieba waits for
memory longer. What is left is spread thin: looking for decoys takes 6 %, cutting phrases 5 %, all patterns together a
quarter, and no other function more than 3 %."""


def _first_record() -> str:
    record, verdict, jieba = (min(run(code) for _ in range(7)) for code in (FIRST_RECORD, FIRST_VERDICT, JIEBA_START))
    cold, cold_jieba = first_run(FIRST_RECORD), first_run(JIEBA_START)
    return f"""## The first record of a fresh process

From the start of the interpreter to its end; in the last columns where jieba has not made its cache on disk yet.
`tracker` has none.

| | seconds | of the reference | first run ever | of the reference |
| --- | --- | --- | --- | --- |
| a sentence with two promises | {record:.2f} | {record / jieba:.2f} | {cold:.2f} | {cold / cold_jieba:.2f} |
| a sentence in which nothing has to be segmented | {verdict:.2f} | {verdict / jieba:.2f} | | |
| reference: `import jieba; jieba.initialize()` | {jieba:.2f} | 1.00 | {cold_jieba:.2f} | 1.00 |"""


def _memory() -> str:
    once, often = (_peak(times) for times in (1, 4))
    return f"""## Memory

The most that a process takes that reads all reports, one after the other: {once} MB for all of them once, {often} MB
for all of them four times."""


def _peak(times: int) -> int:
    code = f"from workload import read, texts; [read(text) and None for text in {times} * texts()]"
    code += "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    here = str(ROOT / "tests" / "benchmarks")
    return int(subprocess.run([sys.executable, "-c", code], cwd=here, check=True, capture_output=True).stdout)


def _linearity() -> str:
    warm_up()
    head = " | ".join(f"{length:,}" for length in LENGTHS)
    rows = [_row(shape) for shape in SHAPES]
    return "\n".join(
        [
            "## Cost and length\n",
            "Milliseconds for one text of so many characters, and microseconds a character for the longest.\n",
            f"| shape | {head} | µs a character |",
            "| --- |" + " --- |" * (len(LENGTHS) + 1),
            *rows,
        ]
    )


def _row(shape: str) -> str:
    taken = [seconds(partial(read, SHAPES[shape](length)), 2) for length in LENGTHS]
    cells = " | ".join(f"{second * 1000:,.1f}" for second in taken)
    return f"| {shape} | {cells} | {taken[-1] / LENGTHS[-1] * 1e6:.2f} |"


def _long() -> str:
    warm_up()
    rows = []
    for shape, length in LONG:
        second = seconds(partial(read, SHAPES[shape](length)), 1)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        rows.append(f"| {shape} | {length:,} | {second:.1f} | {most:,} |")
    head = "| shape | characters | seconds | MB at most until then |\n| --- | --- | --- | --- |\n"
    return "## Very long texts\n\n" + head + "\n".join(rows)


SECTIONS: dict[str, Callable[[], str]] = {
    "throughput": _throughput,
    "first-record": _first_record,
    "memory": _memory,
    "length": _linearity,
    "long": _long,
    "ingest": ingesting.section,
    "commands": latency.section,
}


if __name__ == "__main__":
    main(sys.argv[1:])
