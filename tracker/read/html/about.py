"""What a page says of itself: title, day of publication, address. Nothing is guessed from its text."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("articletitle", "og:title", "dc.title")  # the first by the rules for sites of governments
_DAYS = ("pubdate", "publishdate", "article:published_time", "og:published_time", "publish_date", "dc.date")
_ADDRESSES = ("url", "og:url")
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]+)")


class About(NamedTuple):
    """Title, day and address of a page; None where it doesn't say."""

    title: str | None
    published: date | None
    url: str | None


def read_about(root: HtmlElement, source: str) -> About:
    """Read the page's own metadata, then what trafilatura makes of the rest; `source` is the page as text."""
    said = {name: content for name, content in _metadata(root) if content}
    title, day, address = (_first(said, names) for names in (_TITLES, _DAYS, _ADDRESSES))
    found = _by_trafilatura(root)
    saved = _SAVED_FROM.search(source[:2000])
    address = address or (saved[1] if saved else None) or found[2]
    return About(
        title or _text_of_title(root) or found[0],
        _as_date(day or "") or _confirmed(found[1], source),
        address if address and address.startswith(("http://", "https://")) else None,
    )


def _metadata(root: HtmlElement) -> list[tuple[str, str]]:
    return [
        ((meta.get("name") or meta.get("property") or "").lower(), (meta.get("content") or "").strip())
        for meta in root.iter("meta")
    ]


def _first(said: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if name in said), None)


def _text_of_title(root: HtmlElement) -> str | None:
    title = root.find(".//title")
    return " ".join((title.text or "").split()) or None if title is not None else None


def _by_trafilatura(root: HtmlElement) -> tuple[str | None, str | None, str | None]:
    from copy import deepcopy

    from trafilatura.metadata import extract_metadata

    try:
        found = extract_metadata(deepcopy(root), date_config={"extensive_search": False, "original_date": True})
    except Exception:  # whatever it stumbles over in a broken page: what isn't known stays unknown
        return None, None, None
    return found.title, found.date, found.url


def _confirmed(day: str | None, source: str) -> date | None:
    """The day that trafilatura found, where it stands in the page: of `2023年` alone it makes the first of January."""
    found = _as_date(day or "")
    return found if found and any(_as_date(shown[0]) == found for shown in _DAY.finditer(source)) else None


def _as_date(text: str) -> date | None:
    found = _DAY.search(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
