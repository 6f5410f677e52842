"""Which titles mean the same report of a place and year."""

from __future__ import annotations

import re
from unicodedata import normalize

YEAR = re.compile(r"[(（\[]?(?:[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})[)）\]]?(?:年度?)?")
NO_WORD = re.compile(r"[\W_]+")
SHORTEST_NAME = 2  # characters: 槐荫


def title_key(title: str, district: str) -> str:
    """The title without place, year, spaces and punctuation; 人民政府 counts as 政府. Never empty.

    >>> title_key("2022年济南市槐荫区人民政府工作报告", "济南市槐荫区")
    '政府工作报告'
    >>> title_key("关于2021年预算执行情况的报告（摘要）", "济南市槐荫区")
    '关于预算执行情况的报告摘要'
    """
    bare = NO_WORD.sub("", YEAR.sub("", normalize("NFKC", title)))
    unplaced = _without_place(bare, normalize("NFKC", district))
    return unplaced.replace("人民政府", "政府") or bare or title


def place_key(district: str, district_code: str | None) -> str:
    """What a place is known by: its code, or its name where it has none."""
    return district_code or district


def _without_place(title: str, district: str) -> str:
    """Cut off the place that leads the title, in full (山东省济南市槐荫区) or by a part of its name (槐荫区, 槐荫)."""
    _, found, rest = title.partition(district)
    if found:
        return rest
    longest = next((end for end in range(len(title), SHORTEST_NAME - 1, -1) if title[:end] in district), 0)
    return title[longest:]
