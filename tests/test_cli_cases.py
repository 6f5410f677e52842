"""Commands as input, command, exact output, exit code: the cases of tests/cli/*.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_cases import FOLDER, Case, Result, invoke, prepare, read_cases

CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.command}: {case.name}")
def test_a_command_prints_exactly_this(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    for command in case.before:
        assert invoke(command).exit == 0, command
    assert invoke(case.run, case.stdin) == Result(case.stdout, case.stderr, case.exit)


def test_every_command_has_examples_and_errors() -> None:
    commands = {path.stem for path in FOLDER.glob("*.toml")} - {"files", "general"}
    assert len(commands) >= 20
    for command in commands:
        own = [case for case in CASES if case.command == command]
        assert [case for case in own if case.doc], command
        assert [case for case in own if case.exit], command


def test_an_error_is_one_line_without_output_or_traceback() -> None:
    for case in CASES:
        if case.exit > 1 and "reports were not read" not in case.stderr and "rows are wrong" not in case.stderr:
            assert (case.stdout, case.stderr.count("\n")) == ("", 1), case.name
            assert case.stderr.startswith("error: "), case.name
