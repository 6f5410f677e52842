"""Files in other formats, made from plain text: what an office program, a web site or a printer makes of a report."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator, Sequence

_FONT, _SIZE, _LEADING = "STSong-Light", 16, 28
_A4 = (595, 842)
_MARGIN = 70
_NEVER_FIRST = "，。；：、！？”）》%％"
_UNBROKEN = re.compile(r"[0-9A-Za-z.]+|.")


def make_docx(text: str) -> bytes:
    """A Word document with a paragraph for each line."""
    import docx

    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def make_pdf(text: str, *, columns: int = 1, head: str = "", numbered: bool = True) -> bytes:
    """A PDF that sets each line as a paragraph, justified, in columns, with a running head and page numbers."""
    from reportlab.pdfgen.canvas import Canvas

    _register()
    width = (_A4[0] - 2 * _MARGIN - (columns - 1) * 2 * _SIZE) / columns
    per_column = int((_A4[1] - 2 * _MARGIN) / _LEADING)
    lines = [line for paragraph in text.split("\n") for line in _set(paragraph, width)]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=_A4, invariant=1)
    for page, on_page in enumerate(_by(per_column * columns, lines), start=1):
        for column, in_column in enumerate(_by(per_column, on_page)):
            left = _MARGIN + column * (width + 2 * _SIZE)
            for row, (line, indent, spacing) in enumerate(in_column):
                _draw(canvas, left + indent, _A4[1] - _MARGIN - row * _LEADING, line, spacing)
        if head:
            _draw(canvas, _MARGIN, _A4[1] - 30, head, 0)
        if numbered:
            _draw(canvas, _A4[0] / 2, 30, f"— {page} —", 0)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def draw_pdf(draw: Callable[[object], None], **options: str) -> bytes:
    """A PDF of one page on which anything may be drawn."""
    from reportlab.pdfgen.canvas import Canvas

    _register()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=_A4, invariant=1, **options)
    canvas.setFont(_FONT, _SIZE)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))


def _draw(canvas: object, left: float, base: float, line: str, spacing: float) -> None:
    """Draw a line; the space behind it gives it a width where the machine has no such font."""
    canvas.setFont(_FONT, _SIZE)
    if line:
        canvas.drawString(left, base, line + " ", charSpace=spacing)


def _set(paragraph: str, width: float) -> Iterator[tuple[str, float, float]]:
    """The lines of a paragraph, each with its indent and the space between characters that fills the line."""
    written = paragraph.strip()
    indent = 2 * _SIZE if len(written) > 20 else 0
    line = ""
    for word in _UNBROKEN.findall(written):
        if line and _width(line + word) > width - indent + 0.01 and word not in _NEVER_FIRST:
            yield line, indent, (width - indent - _width(line)) / max(len(line) - 1, 1)
            line, indent = "", 0
        line += word
    yield line, indent, 0


def _width(line: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return stringWidth(line, _FONT, _SIZE)


def _by(count: int, items: Sequence) -> Iterator[Sequence]:
    return (items[start : start + count] for start in range(0, len(items), count))


def make_html(text: str, *, title: str = "", around: str = "") -> str:
    """A page of a government's site: menus and widgets around, a paragraph for each line."""
    body = "".join(f"<p>{html.escape(line.strip())}</p>\n" for line in text.split("\n") if line.strip())
    return f"<html><head><title>{html.escape(title)}</title></head><body>{around}{body}</body></html>"
