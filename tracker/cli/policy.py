"""The policy that a command goes by: how near is near, and how grave is what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import UnreadableFile

if TYPE_CHECKING:
    from tracker.progress.policy import Policy


def policy_from(path: Path | None) -> Policy:
    """The policy of a file, else the usual one. Raises UnreadableFile, and DataError for what is wrong in it."""
    from tracker.progress.policy import default_policy, read_policy

    return read_policy(read_own_file(path), str(path)) if path else default_policy()


def read_own_file(path: Path) -> str:
    """The text of a file that people or tracker wrote for tracker. Raises UnreadableFile."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(f"{path}: not UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror}") from None
