"""A plot of cost against size as a small SVG: both axes by powers of ten, a line for each series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import ceil, floor, log10
from pathlib import Path

Points = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 40, 50
APART = 15  # from one name to the next
COLOURS = ("#1f6f8b", "#c1440e", "#5b8c2a", "#7a4fa3", "#8a6d1d", "#666666")


def draw(path: Path, title: str, across: str, up: str, series: Mapping[str, Points]) -> None:
    """Write the plot; every value must be above zero."""
    xs = [x for points in series.values() for x, _ in points]
    ys = [y for points in series.values() for _, y in points]
    place = _Scale(xs, ys)
    parts = [_text(LEFT, TOP - 18, title, "start", 15), *_grid(place, across, up)]
    heights = _apart([place.y(points[-1][1]) for points in series.values()])
    for number, (name, points) in enumerate(series.items()):
        parts += _line(place, name, points, COLOURS[number % len(COLOURS)], heights[number])
    body = "\n".join(parts)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>\n{body}\n</svg>\n',
        encoding="utf-8",
    )


class _Scale:
    """Where a value stands in the picture."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        self.across, self.up = _decades(xs), _decades(ys)

    def x(self, value: float) -> float:
        return LEFT + _share(value, self.across) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - _share(value, self.up) * (HEIGHT - TOP - BOTTOM)


def _decades(values: Sequence[float]) -> range:
    """The exponents from below the least value to above the greatest."""
    low = floor(log10(min(values)))
    return range(low, max(low + 1, ceil(log10(max(values)))) + 1)


def _share(value: float, exponents: range) -> float:
    return (log10(value) - exponents[0]) / (exponents[-1] - exponents[0])


def _grid(place: _Scale, across: str, up: str) -> Iterable[str]:
    for exponent in place.across:
        x = place.x(10.0**exponent)
        yield f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        yield _text(x, HEIGHT - BOTTOM + 18, f"{10.0**exponent:,.15g}", "middle")
    for exponent in place.up:
        y = place.y(10.0**exponent)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield _text(LEFT - 8, y + 4, f"{10.0**exponent:,.15g}", "end")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, across, "middle")
    yield _text(8, TOP - 2, up, "start")


def _apart(heights: Sequence[float]) -> list[float]:
    """The heights of the names, moved down where two would stand on each other."""
    moved: dict[int, float] = {}
    for number in sorted(range(len(heights)), key=lambda number: heights[number]):
        moved[number] = max(heights[number], max(moved.values(), default=0.0) + APART)
    return [moved[number] for number in range(len(heights))]


def _line(place: _Scale, name: str, points: Points, colour: str, height: float) -> Iterable[str]:
    spots = [(place.x(x), place.y(y)) for x, y in points]
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    yield f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2"/>'
    yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in spots)
    yield _text(spots[-1][0] + 8, height + 4, name, "start", colour=colour)


def _text(x: float, y: float, text: str, anchor: str, size: int = 12, colour: str = "#333") -> str:
    placed = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f"<text {placed}>{escape(text)}</text>"
