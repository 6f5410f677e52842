"""Score matching against hand-made links of a report with the next one, and hold it to the floors in floors.json.

links.py FOLDER    FOLDER holds manifest.tsv, links/<place>-<year>-<year>.jsonl and score_links.py
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TRACKER = Path(sys.executable).with_name("tracker")
PATTERNS = {
    "links proposed": r"proposed \S+ = (\S+?);",
    "links ranked first": r"ranked first \S+ = (\S+?);",
    "links recorded right": r"right \S+ = (\S+)",
}


def main() -> int:
    """Print the scores of every pair; 1 where one lies below its floor."""
    folder = Path(sys.argv[1])
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    failed = 0
    for links in sorted((folder / "links").glob("*.jsonl")):
        line = _score(folder, links)
        print(f"{links.stem}: {line}")
        for name, pattern in PATTERNS.items():
            found = re.search(pattern, line)
            reached = float(found[1]) if found else 0.0
            if reached < floors[name]:
                print(f"{name} is {reached}, below its floor {floors[name]}")
                failed = 1
    return failed


def _score(folder: Path, links: Path) -> str:
    """What score_links.py says of the proposals for one pair of reports."""
    place, *years = links.stem.rsplit("-", 2)
    texts = [folder / "texts" / f"{place}-{year}.txt" for year in years]
    rows = csv.DictReader((folder / "manifest.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
    district = next(row["district"] for row in rows if Path(row["file"]).name == texts[0].name)
    with tempfile.TemporaryDirectory() as scratch:
        database = ["--db", f"{scratch}/links.db"]
        for text, year in zip(texts, years, strict=True):
            _run([TRACKER, "ingest", text, "--district", district, "--year", year, *database])
        proposals = Path(scratch, "proposals.jsonl")
        sought = ["--district", district, "--year", years[0], "--accept-above", "0.9", "--format", "jsonl"]
        proposals.write_text(_run([TRACKER, "match", *sought, *database]), encoding="utf-8")
        return _run([sys.executable, folder / "score_links.py", links, *texts, proposals])


def _run(command: list[str | Path]) -> str:
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
