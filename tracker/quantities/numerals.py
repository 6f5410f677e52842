"""Numerals to exact decimals: 1,234.5 · 1.6万 · 两千 · 一点五亿. cn2an converts compound Chinese numerals only."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from math import prod

from tracker.lexicon import meanings

MAGNITUDES = {word: Decimal(value) for word, value in meanings("numerals").items() if len(value) > 1}
DIGITS = {word: Decimal(value) for word, value in meanings("numerals").items()}
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
MAGNITUDE = r"(?:[十百千]?万[多余]?亿|(?:十|[百千][多余]?)?[万亿]|[百千](?![瓦米克伏卡焦分升]))"
CHINESE = r"[零〇一二两三四五六七八九十百千万亿]+"
_MORE = re.compile("[多余]")
_CHINESE = re.compile(CHINESE)
_DECIMALS = re.compile(r"([零〇一二三四五六七八九]+)([十百千万亿]*)")
_PARTS = re.compile(rf"({ARABIC})[多余]?({MAGNITUDE})?[多余]?")


def read_number(text: str) -> Decimal | None:
    """The exact value of one numeral with its magnitudes, or None where it is no numeral."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if match := _PARTS.fullmatch(folded):
        return Decimal(match[1].replace(",", "")) * magnitude(match[2] or "")
    return read_chinese(folded)


@lru_cache(maxsize=64)
def magnitude(text: str) -> Decimal:
    """万亿 → 10¹², 万多亿 too; an empty string → 1."""
    return prod((MAGNITUDES[char] for char in _MORE.sub("", text)), start=Decimal(1))


@lru_cache(maxsize=1024)
def read_chinese(text: str) -> Decimal | None:
    """A Chinese numeral: 七 · 十 · 两千 · 二十三 · 一点五万 · 千万; None where it is none."""
    text = _MORE.sub("", text)
    if text in DIGITS:
        return DIGITS[text]
    if text and all(char in MAGNITUDES for char in text):
        return magnitude(text)
    whole, point, rest = text.partition("点")
    if point:
        return _with_fraction(whole, rest)
    if not _CHINESE.fullmatch(text):
        return None
    return _convert(text)


def _with_fraction(whole: str, rest: str) -> Decimal | None:
    match = _DECIMALS.fullmatch(rest)
    value = read_chinese(whole)
    if not match or value is None:
        return None
    digits = "".join(str(DIGITS[char]) for char in match[1])
    return (value + Decimal(f"0.{digits}")) * magnitude(match[2])


def _convert(text: str) -> Decimal | None:
    if len(text) == 2 and text[0] == "十" and text[1] not in MAGNITUDES:
        return Decimal(10) + DIGITS[text[1]]
    import cn2an

    try:
        return Decimal(cn2an.cn2an(text, "smart"))
    except (ValueError, KeyError):  # KeyError: cn2an looks up a unit that it does not know, in 三千万亿五
        return None
