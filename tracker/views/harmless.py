"""Characters that steer a terminal or turn text around, made visible instead of obeyed."""

from __future__ import annotations

_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_NAMED = (
    *range(0x80, 0xA0),
    0x061C,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xD800, 0xE000),
)
_HARMLESS = _CONTROLS | {code: f"\\u{code:04x}" for code in _NAMED} | _SPACES


def show_harmless(text: str) -> str:
    r"""One line that shows what `text` holds and does nothing else.

    Line breaks and tabs become spaces, controls their pictures, bidirectional and invisible marks their numbers:

    >>> show_harmless("新增\x1b[31m5个\u202e")
    '新增␛[31m5个\\u202e'
    """
    return text.translate(_HARMLESS)
