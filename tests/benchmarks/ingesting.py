"""Measure `tracker ingest` over an archive: by jobs, going on where it stopped, and the writer alone.

`python tests/benchmarks/write_page.py ingest` writes its section of docs/benchmarks.md anew; each run stands beside
`jieba.lcut` over the same files, in one process, at the same time of the day.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from archive import write_archive
from plot import draw
from workload import ROOT

from tracker.batch import usable_cores
from tracker.model import Extraction, Place
from tracker.pipeline import extract
from tracker.store import open_store

PLOT = ROOT / "docs" / "ingest.svg"
REPORTS = 200
SIZES = (1, 4, 16, 64, 256)  # as many reports are stored before the cost of some more is measured, times `STEP`
STEP = 10
REFERENCE = """
import sys, jieba
from pathlib import Path
jieba.setLogLevel(60)
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    jieba.lcut(path.read_text(encoding="utf-8"))
"""
_MEASURE = """
import ctypes, os, resource, subprocess, sys, time
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: the server that forks outlives the command
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
taken = time.perf_counter() - start
try:
    while True:
        os.wait()
except ChildProcessError:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(taken, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


@dataclass(frozen=True)
class Run:
    """What a command took, with all its processes."""

    seconds: float  # on the clock
    processor: float  # seconds of all processors
    megabytes: int  # of the largest process

    def row(self, name: str, reports: int, reference: Run | None = None) -> str:
        """One line of the table."""
        beside = f"{reference.processor / self.processor:.2f}" if reference else ""
        each = f"{1000 * self.processor / reports:.1f}"
        return f"| {name} | {reports / self.seconds:.1f} | {each} | {beside} | {self.megabytes} |"


def measure(*command: str) -> Run:
    """Run a command, and wait for all that it started, in a process that has no other children."""
    asked = [sys.executable, "-c", _MEASURE, *command]
    out = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    seconds, processor, megabytes = out.split()
    return Run(float(seconds), float(processor), int(megabytes))


def ingest(archive: Path, database: Path, *options: str) -> Run:
    """Ingest the archive into a database."""
    return measure(sys.executable, "-m", "tracker", "ingest", str(archive), "--db", str(database), *options)


def reference(archive: Path) -> Run:
    """Read and segment the archive."""
    return measure(sys.executable, "-c", REFERENCE, str(archive))


def writer(folder: Path, sizes: tuple[int, ...] = SIZES) -> list[tuple[int, float]]:
    """Milliseconds of the processor to store one report where so many are stored already."""
    sample = _sample(folder)
    stored, found = 0, []
    with open_store(folder / "writer.db") as store:
        for size in sizes:
            while stored < size * STEP:
                store.save(_another(sample, stored), now=datetime(2026, 1, 1, tzinfo=UTC))
                stored += 1
            start = time.process_time()
            for _ in range(STEP):
                store.save(_another(sample, stored), now=datetime(2026, 1, 1, tzinfo=UTC))
                stored += 1
            found.append((size * STEP, 1000 * (time.process_time() - start) / STEP))
    return found


def _sample(folder: Path) -> Extraction:
    (path,) = write_archive(folder / "sample", 1)
    return extract(path.read_text(encoding="utf-8"), place=Place("110102", "西城区", "北京市西城区"), year=2025)


def _another(sample: Extraction, number: int) -> Extraction:
    """The same report of another place, whose text differs."""
    code = f"{200_000 + number}"
    document = replace(sample.document, district_code=code, district=f"第{number}县", sha256=f"{number:064x}")
    return replace(sample, document=document)


def section(reports: int = REPORTS) -> str:
    """Measure all of it; the plot is written beside the page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_archive(folder / "archive", reports)
        characters = sum(len(path.read_text(encoding="utf-8")) for path in paths)
        here = reference(folder / "archive")
        jobs = sorted({1, 2, usable_cores()})
        runs = {f"`--jobs {n}`": ingest(folder / "archive", folder / f"{n}.db", "--jobs", str(n)) for n in jobs}
        again = ingest(folder / "archive", folder / "1.db")
        size = (folder / "1.db").stat().st_size / reports
        costs = writer(folder)
    draw(PLOT, "Storing one more report", "reports that are stored", "milliseconds", {"one report": costs})
    rows = [run.row(f"`tracker ingest` {name}", reports, here) for name, run in runs.items()]
    rows += [again.row("the same again: nothing changed", reports, here)]
    rows += [here.row("reference: read each file, `jieba.lcut`", reports)]
    told = ", ".join(f"{cost:.1f} ms at {stored:,}" for stored, cost in costs)
    return f"""## Many reports

{reports} reports of {characters // reports:,} characters, composed from the samples by `tests/benchmarks/archive.py`;
whole processes, with their start. Speeds are compared by seconds of the processor, since other work on the machine
slows the clock: {os.getloadavg()[0]:.0f} processes were at work on its {usable_cores()} processors.

| | reports a second | ms of the processor for each | of the reference's speed | MB, largest process |
| --- | --- | --- | --- | --- |
{chr(10).join(rows)}

The database takes {size / 1000:.0f} kB for each report. The writer alone, for one more report where so
many are stored: {told}.

![Milliseconds to store one report, by how many are stored](ingest.svg)"""
