"""Write the parts of the reference pages that say what the code says; `--check` only tells whether they are current.

A page is written by hand around blocks `<!-- begin NAME -->` … `<!-- end NAME -->`; what stands inside comes from
`BLOCKS`. Options come from the Typer app, examples and errors from the cases in tests/cli that the tests run, exit
codes from the exceptions, fields from schema.json.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from tracker import errors
from tracker.cli.app import app

DOCS = Path(__file__).parent
CASES = DOCS.parent / "tests" / "cli"
_BLOCK = re.compile(r"(?P<begin><!-- begin (?P<name>[\w ]+) -->\n).*?(?P<end><!-- end (?P=name) -->)", re.DOTALL)


def main(args: list[str]) -> int:
    """Write the pages, or with `--check` name those that are stale and give 1."""
    stale = [page for page in sorted(DOCS.glob("*.md")) if fill(text := page.read_text(encoding="utf-8")) != text]
    for page in stale:
        if "--check" in args:
            print(f"docs/{page.name} is stale; run: python docs/_generate.py")
        else:
            page.write_text(fill(page.read_text(encoding="utf-8")), encoding="utf-8")
    return 1 if stale and "--check" in args else 0


def fill(text: str) -> str:
    """The page with every block as the code has it today; KeyError for a block that nobody writes."""
    return _BLOCK.sub(lambda block: f"{block['begin']}{BLOCKS[block['name']]()}{block['end']}", text)


def write_commands() -> str:
    """Every command: what it does, its options, examples that are run, and when it fails."""
    return "\n".join(_write_command(path, command) for path, command in find_commands())


def find_commands() -> Iterator[tuple[str, TyperCommand]]:
    """Every command under its full name, the commands of a group in its place."""
    yield from _commands_in("tracker", cast(TyperGroup, get_command(app)))


def _commands_in(path: str, group: TyperGroup) -> Iterator[tuple[str, TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _commands_in(f"{path} {name}", command)
        else:
            yield f"{path} {name}", cast(TyperCommand, command)


def read_cases(path: str) -> list[dict[str, Any]]:
    """The tested cases of one command; `tracker districts NAME` counts as `tracker districts find NAME`."""
    words = path.split()[1:]
    cases = tomllib.loads((CASES / f"{words[0]}.toml").read_text(encoding="utf-8"))["case"]
    adds = "add" in words
    return [case for case in cases if len(words) == 1 or case["run"].startswith("districts add") == adds]


def _write_command(path: str, command: TyperCommand) -> str:
    usage = " ".join([path, *command.collect_usage_pieces(typer.Context(command, info_name=path))])
    options = [_describe(cast(TyperOption, parameter)) for parameter in command.params]
    cases = read_cases(path)
    examples = [_write_example(case) for case in cases if "doc" in case]
    failures = [_write_failure(case) for case in cases if "exit" in case and "stdout" not in case]
    return "\n".join(
        [
            f"## {path}\n\n{command.help}\n\n```\n{usage}\n```\n",
            *_table("argument or option", "meaning", options),
            *examples,
            "It fails, with one line and without having written anything:\n",
            *_table("command", "message", failures),
        ]
    )


def write_examples(command: str) -> str:
    """The examples of one command, as its own part of the reference has them."""
    return "\n".join(_write_example(case) for case in read_cases(f"tracker {command}") if "doc" in case)


def _describe(parameter: TyperOption) -> tuple[str, str]:
    """How an option is written and what it means: `--year YEAR`, The year of the report."""
    words = [" ".join((parameter.help or "").split())]
    choices = parameter.type_descriptor.choices
    default = parameter.default or (parameter.show_default if isinstance(parameter.show_default, str) else None)
    if choices:
        words.append(f"One of {', '.join(f'`{choice}`' for choice in choices)}.")
    if parameter.required and parameter.param_type_name == "option":
        words.append("Required.")
    if default:
        words.append(f"Default: {default}.")
    if parameter.envvar:
        words.append(f"Also set by `{parameter.envvar}` in the environment.")
    names = "" if parameter.param_type_name == "argument" else ", ".join(parameter.opts)
    return f"`{' '.join(filter(None, [names, parameter.metavar]))}`", " ".join(words)


def _write_example(case: Mapping[str, Any]) -> str:
    commands = "".join(f"$ tracker {command}\n" for command in (*case.get("before", []), case["run"]))
    fed = f"$ echo {case['stdin'].strip()} | tracker {case['run']}\n" if "stdin" in case else commands
    return f"{case['doc']}\n\n```console\n{fed}{case.get('stdout', '')}{case.get('stderr', '')}```\n"


def _write_failure(case: Mapping[str, Any]) -> tuple[str, str]:
    return f"`tracker {case['run']}`", f"{_escape(case['stderr'].strip().splitlines()[-1])} (exit code {case['exit']})"


def write_exit_codes() -> str:
    """Every exit code with what it means, then every error with its own."""
    rows = [(str(code), meaning) for code, meaning in EXIT_CODES.items()]
    return "\n".join(_table("exit code", "meaning", rows))


def write_errors() -> str:
    """Every error of tracker with its exit code and what it says."""
    found = [getattr(errors, name) for name in dir(errors)]
    kinds = [kind for kind in found if isinstance(kind, type) and issubclass(kind, errors.TrackerError)]
    rows = [(f"{kind.__name__} ({kind.exit_code})", str(kind.__doc__).splitlines()[0]) for kind in kinds]
    return "\n".join(_table("error (exit code)", "when", rows))


def _table(left: str, right: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    return [f"| {left} | {right} |", "| --- | --- |", *(f"| {first} | {second} |" for first, second in rows), ""]


def _fields(name: str) -> Callable[[], str]:
    """The writer of a table of the fields of one object of schema.json."""

    def write() -> str:
        schema = json.loads((DOCS / "schema.json").read_text(encoding="utf-8"))
        properties = schema["$defs"][name]["properties"]
        rows = ((f"`{field}`", _escape(about["description"])) for field, about in properties.items())
        return "\n".join(_table("field", "meaning", rows))

    return write


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "\\<")


EXIT_CODES = {
    0: "done; an empty list is no failure",
    1: "a gate failed (of the commands that are gates)",
    errors.UsageError.exit_code: "wrong usage: an option or argument is wrong",
    errors.DataError.exit_code: "bad data or a failed operation",
    errors.NoMatch.exit_code: "nothing matched a selector that must match",
    130: "interrupted with Ctrl-C",
}
EXAMPLES_ELSEWHERE = ("template", "edit", "revise", "merge", "add", "history", "undo")  # that recording.md shows too
BLOCKS: Mapping[str, Callable[[], str]] = {
    "commands": write_commands,
    "exit codes": write_exit_codes,
    "errors": write_errors,
    "record fields": _fields("record"),
    "shown fields": _fields("shown"),
    "verdict fields": _fields("verdict"),
    "match fields": _fields("match"),
    **{f"examples {name}": partial(write_examples, name) for name in EXAMPLES_ELSEWHERE},
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
