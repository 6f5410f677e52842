"""Bytes of a web page → characters: by its mark, as UTF-8 where it is, else as the page or the server's name says."""

from __future__ import annotations

import codecs
import re

from tracker.read.decode import decode

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=["']([\w-]+)""", re.IGNORECASE
)
_SEARCHED = 8192
_BROKEN, _FEW = "\ufffd", 3
_BESIDE_DIGIT = re.compile(r"\d\ufffd|\ufffd\d")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "euc_cn": "gb18030", "big5": "big5hkscs"}  # what is meant by the names


def decode_page(data: bytes, name: str, declared: str = "") -> str:
    """The characters of a page; `declared` is the charset that came with it from outside.

    What a page declares is asked second, as many declare gb2312 and are UTF-8; read the wrong way they show it.
    """
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        for encoding in ("utf-8-sig", declared or _declared(data)):
            text = _decoded(data, encoding)
            if text is not None:
                return text
    return _repaired(data, declared or _declared(data)) or decode(data, name)


def _repaired(data: bytes, encoding: str) -> str | None:
    """The text of a page with a few broken characters, none beside a digit: a description that was cut within one."""
    for tried in ("utf-8", encoding):
        try:
            known = codecs.lookup(tried).name.replace("-", "_")
            text = data.decode(_WIDER.get(known, known), errors="replace")
        except (LookupError, ValueError):
            continue
        if text.count(_BROKEN) <= max(_FEW, len(text) // 2000) and not _BESIDE_DIGIT.search(text):
            return text
    return None


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text, or None in an encoding that is unknown, or that it is not in."""
    try:
        known = codecs.lookup(encoding).name.replace("-", "_")
        return data.decode(_WIDER.get(known, known))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_SEARCHED])
    return (found[1] or found[2]).decode("ascii") if found else ""
