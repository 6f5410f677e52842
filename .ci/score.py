"""Score extraction against the evaluation texts and hold it to the floors in floors.json, which only ever rise.

score.py FOLDER    FOLDER holds manifest.tsv and score.py
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMMAND = "{tracker} extract {{file}} --district {{district}} --year {{year}} --format jsonl"
PATTERNS = {
    "target F1": r"target P=\S+ R=\S+ F1=(\S+)",
    "full F1": r"full F1=(\S+)",
    "claim F1": r"claim P=\S+ R=\S+ F1=(\S+)",
    **{name: rf" {name}=(\S+)" for name in ("comparator", "measure", "due", "indicator", "commitment")},
}


def main() -> int:
    """Print the scores beside their floors; 1 where one lies below."""
    folder = Path(sys.argv[1])
    command = COMMAND.format(tracker=Path(sys.executable).with_name("tracker"))
    run = subprocess.run(
        [sys.executable, folder / "score.py", "--manifest", folder / "manifest.tsv", "--cmd", command],
        capture_output=True,
        text=True,
        check=False,
    )
    print(run.stdout, run.stderr, sep="", end="")
    whole = next((line for line in run.stdout.splitlines() if line.startswith("ALL")), "")
    floors: dict[str, float] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    failed = [name for name in PATTERNS if _read(name, whole) < floors[name]]
    for name in failed:
        print(f"{name} is {_read(name, whole)}, below its floor {floors[name]}")
    return 1 if failed or run.returncode else 0


def _read(name: str, line: str) -> float:
    match = re.search(PATTERNS[name], line)
    return float(match[1]) if match else 0.0


if __name__ == "__main__":
    sys.exit(main())
