"""Which of the places that bear a name is meant: what stands in the year, then the full name, then the higher level.

Each step narrows the candidates and never empties them; the order of `_STEPS` is the policy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.lexicon.districts import District

__all__ = ["choose", "level"]

Candidates = Sequence[District]
_MUNICIPALITIES = ("11", "12", "31", "50")
_SPLIT_OFF = {"46": "44", "50": "51"}  # 海南 was in 广东 until 1988, 重庆 in 四川 until 1997


def choose(candidates: Candidates, name: str, year: int | None = None) -> Candidates:
    """The candidates that remain: one where the name is clear, several where it is ambiguous."""
    for step in _STEPS:
        candidates = step(candidates, name, year) or candidates
    return candidates


def level(code: str) -> int:
    """0 the nation, 1 a province, 2 a prefecture, 3 a county, 4 a local place."""
    if "." in code:
        return 4
    if code.endswith("0000"):
        return 0 if code.startswith("10") else 1
    return 2 if code.endswith("00") else 3


def _standing(candidates: Candidates, name: str, year: int | None) -> Candidates:
    """Those that stand today, or stood in the year."""
    if year is None:
        return [place for place in candidates if place.until is None]
    return [place for place in candidates if place.since <= year and (place.until is None or year <= place.until)]


def _before_the_change(candidates: Candidates, name: str, year: int | None) -> Candidates:
    """In the year of a change the one that stood before it: reports are read in the first months of a year."""
    changed = {_province(place) for place in candidates if year is not None and place.until == year}
    return [place for place in candidates if place.since != year or _province(place) not in changed]


def _last_of_its_line(candidates: Candidates, name: str, year: int | None) -> Candidates:
    """Of abolished places the last one of a province: 即墨市 had another code until 1995."""
    return [place for place in candidates if not any(_follows(other, place) for other in candidates)]


def _follows(later: District, earlier: District) -> bool:
    return _province(later) == _province(earlier) and earlier.until is not None and later.since >= earlier.until


def _province(place: District) -> str:
    """The province as it was before others were split off from it."""
    return _SPLIT_OFF.get(place.code[:2], place.code[:2])


def _whole_name(candidates: Candidates, name: str, year: int | None) -> Candidates:
    """Those whose own full name was given: 吉林市 is no province."""
    return [place for place in candidates if name.endswith(place.name)]


def _higher_level(candidates: Candidates, name: str, year: int | None) -> Candidates:
    """For a short name the province (海南, 吉林), else the one prefecture (西安, 恩施), not the counties of that name.

    A district of a municipality ranks as high as a prefecture: 朝阳 may be 朝阳市 or 北京市朝阳区.
    """
    provinces = [place for place in candidates if level(place.code) <= 1]
    prefectures = [place for place in candidates if level(place.code) == 2]
    rivals = [p for p in candidates if level(p.code) == 3 and p.code.startswith(_MUNICIPALITIES)]
    return provinces or (prefectures if not rivals else [])


_STEPS: tuple[Callable[[Candidates, str, int | None], Candidates], ...] = (
    _standing,
    _before_the_change,
    _last_of_its_line,
    _whole_name,
    _higher_level,
)
