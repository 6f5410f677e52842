"""Folded text → figures: every number with its unit, value and hedges, or the name of the decoy that it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tracker.model import Comparator
from tracker.quantities.comparators import hedge_after, hedge_before
from tracker.quantities.coverings import Covering, Span, coverings
from tracker.quantities.figure import Figure
from tracker.quantities.forms import decimal_of, goes_on, readings
from tracker.quantities.numerals import ARABIC, CHINESE, MAGNITUDE

NUMERAL = re.compile(r"[0-9零〇一二两三四五六七八九十百千万亿半翻]")  # what a number begins with
_LISTING = frozenset({"、", "和", "与", "及"})
_GOES_ON = frozenset("0123456789,.") | frozenset(CHINESE)
_DIGITS = re.compile(rf"{ARABIC}{MAGNITUDE}?|{CHINESE}|.")


def scan(text: str) -> list[Figure]:
    """Every number of the folded text, in order, without overlaps."""
    return scan_all([text])[0]


def scan_all(texts: Sequence[str]) -> list[list[Figure]]:
    """The numbers of each folded text; all decoys of all texts first, which a processor's cache likes better."""
    return [_figures(text, asides) for text, asides in zip(texts, coverings(texts), strict=True)]


def _figures(text: str, asides: Covering) -> list[Figure]:
    found: list[Figure] = []
    search = _numerals().search
    match = search(text)
    while match:
        start = match.start()
        if covering := asides.at(start):
            figure = _set_aside(text, start, covering)
        elif match.lastgroup == "word":
            figure = Figure.decoy(start, start + 1, "word")
        elif read := _read_at(text, start, match.lastgroup):
            figure = read
        else:
            match = search(text, start + 1)
            continue
        if figure.kind == "ratio":
            found.extend(_parts(text, figure))
        else:
            found.append(figure)
        match = search(text, figure.end)
    return _with_shared_units(text, found) if len(found) > 1 else found


@cache
def _numerals() -> re.Pattern[str]:
    """What a number begins with, and by the name of a group what is known of it from what stands behind.

    `word`: it is part of one, 统一规划; `arabic` or `chinese`: it can only have that form. A pattern that begins with
    a set of characters is searched ten times as fast as one of several branches.
    """
    figures = r"(?<=[0-9])(?![0-9.,]*[：∶×xX*/成])(?P<arabic>)"
    in_words = rf"(?<![0-9半翻])(?:(?![{goes_on()}])(?P<word>)|(?!{CHINESE[:-1]}*[分成半])(?P<chinese>))"
    return re.compile(f"{NUMERAL.pattern}(?:{figures}|{in_words}|)")


def _with_shared_units(text: str, figures: list[Figure]) -> list[Figure]:
    """45、38、35个工作日: bare numbers of a list take the unit that the last one carries."""
    for index in range(len(figures) - 2, -1, -1):
        figure, following = figures[index], figures[index + 1]
        if figure.kind != "bare" or figure.aside or not following.unit:
            continue
        if text[figure.end : following.hedge_start] in _LISTING:
            figures[index] = figure._replace(unit=following.unit, kind=following.kind)
    return figures


def _parts(text: str, ratio: Figure) -> list[Figure]:
    """The three shares of 8:45:47, each in percent; another ratio stays one figure, which counts nothing."""
    numbers = list(re.finditer(ARABIC, text[ratio.start : ratio.end]))
    if len(numbers) != 3:
        return [ratio]
    return [
        Figure(
            ratio.start + number.start(),
            ratio.start + number.end(),
            decimal_of(number[0]),
            None,
            "%",
            "rate",
            False,
            hedge_start=ratio.start,
            hedge_end=ratio.end,
            order=order,
        )
        for order, number in enumerate(numbers, 1)
    ]


def _set_aside(text: str, start: int, covering: Span) -> Figure:
    _, stop, name = covering
    alone = stop == start + 1 or text[start + 1 : start + 2] not in _GOES_ON
    digits = None if alone else _DIGITS.match(text, start, stop)
    return Figure.decoy(start, digits.end() if digits else start + 1, name)


def _read_at(text: str, start: int, only: str | None) -> Figure | None:
    for form, read in readings(text[start], only):
        if (match := form.match(text, start)) and (figure := read(match)):
            return figure if figure.aside else hedged(text, figure)
    return None


def hedged(text: str, figure: Figure) -> Figure:
    """The figure with the hedges around it."""
    before, after = hedge_before(text, figure.start), hedge_after(text, figure.end)
    sign = _sign(text, figure, before, after)
    if sign == "=" and not before:
        return figure
    return figure._replace(
        comparator=sign,
        hedge_start=before[1] if before else figure.start,
        hedge_end=after[1] if after else figure.end + (figure.kind == "growth" and text.startswith("多", figure.end)),
    )


def _sign(
    text: str, figure: Figure, before: tuple[Comparator, int] | None, after: tuple[Comparator, int] | None
) -> Comparator:
    if figure.value_max is not None:
        return "range"
    if after:
        return after[0]
    if figure.kind == "time" and text.startswith("内", figure.end):
        return "<="  # 压减至3天内
    if before and not (figure.kind == "points" and text[before[1] : figure.start] in {"高于", "低于"}):
        return before[0]
    surface = text[figure.start : figure.end]
    if "多" in surface or "余" in surface or (figure.kind == "growth" and text.startswith("多", figure.end)):
        return ">="
    return figure.comparator
