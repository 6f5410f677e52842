"""Promised or already reached: the stance of the section, unless the clause turns against it."""

from __future__ import annotations

import re

from tracker.lexicon import alternation, words
from tracker.model import Role, Section
from tracker.targets.clauses import clause_start

_PAST = re.compile("(?<![比较与同])" + alternation(words("turns", "past")))
_FUTURE = re.compile(alternation(words("turns", "future")))
_WILL = re.compile(r"力争|确保|将|争取|计划|要")
_DONE = re.compile(r"(?:完成|建成|实现|新增|达到|突破|打造|引进|培育|发放|投入|解决|改造|实施|开展|组织)了")
_BASIS = re.compile(r"^.{0,30}(?:的)?基础上")


def role_of(section: Section, clean: str, start: int, end: int, year: int) -> tuple[Role, str]:
    """The role and the name of the rule that gave it."""
    clause = clean[clause_start(clean, start) : start]
    stretch = clean[clause_start(clean, start, "；。") : start]
    if section.stance == "review":
        promised = _FUTURE.search(clause) or (
            re.search(rf"(?:到|{year}年.{{0,6}})(?:{year}|20[3-9]\d)年", clause) and _WILL.search(clause)
        )
        return ("target", "promise-in-review") if promised else ("claim", "review")
    if clause.startswith("其中") and re.search("(?<![比较])(?:去年|上年)", stretch):
        return "claim", "report-in-plan"
    if _past_year(stretch, year) or (_PAST.search(clause) and not _WILL.search(clause)) or _DONE.search(clause):
        return "claim", "report-in-plan"
    if re.match(r"[^，；。\d]{0,4}(?:的)?基础上", clean[end:]):
        return "claim", "basis"
    return "target", "plan"


def _past_year(stretch: str, year: int) -> bool:
    """The nearest year named before the figure lies in the past and nothing is compared with it."""
    named = [match for match in re.finditer(r"(?<!\d)((?:19|20)\d\d)年", stretch)]
    if (
        not named
        or int(named[-1][1]) >= year
        or _WILL.search(stretch[named[-1].end() :])
        or "今年" in stretch[named[-1].end() :]
    ):
        return False
    before = stretch[: named[-1].start()]
    return not re.search(r"(?:比|较|相比|自|从|由|以)$", before) and bool(
        re.search(r"(?:^|[，；。])(?:到|至|截至)?$", before)
    )
