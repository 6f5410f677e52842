"""分别: numbers dealt out over a list of subjects: A、B、C分别增长6%、7.5%、8%以上."""

from __future__ import annotations

import re
from functools import cache

from tracker.lexicon import alternation, entries
from tracker.targets.frames import Frame

_PART = re.compile(r"[、和与及以，]+")
_DEALS_OUT = re.compile("分别|依次")
_BETWEEN = re.compile("[、和与及，]?")
_TAILS = re.compile(
    r"(?:增加值|总产值|产值|产量|收入|余额|总额|零售额|增速|增幅|比重|占比|浓度|标准|人数|数量|面积|总量|普及率|覆盖率|参保率|"
    r"合格率|率|指数|起数|吞吐量|货运量|客运量|业务量|交易额|销售额|进口|出口|保费|人次|投资|案件|企业|项目|能耗|排放量|价格|贷款|存款|学校|中心)"
)


@cache
def pairs() -> dict[str, tuple[str, str]]:
    """城乡 → (城镇, 农村): words that stand for two things at once."""
    found = {}
    for entry in entries("indicators"):
        if entry.means.startswith("pair "):
            _, first, second = entry.means.split()
            found.update(dict.fromkeys(entry.words, (first, second)))
    return found


@cache
def _paired() -> re.Pattern[str]:
    return re.compile(alternation(pairs()))


def groups(frames: list[Frame]) -> list[list[int]]:
    """Indexes of frames whose numbers one 分别 deals out: behind the word, and in a list behind that."""
    if not frames or not (_DEALS_OUT.search(frames[0].clean) or _paired().search(frames[0].clean)):
        return []
    found: list[list[int]] = []
    for index, frame in enumerate(frames):
        again = found and len(found[-1]) > 1 and found[-1][-1] == index - 1 and not frame.lead.name and frame.first
        if again or _DEALS_OUT.search(frame.left) or _paired().search(frame.lead.name):
            found.append([index])
        elif found and found[-1][-1] == index - 1 and _goes_on(frames[index - 1], frame):
            found[-1].append(index)
    return [group for group in found if len(group) > 1]


def _goes_on(before: Frame, frame: Frame) -> bool:
    between = frame.clean[before.figure.hedge_end : frame.figure.hedge_start]
    return _BETWEEN.fullmatch(between) is not None and frame.figure.kind in {before.figure.kind, "growth", "bare"}


def members_of(subject: str, count: int) -> tuple[str, ...]:
    """The subject split into `count` names, each with the head noun that the last one carries; () where it can't be."""
    parts = [part for part in _PART.split(subject) if part]
    if len(parts) == count:
        return tuple(_with_tail(part, parts[-1]) for part in parts)
    for word, (first, second) in pairs().items():
        if count == 2 and word in subject:
            return subject.replace(word, first), subject.replace(word, second)
    return ()


def _with_tail(part: str, last: str) -> str:
    if part == last or _TAILS.search(part[-4:]):
        return part
    tails = list(_TAILS.finditer(last))
    if not tails:
        return part
    return part + last[tails[0].start() if "占" in last else tails[-1].start() :]
