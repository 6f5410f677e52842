"""Files that commands write: whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import DataError

_DATABASE = (b"SQLite format 3\0", b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")


def write_file(path: Path, parts: Iterable[str]) -> None:
    """Write the parts as UTF-8 in place of what the file held; a failure on the way leaves that as it was."""
    write_bytes(path, (part.encode("utf-8", "surrogateescape") for part in parts))


def write_bytes(path: Path, parts: Iterable[bytes]) -> None:
    """The same for bytes. Raises `DataError` that names the file; a database is never written over."""
    if path.exists() and not path.is_file() and not path.is_dir():  # /dev/stdout, a pipe
        with path.open("wb") as file:
            file.writelines(parts)
        return
    with replacing(path) as draft, draft.open("wb") as file:
        file.writelines(parts)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A draft beside the file for what is written bit by bit; it takes the file's place once all went well.

    Raises `DataError` that names the file; a database is never written over.
    """
    if path.is_dir():
        raise DataError(f"{path} is a folder: give the path of a file")
    if _is_database(path):
        raise DataError(f"{path} is a database, which nothing is written over: give another path")
    if path.exists() and not path.is_file():
        raise DataError(f"{path} is no file that can be replaced: give the path of a file")
    draft = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    try:
        _make_new(draft, mode=path.stat().st_mode & 0o777 if path.exists() else None)
        yield draft
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(path)
    except OSError as error:
        raise DataError(f"can't write {path}: {error.strerror or error}") from None
    finally:
        draft.unlink(missing_ok=True)


def _is_database(path: Path) -> bool:
    """Whether the file begins as one of SQLite's: a database, or the journal of writes beside it."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(16).startswith(_DATABASE)


def _make_new(path: Path, mode: int | None) -> None:
    """Make a file that isn't there, so that no link leads elsewhere; its mode is that of what it replaces, if given.

    Else the user's umask decides who may read it, as for every file that is asked for.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666 if mode is None else mode))
    if mode is not None:
        os.chmod(path, mode)
