"""Which titles are one report."""

from __future__ import annotations

import pytest

from tracker.store.titles import place_key, title_key

DISTRICT = "济南市槐荫区"


@pytest.mark.parametrize(
    "title",
    [
        "政府工作报告",
        "2022年政府工作报告",
        "槐荫区政府工作报告(2022)",
        "２０２２年 政府工作报告",
        "二〇二二年政府工作报告",
        "槐荫区政府工作报告",
        "济南市槐荫区政府工作报告",
        "济南市槐荫区人民政府工作报告",
        "山东省济南市槐荫区2022年政府工作报告",
        "2022年槐荫区政府工作报告",
        "槐荫政府工作报告",
        "《政府 工作\n报告》",
        "槐荫区政府工作报告（2022年）",
        "2022年度政府工作报告",
    ],
)
def test_one_report_under_many_titles(title: str) -> None:
    """Place, year, spaces and punctuation make no difference."""
    assert title_key(title, DISTRICT) == "政府工作报告"


@pytest.mark.parametrize(
    "title",
    [
        "政府工作报告（摘要）",
        "财政预算报告",
        "第十八届人民代表大会政府工作报告",
        "政府工作报告任务分解",
        "历城区政府工作报告",
    ],
)
def test_other_reports(title: str) -> None:
    """What else a title says tells reports apart."""
    assert title_key(title, DISTRICT) != "政府工作报告"


@pytest.mark.parametrize("title", ["槐荫区", "2022年", "《》", "", "2022"])
def test_a_title_of_nothing_else_is_still_told_apart(title: str) -> None:
    """Something is left of it, unless it was empty."""
    assert bool(title_key(title, DISTRICT)) == bool(title)


def test_places_without_a_code_are_known_by_name() -> None:
    """Development zones, towns."""
    assert (place_key(DISTRICT, "370104"), place_key("青岛高新区", None)) == ("370104", "青岛高新区")
