"""`tracker export --format parquet`, as DuckDB reads it."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from command_cases import invoke, prepare

from tracker.errors import DataError
from tracker.views import parquet

duckdb = pytest.importorskip("duckdb")


@pytest.fixture(autouse=True)
def stocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    assert invoke("ingest huaiyin.txt tianqiao.txt").exit == 0
    assert invoke("update 7 --actual 210亿元 --as-of 2022-11-30").exit == 0
    assert invoke("edit 4 --responsible 民政局 --tag 民生 --tag 养老").exit == 0


def ask(sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()


def test_every_record_is_a_row_with_all_fields() -> None:
    assert invoke("export -o all.parquet").exit == 0
    listed = [json.loads(line) for role in ("target", "claim") for line in _lines(f"list --role {role}")]
    rows = ask("SELECT * FROM 'all.parquet' ORDER BY id")
    names = [row[0] for row in ask("DESCRIBE SELECT * FROM 'all.parquet'")]
    assert tuple(names) == parquet.PARQUET_FIELDS
    for row, known in zip(rows, sorted(listed, key=lambda one: one["id"]), strict=True):
        found = dict(zip(names, row, strict=True))
        assert {name: _plain(found[name]) for name in known} == {name: _plain(value) for name, value in known.items()}


def _lines(command: str) -> list[str]:
    return invoke(f"{command} --format jsonl").stdout.splitlines()


def _plain(value: object) -> object:
    """One face for a number and a date, however they are read."""
    if isinstance(value, (Decimal, int, float)) and not isinstance(value, bool):
        return Decimal(str(value)).normalize()
    return str(value) if hasattr(value, "isoformat") else value


def test_numbers_add_up_exactly_and_dates_and_lists_are_such() -> None:
    assert invoke("export --format parquet -o all.parquet").exit == 0
    types = dict(row[:2] for row in ask("DESCRIBE SELECT * FROM 'all.parquet'"))
    assert (types["value"], types["due"], types["rules"], types["id"]) == (
        "DECIMAL(38,10)", "DATE", "VARCHAR[]", "BIGINT",
    )  # fmt: skip
    assert ask("SELECT sum(actual), sum(value) FILTER (unit = '家' AND role = 'target') FROM 'all.parquet'") == [
        (Decimal(21000000000), Decimal(8900))
    ]
    assert ask("SELECT district, count(*) FROM 'all.parquet' WHERE role = 'claim' GROUP BY district") == [
        ("济南市槐荫区", 2)
    ]
    assert ask("SELECT responsible, tags FROM 'all.parquet' WHERE id = 4") == [("民政局", ["民生", "养老"])]


def test_groups_join_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 2)
    assert invoke("export -o all.parquet").exit == 0
    assert ask("SELECT count(*), count(DISTINCT id) FROM 'all.parquet'") == [(9, 9)]
    assert ask("SELECT count(DISTINCT row_group_id) FROM parquet_metadata('all.parquet')") == [(5,)]


def test_an_empty_database_has_the_columns() -> None:
    assert invoke("export -o none.parquet --db none.db").exit == 0
    assert ask("SELECT count(*), max(id) FROM 'none.parquet'") == [(0, None)]


def test_a_number_that_does_not_fit_is_told_and_the_old_file_stays() -> None:
    value = "0.12345678901"
    assert invoke("export -o all.parquet").exit == 0
    before = Path("all.parquet").read_bytes()
    assert invoke(f"edit 5 --comparator = --value {value}个").exit == 0
    found = invoke("export -o all.parquet")
    assert (found.exit, found.stdout) == (3, "")
    assert found.stderr == (
        f"error: value of 5 is {value}, more than a Parquet number of 38 digits, 10 of them after the point, can hold; "
        "--format jsonl holds it\n"
    )
    assert Path("all.parquet").read_bytes() == before
    assert not [path for path in Path().iterdir() if path.name.startswith(".all")]


def test_what_was_worked_out_is_rounded_and_what_is_too_large_is_told() -> None:
    row = {"id": 5, "gap": Decimal("1.23456789012345678"), "value": Decimal(10) ** 28 - 1}
    parquet.write_parquet([row], Path("one.parquet"))
    assert ask("SELECT gap, value FROM 'one.parquet'") == [(Decimal("1.2345678901"), Decimal(10) ** 28 - 1)]
    with pytest.raises(DataError, match=f"value of 5 is {10**28}, more than"):
        parquet.write_parquet([row | {"value": Decimal("1E+28")}], Path("one.parquet"))


def test_without_pyarrow_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    found = invoke("export -o all.parquet")
    assert (found.exit, found.stderr) == (
        3, "error: a Parquet file needs pyarrow; install it: pip install 'tracker[parquet]'\n",
    )  # fmt: skip
    assert not Path("all.parquet").exists()
