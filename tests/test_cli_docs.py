"""The reference pages are what the code says, and they leave no command, option, error or exit code out."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from tracker import errors

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "_generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_current(generator: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert generator.main(["--check"]) == 0, capsys.readouterr().out


def test_a_stale_page_is_noticed(generator: ModuleType) -> None:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    assert generator.fill(page.replace("| 4 |", "| 5 |")) == page


def test_every_command_and_option_is_documented(generator: ModuleType) -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## (tracker [\w ]+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    commands = dict(generator.find_commands())
    assert list(parts) == list(commands)
    for path, command in commands.items():
        assert command.help in parts[path]
        for parameter in command.params:
            assert parameter.help, f"{path} {parameter.name} has no help"
            written = parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[0]
            assert f"| `{written}" in parts[path], f"{path} {written}"
        assert "```console\n$ tracker" in parts[path] or "$ echo" in parts[path], f"{path} has no example"
        assert "It fails, with one line" in parts[path], f"{path} has no failures"


def test_every_error_is_documented() -> None:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    for name, kind in vars(errors).items():
        if isinstance(kind, type) and issubclass(kind, errors.TrackerError):
            assert f"| {name} ({kind.exit_code}) |" in page
            assert f"{name} " in str(errors.__doc__) or f"{name}\n" in str(errors.__doc__)


def test_every_link_in_the_pages_leads_somewhere() -> None:
    for page in DOCS.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (DOCS / target).exists(), f"{page.name} links to {target}"
