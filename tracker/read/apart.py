"""Files that parsers read are read in a process of their own, which may loop, crash or run out of memory alone.

A parser written in C can't be stopped from within, nor can one that asks for more memory than there is. The process
stays for the next file; one that took too long or died is replaced.
"""

from __future__ import annotations

import atexit
import io
import os
import pickle
import signal
import struct
import subprocess
import sys
from threading import Lock, Timer
from typing import IO, Any

from tracker.errors import UnreadableFile
from tracker.model import Content
from tracker.read.limits import Limits

_LENGTH = struct.Struct(">Q")
_START = "from tracker.read.reader import serve; serve()"
_TAKEN = {("tracker.model", name) for name in ("Content", "Mark", "Table", "Cell")} | {("datetime", "date")}

Answer = tuple[str, Any]  # "content" and it, "refused" and why, "failed" and how


def read_apart(data: bytes, name: str, limits: Limits) -> Content:
    """What a file holds, read by the reader process. Raises UnreadableFile, also where the reader is lost over it."""
    with _lock:
        answer = _reader().ask((data, name, limits), limits.seconds)
    if answer is None:
        raise UnreadableFile(
            f"{name} takes longer than {limits.seconds} seconds to read: if it is a report nevertheless, allow more "
            "with --max-seconds"
        )
    kind, told = answer
    if kind == "content":
        assert isinstance(told, Content)
        return told
    raise UnreadableFile(told if kind == "refused" else f"{name} can't be read: {told}")


class Reader:
    """A process that reads one file after the other, as it is asked to."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._process = subprocess.Popen(  # noqa: S603  # this very interpreter
            [sys.executable, "-P", "-c", _START],  # -P: no module is taken from the folder that tracker is run in
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("TRACKER_DEBUG") == "1" else subprocess.DEVNULL,  # parsers talk
            process_group=0 if os.name == "posix" else None,  # Ctrl-C is for the one who asks
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(os.path.isabs, sys.path))},
        )

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked, by this process."""
        return self.owner == os.getpid() and self._process.poll() is None

    def ask(self, request: tuple[bytes, str, Limits], seconds: int) -> Answer | None:
        """What the reader answers; None where it did not in time and was ended."""
        late = False

        def end() -> None:
            nonlocal late
            late = True
            self._process.kill()

        timer = Timer(seconds, end)
        timer.start()
        try:
            answer = self._exchange(pickle.dumps(request))
        except BaseException:
            self.leave()  # what it answers now nobody waits for: it must not be taken for the next file
            raise
        finally:
            timer.cancel()
        if answer is None or late:
            self.leave()
            return None if late else ("failed", f"its reader crashed or ran out of memory ({self._describe_end()})")
        try:
            return _take(answer)
        except Exception:
            self.leave()
            return "failed", "its reader was led astray"

    def leave(self) -> None:
        """End the process, unless it is another's."""
        if self.owner == os.getpid():
            self._process.kill()
            self._process.communicate()

    def _exchange(self, request: bytes) -> bytes | None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            send(self._process.stdin, request)
        except BrokenPipeError:
            return None
        return receive(self._process.stdout)

    def _describe_end(self) -> str:
        code = self._process.returncode
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message that `receive` reads whole."""
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message; None where the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    message = stream.read(_LENGTH.unpack(head)[0])
    return message if len(message) == _LENGTH.unpack(head)[0] else None


class _Taken(pickle.Unpickler):
    """Takes a Content and nothing else: a parser that was taken over can't make this process run anything."""

    def find_class(self, module: str, name: str) -> object:
        """The few classes that a Content is made of."""
        if (module, name) not in _TAKEN:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a Content")
        return super().find_class(module, name)


def _take(answer: bytes) -> Answer:
    found: Answer = _Taken(io.BytesIO(answer)).load()
    return found


def _reader() -> Reader:
    """The reader of this process, started when it is first needed, and anew after it was lost."""
    if not (_readers and _readers[-1].is_alive):
        _readers[:] = [Reader()]
    return _readers[-1]


def _end_reader() -> None:
    for reader in _readers:
        reader.leave()


_readers: list[Reader] = []
_lock = Lock()  # a worker of a cluster has several threads
atexit.register(_end_reader)
