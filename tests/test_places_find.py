"""The places that a short text names: spans quote exactly, and a doubtful name is no find."""

from __future__ import annotations

import pytest

from tracker.places import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def found(gazetteer: Gazetteer, text: str, year: int | None = None) -> list[tuple[str, str]]:
    return [(text[start:end], place.full_name) for place, start, end in gazetteer.find(text, year)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在海拉尔区的会上", [("海拉尔区", "呼伦贝尔市海拉尔区")]),
        ("山东省济南市槐荫区报告", [("山东省济南市槐荫区", "济南市槐荫区")]),
        ("济南槐荫今年", [("济南槐荫", "济南市槐荫区")]),
        ("高唐县的县城", [("高唐县", "聊城市高唐县")]),  # 唐县 stands within it
        ("河北省保定市唐县", [("河北省保定市唐县", "保定市唐县")]),
        ("恩施州与宁夏", [("恩施州", "恩施土家族苗族自治州"), ("宁夏", "宁夏回族自治区")]),
        ("国务院总理", [("国务院", "全国")]),
    ],
)
def test_the_longest_name_is_found(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(gazetteer, text) == expected


@pytest.mark.parametrize(
    "text",
    ["桥西区召开会议", "鼓楼区", "南京路", "朝阳路改造", "海南街道", "济南村", "云溪市报告", "没有地名", "", "区"],
)
def test_doubtful_names_are_no_finds(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == []


def test_a_containing_place_settles_an_ambiguous_name(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "石家庄市的报告，在桥西区召开") == [("石家庄市", "石家庄市"), ("桥西区", "石家庄市桥西区")]
    assert found(gazetteer, "桥西区，属张家口")[0] == ("桥西区", "张家口市桥西区")


def test_a_container_of_two_candidates_settles_nothing(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "河北省有桥西区") == [("河北省", "河北省")]


def test_the_year_chooses_what_stood(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "在钢城区", 2018) == [("钢城区", "莱芜市钢城区")]
    assert found(gazetteer, "在钢城区", 2020) == [("钢城区", "济南市钢城区")]
