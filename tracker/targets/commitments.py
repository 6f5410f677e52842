"""The word of will in force at a quantity: it carries over the clauses of its sentence until a new lead verb."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.lexicon import alternation, flagged, words
from tracker.targets.phrases.clauses import openings
from tracker.targets.phrases.segment import tokens
from tracker.targets.phrases.verbs import VERBS

_FREE = re.compile(
    r"(?!保证(?:率|金(?!融))|(?<=[一两三四五几\d]年)努力|努力(?:争取|实现)更好|(?<=努)力争取更好|(?<=[两三]个)(?:确保|保证))"
    + alternation(words("commitments", "free"))
    + r"(?!更好|更大|方向|目标|值|性|工程|程度|之|寿命|收益)"
)
_VERBAL = re.compile(
    rf"(?<![动展划年行进设项增资育施体造善])({alternation(words('commitments', 'verbal'))})"
    r"(?=完成|投资|新建|新增|建设|实施|总投资|安排|年|启动|改造|引进|招引|续建|修建|改建|扩建|迁建|培育|培训|打造|发行|开工|新开工|全年|用)|"
    r"(?:全年|今年|年内|年度)(计划)(?=完成|投资|新建|新增|实施|改造|建设)"
)
_SAYS_FREE = re.compile(alternation(words("commitments", "free")))  # what `_FREE` cannot do without: found sooner
_SAYS_VERBAL = re.compile(alternation((*words("commitments", "verbal"), "计划")))  # what `_VERBAL` cannot do without
_BOUND_TO_VERB = frozenset(words("commitments", "verbal")) | {"拟"}
_PARTED = re.compile("[，；。、]")
_BEHIND = re.compile(r"[^，；。、]{0,14}?(确保|力争|争取)(?![^，；。、]{0,8}\d)")
_TIME = re.compile(r"到?(?:年末|年底|年内|全年|今年|(?:19|20)\d\d年(?:底|末)?|\d{1,2}月底?)(?:前|之前)?")
_GOES_ON = re.compile("比|较|同比|增长|增加|下降|减少|其中")
_OPENING = frozenset({"increment", "nominal", "work"})
_KEEPING = flagged("verbs", "keeps")
_ADVERBS = frozenset(words("fillers"))
_GROWS = re.compile(r"[^，；。、\d]{3,14}(?:增长|递增)(?:\d|$)")
_MAY_LEAD_OFF = re.compile(  # a clause that opens with none of these needs no segmentation
    alternation({*_ADVERBS, *_KEEPING, *(word for word, kind in VERBS.items() if kind in _OPENING)})
)


def commitment_of(clean: str, position: int) -> str | None:
    """The word of will before the figure at `position`, or directly behind it, as written; else None."""
    found = [(start, word) for start, word in _wills(clean) if start + len(word) <= position]
    while len(found) > 1 and found[-1][1] == "争取" and not _PARTED.search(clean, found[-2][0], found[-1][0]):
        found.pop()  # 力争年内争取债券6亿元
    if found and not _ended(clean, *found[-1], position):
        return found[-1][1]
    behind = _BEHIND.match(clean, position)
    return behind[1] if behind else None


@lru_cache(maxsize=16)
def _wills(clean: str) -> tuple[tuple[int, str], ...]:
    """All words of will of a sentence and where they begin, found once however many figures it has."""
    found = [(match.start(), match[0]) for match in _FREE.finditer(clean)] if _SAYS_FREE.search(clean) else []
    if _SAYS_VERBAL.search(clean):
        matches = [(match, match.lastindex or 1) for match in _VERBAL.finditer(clean)]
        found += [(match.start(group), match[group]) for match, group in matches]
    return tuple(sorted(found))


def _ended(clean: str, start: int, word: str, position: int) -> bool:
    """Whether the word's force has ended before the figure: at a full stop, or where a clause leads off anew."""
    clauses = openings(clean, start, position)
    if word in _BOUND_TO_VERB:
        return any(not _GOES_ON.match(clean, index) for index in clauses)
    if clauses and _TIME.fullmatch(clean, start + len(word), clauses[0] - 1):
        clauses = clauses[1:]
    return any(clean[index - 1] in "。；！？" or _leads_off(clean[index:position]) for index in clauses)


def _leads_off(clause: str) -> bool:
    """Whether a clause opens with a lead verb of its own: 确保…，推进…."""
    if not _MAY_LEAD_OFF.match(clause):
        return False
    grows = _GROWS.match(clause) is not None  # 力争收入增长18%，接待游客增长22%
    for token in tokens(clause[:12]):
        if grows and VERBS.get(token) == "nominal":
            return False
        if VERBS.get(token) in _OPENING or token in _KEEPING:
            return True
        if token not in _ADVERBS:
            return False
    return False
