"""What a command costs by the number of targets that are stored, beside a program that only prints a table.

`python tests/benchmarks/write_page.py commands` measures it. Filling the database of a million targets takes a minute
or two of a quiet machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from many import fill
from plot import draw
from workload import ROOT

PLOT = ROOT / "docs" / "list-latency.svg"
SIZES = (100, 10_000, 100_000, 1_000_000)
ROUNDS = 9
GATE = 1  # what a check that fails ends with
COMMANDS = {
    "list --district 槐荫": ["list", "--district", "槐荫"],
    "list, the first page": ["list"],
    "show ID": ["show", "7"],
    "check --district 槐荫": ["check", "--district", "槐荫"],
    "search, of one district": ["search", "车位", "--district", "槐荫"],
}
REFERENCE = "one typer command, one rich table"
PROGRAM = """
import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def main() -> None:
    table = Table("id", "indicator")
    for number in range(50):
        table.add_row(str(number), "上云企业")
    Console().print(table)


app()
"""
Costs = dict[str, list[float]]  # of each command, milliseconds by size


def section() -> str:
    """The part of the page, after everything was measured; the plot is written beside it."""
    costs, start, reference = measure()
    lines = {name: list(zip(SIZES, found, strict=True)) for name, found in costs.items()}
    lines["reference: a typer program"] = [(size, reference) for size in (SIZES[0], SIZES[-1])]
    draw(PLOT, "What a command costs", "targets in the database", "milliseconds", lines)
    return f"""## Commands and the size of the database

Milliseconds of the processor for the whole process, the least of {ROUNDS} runs in turn. 槐荫 has one report with fifty
targets and ten claims in each database, all else is of other places; a page of `list` has a hundred rows.

{_table(costs)}

![Cost against size](list-latency.svg)

`{" ".join(["tracker", *COMMANDS[FIRST]])}` costs **{costs[FIRST][-1] / costs[FIRST][0]:.2f}** times as much with a
million targets as with a hundred. Starting up: `tracker list` on a database of two reports takes {start:.0f} ms, a
program of {REFERENCE} {reference:.0f} ms, the ratio is **{start / reference:.2f}**. That no statement reads a whole
table is held by `tests/test_store_plans.py`, and that no heavy library is loaded by `tests/test_cli_process.py`."""


FIRST = next(iter(COMMANDS))


def _table(costs: Costs) -> str:
    head = " | ".join(f"{size:,}" for size in SIZES)
    rows = [
        f"| `{name}` | {' | '.join(f'{cost:.0f}' for cost in found)} | {found[-1] / found[0]:.2f} |"
        for name, found in costs.items()
    ]
    return "\n".join([f"| command | {head} | last to first |", "| --- |" + " --- |" * (len(SIZES) + 1), *rows])


def measure() -> tuple[Costs, float, float]:
    """The costs of the commands by size, of the smallest `list`, and of the reference."""
    with tempfile.TemporaryDirectory() as folder:
        databases = [Path(folder, f"{size}.db") for size in SIZES]
        for path, size in zip(databases, SIZES, strict=True):
            fill(path, size)
        program = Path(folder, "reference.py")
        program.write_text(PROGRAM, encoding="utf-8")
        small = Path(folder, "small.db")
        reports = [ROOT / "tests" / "cli" / "files" / name for name in ("huaiyin.txt", "tianqiao.txt")]
        _cost([*TRACKER, "ingest", *map(str, reports), "--db", str(small)])
        calls = {
            (name, path): [*TRACKER, *words, "--db", str(path)]
            for name, words in COMMANDS.items()
            for path in databases
        }
        start, reference = [*TRACKER, "list", "--db", str(small)], [sys.executable, str(program)]
        found: dict[object, list[float]] = {}
        for _ in range(ROUNDS):
            for key, call in (*calls.items(), ("start", start), ("reference", reference)):
                found.setdefault(key, []).append(_cost(call))
        least = {key: min(costs) for key, costs in found.items()}
        by_size = {name: [least[name, path] for path in databases] for name in COMMANDS}
        return by_size, least["start"], least["reference"]


TRACKER = [sys.executable, "-m", "tracker"]


def _cost(call: Sequence[str]) -> float:
    """Milliseconds that a process takes of the processor, which a busy machine changes less than time on the wall."""
    process = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, GATE):
        raise SystemExit(f"{' '.join(call)} ended with {process.returncode}")
    return (used.ru_utime + used.ru_stime) * 1000
