"""Which database a command works on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.output import say
from tracker.errors import StoreError

if TYPE_CHECKING:
    from tracker.places import Gazetteer
    from tracker.store import Store


def open_database(path: Path | None, *, create: bool = False) -> Store:
    """The store in `path`, or in the default place; one that isn't there is empty, and made only on `create`."""
    from tracker.store import default_path, open_store

    return open_store(path or default_path(), create=create, command=sys.argv[1:])


def is_missing_database(path: Path, database: Path | None) -> bool:
    """Whether a file to write bears the name of the database, which isn't there yet; one that is there is refused."""
    from tracker.store import default_path

    return not path.exists() and path.absolute() == (database or default_path()).absolute()


def known_places(path: Path | None) -> Gazetteer:
    """All places that a name may mean: those of the table and those that people added to the database."""
    with open_database(path) as store:
        return gazetteer_of(store)


def known_places_if_any(path: Path | None) -> Gazetteer:
    """The same for a command that needs no database: one that can't be read adds no places, and that is told."""
    from tracker.places import load_gazetteer

    try:
        return known_places(path)
    except StoreError as error:
        say(f"warning: {error}; places that were added to it are unknown here")
        return load_gazetteer()


def gazetteer_of(store: Store) -> Gazetteer:
    """The same, of a database that is open."""
    from tracker.places import load_gazetteer

    return load_gazetteer(store.places())
