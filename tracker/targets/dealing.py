"""Numbers that one word deals out over a list of subjects, before or behind them: 分别, 均, and rates in a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tracker.targets.distribution import groups, listed_before, members_of, places_of, stages_of, works_of
from tracker.targets.frames import RATES, Frame
from tracker.targets.indicators import Named
from tracker.targets.indicators.bare import ratio_of
from tracker.targets.indicators.before import clause_before, last_clause
from tracker.targets.indicators.shares import parted_share
from tracker.targets.phrases.leads import lead_of
from tracker.targets.phrases.verbs import INVESTING, VERBS
from tracker.targets.reading import Reading

_MAY_DEAL_BACK = re.compile("分别|各(?=[增新减下提完])|%[、和]|均(?<![人平年].)|都")
_DEALT_BACK = re.compile("分别|各(?=增|新增|减|下降|提高|完成)|%[、和]|^(?:同比|预计)?[均都]|，(?:同比|预计)?[均都]")

_INVESTED_AND = re.compile("^完成投资[和与、]")  # 完成投资和主营业务收入分别增长25%、20%
_DIGIT = re.compile(r"\d")
_FOR_ONCE = re.compile("(?:近年来|首次|实现|出现|双双|双)+$")  # 排放量首次出现双下降


def dealt_out(frames: list[Frame]) -> dict[int, Named]:
    """The indicators of the numbers that 分别 deals out; a list without subjects takes those of the list before."""
    dealt: dict[int, Named] = {}
    members: tuple[str, ...] = ()
    for group in groups(frames):
        whose, share = _shared_out(frames[group[0]])
        subject = whose or (frames[group[0] - 1].lead.name if group[0] and not members else "")
        subject = "投资、" + subject if _INVESTED_AND.search(frames[group[0]].left) else subject
        members = _members(frames[group[0]], subject, len(group)) or (() if subject else members)
        if frames[group[0]].lead.predicate in INVESTING:
            members = tuple(member if member.endswith("投资") else member + "投资" for member in members)
        if len(members) == len(group):
            named = (Named(member + share, "distribution") for member in members)
            dealt.update(zip(group, named, strict=True))
    return dealt


def _shared_out(frame: Frame) -> tuple[str, str]:
    """The subject before 分别, and what its members are shares of: A和B, 占全省比重."""
    if "占" not in frame.left or frame.figure.kind != "rate":
        return frame.lead.name, ""
    whose, share = parted_share(frame.left)
    return (lead_of(whose).name, share) if share else (frame.lead.name, "")


def _members(first: Frame, subject: str, count: int) -> tuple[str, ...]:
    listed = stages_of(first) or works_of(first, count) or places_of(first, count)
    listed = listed or members_of(subject, count) or listed_before(first, count)
    listed = listed or members_of(ratio_of(first, Reading()), count)  # 垃圾、污水处理能力提升，处理率分别达到
    return listed or _of_clause_before(first, count)


def _of_clause_before(first: Frame, count: int) -> tuple[str, ...]:
    """低保标准和环卫工人工资提高，每月分别增加90元、300元: those that a clause without numbers lists."""
    start = first.clause[0]
    if first.lead.name or first.figure.order or not start or _DIGIT.search(last_clause(first.clean, start - 1)):
        return ()
    return members_of(_FOR_ONCE.sub("", clause_before(first, Reading())), count)


def dealt_back(frames: list[Frame], dealt: Mapping[int, Named]) -> dict[int, tuple[int, ...]]:
    """The figures that a 分别 without a subject speaks of: A达到30家，B达到9家，分别增长6%、7%, or one 6% for both."""
    back: dict[int, tuple[int, ...]] = {}
    if len(frames) < 2 or not _MAY_DEAL_BACK.search(frames[0].clean):
        return back
    opening = [
        index
        for index, frame in enumerate(frames)
        if not frame.lead.name and (_DEALT_BACK.search(frame.left) or len(_rates_listed(frames, index)) > 1)
    ]
    for first in opening:
        group = next((group for group in groups(frames) if group[0] == first), None) or _rates_listed(frames, first)
        if first in dealt or not _stand_apart(frames, first, max(len(group), 2)):
            continue
        if len(group) == 1:
            back[first] = (first - 2, first - 1)
        else:
            back.update({index: (index - len(group),) for index in group})
    return back


def _rates_listed(frames: list[Frame], first: int) -> list[int]:
    """The figure and the rates that stand in a list behind it: 增长10%、12%."""
    found = [first]
    if frames[first].figure.kind in RATES and not frames[first].joined:
        for index in range(first + 1, len(frames)):
            if not (frames[index].joined and frames[index].figure.kind in RATES and not frames[index].left):
                break
            found.append(index)
    return found


def dealt_on(frames: list[Frame], dealt: Mapping[int, Named]) -> dict[int, tuple[int, ...]]:
    """A、B分别达到1.8万元、7500元，年均增长12%: one rate without a subject speaks of all that were dealt out."""
    if not dealt:
        return {}
    found: dict[int, tuple[int, ...]] = {}
    for index, frame in enumerate(frames):
        named = frame.lead.name or frame.follow or "分别" in frame.left
        if (
            named
            or not frame.first
            or frame.figure.kind != "rate"
            or VERBS.get(frame.lead.predicate) not in {"growth", "reduction"}
            or index in dealt
        ):
            continue
        before = [place for place in dealt if place < index and frames[place].clause == frames[index - 1].clause]
        directly = frame.clean[frames[index - 1].clause[1]] == "，" and index - 1 in dealt
        if directly and len(before) > 1 and frames[index - 1].figure.kind not in RATES:
            found[index] = tuple(before)
    return found


def as_those(frames: Sequence[Frame], index: int, names: Sequence[str]) -> Named:
    """The names of the figures before, for a number that speaks of them; money that is spent is their investment."""
    frame, name = frames[index], "、".join(names)
    while index and frames[index].joined and not frames[index].left:
        index -= 1
    name += _shared_out(frames[index])[1]
    return Named(name + "投资" if frame.lead.predicate in INVESTING else name, "distribution")


def _stand_apart(frames: list[Frame], first: int, count: int) -> bool:
    """Whether each of the `count` figures before names what it counts; a rate does not speak of rates."""
    before = frames[max(0, first - count) : first]
    amounts = frames[first].figure.kind not in RATES
    names = {_counted(frame) for frame in before if amounts or frame.figure.kind not in RATES} - {""}
    return len(names) == count


def _counted(frame: Frame) -> str:
    """What a frame names on its own: its noun, or the work that a list counts in turn, 专利申请10件、授权6件."""
    work = frame.lead.verb if frame.joined and not frame.follow and VERBS.get(frame.lead.verb) == "nominal" else ""
    return frame.lead.name or work
