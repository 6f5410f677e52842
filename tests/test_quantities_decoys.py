"""Decoys are searched only where they can stand; what is found that way is what a plain search finds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.quantities.coverings import coverings, possible, spans
from tracker.quantities.decoys import Decoy, decoys
from tracker.structure.fold import fold

HERE = Path(__file__).parent
NUMERALS = "0123456789一二三四五十百千万亿〇两半几数"
AROUND = "第年月日号届级期类星次个度季强圈佳道国是每大中，。、；：（）“”《》/.-~*+#AGKPMxwhtp"


def surfaces() -> list[str]:
    """Every sentence of the corpus of rules."""
    found: list[str] = []
    for path in sorted((HERE / "corpus").glob("*.toml")):
        for entries in tomllib.loads(path.read_text(encoding="utf-8")).values():
            for entry in entries if isinstance(entries, list) else []:
                found.extend(text for text in entry.get("says", ()) if isinstance(text, str))
    return found


@pytest.mark.parametrize("decoy", decoys(), ids=lambda decoy: decoy.name)
def test_starts_and_needs_hide_no_match(decoy: Decoy) -> None:
    texts = [fold(text)[0] for text in surfaces()]
    plain = [[match.span() for match in decoy.pattern.finditer(text)] for text in texts]
    assert [[span[:2] for span in reversed(spans(decoy, text))] for text in texts] == plain
    asked = possible(texts)[decoys().index(decoy)]
    assert {place for place, matches in enumerate(plain) if matches} <= set(asked) < set(range(len(texts)))
    assert any(plain), "no sentence of the corpus holds this decoy"


@given(st.text(NUMERALS + AROUND, max_size=24))
def test_starts_and_needs_hide_no_match_in_any_text(text: str) -> None:
    for decoy, places in zip(decoys(), possible([text]), strict=True):
        plain = [match.span() for match in decoy.pattern.finditer(text)]
        assert [span[:2] for span in reversed(spans(decoy, text))] == plain
        assert not plain or places == [0]


def test_the_first_decoy_of_the_order_covers() -> None:
    text = "《2024年规划》与2025年"
    (covering,) = coverings([text])
    names = [span and span[2] for span in map(covering.at, range(len(text)))]
    assert names == ["title"] * 9 + [None] + ["date"] * 5
