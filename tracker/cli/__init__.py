"""The command line: one thin module per command, each a shell over one function of the rooms below."""

from __future__ import annotations

from tracker.cli.run import run

__all__ = ["run"]
