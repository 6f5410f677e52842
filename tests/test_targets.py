"""Sentence to records: the fields that a record takes from its document, and verdicts for what gives none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tracker.model import Claim, Document, Record, Section, Sentence, Target, Verdict
from tracker.quantities import scan
from tracker.structure.fold import fold
from tracker.targets import read_sentence


def section(stance: str = "plan", kind: str = "body") -> Section:
    year = 2022 if stance == "plan" else 2021
    return Section("二、安排", 0, 99, stance, date(year, 1, 1), date(year, 12, 31), kind)  # type: ignore[arg-type]


def read(text: str, part: Section | None = None) -> list[Verdict]:
    document = Document(text, "sha", "-", "某区政府工作报告", "济南市槐荫区", "370104", 2022)
    clean, places = fold(text)
    sentence = Sentence(text, 0, len(text), part or section(), clean, places)
    return read_sentence(document, sentence, scan(clean))


def only(text: str, part: Section | None = None) -> Record:
    (record,) = [verdict.record for verdict in read(text, part) if verdict.record]
    return record


def test_a_plan_gives_targets_and_a_review_claims() -> None:
    assert isinstance(only("新建公园7个。"), Target)
    assert isinstance(only("新建公园7个。", section("review")), Claim)


def test_fields_of_document_and_section() -> None:
    record = only("新建公园7个。")
    assert (record.district, record.district_code, record.report, record.year) == (
        "济南市槐荫区",
        "370104",
        "某区政府工作报告",
        2022,
    )
    assert (record.section, record.period_start, record.due) == ("二、安排", date(2022, 1, 1), date(2022, 12, 31))
    assert (record.sentence, record.sentence_start, record.id) == ("新建公园7个。", 0, None)


def test_quantities_quote_the_original() -> None:
    record = only("新建老旧小区 ４．９ 万平方米。")
    assert record.quantity.text == "４．９ 万平方米"
    assert record.quantity.value == Decimal(49000)


def test_rules_are_named_in_the_order_in_which_they_are_asked() -> None:
    assert only("6月底前新建公园7个。").rules == ("noun-before", "measure-by-name", "plan", "due-by-month")


def test_claims_have_neither_date_nor_will_of_their_own() -> None:
    record = only("努力奋斗一整年，6月底前新增公园7个。", section("review"))
    assert (record.due, record.commitment) == (date(2021, 12, 31), None)


@pytest.mark.parametrize("kind", ["glossary", "furniture"])
def test_parts_that_hold_no_goals(kind: str) -> None:
    (verdict,) = read("新建公园7个。", section(kind=kind))
    assert (verdict.verdict, verdict.reason, verdict.record) == ("set-aside", kind, None)


def test_an_unnamed_number_is_undecided() -> None:
    (verdict,) = read("达到80%。")
    assert (verdict.verdict, verdict.reason) == ("undecided", "no-indicator")


def test_verdicts_come_in_order_and_say_what_became_of_each_number() -> None:
    found = [(verdict.text, verdict.verdict) for verdict in read("第3批2022年新建公园7个，污水处理率由60%提高到75%。")]
    assert found == [
        ("3", "set-aside"),
        ("2022", "set-aside"),
        ("7个", "target"),
        ("60%", "set-aside"),
        ("75%", "target"),
    ]


def test_no_numbers_no_verdicts() -> None:
    assert read("大家辛苦了。") == []
