"""Files that are kept ready between runs, in a folder of the user's own; what others could have written is not read."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

_OLD = 30 * 24 * 3600  # seconds
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def cache_folder() -> Path | None:
    """The user's cache folder, made where it is missing; None where there can be none, or where others may write."""
    from platformdirs import user_cache_path

    folder = user_cache_path("tracker")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_ours(folder.stat()) else None
    except OSError:
        return None


def read_kept(path: Path) -> bytes | None:
    """The content of a kept file; None for one that is missing, a link, another user's, or that others may write.

    It is the opened file that is looked at, so that none can be put in its place between the look and the reading.
    """
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    with open(opened, "rb") as file:
        found = os.fstat(opened)
        return file.read() if stat.S_ISREG(found.st_mode) and _is_ours(found) else None


def keep(path: Path, content: bytes) -> None:
    """Put the content there in one step, readable for the user only; where that fails nothing is left behind."""
    partial = path.with_suffix(f".{os.urandom(8).hex()}")
    try:
        with open(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
        partial.replace(path)
    except OSError:  # the next process makes it again
        with suppress(OSError):
            partial.unlink()
        return
    _clear_away(path)


def _is_ours(found: os.stat_result) -> bool:
    """Whether it is the user's and nobody else may write it; systems without such rights guard the folder otherwise."""
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE


def _clear_away(path: Path) -> None:
    """Remove the files that are much older than this one; of two versions in use, neither drives out the other."""
    for other in path.parent.glob("words-*"):
        with suppress(OSError):  # another process may have removed it
            if other.stat().st_mtime < path.stat().st_mtime - _OLD:
                other.unlink()
