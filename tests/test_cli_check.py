"""The gate as a CI job meets it: exit codes, the baseline file, and a crash that is no failed gate."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_cases import invoke, prepare

from tracker.progress import gate

MISSED = "check --fail-on missed"


@pytest.fixture(autouse=True)
def stocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    prepare(tmp_path, monkeypatch)
    assert invoke("ingest huaiyin.txt tianqiao.txt").exit == 0
    assert invoke("update 4 --actual 1 --as-of 2022-12-31").exit == 0
    return tmp_path


@pytest.mark.parametrize("form", ["text", "json", "junit", "github", "markdown"])
def test_every_form_has_the_same_exit_code_and_one_line_that_says_why(form: str) -> None:
    failed = invoke(f"{MISSED} --format {form}")
    assert (failed.exit, failed.stderr) == (1, "gate failed: 1 missed\n")
    passed = invoke(f"{MISSED} --district 天桥 --format {form}")
    assert (passed.exit, passed.stderr) == (0, "")
    empty = invoke(f"{MISSED} --year 2019 --format {form} --allow-empty")
    assert (empty.exit, empty.stderr) == (0, "")
    assert invoke(f"{MISSED} --year 2019 --format {form}").exit == 4


def test_a_baseline_is_written_only_when_that_is_asked_for(stocked: Path) -> None:
    assert invoke(f"{MISSED} --baseline known.json --write-baseline").exit == 0
    written = (stocked / "known.json").read_bytes()
    assert json.loads(written)["known"][0]["indicator"] == "养老机构"
    assert sorted(path.name for path in stocked.glob("known.json*")) == ["known.json"]

    assert invoke(f"{MISSED} --baseline known.json").exit == 0
    assert invoke("update 4 --actual 2 --as-of 2022-12-31").exit == 0
    fixed = invoke(f"{MISSED} --baseline known.json --format json")
    assert [entry["indicator"] for entry in json.loads(fixed.stdout)["fixed"]] == ["养老机构"]
    assert invoke("update 5 --actual 2 --as-of 2022-12-31").exit == 0
    assert invoke(f"{MISSED} --baseline known.json").exit == 1
    assert (stocked / "known.json").read_bytes() == written


def test_a_baseline_outlives_the_database(stocked: Path) -> None:
    """Ids are not in it: the other report is read first this time."""
    assert invoke(f"{MISSED} --baseline known.json --write-baseline").exit == 0
    assert invoke("ingest tianqiao.txt huaiyin.txt --db other.db").exit == 0
    assert invoke("update --db other.db --indicator 养老机构 --actual 1 --as-of 2022-12-31").exit == 0
    assert "known     missed" in invoke(f"{MISSED} --baseline known.json --db other.db").stdout


def test_a_baseline_that_cannot_be_written_is_a_failed_operation(stocked: Path) -> None:
    found = invoke(f"{MISSED} --baseline no/such/folder.json --write-baseline")
    assert (found.exit, found.stderr.count("\n")) == (3, 1)


def test_a_fault_of_tracker_is_no_failed_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(gate, "judge", burst)
    found = invoke(MISSED)
    assert (found.exit, found.stdout) == (3, "")
    assert found.stderr.startswith("internal error: ZeroDivisionError")


def test_a_broken_installation_is_no_failed_gate(stocked: Path) -> None:
    """A library that can't be imported ends with 3 and a line, whatever is imported when."""
    for library, line in (("typer", MISSED), ("rich", MISSED), ("sqlite_utils", "update 6 --actual 5%")):
        (stocked / library).mkdir()
        (stocked / library / "__init__.py").write_text("raise ImportError('broken on purpose')")
        environment = {**os.environ, "PYTHONPATH": str(stocked)}
        command = [sys.executable, "-m", "tracker", *line.split()]
        found = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        assert (found.returncode, found.stdout) == (3, ""), library
        assert "broken on purpose" in found.stderr
        assert found.stderr.count("\n") == 1
        (stocked / library / "__init__.py").unlink()
        (stocked / library).rmdir()


def test_a_policy_changes_what_is_near_everywhere() -> None:
    """With ε of 10 % a growth of 5.5 % is near 6 %; the environment may name the policy."""
    assert invoke("update 6 --actual 5.5% --as-of 2022-12-31").exit == 0
    assert "missed" in invoke("list --indicator 预算").stdout
    for command in ("list --indicator 预算", "show 6", "summary --indicator 预算"):
        assert "near" in invoke(f"{command} --policy policy.toml").stdout, command
    os.environ["TRACKER_POLICY"] = "policy.toml"
    try:
        assert invoke("check --indicator 预算").exit == 0
    finally:
        del os.environ["TRACKER_POLICY"]
    assert invoke("check --indicator 预算").exit == 1
