"""Reports heard late in the year before."""

import pytest

from tracker.model import Place
from tracker.pipeline import extract
from tracker.structure.early import heard_early

PLACE = Place("000000", "东河县", "东河县")
HEARD = "政府工作报告\n——2021年12月28日在东河县第九届人民代表大会第一次会议上\n"
WRITTEN = "政府工作报告\n——二〇二一年十二月二十八日在东河县第九届人民代表大会第一次会议上\n"
BODY = "一、2021年工作回顾\n今年，新建公园3个。\n二、2022年工作安排\n明年，新建公园5个。明年六月底前建成绿道8公里。\n"
UNDATED = "一、今年工作回顾\n今年，新建公园3个。\n二、明年工作安排\n新建公园5个。明年六月底前建成绿道8公里。\n"
OFTEN = BODY + "明年是关键一年。明年要办好实事。\n"


@pytest.mark.parametrize("text", [HEARD + BODY, WRITTEN + BODY, UNDATED, OFTEN])
def test_next_year_is_the_one_planned(text: str) -> None:
    records = extract(text, place=PLACE, year=2022).records
    assert [(record.role, record.due.isoformat()) for record in records] == [
        ("claim", "2021-12-31"),
        ("target", "2022-12-31"),
        ("target", "2022-06-30"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "政府工作报告\n——2022年1月18日在东河县第九届人民代表大会第一次会议上\n二、2022年工作安排\n明年建成绿道8公里。\n",
        "二、2022年工作安排\n今年开工，明年建成绿道8公里。\n",
    ],
)
def test_a_report_of_its_own_year_means_the_next_one(text: str) -> None:
    assert [record.due.isoformat() for record in extract(text, place=PLACE, year=2022).records] == ["2023-12-31"]


def test_a_year_reviewed_is_not_the_one_planned() -> None:
    headings = ["一、2022年工作回顾", "二、明年工作安排"]
    assert not heard_early(headings, headings, 2022)
    assert heard_early(headings, headings, 2023)
