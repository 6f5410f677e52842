"""Every statement of the commands that people wait for is searched for by an index, however many rows there are.

SQLite has no statistics of these databases, so a plan is the same for ten rows and for ten million.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from command_cases import invoke, prepare

from tracker.store.database import Database

WHOLE = re.compile(r"SCAN (?!\d+ CONSTANT)|SEARCH touched .*\(kind=\?\)")
ALWAYS_SMALL = (
    "places",  # what people added by hand
    "sqlite_master",
    "json_each",  # a list of ids
    "counts_for",  # the same with what was merged into them
    "search",  # the index of words, which finds rows by words and calls that a scan
    "hit",  # what it finds
)
BEFORE = (
    "ingest huaiyin.txt tianqiao.txt later.txt",
    "update 3 --actual 4000 --as-of 2022-06-30",
    "update 4 --actual 1 --as-of 2022-06-30",
    "undo",
    "edit 5 --responsible 农业农村局",
    "reject 6 --reason 不是目标",
    "merge 8 3",
)


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reports, one of a later year that looks back, with every kind of word that people may say."""
    path = tmp_path_factory.mktemp("stocked")
    with pytest.MonkeyPatch.context() as patch:
        prepare(path, patch)
        report = Path("huaiyin.txt").read_text(encoding="utf-8").replace("2022", "2023").replace("2021", "2022")
        Path("later.txt").write_text(report, encoding="utf-8")
        for command in BEFORE:
            assert invoke(command).exit == 0, command
    return path


@pytest.fixture
def folder(stocked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of them, to work in."""
    prepare(tmp_path, monkeypatch)
    shutil.copytree(stocked, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What SQLite is asked from now on."""
    statements: list[str] = []
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def listen(*args: object, **options: object) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.set_trace_callback(statements.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", listen)
    return statements


def plan(statement: str) -> list[str]:
    """How SQLite goes about it."""
    with closing(sqlite3.connect("tracker.db")) as connection:
        return [row["detail"] for row in Database(connection).query(f"EXPLAIN QUERY PLAN {statement}")]


def scans(statement: str) -> list[str]:
    """The steps that read a whole table or index; the log may be read from its end, which stops early."""
    small = (*ALWAYS_SMALL, "log") if statement.rstrip().endswith("ORDER BY log.id DESC") else ALWAYS_SMALL
    return [step for step in plan(statement) if WHOLE.match(step) and step.split()[1] not in small]


def selects(statements: list[str]) -> list[str]:
    """What reads or writes rows, but for what the index of words asks of its own tables."""
    rows = [sql for sql in statements if re.match(r"\s*(SELECT|WITH|UPDATE|DELETE|INSERT)\b", sql)]
    return [sql for sql in rows if "'main'.'search_" not in sql]


@pytest.mark.parametrize(
    "command",
    [
        "list --district 槐荫",
        "list --district 槐荫 --year 2022 --indicator 企业 --measure level --due-before 2030 --role claim",
        "list --district 济南 --status no_data --format jsonl",
        "list --district 槐荫 --status withdrawn --sort due",
        "search 企业 --district 槐荫 --year 2022 --role target",
        "show 3 --why",
        "update 3 --actual 5000",
        "update --district 槐荫 --year 2022 --indicator 养老机构 --actual 2",
        "check --district 槐荫",
        "summary --district 槐荫 --by measure",
        "edit 5 --indicator 蔬菜园",
        "revise 7 --value 300亿元 --reason 调整",
        "confirm 7",
        "withdraw 7 --reason 取消",
        "match --district 槐荫 --year 2022",
        "history 3",
        "history --limit 2",
        "undo",
        "undo --entry 6",
        "ingest tianqiao.txt",
        "ingest corrected.txt",
    ],
)
def test_no_table_is_read_whole(folder: Path, asked: list[str], command: str) -> None:
    assert invoke(command).exit in (0, 1)  # a check fails
    statements = selects(asked)
    assert statements
    assert {sql: found for sql in statements if (found := scans(sql))} == {}


@pytest.mark.parametrize(
    ("command", "index"),
    [("list", "reports_in_order"), ("list --year 2022 --indicator 企业", "reports_of_a_year_in_order")],
)
def test_a_page_of_all_is_read_in_order_and_not_sorted(
    folder: Path, asked: list[str], command: str, index: str
) -> None:
    """So that it ends with the last row of the page."""
    assert invoke(command).exit == 0
    walk = next(sql for sql in selects(asked) if "ORDER BY reports.district_code" in sql)
    steps = plan(walk)
    assert index in steps[0]
    assert not [step for step in steps if "TEMP B-TREE" in step]
