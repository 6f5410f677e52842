"""A page of a PDF → its characters and where they stand. The one module that knows PDFium.

Characters of another direction than most (a watermark across the page) are left out; a page that lies on its side is
turned upright.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from types import ModuleType

    from pypdfium2 import PdfDocument

    Handle = ctypes._Pointer[ctypes.Structure]

_NOTHING = 0.01  # points: below it PDFium passes over a text
_CHINESE = 0x4E00
_HIDDEN = frozenset({0x00, 0x02, 0xAD, 0xFFFE, 0xFFFF})  # a soft hyphen, and what PDFium puts for one


class Glyph(NamedTuple):
    """One character: from `left` to `right` on a `base` line that counts downwards; `size` is its height."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def is_wide(self) -> bool:
        """Whether it is as wide as it is high, as Chinese characters and their marks are."""
        return self.text >= "\u2e80" or self.text in "—…“”‘’·"


class Page(NamedTuple):
    """What stands on a page; `unmapped` characters are drawn, but the file doesn't say which they are.

    `lost` are stretches of text that PDFium passes over: single characters in a font that neither the file nor the
    machine holds have no width for it.
    """

    glyphs: list[Glyph]
    unmapped: int
    pictures: bool
    lost: int


def read_page(document: PdfDocument, index: int) -> Page:
    """The characters of a page that read in its direction, and whether it holds pictures."""
    import pypdfium2.raw as raw

    page = document[index]
    textpage = page.get_textpage()
    try:
        drawn = list(_drawn(raw, textpage.raw, textpage.count_chars()))
        turn = Counter(glyph.turn for glyph in drawn).most_common(1)[0][0] if drawn else 0
        known = [_upright(glyph) for glyph in drawn if glyph.turn == turn]
        unmapped = sum(glyph.text == "\ufffd" for glyph in known)
        pictures, lost = _look_at_objects(raw, page.raw, textpage.raw)
        return Page([glyph for glyph in known if glyph.text != "\ufffd"], unmapped, pictures, lost)
    finally:
        textpage.close()
        page.close()


class _Drawn(NamedTuple):
    """A character as it is drawn, its box and where it begins, in the file's own directions."""

    turn: int | None
    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float


def _drawn(raw: ModuleType, text: Handle, count: int) -> Iterator[_Drawn]:
    """The characters that are no white space."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if (code <= 0x20 and code in _SPACES) or (code in _HIDDEN and not raw.FPDFText_HasUnicodeMapError(text, index)):
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        turned = _quarter(raw.FPDFText_GetCharAngle(text, index))
        held = _character(raw, text, index, code)
        yield _Drawn(turned, held, box.left, box.bottom, box.right, box.top, x.value, y.value)


_SPACES = frozenset(range(0x09, 0x0E)) | {0x20}


def _character(raw: ModuleType, text: Handle, index: int, code: int) -> str:
    """The character, or U+FFFD where the file doesn't tell it."""
    if 0x4E00 <= code <= 0x9FFF or 0x20 < code < 0x7F:
        return chr(code)
    if code < 0x20 or 0xD800 <= code <= 0xF8FF or code > 0x10FFFF or raw.FPDFText_HasUnicodeMapError(text, index) == 1:
        return "\ufffd"
    return chr(code)


def _quarter(angle: float) -> int | None:
    """By how many quarters of a turn it is turned; None for a slant."""
    quarters = angle / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else None


def _upright(drawn: _Drawn) -> Glyph:
    """The glyph as it stands once the page is turned; lines go downwards from here on."""
    turn, text, left, bottom, right, top, x, y = drawn
    if turn == 1:
        return Glyph(text, -top, -bottom, -x, right - left)
    if turn == 2:
        return Glyph(text, -right, -left, y, top - bottom)
    if turn == 3:
        return Glyph(text, bottom, top, x, right - left)
    return Glyph(text, left, right, -y, top - bottom)


def _look_at_objects(raw: ModuleType, page: Handle, text: Handle) -> tuple[bool, int]:
    """Whether a page holds pictures, and how many of its texts are lost.

    Those without extent in a font that isn't in the file are, unless they are spaces: where the font has shapes for
    other texts, they must be.
    """
    pictures, lacking, without_extent = False, False, 0
    for index in range(raw.FPDFPage_CountObjects(page)):
        held = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(held)
        pictures = pictures or kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
        if kind == raw.FPDF_PAGEOBJ_TEXT and not raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(held)):
            width, height = _extent(raw, held)
            without_extent += width < _NOTHING and height < _NOTHING
            lacking = lacking or (height < _NOTHING < width and _is_chinese(raw, held, text))
    return pictures, without_extent if lacking else 0


def _extent(raw: ModuleType, held: Handle) -> tuple[float, float]:
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(held, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return right - left, top - bottom


def _is_chinese(raw: ModuleType, held: Handle, text: Handle) -> bool:
    """Whether a text holds a Chinese character."""
    length = raw.FPDFTextObj_GetText(held, text, None, 0) // 2
    characters = (ctypes.c_ushort * length)()
    raw.FPDFTextObj_GetText(held, text, characters, 2 * length)
    return any(code >= _CHINESE for code in characters)
