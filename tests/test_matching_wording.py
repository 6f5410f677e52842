"""What is compared of a record: one word for each thing, qualifiers, clauses."""

from __future__ import annotations

import pytest
from sample_records import a_quantity, a_target

from tracker.lexicon import entries
from tracker.matching.wording import members_of, neighbours_of, plain, qualifiers_of, wording_of, wordings_of
from tracker.model import Claim


def a_claim(sentence: str, text: str, value: str, unit: str, **fields: object) -> Claim:
    """A claim whose quantity stands in the sentence."""
    start = sentence.index(text)
    target = a_target(sentence=sentence, **{"quantity": a_quantity(text, value, unit, start=start), **fields})
    return Claim(*target)


@pytest.mark.parametrize("entry", entries("synonyms"), ids=lambda entry: entry.words[0])
def test_words_for_one_thing_become_one_word(entry: object) -> None:
    assert len({plain(word) for word in entry.words}) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“四好农村路”", "农村公路"),
        ("停车泊位[3]", "停车位"),
        ("老旧小区改造工程", "老旧小区改造"),
        ("ＰＭ2.5平均浓度", "PM2.5浓度"),
        ("新增城镇就业", "城镇新增就业"),
    ],
)
def test_marks_notes_and_fillers_say_nothing(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("规模以上工业总产值", "规模以上工业增加值"), ("出口总额", "进出口总额"), ("存款余额", "贷款余额")],
)
def test_what_is_not_the_same_stays_apart(one: str, other: str) -> None:
    assert plain(one) != plain(other)
    groups = qualifiers_of(plain(one)).keys() & qualifiers_of(plain(other)).keys()
    assert any(qualifiers_of(plain(one))[group] != qualifiers_of(plain(other))[group] for group in groups)


def test_the_last_qualifier_of_a_group_is_what_the_name_is_about() -> None:
    assert qualifiers_of(plain("单位地区生产总值能耗"))["account"] == "energy"


def test_every_group_of_qualifiers_has_at_least_two_members() -> None:
    groups: dict[str, set[str]] = {}
    for entry in entries("qualifiers"):
        groups.setdefault(entry.more["group"], set()).add(entry.means)
    assert {group for group, members in groups.items() if len(members) < 2 and group != "statistics"} == set()


def test_one_number_for_two_things_names_both() -> None:
    assert members_of("空气优良率、污水处理率") == ("空气优良率", "污水处理率")
    assert members_of("上云企业") == ()


def test_the_clause_leaves_out_other_members_of_a_list() -> None:
    claim = a_claim("建成学校3所、公园5个、驿站2处，群众满意。", "5个", "5", "个")
    wording = wording_of(claim)
    assert (wording.before, wording.behind) == ("公园", "")


def test_years_told_together_and_a_single_one() -> None:
    averaged = wording_of(a_claim("地区生产总值年均增长5.7%。", "5.7%", "5.7", "%"))
    yearly = wording_of(a_claim("全年新增就业8万人。", "8万人", "80000", "人"))
    assert (averaged.of_many_years, averaged.of_one_year) == (True, False)
    assert (yearly.of_many_years, yearly.of_one_year) == (False, True)


def test_what_came_of_a_plan_takes_its_name() -> None:
    sentence = "计划打通的4条断头路，通了3条。"
    plan = a_claim(sentence, "4条", "4", "条", indicator="断头路", indicator_key="断头路")
    came = a_claim(sentence, "3条", "3", "条", indicator="通", indicator_key="通")
    assert [wording.name for _, wording in wordings_of([came, plan])] == ["断头路", "断头路"]


def test_a_difference_to_the_plan_does_not_take_its_name() -> None:
    sentence = "离原定的60家还差2家。"
    plan = a_claim(sentence, "60家", "60", "家", indicator="高新技术企业", indicator_key="高新技术企业")
    rest = a_claim(sentence, "2家", "2", "家", indicator="差", indicator_key="差")
    assert wordings_of([plan, rest])[1][1].name == "差"


def test_level_and_growth_of_a_sentence_are_neighbours() -> None:
    sentence = "地区生产总值391亿元，增长8.6%。"
    level = a_claim(sentence, "391亿元", "39100000000", "元", indicator_key="地区生产总值")
    growth = a_claim(sentence, "8.6%", "8.6", "%", indicator_key="地区生产总值", measure="growth")
    assert neighbours_of([level, growth]) == {id(level): growth, id(growth): level}
