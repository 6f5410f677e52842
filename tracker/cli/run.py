"""Run one command, and turn every failure into one line on standard error and an exit code of its own."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper

import typer
from typer.main import get_command

from tracker.cli.app import app
from tracker.cli.output import say
from tracker.errors import TrackerError

USAGE = 2
FAILED = 3
INTERRUPTED = 130


def run(args: Sequence[str]) -> int:
    """Run `tracker` with `args` and give its exit code; all that is ever raised is BrokenPipeError.

    That says that nobody reads the output any more.
    """
    _speak_utf8()
    try:
        code = get_command(app).main(list(args), prog_name="tracker", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # typer and rich leave with 1 for it, which would say that a gate failed
        raise BrokenPipeError from None
    except Exception as error:
        return _explain(error)
    return code if isinstance(code, int) else 0


def _explain(error: Exception) -> int:
    """Say what went wrong in one line and give the exit code for it."""
    _give_up_output_if_it_fails()
    if os.environ.get("TRACKER_DEBUG") == "1":
        traceback.print_exception(error)
    if isinstance(error, TrackerError):
        say(f"error: {error}")
        return error.exit_code
    if isinstance(error, typer.TyperException):
        say(f"error: {_describe_usage(error)}")
        return USAGE
    if isinstance(error, OSError):
        say(f"error: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return FAILED
    say(f"internal error: {type(error).__name__}: {error}; please report it with the output of TRACKER_DEBUG=1")
    return FAILED


def _describe_usage(error: typer.TyperException) -> str:
    """What is wrong with the options, and which help says how they go."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "tracker"
    message = " ".join(error.format_message().replace("Value error, ", "").split()).rstrip(".")
    return f"{message}{' ' if message.endswith('?') else '; '}see {command} --help"


def _speak_utf8() -> None:
    """Print Chinese whatever the locale says; bytes of an argument that are no text come out as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _give_up_output_if_it_fails() -> None:
    """Let nothing more be written to a standard output that failed, so that leaving does not fail again."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
