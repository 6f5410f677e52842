"""Where clauses begin and end in a folded sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.targets.phrases.clauses import clause_end, clause_start, stretch_start

SENTENCE = "新建公园7个，改造“老街、旧巷，旧院”9处（含广场，不含绿地）；投用。"


def clause(text: str, piece: str) -> str:
    position = text.index(piece)
    return text[clause_start(text, position) : clause_end(text, position)]


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("7个", "新建公园7个"),
        ("9处", "改造“老街、旧巷，旧院”9处（含广场，不含绿地）"),
        ("投用", "投用"),
    ],
)
def test_clauses(piece: str, expected: str) -> None:
    assert clause(SENTENCE, piece) == expected


@pytest.mark.parametrize(("piece", "start"), [("9处", 0), ("；", 0), ("投用", SENTENCE.index("投用")), ("。", 32)])
def test_stretches(piece: str, start: int) -> None:
    assert stretch_start(SENTENCE, SENTENCE.index(piece)) == start


def test_a_semicolon_parts_even_inside_brackets() -> None:
    assert clause("公园（7个；9处）建成", "9处") == "9处）建成"


def test_brackets_that_never_close_part_nothing_but_stops() -> None:
    assert clause("公园（7个，9处。投用", "9处") == "公园（7个，9处"


@given(st.text(alphabet="新建7，；。（）“”", max_size=40), st.integers(0, 40))
def test_every_position_lies_in_its_clause(text: str, position: int) -> None:
    position = min(position, max(len(text) - 1, 0))
    assert 0 <= clause_start(text, position) <= max(position, 0)
    assert position <= clause_end(text, position) <= len(text)
