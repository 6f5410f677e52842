"""Files that commands write: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from tracker.errors import DataError


def write_file(path: Path, text: str) -> None:
    """Write the text as UTF-8 in place of what the file held; a failure leaves that as it was."""
    write_bytes(path, text.encode("utf-8", "surrogateescape"))


def write_bytes(path: Path, data: bytes) -> None:
    """The same for bytes. Raises `DataError` that names the file."""
    if path.is_dir():
        raise DataError(f"{path} is a folder: give the path of a file")
    if path.exists() and not path.is_file():  # /dev/stdout, a pipe
        path.write_bytes(data)
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        raise DataError(f"can't write {path}: {error.strerror}") from None
    finally:
        draft.unlink(missing_ok=True)
