"""The examples of docs/ci.md: the shell one is run as it stands, the others command by command."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from command_cases import invoke, prepare

from tracker.progress.policy import PROBLEMS, read_policy

PAGE = (Path(__file__).parents[1] / "docs" / "ci.md").read_text(encoding="utf-8")
HEADER = "指标,实际值,截至日期\n"
KEPT = (
    "上云企业,5800家,2022-12-31\n养老机构,2处,2022-12-31\n蔬菜标准园,4个,2022-12-31\n一般公共预算收入,6.1%,2022-12-31\n"
)


def example(name: str) -> str:
    """The code of the block that is marked as tested under that name."""
    found = re.search(rf"<!-- tested: {name} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found, name
    return found[1]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository as the page describes it: reports in a folder, figures in a table."""
    prepare(tmp_path, monkeypatch)
    (tmp_path / "reports").mkdir()
    (tmp_path / "huaiyin.txt").rename(tmp_path / "reports" / "huaiyin.txt")
    (tmp_path / "figures.csv").write_text(HEADER + KEPT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("figures", "code", "said"),
    [
        (KEPT, 0, "all promises kept\n"),
        (KEPT.replace("2处", "1处"), 1, "promises broken, see build/check.md\n"),
        (KEPT.replace("养老机构", "托育机构"), 3, ""),
    ],
)
def test_the_shell_example_runs(project: Path, figures: str, code: int, said: str) -> None:
    """As it stands, in a shell of its own, with the tracker of this environment."""
    (project / "figures.csv").write_text(HEADER + figures, encoding="utf-8")
    (project / "check.sh").write_text(example("shell"), encoding="utf-8")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment["TRACKER_DB"] = "build/tracker.db"
    found = subprocess.run(
        ["sh", "check.sh"], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert found.returncode == code, found.stderr
    assert found.stdout.endswith(said)
    if code < 2:
        page = (project / "build" / "check.md").read_text(encoding="utf-8")
        assert page.startswith(f"## tracker check: {'failed' if code else 'passed'}\n")


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_the_commands_of_the_other_examples_run(name: str, project: Path) -> None:
    """Every command of tracker in them, in order, with a baseline beside it."""
    commands = re.findall(r"(?:run: |- )(tracker .+)", example(name))
    assert len(commands) >= 3
    (project / "known.json").write_text('{"version": 1, "known": []}\n', encoding="utf-8")
    for command in commands:
        words = shlex.split(command.split(">")[0])
        found = invoke(shlex.join(words[1:]))
        assert found.exit in ((0, 1) if "check" in words else (0,)), (command, found.stderr)


def test_the_policy_example_can_be_read() -> None:
    """With two rules, of which the second has every condition but one."""
    text = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert text
    policy = read_policy(text[1], "ci.md")
    assert len(policy.rules) == len(tomllib.loads(text[1])["rule"]) == 2


def test_every_problem_is_explained() -> None:
    """In the table of what fails."""
    assert [re.search(rf"^\| `{problem}[`:]", PAGE, re.MULTILINE) is None for problem in PROBLEMS] == [False] * 6
