"""Looking back shows what a database showed that had been built up to that day, day by day."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from command_cases import invoke, prepare

from tracker.cli import clock

FIRST = date(2022, 3, 1)  # the day on which the report comes in
COMMANDS = (
    "list --format json",
    "summary --by measure --format json",
    "check --fail-on overdue,behind,no-data,stale:60d --format json",
    "show 4 --format json",
)
WORDS = (
    "edit 3 --commitment 确保",
    "revise 5 --value 4 --reason 年中调整",
    "edit 7 --responsible 区金融局 --tag 重点",
    "edit 6 --direction down",
    "reject 4 --reason 不是目标",
    "confirm 3",
)
VALUES = {3: ("5500", "5650", "5701"), 4: ("1", "2"), 5: ("1", "3", "6"), 6: ("5.5%", "6%"), 7: ("150亿元", "210亿元")}


@pytest.mark.parametrize("seed", range(2))
def test_as_of_equals_a_database_of_that_day(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    chance = random.Random(seed)
    shown: dict[tuple[date, str], str] = {}
    day = FIRST
    set_clock(day, monkeypatch)
    assert invoke("ingest huaiyin.txt").exit == 0
    for _ in range(6):
        target = chance.choice(list(VALUES))
        covered = max(date(2022, 1, 31), day - timedelta(days=chance.randrange(90)))
        invoke(chance.choice(WORDS))
        assert invoke(f"update {target} --actual {chance.choice(VALUES[target])} --as-of {covered}").exit in {0, 2}
        shown.update({(day, command): invoke(command).stdout for command in COMMANDS})
        day += timedelta(days=chance.randrange(5, 60))
        set_clock(day, monkeypatch)
    for (then, command), output in shown.items():
        assert invoke(f"{command} --as-of {then}").stdout == output, (then, command)


def test_what_was_entered_in_retrospect_goes_by_the_dates_it_covers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knew in July what was read and recorded in December; looking back to July shows what July was like."""
    prepare(tmp_path, monkeypatch)
    assert invoke("ingest huaiyin.txt").exit == 0
    assert invoke("update 4 --actual 1 --as-of 2022-06").exit == 0
    assert invoke("update 4 --actual 2 --as-of 2022-11").exit == 0
    assert "1处" in invoke("list --indicator 养老 --as-of 2022-07").stdout
    assert "no_data" in invoke("list --indicator 养老 --as-of 2022-05").stdout


def test_what_was_withdrawn_since_is_still_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A corrected text of May leaves out what stood in April."""
    prepare(tmp_path, monkeypatch)
    set_clock(FIRST, monkeypatch)
    assert invoke("ingest huaiyin.txt").exit == 0
    set_clock(date(2022, 5, 10), monkeypatch)
    assert invoke("ingest corrected.txt").exit == 0
    assert "养老机构" not in invoke("list").stdout
    assert "养老机构" in invoke("list --as-of 2022-04-30").stdout
    assert "养老机构" not in invoke("list --as-of 2022-05-10").stdout


def set_clock(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it that day, in the morning."""
    monkeypatch.setattr(clock, "now", lambda: datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC))
