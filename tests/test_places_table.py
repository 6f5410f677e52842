"""The table of districts as data: whole, well-formed, and with the years that are known from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

from tracker.lexicon.districts import code_prefix, lies_within, load_districts, parent_codes


def test_rows_are_well_formed() -> None:
    for row in load_districts():
        assert re.fullmatch(r"[1-8]\d{5}", row.code)
        assert len(row.name) > 1
        assert all(len(name) > 1 for name in row.also)
        assert row.until is None or row.since <= row.until <= 2026
        assert row.name not in {"市辖区", "县"}
        assert "直辖" not in row.name


def test_one_place_stands_under_a_code() -> None:
    standing = Counter(row.code for row in load_districts() if row.until is None)
    assert max(standing.values()) == 1


def test_the_levels_are_whole() -> None:
    standing = {row.code for row in load_districts() if row.until is None}
    provinces = [code for code in standing if code.endswith("0000") and code != "100000"]
    prefectures = [code for code in standing if code.endswith("00") and not code.endswith("0000")]
    assert len(provinces) == 34
    assert len(prefectures) == 333
    assert 2840 <= len(standing) - len(provinces) - len(prefectures) - 1 <= 2860


def test_years_of_well_known_changes() -> None:
    until = {(row.code, row.name): row.until for row in load_districts()}
    assert until["371200", "莱芜市"] == 2018
    assert until["310103", "卢湾区"] == 2011
    assert until["310119", "南汇区"] == 2009
    assert until["110223", "通县"] == 1997
    assert until["530800", "思茅市"] == 2007
    assert until["330104", "江干区"] == 2021
    assert until["540530", "错那县"] == 2023


def test_codes_know_what_is_above() -> None:
    assert parent_codes("370200.1.2") == ("370200.1", "370200", "370000", "100000")
    assert parent_codes("370000") == ("100000",)
    assert parent_codes("100000") == ()
    assert code_prefix("370000.1") == "370000.1"
    assert not lies_within("370000", "370000.1")


def test_places_load_without_the_heavy_libraries() -> None:
    script = (
        "import sys; from tracker.places import load_gazetteer; load_gazetteer().resolve('槐荫');"
        "print([name for name in ('jieba', 'cn2an', 'sqlite_utils', 'typer', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
