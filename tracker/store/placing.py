"""Files that come and go: new ones whole or not at all, under a name of their own, then put in place in one step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def drafting(path: Path) -> Iterator[Path]:
    """An empty file beside `path`, readable for its owner only; what is left of it in the end is removed."""
    draft = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + end).unlink(missing_ok=True)


def put_in_place(draft: Path, path: Path) -> None:
    """Give the draft its name. Raises `FileExistsError` where a file bears it already; that file stays."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(f"{path} is there already") from None
        draft.replace(path)


def size_of(path: Path) -> int:
    """Its size in bytes; 0 where there is no such file, as when another process has just put its journal away."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
