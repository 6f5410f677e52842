"""Reports heard late in the year before: their 今年 is the year that they review, their 明年 the one that they plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEAD = 12  # paragraphs, among which a report says when it was heard
_HEARD = re.compile(r"(20\d\d)年(?:1[12]|十[一二])月(?:[\d一二三十]{1,3}日)?，?[^，。\d]{0,20}在[^，。]{0,40}会")
_PLANS = re.compile("明年[^，。；]{0,12}(?:工作|目标|任务|安排|思路|打算)")
_LEADS = re.compile("明年(?:是|，|全[省市区县旗州盟]|我[省市区县旗州盟]|经济|政府|工作|的?主要|的?目标)")
_OFTEN = 3


def heard_early(paragraphs: Sequence[str], headings: Sequence[str], year: int) -> bool:
    """Whether a report on `year` was heard in November or December before, by its date or by what its headings plan."""
    times = sum(paragraph.count("明年") for paragraph in paragraphs)
    if not times:
        return False
    heard = (_HEARD.search(paragraph) for paragraph in paragraphs[:_HEAD] if "会" in paragraph)
    if any(found and int(found[1]) == year - 1 for found in heard):
        return True
    plans = any(map(_PLANS.search, headings)) or (times >= _OFTEN and any(map(_LEADS.match, paragraphs)))
    return plans and not any(f"{year}年" in line and "回顾" in line for line in headings)


def seen_in_its_year(clean: str) -> str:
    """The words as they would be said in the year planned: 今年 is 去年, and 明年 is 今年."""
    return clean.replace("今年", "去年").replace("明年", "今年")
