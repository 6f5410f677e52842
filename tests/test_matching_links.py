"""Matching against links that were made by hand: the two invented reports of 临溪区."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tracker.matching import Proposal, propose, sure
from tracker.model import Claim, Place, Record, Target
from tracker.pipeline import extract

ROOT = Path(__file__).parents[1]
PLACE = Place("370000.1.1", "临溪区", "示例市临溪区")
RECALL, FIRST, PRECISION = 0.95, 0.95, 0.98  # floors: they only rise


@dataclass(frozen=True)
class Links:
    """The texts, what is proposed between them, and what a person found."""

    promised: str
    told: str
    proposals: list[Proposal]
    gold: list[dict[str, Any]]


@pytest.fixture(scope="module")
def links() -> Links:
    promised, told = ((ROOT / f"data/reports/linxi-{year}.txt").read_text(encoding="utf-8") for year in (2023, 2024))
    targets = [r for r in extract(promised, place=PLACE, year=2023).records if isinstance(r, Target)]
    claims = [r for r in extract(told, place=PLACE, year=2024).records if isinstance(r, Claim)]
    lines = (ROOT / "tests/gold/links/linxi-2023-2024.jsonl").read_text(encoding="utf-8").splitlines()
    return Links(promised, told, propose(targets, claims), [json.loads(line) for line in lines])


def _start(text: str, quote: str, piece: str) -> int:
    assert text.count(quote) == 1, quote
    return text.index(quote) + quote.index(piece)


def _at(record: Record) -> int:
    return record.quantity.start


def _pairs(links: Links) -> dict[int, tuple[str, int | None]]:
    """Where each target stands → the verdict, and where its outcome stands."""
    found = {}
    for link in links.gold:
        claim = _start(links.told, link["claim_quote"], link["claim_text"]) if link["claim_quote"] else None
        found[_start(links.promised, link["target_quote"], link["target_text"])] = (link["verdict"], claim)
    return found


def test_most_outcomes_are_proposed_and_first(links: Links) -> None:
    same = {target: claim for target, (verdict, claim) in _pairs(links).items() if verdict == "same"}
    proposed = {(_at(p.target), _at(p.claim)) for p in links.proposals}
    first = {(_at(p.target), _at(p.claim)) for p in links.proposals if p.rank == 1}
    assert len(proposed & set(same.items())) >= RECALL * len(same)
    assert len(first & set(same.items())) >= FIRST * len(same)


def test_what_would_be_recorded_is_right(links: Links) -> None:
    gold = _pairs(links)
    recorded = [p for p in sure(links.proposals, Decimal("0.9")) if _at(p.target) in gold]
    right = [p for p in recorded if gold[_at(p.target)] == ("same", _at(p.claim))]
    assert len(recorded) > 50
    assert len(right) >= PRECISION * len(recorded)
