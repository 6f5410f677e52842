"""The word of will in force at a quantity: it carries over the clauses of its sentence until a new lead verb."""

from __future__ import annotations

import re

from tracker.lexicon import alternation, words
from tracker.targets.clauses import marks
from tracker.targets.phrases import VERBS
from tracker.targets.segment import tokens

_FREE = re.compile(alternation(words("commitments", "free")) + r"(?!方向|目标|值|性|工程|程度|之)")
_VERBAL = re.compile(
    rf"(?<![动展划年行进设项增资育施体造善])({alternation(words('commitments', 'verbal'))})(?=完成|投资|新建|新增|建设|实施|总投资|安排|年|启动|改造|引进|培育|打造|发行|开工|全年|用)|"
    r"年度(计划)(?=完成|投资)"
)
_ADVERBS = frozenset(words("fillers"))


def commitment_of(clean: str, position: int) -> str | None:
    """The word of will, as written, or None."""
    found = [(match.start(), match[0]) for match in _FREE.finditer(clean, 0, position)]
    found += [(match.start(), match[1] or match[2]) for match in _VERBAL.finditer(clean, 0, position)]
    if not found:
        behind = re.match(r"[^，；。、\d]{0,8}?(确保|力争)", clean[position:])
        return None if not behind else None
    start, word = max(found)
    return None if _ended(clean, start, position) else word


def _ended(clean: str, start: int, position: int) -> bool:
    """Whether a clause between the word and the figure opens with a lead verb of its own."""
    openings = [index + 1 for index, mark in marks(clean) if start < index < position]
    if any(clean[index - 1] in "。；！？" for index in openings):
        return True
    return any(_leads(clean[index:position]) for index in openings)


def _leads(clause: str) -> bool:
    for token in tokens(clause[:12]):
        if VERBS.get(token) in {"increment", "nominal", "work"}:
            return True
        if token not in _ADVERBS:
            return False
    return False
