"""How much one file may cost, so that none stops the others: bytes, pages, seconds, and what an archive unpacks to."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.errors import UnreadableFile

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold and take; the defaults are many times what the longest reports need."""

    size: int = 200 * MEGABYTE  # bytes of a file, and of all that it unpacks to
    pages: int = 3_000  # of a PDF; a yearbook has a thousand
    seconds: int = 60  # to read a file that is no plain text
    members: int = 100_000  # of an archive
    characters: int = 12_000_000  # of text: a hundred of the longest reports; numbers on end take a kilobyte each

    def check_size(self, size: int, name: str) -> None:
        """Raise UnreadableFile where `size` bytes are more than a file may have."""
        if size > self.size:
            raise UnreadableFile(
                f"{name} is larger than {show_size(self.size)}: "
                "if it is a report nevertheless, allow more with --max-size"
            )

    def check_length(self, text: str, name: str) -> None:
        """Raise UnreadableFile where a text is longer than any report."""
        if len(text) > self.characters:
            raise UnreadableFile(
                f"{name} holds {len(text)} characters of text, more than the {self.characters} that are read: "
                "cut out the report"
            )


DEFAULT_LIMITS = Limits()
UNLIMITED = Limits(size=1 << 62)  # for what tracker wrote itself


def show_size(size: int) -> str:
    """A number of bytes for people: `200 MB`, `1500 bytes`."""
    return f"{size / MEGABYTE:.4g} MB" if size >= MEGABYTE else f"{size} bytes"
