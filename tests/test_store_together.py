"""Several processes at one database: each waits for the other, nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tracker.store import Selection, open_store

EACH = 15
WRITE = """
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from sample_records import read_plainly
from tracker.model import Place
from tracker.store import open_store

path, who, times = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
now = datetime(2022, 3, 1, tzinfo=UTC)
shared = read_plainly("新建学校5所\\n新建公园9处", year=2000)
print("ready", flush=True)
sys.stdin.readline()
for number in range(times):
    with open_store(path) as store:
        store.save(shared, now=now)
        store.save(read_plainly(f"新建学校{number + 1}所", year=2001 + who), now=now)
        store.add_place(Place("370200.1", f"街道{who}-{number}", "街道"), by=str(who), now=now)
        store.record_actual(1, Decimal(number), as_of=date(2000, 6, 30), by=str(who), now=now)
"""


def test_three_processes_lose_nothing(tmp_path: Path) -> None:
    """They begin together, before there is a file."""
    path = tmp_path / "tracker.db"
    processes = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", WRITE, str(path), str(who), str(EACH)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parent,
        )
        for who in range(3)
    ]  # fmt: skip
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60) for process in processes] == [("", "")] * 3
    with open_store(path) as store:
        assert len(store.actuals(1)) == 3 * EACH
        assert [place.code for place in store.places()] == [f"370200.{number}" for number in range(1, 3 * EACH + 1)]
        assert [(report.year, report.targets) for report in store.reports()] == [(2000, 2)] + [
            (2001 + n, 1) for n in range(3)
        ]
        assert len(store.targets(Selection(year=2000))) == 2
        (count,) = store._db.query("SELECT count(*) AS entries FROM log")
        assert count["entries"] == 1 + 3 * EACH * 3
    assert [found.name for found in tmp_path.iterdir()] == ["tracker.db"]
