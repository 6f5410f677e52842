"""The words of a record as they are compared: its name in plain form, its qualifiers, its clause."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from unicodedata import normalize

from tracker.lexicon import alternation, entries, meanings, words
from tracker.model import Claim, Record

_NOTES = re.compile(r"\[\d+\]|[\[〔【]\d+[\]〕】]")
_MARKS = re.compile(r"[“”\"'‘’《》〈〉（）()\s、，的]")
_JOINTS = re.compile("[、和]")


def bare(text: str) -> str:
    """The text in one width, without marks, notes and 的."""
    return _MARKS.sub("", _NOTES.sub("", normalize("NFKC", text)))


_SYNONYMS = {bare(word): means for word, means in meanings("synonyms").items()}
_SYNONYM = re.compile(alternation(_SYNONYMS))
_FILLERS = re.compile(alternation(words("vague", "filler")))
_QUALIFIERS = {word: (entry.more["group"], entry.means) for entry in entries("qualifiers") for word in entry.words}
_QUALIFIER = re.compile(alternation(_QUALIFIERS))
_VAGUE = frozenset(words("vague", "noun"))
_BREAKS = re.compile(r"[，。；：！？,;:!?\n]")
_LISTED_BEFORE = re.compile(r"^.*\d[^、]*、")
_LISTED_BEHIND = re.compile(r"、[^、]*\d.*$")
_ON_AVERAGE = re.compile(r"年均|(?:[三四五345]|十三五|十四五|十五五)[”年][^，；]{0,6}$|五年来|5年来|累计[^，；]{0,8}$")
_ONE_YEAR = re.compile(r"全年|去年|上年|当年|一年来|20\d\d年")
_PLANNED_BEFORE = re.compile(r"(?<!超出)(?<!超)(?:计划|预定|原定|年初安排|没有完成|未完成|未达)[^，。；]{0,4}$")
_PLANNED_BEHIND = re.compile(r"^[^，。；]{0,3}(?:预定|原定)?(?:目标|任务|计划|预期)")
_DIFFERENCE = re.compile("[差少多超欠低高]")
NEAR = 12  # characters between a plan and what came of it: 条断头路，通了


CHANGES = ("growth", "reduction")


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of a record; built once per record, since every target meets every claim."""

    name: str  # the indicator in plain form
    members: tuple[str, ...]  # its parts, where one number is given for two things: 普及率、治理率
    qualifiers: Mapping[str, str]  # the member of each group that it names
    clause: str  # the clause around the number, in plain form, without the number
    before: str  # what stands before and behind the number, as written
    behind: str
    vague: bool  # the name alone says little: 项目, 企业
    of_many_years: bool  # 年均, 五年累计
    of_one_year: bool  # 全年, 2025年


def wording_of(record: Record) -> Wording:
    """Take the record's words apart."""
    before, behind = _around(record)
    name = plain(record.indicator_key)
    return Wording(
        name=name,
        members=members_of(record.indicator_key),
        qualifiers=qualifiers_of(name),
        clause=plain(before + behind),
        before=before,
        behind=behind,
        vague=len(name) < 2 or name in _VAGUE,
        of_many_years=bool(_ON_AVERAGE.search(_said_before(record))),
        of_one_year=bool(_ONE_YEAR.search(_said_before(record))),
    )


def wordings_of(claims: Sequence[Claim]) -> list[tuple[Claim, Wording]]:
    """The claims with their words, in text order; in 计划打通的4条断头路，通了3条 both numbers are about the roads."""
    found: list[tuple[Claim, Wording]] = []
    for claim in sorted(claims, key=lambda claim: (claim.year, claim.sentence_start, claim.quantity.start)):
        wording = wording_of(claim)
        if found and wording.vague and _settles(*found[-1], claim):
            told = found[-1][1]
            wording = replace(wording, name=told.name, qualifiers=told.qualifiers, vague=told.vague)
        found.append((claim, wording))
    return found


def neighbours_of(claims: Sequence[Claim]) -> dict[int, Claim]:
    """By the id() of a claim the other kind of number that its sentence gives for the indicator.

    达到391亿元、增长8.6%: the level of a growth and the growth of a level.
    """
    told: dict[tuple[str, int, int, str, bool], Claim] = {}
    keys = {id(claim): (claim.report, claim.year, claim.sentence_start, claim.indicator_key) for claim in claims}
    for claim in claims:
        told.setdefault((*keys[id(claim)], claim.measure in CHANGES), claim)
    others = {id(claim): told.get((*keys[id(claim)], claim.measure not in CHANGES)) for claim in claims}
    return {key: other for key, other in others.items() if other is not None}


def repeats_plan(wording: Wording) -> bool:
    """Whether the number is told as what was planned: 原定的60家, 未达5个的预定目标."""
    return bool(_PLANNED_BEFORE.search(wording.before) or _PLANNED_BEHIND.search(wording.behind))


def _settles(planned: Claim, wording: Wording, claim: Claim) -> bool:
    """Whether the claim says what came of the plan that stands directly before it in the sentence."""
    between = claim.sentence[planned.quantity.end - claim.sentence_start : claim.quantity.start - claim.sentence_start]
    same_sentence = (planned.report, planned.sentence_start) == (claim.report, claim.sentence_start)
    near = same_sentence and planned.quantity.unit == claim.quantity.unit and len(between) <= NEAR
    return near and repeats_plan(wording) and not _DIFFERENCE.search(between)


@cache
def plain(text: str) -> str:
    """The text in one width and one word for each thing, without marks and words that say nothing.

    >>> plain("新增“停车泊位”"), plain("停车位")
    ('停车位', '停车位')
    """
    one_word = _SYNONYM.sub(lambda word: _SYNONYMS[word[0]], bare(text))
    return _FILLERS.sub("", one_word) or one_word


@cache
def members_of(indicator: str) -> tuple[str, ...]:
    """The things that one number is given for; none where it is given for one.

    >>> members_of("空气优良率、污水处理率"), members_of("学校、医院")
    (('空气优良率', '污水处理率'), ())
    """
    parts = tuple(plain(part) for part in _JOINTS.split(indicator))
    return parts if len(parts) > 1 and all(len(part) >= 3 for part in parts) else ()


@cache
def qualifiers_of(name: str) -> Mapping[str, str]:
    """The words of the name that set it apart from its neighbours, by group; the last of a group is what it is about.

    >>> dict(qualifiers_of("单位地区生产总值能耗"))
    {'account': 'energy'}
    """
    return MappingProxyType(dict(_QUALIFIERS[word] for word in _QUALIFIER.findall(name)))


def _around(record: Record) -> tuple[str, str]:
    """The clause that holds the quantity, parted by it, without other counted members of a list."""
    start = record.quantity.start - record.sentence_start
    end = record.quantity.end - record.sentence_start
    before = _BREAKS.split(record.sentence[:start])[-1]
    behind = _BREAKS.split(record.sentence[end:])[0]
    return _LISTED_BEFORE.sub("", before), _LISTED_BEHIND.sub("", behind)


def _said_before(record: Record) -> str:
    """What the sentence said before the number, since the last semicolon."""
    return re.split("[；;]", record.sentence[: record.quantity.start - record.sentence_start])[-1]
