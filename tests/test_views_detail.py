"""All that is known of one target, as people and as programs see it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from sample_records import a_figure, a_quantity, a_target

from tracker.model import Progress
from tracker.views.detail import Origin, detail_fields, render_detail
from tracker.views.highlight import mark_quantity
from tracker.views.json import write_json

TARGET = a_target(
    id=12,
    quantity=a_quantity("5700家", start=107),
    sentence="力争上云企业达到5700家。",
    sentence_start=99,
    commitment="力争",
    rules=("level.reach", "commitment"),
)
STANDING = Progress(
    outcome="exceeded",
    light="green",
    formula="level",
    actual=Decimal(5800),
    as_of=date(2022, 12, 31),
    achievement=Decimal(58) / 57,
    gap=Decimal(-100),
    elapsed=Decimal(1),
    inputs={"target": "5700 家"},
)
ORIGIN = Origin(
    "r.txt",
    "https://example.org/r",
    date(2022, 2, 24),
    "0" * 64,
    "0.1.0",
    datetime(2023, 1, 9, 8, 40, tzinfo=UTC),
    "no longer in the text",
)
FIGURE = a_figure(
    "5800", source="统计局", recorded_at=datetime(2023, 1, 9, 8, 30, tzinfo=UTC), recorded_by="li", target_id=12, id=3
)


def test_shows_every_fact_on_its_line() -> None:
    assert render_detail(TARGET, STANDING, ORIGIN, [FIGURE], colour=False) == (
        "#12  上云企业  5700家\n"
        "力争上云企业达到【5700家】。\n"
        "\n"
        "role        target\n"
        "district    济南市槐荫区 370104\n"
        "report      政府工作报告 2022\n"
        "section     2022年工作安排\n"
        "value       = 5700 家\n"
        "measure     level, better up\n"
        "period      2022-01-01 to 2022-12-31\n"
        "commitment  力争\n"
        "written     5700家 at characters 107 to 112\n"
        "rules       level.reach commitment\n"
        "read from   r.txt by tracker 0.1.0\n"
        "published   https://example.org/r\n"
        "meeting     2022-02-24\n"
        "withdrawn   2023-01-09 08:40 UTC: no longer in the text\n"
        "outcome     exceeded (green), by level\n"
        "actual      5800家 as of 2022-12-31\n"
        "achieved    101.8%\n"
        "gap         -100家\n"
        "elapsed     100%\n"
        "\n"
        "id   value  as_of       source  recorded_at           recorded_by\n"
        " 3  5800家  2022-12-31  统计局  2023-01-09 08:30 UTC  li\n"
    )


def test_marks_the_quantity_where_it_stands_and_not_its_twin() -> None:
    twice = a_target(quantity=a_quantity("5个", "5", "个", start=3), sentence="5个、5个。", sentence_start=0)
    assert mark_quantity(twice, colour=False) == "5个、【5个】。"
    assert mark_quantity(twice, colour=True) == "5个、\x1b[1;33m5个\x1b[0m。"


def test_a_claim_without_standing_shows_none() -> None:
    assert "outcome" not in render_detail(TARGET, None, ORIGIN, [], colour=False)


def test_as_an_object_it_has_the_figures_and_the_formula() -> None:
    shown = json.loads(write_json(detail_fields(TARGET, STANDING, ORIGIN, [FIGURE])))
    assert (shown["id"], shown["achievement"], shown["formula"]) == (12, 1.0175, "level")
    assert shown["actuals"] == [
        {
            "id": 3,
            "value": 5800,
            "as_of": "2022-12-31",
            "source": "统计局",
            "note": None,
            "recorded_at": "2023-01-09T08:30:00+00:00",
            "recorded_by": "li",
            "corrects": None,
        }
    ]
