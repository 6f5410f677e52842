"""Text as it is compared when people look for a part of it, and as SQLite can keep it."""

from __future__ import annotations

from unicodedata import normalize


def fold(text: str) -> str:
    """The text in one width and one case, without spaces.

    >>> fold("ＰＭ2.5 浓度")
    'pm2.5浓度'
    """
    return "".join(normalize("NFKC", text).casefold().split())


def well_formed(text: str) -> str:
    r"""The text with `?` for what is no character, such as the odd bytes of a file name, which SQLite can't keep.

    >>> well_formed("report\udcff.txt")
    'report?.txt'
    """
    return text.encode("utf-8", "replace").decode("utf-8")
