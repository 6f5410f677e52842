"""Which files to read: files as named, folders by what reports are called, `-` for standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tracker.errors import UnreadableFile
from tracker.model import Content
from tracker.read.contents import content_of

STANDARD_INPUT = "-"
_SUFFIXES = (".txt", ".md", ".docx")


def find_files(paths: Iterable[str]) -> Iterator[str]:
    """The files that `paths` name, in order; a folder gives its reports, also those in folders below, by name.

    Raises UnreadableFile for a path that doesn't exist and for a folder without reports.
    """
    for path in paths:
        if path != STANDARD_INPUT and Path(path).is_dir():
            yield from _reports_in(path)
        elif path == STANDARD_INPUT or Path(path).exists():
            yield path
        else:
            raise UnreadableFile(f"no such file or folder: {path}")


def read_source(path: str) -> Content:
    """What a file holds, or standard input for `-`; raises UnreadableFile where it can't be read."""
    return read_content(read_bytes(path)[0], path)


def read_content(data: bytes, path: str) -> Content:
    """The same of bytes that were read already, here or on another machine; only ending and messages ask the path."""
    return content_of(data, _called(path))


def read_bytes(path: str) -> tuple[bytes, str]:
    """The bytes of a file or of standard input, and what messages call it."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(), _called(path)
    if Path(path).is_dir():
        raise UnreadableFile(f"{path} is a folder: name one file in it")
    try:
        return Path(path).read_bytes(), path
    except FileNotFoundError:
        raise UnreadableFile(f"no such file: {path}") from None
    except OSError as error:
        raise UnreadableFile(f"can't read {path}: {error.strerror}") from None


def _called(path: str) -> str:
    return "standard input" if path == STANDARD_INPUT else path


def _reports_in(folder: str) -> Iterator[str]:
    found = False
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(filter(_is_report, names)):
            found = True
            yield os.path.join(parent, name)
    if not found:
        raise UnreadableFile(f"no reports in {folder}: expected files ending in {', '.join(_SUFFIXES)}")


def _is_report(name: str) -> bool:
    """A text file that isn't hidden and isn't a folder's own README."""
    return name.lower().endswith(_SUFFIXES) and not name.startswith(".") and not name.lower().startswith("readme")
