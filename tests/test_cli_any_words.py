"""Whatever words follow a command, it ends with a documented code, tells a failure in one line, and loses nothing."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import chdir, closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from command_cases import invoke, prepare
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from tracker.cli.app import app

CODES = {0, 1, 2, 3, 4}
# fmt: off
PATHS = [
    "huaiyin.txt", "corrected.txt", "tianqiao.txt", "faulty.csv", "figures.csv", "figures.jsonl", "odd.jsonl",
    "policy.toml", "report.pdf", "program.txt", "empty", "blank.txt", "hostile.txt", "nowhere.txt", "nowhere/at/all",
    ".", "", "-", "tracker.db", "x" * 300, "新\n行.txt", "/dev/null", "out.csv", "out.xlsx", "\udcff.txt",
]
WORDS = [
    "", " ", "1", "2", "3", "99", "-1", "0", "1-3", "8" * 25, "1e5", "1e999999", "nan", "inf", "½", "٣", "七成",
    "5800家", "1.6万人", "6.5%", "3-5个", "约5家", "5,800", "5 800", "翻番", "2022", "2022-06", "2022-06-30",
    "2022-02-30", "9999-12-31", "0000-00-00", "10000-01-01", "6月底", "上半年", "今天", "槐荫", "济南市槐荫区",
    "370104", "37", "全国", "天桥", "海淀", "上云企业", "力争", "none", "null", "table", "json", "jsonl", "csv",
    "markdown", "xlsx", "growth", "level", "target", "claim", "value", "indicator,quantity", "indicator,,x",
    "id", "a\nb", "a\tb", "'", '"', "[red]", "[/]", "\x1b[31m", "\u202e", "=1+1", "%s", "{0}", "--", "--help",
    "-h", "'; DROP TABLE records; --", "%", "_", "*", "\\", "\udcff", "𠮷", "e\u0301", "1=2", "＝",
]
# fmt: on


def commands_in(path: str, group: TyperGroup) -> Iterator[tuple[str, TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands_in(f"{path}{name} ", command)
        else:
            yield f"{path}{name}", command  # type: ignore[misc]


COMMANDS = dict(commands_in("", get_command(app)))  # type: ignore[arg-type]


def argument_of(parameter: TyperOption) -> st.SearchStrategy[str]:
    """A value for one option or argument: often of its own kind, sometimes anything."""
    choices = parameter.type_descriptor.choices
    if choices:
        return st.sampled_from([*map(str, choices), "nothing"])
    if parameter.metavar in ("PATH", "FILE", "TEXT", None) or "PATH" in str(parameter.metavar):
        return st.sampled_from([*PATHS, *WORDS])
    return st.sampled_from(WORDS) | st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=12)


@st.composite
def command_lines(draw: st.DrawFn, command: TyperCommand) -> list[str]:
    """Some of the options of a command, then as many arguments as it may take, or one more."""
    words: list[str] = []
    plain: list[str] = []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            plain += draw(st.lists(argument_of(parameter), max_size=2))
        elif draw(st.integers(0, 3)) == 0 or parameter.required:
            name = draw(st.sampled_from([*parameter.opts, *parameter.secondary_opts]))
            words += [name] if parameter.is_flag else [name, draw(argument_of(parameter))]
    return [*words, *(["--"] if draw(st.booleans()) else []), *plain]


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the example files and a database that holds reports, figures and words."""
    folder = tmp_path_factory.mktemp("stocked")
    with pytest.MonkeyPatch.context() as patch:
        prepare(folder, patch)
        for command in (
            "ingest huaiyin.txt",
            "update 3 --actual 5800",
            "edit 4 --responsible 教育局",
            "reject 5 --reason 误",
        ):
            assert invoke(command).exit == 0, command
        yield folder


def records_of(database: Path) -> list[Any]:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return (
            connection.execute("SELECT id FROM records").fetchall()
            + connection.execute("SELECT id, target_id, value, as_of, source, note FROM actuals").fetchall()
        )


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=settings().max_examples // 5, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_words(command: str, data: st.DataObject, stocked: Path, tmp_path: Path) -> None:
    words = [*command.split(), *data.draw(command_lines(COMMANDS[command]))]
    folder = tmp_path / str(next(ATTEMPT))
    shutil.copytree(stocked, folder)
    with chdir(folder):
        known = records_of(folder / "tracker.db")
        found = invoke(shlex.join(words), "上云企业达到5700家。")
        if os.path.exists("tracker.db"):
            assert set(known) <= set(records_of(folder / "tracker.db"))
    shutil.rmtree(folder)
    assert found.exit in CODES
    assert "internal error" not in found.stderr
    assert "Traceback" not in found.stderr
    if found.exit > 1:
        assert found.stderr.splitlines()[-1].startswith("error: ")


ATTEMPT = count()
