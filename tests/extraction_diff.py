"""What a change of the rules changes: records that one revision reads in some files and another does not.

    python tests/extraction_diff.py OLD FILE… [--new REVISION] [--year YEAR]

OLD and REVISION are git revisions or folders that hold a checkout; without `--new` OLD is compared with the working
tree. Prints `-` lines for what only the old one reads, `+` lines for what only the new one reads, under the sentence.
Without `--year` the year of each report is the last one in its file name, else 2022.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
READER = """
import json, re, sys
from pathlib import Path
from tracker.model import Place
from tracker.pipeline import extract

year, *names = sys.argv[1:]
sys.stdout.reconfigure(encoding="utf-8")
for name in names:
    data = Path(name).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    named = re.findall(r"(?:19|20)\\d\\d", Path(name).name)
    place = Place("000000", "某区", "某区")
    for verdict in extract(text, place=place, year=int(year or (named or ["2022"])[-1])).verdicts:
        record = verdict.record
        line = [verdict.verdict, verdict.reason]
        if record is not None:
            quantity = record.quantity
            line = [record.role, record.indicator, f"{quantity.value:f}", f"{quantity.value_max or ''}", quantity.unit,
                    quantity.comparator, record.measure, record.due.isoformat(), record.commitment or ""]
        around = text[max(0, verdict.start - 40) : verdict.end + 30]
        print(json.dumps([name, verdict.start, verdict.text, around, line], ensure_ascii=False))
"""


def main(arguments: Sequence[str]) -> int:
    """Print the difference; 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--new", default=str(ROOT))
    parser.add_argument("--year", default="")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        old, new = (
            readings(checkout(revision, Path(folder) / side), options.files, options.year)
            for side, revision in (("old", options.old), ("new", options.new))
        )
    lines = list(difference(old, new))
    print("\n".join(lines) if lines else "no difference")
    return 1 if lines else 0


def checkout(revision: str, folder: Path) -> Path:
    """The folder that holds the package at a revision; a folder is taken as it is."""
    if Path(revision).is_dir():
        return Path(revision).resolve()
    command = ["git", "-C", str(ROOT), "archive", revision, "tracker"]
    archive = subprocess.run(command, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(folder, filter="data")
    return folder


Place = tuple[str, int]
Reading = tuple[str, str, tuple[str, ...]]  # surface, what stands around it, fields


def readings(root: Path, files: Sequence[str], year: str) -> dict[Place, Reading]:
    """What the package in a folder makes of every number of some files."""
    names = [str(Path(name).resolve()) for name in files]
    run = subprocess.run(
        [sys.executable, "-c", READER, year, *names],
        check=True,
        capture_output=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    found = {}
    for line in run.stdout.decode("utf-8").splitlines():
        name, start, surface, around, fields = json.loads(line)
        found[name, start] = (surface, re.sub(r"\s+", " ", around), tuple(fields))
    return found


def difference(old: dict[Place, Reading], new: dict[Place, Reading]) -> Iterator[str]:
    """A block for each number that the two read differently, in text order."""
    changed = [place for place in sorted(old.keys() | new.keys()) if old.get(place) != new.get(place)]
    for name, start in changed:
        before, after = old.get((name, start)), new.get((name, start))
        yield f"{Path(name).name} {start}: …{(after or before or ('', '', ()))[1]}…"
        yield from (f"  - {shown(before)}",) if before else ()
        yield from (f"  + {shown(after)}",) if after else ()
    if changed:
        yield f"{len(changed)} of {len(old.keys() | new.keys())} numbers read differently"


def shown(reading: Reading) -> str:
    """One reading on one line."""
    surface, _, fields = reading
    return f"{surface} | {' '.join(field for field in fields if field)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
