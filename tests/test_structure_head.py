"""The heads of reports, in the forms that government pages, newspapers and document databases give them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tracker.model import Place
from tracker.places import load_gazetteer, local_place
from tracker.structure.head import Head, place_in_head, read_head

OPENING = "各位代表：\n现在，我代表政府向大会作报告，请审议。\n"
COMMUNIQUE = "国民经济和社会发展统计公报"
BODY = "一、去年的回顾\n全年新建学校两所。\n二、今年的打算\n再建三所。\n"


def place_of(text: str) -> str | None:
    place = place_in_head(read_head(text), load_gazetteer().find)
    return place.full_name if place else None


def found(text: str) -> tuple[str | None, int | None, date | None]:
    head = read_head(text)
    return place_of(text), head.year, head.meeting_date


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "政府工作报告\n——2031年1月9日在高唐县第三十届人民代表大会第一次会议上\n县长　某某某\n",
            ("聊城市高唐县", 2031, date(2031, 1, 9)),
        ),
        (
            "政 府 工 作 报 告\n\n（二〇二四年一月二十三日在槐荫区第三十届人民代表大会第二次会议上）\n",
            ("济南市槐荫区", 2024, date(2024, 1, 23)),
        ),
        (
            "2025年２月３日在鄂温克族自治旗\n第二十八届人民代表大会第九次会议上\n",
            ("呼伦贝尔市鄂温克族自治旗", 2025, date(2025, 2, 3)),
        ),
        (
            "标题：平度市2019年政府工作报告\n发文单位：平度市人民政府\n发文时间：2019-03-01\n正文：\n",
            ("青岛市平度市", 2019, None),
        ),
        ("槐荫区2022年政府工作报告\n来源：某某日报\n", ("济南市槐荫区", 2022, None)),
        ("济南市槐荫区\n政府工作报告\n（2023年2月）\n", ("济南市槐荫区", 2023, None)),
        ("2026年宁夏政府工作报告\n2026年1月20日\n", ("宁夏回族自治区", 2026, date(2026, 1, 20))),
        ("延边州人民政府2020年工作报告\n", ("延边朝鲜族自治州", 2020, None)),
        ("济南市人大三十一届二次会议文件\n济南市市长　某某\n2018年1月5日\n", ("济南市", 2018, date(2018, 1, 5))),
        ("政府工作报告\n天津市和平区区长　某某\n2017年1月5日\n", ("天津市和平区", 2017, date(2017, 1, 5))),
        ("——2030年3月5日在第三十届全国人民代表大会第九次会议上\n国务院总理　某某\n", ("全国", 2030, date(2030, 3, 5))),
    ],
)
def test_forms_of_heads(head: str, expected: tuple[str | None, int | None, date | None]) -> None:
    assert found(head + OPENING + BODY) == expected


def test_everything_on_one_line() -> None:
    text = (
        "政府工作报告2029年1月8日在莱西市第二十九届人民代表大会第三次会议上莱西市人民政府市长某某各位代表："
        "我代表市人民政府作报告，请审议。一、2028年工作回顾 全年新建学校两所。二、2029年工作安排 再建三所。"
    )
    assert found(text) == ("青岛市莱西市", 2029, date(2029, 1, 8))
    assert "一、" not in read_head(text).head_text


def test_line_breaks_that_an_export_wrote_out() -> None:
    text = r"政府工作报告\r\n2009年2月6日\r\n各位代表：\r\n我代表平阴县人民政府作报告，请审议。\r\n一、回顾\r\n"
    assert found(text) == ("济南市平阴县", 2009, date(2009, 2, 6))


def test_page_furniture_before_the_head() -> None:
    furniture = (
        "当前位置：\n首页\n>\n政务公开\n下载\n打印\n【字号：\n大\n中\n小\n】\n"
        "发布时间：2024-06-30\n来源：青海日报\n浏览次数：88\n"
    )
    head = "2024年商河县人民政府工作报告\n2024年1月30日在商河县第二十九届人民代表大会第三次会议上\n"
    assert found(furniture + head + OPENING + BODY) == ("济南市商河县", 2024, date(2024, 1, 30))


def test_a_newspaper_tells_the_meeting_in_its_first_sentence() -> None:
    text = (
        "2031年这样干 政府工作报告公布\n\n2031-02-04 11:20:05 来源: 某某网\n\n某某网记者 济宁报道\n\n"
        "2月3日，济南市槐荫区第三十届人民代表大会第一次会议开幕，代区长某某代表槐荫区人民政府作2031年政府工作报告，"
        "报告提出，今年将修建学校三所、公园五处，完成道路改造十二条，为居民增添停车位八百个，"
        "并在合作社、城区公园与朝阳路沿线安装路灯两千盏，让夜间出行更加方便安全。\n"
    )
    assert found(text) == ("济南市槐荫区", 2031, date(2031, 2, 3))


@pytest.mark.parametrize(
    ("title", "place", "year"),
    [
        (f"2022 年平凉市{COMMUNIQUE}", "平凉市", 2022),
        (f"平凉市2022年{COMMUNIQUE}①", "平凉市", 2022),
        (f"平凉市\n2022年{COMMUNIQUE}", "平凉市", 2022),
    ],
)
def test_a_communique_is_of_the_year_in_its_title(title: str, place: str, year: int) -> None:
    text = f"— 1 —\n{title}\n平凉市统计局\n2023年3月20日\n2022年，全市上下努力，成绩很好。\n一、综合\n"
    assert found(text) == (place, year, None)
    assert (read_head(text).title or "").endswith("统计公报")


class TestYear:
    """The year that a report plans."""

    def test_a_meeting_in_december_hears_the_plan_of_the_next_year(self) -> None:
        assert (
            read_head("政府工作报告\n2021年12月28日在兴化市第三十届人民代表大会第一次会议上\n" + OPENING).year == 2022
        )

    def test_the_headings_decide_where_the_head_says_nothing(self) -> None:
        assert read_head(OPENING + "一、2023年工作回顾\n好。\n二、2024年重点工作\n多。\n").year == 2024
        assert read_head(OPENING + "2023年政府工作回顾\n好。\n").year == 2024

    def test_the_opening_names_the_year(self) -> None:
        assert (
            read_head("各位代表：\n我代表容县人民政府报告换届以来的情况，对2012年工作提出建议，请审议。\n").year == 2012
        )

    def test_the_day_of_a_page_counts_in_spring_only(self) -> None:
        page = "标题：县政府工作报告\n发布时间：{}\n正文：\n" + OPENING
        assert read_head(page.format("2023-03-01")).year == 2023
        assert read_head(page.format("2023-09-01")).year is None
        assert read_head(page.format("2022-12-31")).year is None

    def test_a_title_after_the_year_reviewed_is_no_answer(self) -> None:
        assert read_head("2023年某市政府工作报告\n" + OPENING + "一、2023年工作回顾\n二、2024年工作安排\n").year is None

    def test_headings_settle_a_title_against_a_meeting(self) -> None:
        head = "2021年政府工作报告\n2021年12月20日在某市第三届人民代表大会第一次会议上\n" + OPENING
        assert read_head(head + "一、2021年工作回顾\n二、2022年工作安排\n").year == 2022
        assert read_head(head).year is None

    def test_far_goals_are_no_plan_of_the_year(self) -> None:
        assert read_head(OPENING + "一、2025年工作回顾\n二、到2030年主要目标\n三、2035年远景目标\n").year == 2026
        assert read_head(OPENING + "一、到2030年主要目标\n").year is None

    def test_an_impossible_day_is_no_meeting(self) -> None:
        head = read_head("政府工作报告\n2023年2月31日在某市第三届人民代表大会第一次会议上\n" + OPENING)
        assert (head.year, head.meeting_date) == (2023, None)


class TestPlace:
    """The place whose report it is, or none; never another one."""

    @pytest.mark.parametrize(
        "head",
        [
            "新城要闻\n朝阳路改造完成\n推进合作与城区建设，中山街通车，和平路拓宽。\n",
            "大众网济南讯 本报记者 某某\n北京1月3日电\n1月12日，市政府召开会议。\n",
            "来源：青海日报\n作者：西宁 某某\n政府工作报告\n",
            "桥西区2023年政府工作报告\n",
            "河北省人民政府公报\n2023年1月5日在桥西区第三十届人民代表大会第三次会议上\n",
            "河北省人民政府工作报告选编\n在云溪市第三届人民代表大会第一次会议上\n",
            "济南市市长 某某\n青岛市市长 某某\n",
            "在县第三十届人民代表大会第一次会议上\n县长 某某\n",
            "",
        ],
    )
    def test_no_place_is_better_than_a_wrong_one(self, head: str) -> None:
        assert place_of(head) is None

    def test_the_body_is_never_asked(self) -> None:
        body = "一、工作回顾\n在济南市第三十届人民代表大会第一次会议上通过的任务已经完成，济南市市长到会。\n"
        assert place_of("政府工作报告\n" + OPENING + body) is None
        assert place_of("今年是关键一年，" + "任务很重，" * 60 + "济南市市长到会。") is None

    def test_a_city_in_the_head_settles_an_ambiguous_district(self) -> None:
        head = "石家庄市\n2023年1月5日在桥西区第三十届人民代表大会第三次会议上\n"
        assert place_of(head) == "石家庄市桥西区"

    def test_the_most_specific_of_nested_places(self) -> None:
        head = "发布机构：山东省人民政府\n济南市政府工作报告\n在济南市槐荫区第三十届人民代表大会第一次会议上\n"
        assert place_of(head) == "济南市槐荫区"

    def test_the_year_chooses_what_stood(self) -> None:
        head = "{}年2月3日在钢城区第三十届人民代表大会第二次会议上\n" + OPENING
        assert place_of(head.format(2018)) == "莱芜市钢城区"
        assert place_of(head.format(2020)) == "济南市钢城区"

    def test_an_added_place(self) -> None:
        city = local_place("示例市", Place("100000", "全国", "全国"), ())
        county = local_place("青禾县", city, ())
        gazetteer = load_gazetteer([city, county])
        head = read_head("政府工作报告\n2024年2月1日在示例市青禾县\n第三十届人民代表大会第一次会议上\n" + OPENING)
        assert place_in_head(head, gazetteer.find) == county

    def test_the_finder_is_a_parameter(self) -> None:
        asked: list[tuple[str, int | None]] = []

        def find(text: str, year: int | None) -> Sequence[tuple[Place, int, int]]:
            asked.append((text, year))
            return [(Place("1", "某区", "某区"), text.index("某区"), text.index("某区") + 2)]

        head = Head("政府工作报告", 2024, None, 0, 10, "某区2024年政府工作报告")
        assert place_in_head(head, find) == Place("1", "某区", "某区")
        assert asked == [("某区2024年政府工作报告", 2024)]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("政 府 工 作 报 告\n2024年1月2日\n", "政府工作报告"),
        ("政??府??工??作??报??告\n", "政府工作报告"),
        ("标题：某市政府工作报告——2014年2月1日在某市第三十届人民代表大会第二次会议上\n", "某市政府工作报告"),
        (
            "标题：实干兴市——在某市第三十届人大第二次会议上的政府工作报告\n",
            "实干兴市——在某市第三十届人大第二次会议上的政府工作报告",
        ),
        ("下载\n打印\n2026年某省政府工作报告\n来源：某报\n政府工作报告\n", "2026年某省政府工作报告"),
        ("2025年1月2日在某县第三十届人民代表大会第一次会议上某某作政府工作报告\n", "政府工作报告"),
        ("小城明年怎么干\n本报讯 某某\n", "小城明年怎么干"),
        ("今年任务很重，" * 30, None),
        ("", None),
    ],
)
def test_titles(head: str, title: str | None) -> None:
    assert read_head(head).title == title


@pytest.mark.parametrize(
    "text", ["", "政府工作报告", "一、回顾\n", "各位代表：", "\n\n \n", "字" * 5000, OPENING + BODY]
)
def test_the_span_quotes_the_head(text: str) -> None:
    head = read_head(text)
    assert text[head.start : head.end] == head.head_text
    assert len(head.head_text) <= 1000


@pytest.mark.parametrize("piece", ["字", "短行\n", "各位代表：", "一、2023年工作回顾。", " ", "在", "2023年"])
def test_the_head_of_a_long_text_is_short(piece: str) -> None:
    assert len(read_head(piece * (1_000_000 // len(piece))).head_text) < 2_000


LABELS = (
    "来源URL 主题分类 信息来源 公开主体 公开日期 制定机关 发布单位 发布日期 发文日期 发文机关 发文机构 发表时间 "
    "成文日期 报告人 阅读量 字体 收藏 文号 稿源"
)


@pytest.mark.parametrize("label", LABELS.split())
def test_a_label_of_the_page_is_no_title(label: str) -> None:
    head = read_head(f"{label}：某某大河某某\n某县政府工作报告\n{OPENING}{BODY}")
    assert head.title == "某县政府工作报告"


def test_what_stands_behind_the_label_of_a_title_is_one() -> None:
    head = read_head(f"题名：小城某县政府工作报告\n文号：某某\n{OPENING}{BODY}")
    assert head.title == "小城某县政府工作报告"


@pytest.mark.parametrize("office", ["专员", "主席", "乡长", "州长", "旗长", "盟长", "省长", "镇长", "行政长官"])
def test_who_reads_the_report_is_no_title(office: str) -> None:
    assert read_head(f"{office}　某某某\n年度工作报告\n{OPENING}{BODY}").title == "年度工作报告"


def test_the_head_ends_where_members_are_addressed() -> None:
    text = f"政府工作报告\n各位委员：\n现在报告工作，请审议。\n{'今年的任务很重。' * 200}"
    assert len(read_head(text).head_text) < 200
