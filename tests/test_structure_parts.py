"""What headings say of the parts below them."""

from __future__ import annotations

import pytest

from tracker.structure.parts import heading_stance, is_communique, is_heading


@pytest.mark.parametrize(
    "clean",
    ["一、2021年工作回顾", "（一）产业更强", "1.做强工业", "第一部分过去五年", "政府工作报告", "三、文化惠民工程"],
)
def test_headings(clean: str) -> None:
    assert is_heading(clean)


@pytest.mark.parametrize(
    "clean",
    ["", "新建车间5个。", "一、新建车间5个。", "新建车间5个，", "各位代表！", "这一行没有句号" * 8, "两岸补树；"],
)
def test_no_headings(clean: str) -> None:
    assert not is_heading(clean)


@pytest.mark.parametrize(
    ("clean", "stance"),
    [
        ("一、2021年工作回顾", "review"),
        ("一、过去五年的主要成就", "review"),
        ("一、过去一年工作总结", "review"),
        ("2021年工作", "review"),
        ("二、2022年工作安排", "plan"),
        ("二、2022年工作", "plan"),
        ("二、今后五年的奋斗目标", "plan"),
        ("三、“十四五”发展目标", "plan"),
        ("（三）生态更美", None),
        ("2018年的那场大雪", None),
        ("某市2022年国民经济统计公报", "review"),
    ],
)
def test_stances(clean: str, stance: str | None) -> None:
    assert heading_stance(clean, 2022) == stance


def test_communiques() -> None:
    assert is_communique("某市2022年国民经济统计公报")
    assert not is_communique("政府工作报告")
