"""Which claims are proposed for which targets, in which order, and which are sure."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import a_quantity, a_target

from tracker.lexicon import words
from tracker.matching import Proposal, is_part, propose, quote, sure, unreported
from tracker.matching.features import FEATURES
from tracker.matching.weights import LEAST, OPEN, WEAK, WEIGHTS
from tracker.model import Claim, Target

ABOVE = Decimal("0.9")


def promised(indicator: str, value: str, unit: str, measure: Any = "increment", **fields: Any) -> Target:
    """A target of 2022 whose sentence says no more than it."""
    text = f"{value}{unit}"
    quantity = a_quantity(text, value, unit, start=len(indicator))
    return a_target(measure=measure, indicator=indicator, quantity=quantity, sentence=f"{indicator}{text}。", **fields)


def told(indicator: str, value: str, unit: str, measure: Any = "increment", year: int = 2023, **fields: Any) -> Claim:
    """A claim that the report of `year` makes about the year before."""
    period = {"period_start": date(year - 1, 1, 1), "due": date(year - 1, 12, 31), "year": year}
    target = promised(indicator, value, unit, measure, **(period | fields))
    return Claim(*target)


def best(target: Target, *claims: Claim) -> Proposal:
    return propose([target], claims)[0]


def test_the_same_words_score_one() -> None:
    proposal = best(promised("上云企业", "5700", "家", "level"), told("上云企业", "5700", "家", "level"))
    assert (proposal.score, proposal.rank, proposal.kind) == (1, 1, "same")


@pytest.mark.parametrize(
    ("target", "right", "wrong"),
    [
        pytest.param(
            promised("地区生产总值", "7", "%", "growth"),
            told("地区生产总值", "8.6", "%", "growth"),
            told("规模以上工业增加值", "7", "%", "growth"),
            id="the name, not the value",
        ),
        pytest.param(
            promised("地区生产总值", "7", "%", "growth"),
            told("地区生产总值", "8.6", "%", "growth"),
            told("地区生产总值", "7", "%", "level"),
            id="a growth, not a share",
        ),
        pytest.param(
            promised("地区生产总值", "7", "%", "growth"),
            told("地区生产总值", "8.6", "%", "growth"),
            told("单位地区生产总值能耗", "7", "%", "reduction"),
            id="what the name is about",
        ),
        pytest.param(
            promised("省级示范村", "6", "个"),
            told("省级美丽示范村", "5", "个"),
            told("市级示范村", "6", "个"),
            id="the tier",
        ),
        pytest.param(
            promised("城镇居民收入", "6", "%", "growth"),
            told("城镇居民人均可支配收入", "6.2", "%", "growth"),
            told("农村居民人均可支配收入", "6", "%", "growth"),
            id="town and country",
        ),
        pytest.param(
            promised("规模以上工业总产值", "16", "%", "growth"),
            told("规上工业总产值", "9", "%", "growth"),
            told("规上工业增加值", "16", "%", "growth"),
            id="output and value added",
        ),
        pytest.param(
            promised("入园企业", "14", "家", "level"),
            told("入驻企业", "8", "家", "level"),
            told("4S店", "14", "家", "level"),
            id="other words",
        ),
        pytest.param(
            promised("供水管网", "68", "公里"),
            told("供水", "26", "公里"),
            told("燃气管网", "68", "公里"),
            id="kinds of pipes",
        ),
    ],
)  # fmt: skip
def test_the_right_claim_comes_first(target: Target, right: Claim, wrong: Claim) -> None:
    assert best(target, wrong, right).claim is right


def test_units_that_have_nothing_in_common_are_never_paired() -> None:
    assert propose([promised("雨水管网", "15", "公里")], [told("雨水管网", "4360", "元")]) == []


def test_a_claim_belongs_to_the_target_that_fits_it_better() -> None:
    wide, narrow = promised("外贸出口", "7", "%", "growth"), promised("服务贸易出口", "6", "%", "growth")
    claim = told("外贸出口", "7.2", "%", "growth")
    alone = propose([narrow], [claim])[0].score
    together = {id(p.target): p.score for p in propose([wide, narrow], [claim])}
    assert together[id(wide)] == pytest.approx(Decimal(1), abs=Decimal("0.01"))
    assert together.get(id(narrow), 0) <= alone * Decimal(str(WEIGHTS["taken"])) + Decimal("0.001")


def test_two_claims_that_fit_equally_well_leave_it_open() -> None:
    target = promised("新建公园", "5", "个")
    claims = [told("新建公园", "4", "个"), told("新建公园", "6", "个")]
    proposals = propose([target], claims)
    assert len(proposals) == 2
    assert sure(proposals, ABOVE) == []
    assert len(sure(propose([target], claims[:1]), ABOVE)) == 1


def test_a_milestone_comes_after_the_figure_that_passed_it() -> None:
    target = promised("旅游收入", "9", "亿元", "level")
    sentence = "旅游收入首次突破10亿元，达到10.2亿元。"
    passed = told("旅游收入", "10", "亿元", "level")._replace(sentence=sentence,
                     quantity=a_quantity("10亿元", "10", "亿元", ">=", start=8))  # fmt: skip
    reached = told("旅游收入", "10.2", "亿元", "level")._replace(sentence=sentence,
                      quantity=a_quantity("10.2亿元", "10.2", "亿元", start=15))  # fmt: skip
    proposals = propose([target], [passed, reached])
    assert [p.claim for p in proposals] == [reached, passed]
    assert [p.claim for p in sure(proposals, ABOVE)] == [reached]


def test_a_repeated_plan_is_no_outcome() -> None:
    claim = told("高层次人才团队", "5", "个")
    repeated = claim._replace(sentence="未达5个的预定目标。", quantity=a_quantity("5个", "5", "个", start=2))
    assert best(promised("高层次人才团队", "5", "个"), repeated).score == Decimal("0.5")


def test_an_average_of_years_is_no_year() -> None:
    target, claim = promised("一般公共预算收入", "3", "%", "growth"), told("一般公共预算收入", "5", "%", "growth")
    averaged = claim._replace(sentence="一般公共预算收入年均增长5%。",
                       quantity=a_quantity("5%", "5", "%", start=12))  # fmt: skip
    assert best(target, averaged).score < Decimal("0.75") < best(target, claim).score


@pytest.mark.parametrize(("value", "is_sure"), [("30", False), ("7", True)])
def test_what_five_years_added_is_not_sure_for_one_year(value: str, is_sure: bool) -> None:
    claim = told("高标准农田", value, "万亩", period_start=date(2018, 1, 1))
    assert bool(sure(propose([promised("高标准农田", "6", "万亩")], [claim]), ABOVE)) == is_sure


def test_values_far_apart_are_not_sure() -> None:
    assert sure(propose([promised("高校毕业生", "2", "名")], [told("高校毕业生", "110", "名")]), ABOVE) == []


def test_a_level_and_an_increment_are_proposed_but_not_recorded() -> None:
    proposal = best(promised("上云企业", "5700", "家", "level"), told("上云企业", "300", "家", "increment"))
    assert (proposal.kind, proposal.comparison) == ("related", None)
    assert sure([proposal], Decimal(0)) == []


# ── which reports answer ──


def test_a_year_s_target_is_answered_by_the_next_report_only() -> None:
    target = promised("新建公园", "5", "个")
    proposals = propose([target], [told("新建公园", "5", "个", year=2023), told("新建公园", "5", "个", year=2024)])
    assert [p.claim.year for p in proposals] == [2023]


def test_a_target_of_several_years_is_answered_each_year_until_it_is_due() -> None:
    target = promised("新建公园", "5", "个", due=date(2024, 12, 31))
    claims = [told("新建公园", str(year % 10), "个", year=year) for year in (2023, 2024, 2025, 2026)]
    proposals = propose([target], claims)
    assert sorted(p.claim.year for p in sure(proposals, ABOVE)) == [2023, 2024, 2025]
    assert sorted(p.rank for p in proposals) == [1, 2, 3]


def test_an_earlier_report_answers_nothing() -> None:
    assert propose([promised("新建公园", "5", "个")], [told("新建公园", "5", "个", year=2022)]) == []


def test_what_a_year_added_is_a_part_of_several() -> None:
    long, short = promised("新建公园", "5", "个", due=date(2024, 12, 31)), promised("新建公园", "5", "个")
    claim = told("新建公园", "2", "个")
    assert is_part(best(long, claim))
    assert not is_part(best(short, claim))


def test_who_is_unreported() -> None:
    answered, silent = promised("新建公园", "5", "个"), promised("造林", "4500", "亩")
    later = promised("上云企业", "8000", "家", "level", due=date(2026, 12, 31))
    proposals = propose([answered, silent, later], [told("新建公园", "4", "个")])
    assert unreported([answered, silent, later], proposals, [2023]) == [silent]
    assert unreported([answered, silent, later], proposals, [2023, 2027]) == [silent, later]
    assert unreported([answered, silent, later], proposals, []) == []


# ── quotes ──


@pytest.mark.parametrize(
    ("sentence", "start", "text", "expected"),
    [
        ("新建学校5所。", 4, "5所", "新建学校5所。"),
        ("甲增长6%，乙增长6%。", 3, "6%", "甲增长6%"),
        ("甲增长6%，乙增长6%。", 9, "6%", "乙增长6%。"),
        ("甲增长16%，乙增长6%。", 10, "6%", "乙增长6%。"),
        ("分别增长6%、5%、6%，居首。", 4, "6%", "分别增长6%、5%"),
    ],
)
def test_a_quote_holds_its_number_once(sentence: str, start: int, text: str, expected: str) -> None:
    record = a_target(sentence=sentence, quantity=a_quantity(text, text.rstrip("所%"), text[-1], start=start))
    assert quote(record) == expected
    assert quote(record).count(text) == 1


# ── properties ──

NAMES = st.sampled_from(
    ["上云企业", "高新技术企业", "农村公路", "项目", "企业", "", "地区生产总值", "A、B", *words("vague")[:9]]
)
VALUES = st.decimals(min_value=-1000, max_value=10**9, allow_nan=False, places=1).map(str)
UNITS = st.sampled_from(["家", "个", "%", "公里", "米", "个百分点", "元", "?"])
MEASURES = st.sampled_from(["level", "increment", "growth", "reduction"])


@given(
    st.lists(st.tuples(NAMES, VALUES, UNITS, MEASURES), max_size=5), st.lists(st.tuples(NAMES, VALUES, UNITS, MEASURES))
)
def test_scores_lie_between_the_least_and_one_and_ranks_count_up(mine: list[Any], theirs: list[Any]) -> None:
    targets, claims = [promised(*each) for each in mine], [told(*each) for each in theirs]
    proposals = propose(targets, claims)
    assert all(Decimal(str(LEAST)) * Decimal("0.94") <= p.score <= 1 for p in proposals)
    for target in targets:
        own = [p for p in proposals if p.target is target]
        assert [p.rank for p in own] == list(range(1, len(own) + 1))
        assert [p.score for p in own] == sorted((p.score for p in own), reverse=True)


@given(st.lists(st.tuples(NAMES, VALUES, UNITS, MEASURES), min_size=1, max_size=6), st.randoms())
def test_the_order_of_claims_decides_nothing(theirs: list[Any], chance: Any) -> None:
    claims = [told(*each)._replace(sentence_start=number * 100) for number, each in enumerate(theirs)]
    target = promised("上云企业", "5700", "家", "level")
    shuffled = chance.sample(claims, len(claims))
    first, second = propose([target], claims), propose([target], shuffled)
    assert [p.score for p in first] == [p.score for p in second]


# ── the page ──


def test_the_page_names_every_feature_and_weight() -> None:
    page = (Path(__file__).parents[1] / "docs" / "matching.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == [name for name, _ in FEATURES]
    assert re.findall(r"^\| ([a-z ]+) \| ([\d.]+) \|$", page, re.MULTILINE) == [
        (name, str(weight)) for name, weight in WEIGHTS.items()
    ]
    assert f"falls below {LEAST}" in page
    assert f"more than {OPEN}" in page
    assert f"scores\n{WEAK} or more" in page
