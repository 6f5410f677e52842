"""Commands that are imported when somebody asks for them: `tracker list` need not know how `match` goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.main import get_command

if TYPE_CHECKING:
    from typer._click.core import Command


class LazyCommands(Mapping[str, "Command"]):
    """Commands by name; each value says where its function, or its Typer app, is: `tracker.cli.list:list_records`."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places

    def __getitem__(self, name: str) -> Command:
        module, _, function = self._places[name].partition(":")
        found = getattr(import_module(module), function)
        if isinstance(found, typer.Typer):
            return get_command(found)
        app = typer.Typer(rich_markup_mode=None, add_completion=False)
        app.command(name)(found)
        return get_command(app)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
