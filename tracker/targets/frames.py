"""A figure in its clause: the text before it, the noun behind it, its neighbours. Everything later rules look at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.quantities import Figure
from tracker.targets.clauses import clause_end, clause_start
from tracker.targets.phrases import VERBS, Follow, Lead, follow, follow_of, lead_of
from tracker.targets.segment import tokens

_ADJOINING = re.compile(r"(?:、?(?:总长度?|总里程|总面积|全长|长度?|面积|共))?|、")
_ATTRIBUTES = re.compile(r"[^，；。、\d]{2,14}(?:、[^，；。、\d]{2,14}){1,3}?的([^，；。、\d]{2,16})")
_DESCRIBED = re.compile(r"^.*投资[约超近达]*[\d.]+[百千万亿]*元的")
_VARIANT = re.compile(r"(?<=[新改扩迁建装])（[改扩建更新、迁]{1,3}）")
_SEPARATOR = re.compile(r"^(?:[、和与及以并，或]+|[①-⑳]|\d{1,2}[、.．]|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,2}、)")


@dataclass(frozen=True, slots=True)
class Frame:
    """One figure with what stands around it in the folded sentence `clean`."""

    clean: str
    figure: Figure
    clause: tuple[int, int]
    left: str  # from the last boundary to the number's hedge
    lead: Lead
    behind: Follow  # the noun phrase behind the number, empty where none begins there
    joined: bool  # stands in a list directly behind the figure before it
    first: bool  # the first figure of its clause

    @property
    def follow(self) -> str:
        """The noun phrase behind the number."""
        return self.behind.name

    @property
    def number_first(self) -> bool:
        """Whether the noun that is counted stands behind the number: 改造18栋居民楼."""
        if not self.follow or self.figure.kind in {"rate", "points", "growth"} and self.lead.name:
            return False
        blocking = VERBS.get(self.lead.predicate) in {"level", "growth", "reduction"} and "有" not in self.lead.predicate
        return self.lead.listed or not self.lead.name or not blocking


def frames_of(clean: str, figures: list[Figure]) -> list[Frame]:
    """The frames of the figures that count, in order."""
    found: list[Frame] = []
    for index, figure in enumerate(figures):
        following = figures[index + 1] if index + 1 < len(figures) else None
        found.append(_frame(clean, figure, found[-1] if found else None, following))
    return found


def _frame(clean: str, figure: Figure, before: Frame | None, following: Figure | None) -> Frame:
    clause = clause_start(clean, figure.start), clause_end(clean, figure.end)
    start = max(clause[0], _end_of(before) if before else 0)
    start = min(start, figure.hedge_start)
    left = _VARIANT.sub("", _DESCRIBED.sub("", clean[start : figure.start]))
    separator = _SEPARATOR.match(left)
    joined = before is not None and before.clause == clause and (not left or separator is not None)
    bracket = max(left.rfind("（"), left.rfind("["))
    if bracket >= 0 and "）" not in left[bracket:]:
        left = left[bracket + 1 :]
    left = left[separator.end() :] if separator else left
    behind = _nested(clean, figure, following) or _noun_behind(clean, figure, clause[1], following)
    if before and before.figure.hedge_end == figure.hedge_start and "的" in clean[figure.hedge_end : clause[1]][:9]:
        behind = follow(clean[figure.hedge_end : clause[1]].partition("的")[0])
    return Frame(clean, figure, clause, left, lead_of(left), behind, joined, before is None or before.clause != clause)


def _end_of(frame: Frame) -> int:
    """Where the phrase of a frame ends: behind its number, or behind the noun that it counts."""
    end = frame.figure.hedge_end
    if not frame.number_first:
        return end
    return end + frame.behind.length


def _nested(clean: str, figure: Figure, following: Figure | None) -> Follow | None:
    """2处约800张床位的养老机构: the first number counts the noun behind the second one's."""
    if following is None or not _ADJOINING.fullmatch(clean[figure.hedge_end : following.hedge_start]):
        return None
    if following.hedge_start != figure.hedge_end and lead_of(clean[clause_start(clean, figure.start) : figure.start]).name:
        return None
    behind = clean[following.hedge_end :]
    match = re.match(r"[^，；。、的]{1,8}的([^，；。、]+)", behind) or re.match(r"([^，；。、]+)", behind)
    return Follow(follow_of(match[1])) if match else None


def _noun_behind(clean: str, figure: Figure, clause_stop: int, following: Figure | None) -> Follow:
    """The noun behind a figure up to the next boundary; a mark 、 parts where a new phrase begins behind it."""
    stop = min(clause_stop, following.hedge_start if following else clause_stop)
    text = clean[figure.hedge_end : max(stop, figure.hedge_end)]
    if not text or text[0] in "，、；。：）":
        return Follow()
    if re.match("新?台阶|大关|关口|规模(?![以化])", text):
        return Follow()
    if attributes := _ATTRIBUTES.match(text):
        return follow(attributes[1])
    head, mark, rest = text.partition("、")
    counted_on = following is not None and following.start < clause_stop
    if not mark or counted_on or len(rest) > 12 or _begins_phrase(rest):
        return follow(head, open_ended=counted_on and not mark)
    return follow(text)


def _begins_phrase(text: str) -> bool:
    first = next(iter(tokens(text[:6])), "")
    return first in VERBS
