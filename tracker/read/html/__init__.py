"""Web pages → the text of their report, without menus and widgets: no paragraph and no number of it is lost.

trafilatura finds where in a page the main text stands and what the page says of itself; the text is then read from
there by `pieces`, since trafilatura's own leaves out what is repeated, short, or in a table.
"""

from __future__ import annotations

from tracker.read.html.reading import read_html, read_mhtml

__all__ = ["read_html", "read_mhtml"]
