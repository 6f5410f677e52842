"""Verbs inside a phrase: what is counted stands behind them, unless they make a name with what follows."""

from __future__ import annotations

import re

from tracker.targets.phrases.openings import FILLERS
from tracker.targets.phrases.verbs import (
    ADDING,
    BUDGETING,
    INVESTING,
    LEADING,
    PLACED,
    VERBS,
    begins_with_head,
    makes_name,
)

_NOMINAL = frozenset({"nominal"})
_PLACE = re.compile(
    r".{0,6}(?:城区|县城|农村|乡镇|镇村|社区|园区|景区|校园|片区|辖区|新区|开发区|高新区|老城|新城|城乡|"
    r"两级|沿线|沿河|周边|两侧|区域|范围|区内|辖区内|村内|校内)|各(?:乡?镇|街道|村|社区|县区|镇街)|村村|政府|企业|社会|民间|市场主体"
)
GOES_ON = re.compile("示范|试点|创新|先进|样板|典型|标杆|重点|主要|行动|规划|方案|任务|专项|用地|集团|公司|单位|局")
_DELIVERING = frozenset({"increment", "done"})
_AND = frozenset("和及与")
_MEMBER = re.compile("[、和与及]")
_SHARE_END = re.compile("比[例重]$")
_OF_SUBJECT = re.compile("(?:投资|产值|收入|税收|利润|利税|总额|增加值|销售额|支出|资金|产量|面积|任务)$")
_KINDS = frozenset({"企业", "单位"})  # 新三板挂牌企业
_OWNERS = ("财政", "政府", "本级", "类")
_WILL = frozenset({"将", "拟", "要", "可", "会", "能", "计划", "预计", "力争", "今年", "年内"})
_THIS_YEAR = frozenset({"今年", "年内"})
_PARKS = (
    "园区",
    "集聚区",
    "集中区",
    "开发区",
    "高新区",
    "经开区",
    "工业区",
    "工业园",
    "产业园",
    "科技园",
)  # part of a place
_WHOLE_NAME = 4  # characters; 收入, 产值 need their subject
_ENROLLED = frozenset({"参保", "参保人数", "参合", "投保", "缴存"})
_JOBS = frozenset({"就业", "就业人数", "就业岗位"})


def behind_inner_verb(cut: list[str]) -> tuple[list[str], str]:
    """Where a verb stands inside, what is counted stands behind it: 加快园区升级打造示范企业 → 示范企业."""
    if len(cut) < 3 or ("占" in cut and _SHARE_END.search(cut[-1])):
        return cut, ""  # 装配式建筑占新建建筑比例
    if led := _behind_will(cut):
        of_park = VERBS.get(cut[led]) == "done" and cut[led - 2].endswith(_PARKS)
        return [*(cut[: led - 1] if of_park else ()), *cut[led + 1 :]], cut[led]
    depth = 0
    for index in range(len(cut) - 2, 0, -1):
        token = cut[index]
        if len(token) == 1:
            depth += (token in "”）》") - (token in "“（《")  # marks are words of their own
        elif depth or cut[index - 1] == "未":
            continue  # 未贯通道路
        elif VERBS.get(token) in _DELIVERING and not _makes_name(token, cut[index + 1 :]):
            if cut[index + 1] in _AND:
                if index + 3 < len(cut) and VERBS.get(cut[index + 2]) in LEADING:
                    return cut[index + 3 :], token  # 各部门取消和调整审批事项
                continue  # 重大战略实施和安全能力建设项目
            return _parted_by(token, cut[:index], cut[index + 1 :])
    led = _behind_place(cut)
    return (cut[led + 1 :], cut[led]) if led else (cut, "")


def _behind_will(cut: list[str]) -> int:
    """Where the verb stands in 某镇将建设停车场: who does it is not counted; 0 for no verb."""
    if _WILL.isdisjoint(cut):
        return 0
    for index in range(2, len(cut) - 1):
        if cut[index - 1] in _WILL and VERBS.get(cut[index]) in LEADING:
            named = makes_name(cut[index], cut[index + 1 :]) and cut[index] != "实施"  # 城建战役要实施项目
            if named and (cut[index - 1] in _THIS_YEAR or VERBS[cut[index]] == "done"):
                continue  # 年内交付率, 产业将实现收入
            return index - 1 if named or _is_work(cut[index:]) else index  # 园区计划引进项目
    return 0


def _is_work(cut: list[str]) -> bool:
    """Whether two verbs are all that there is: 将搬迁安置 before a number of people."""
    return len(cut) == 2 and VERBS.get(cut[0]) == VERBS.get(cut[1]) == "nominal"


def _behind_place(cut: list[str]) -> int:
    """Where the verb stands in 老城区改造管网 or （街道）硬化道路, where the verb makes no name with what follows."""
    if PLACED.isdisjoint(cut) or cut[-1] in INVESTING:
        return 0  # 农村建设投入
    for index in range(1, len(cut) - 1):
        if cut[index] in PLACED and _leads_in(cut, index, _NOMINAL) and not GOES_ON.match("".join(cut[index + 1 :])):
            if cut[index + 1] == "“" and cut[-1] == "”":
                return index  # 卫生院按标准建设“金牌诊室”
            before = "".join(cut[:index])
            placed = before[-1] in "”）" or _PLACE.fullmatch(before)
            return index if placed and not cut[-1].endswith("率") else 0
    return 0


def _leads_in(cut: list[str], index: int, kinds: frozenset[str]) -> bool:
    return VERBS.get(cut[index]) in kinds and not makes_name(cut[index], cut[index + 1 :])


def out_of_budget(cut: list[str]) -> tuple[list[str], str] | None:
    """中央财政将安排补贴资金 → 中央财政补贴资金: whose money it is, or of which kind, stays in the name."""
    for index in range(1, len(cut) - 1):
        if cut[index] in BUDGETING or cut[index] in {"增加", "新增", "投入"}:
            before = cut[:index]
            while len(before) > 1 and before[-1] in FILLERS:
                before = before[:-1]
            return ([*before, *cut[index + 1 :]], cut[index]) if before[-1].endswith(_OWNERS) else None
    return None


def _makes_name(verb: str, rest: list[str]) -> bool:
    """Whether an inner verb only says of which kind it is what stands behind: 新三板挂牌企业, not 园区新增企业."""
    if VERBS[verb] == "done":
        return rest[0] == "的"
    return _heads_compound(rest) or (verb not in ADDING and "".join(rest) in _KINDS)


def _heads_compound(rest: list[str]) -> bool:
    """开通 in 网点开通率, 实施 in 实施点: the noun behind makes a name of the verb."""
    behind = _MEMBER.split("".join(rest))[0]
    if rest[0] == "的" or behind == "点":
        return True
    return len(behind) <= 4 and (behind.endswith("率") or begins_with_head(rest))


def _parted_by(verb: str, before: list[str], rest: list[str]) -> tuple[list[str], str]:
    """The name around an inner verb: with its subject where the verb only says that it was done, else behind it."""
    if verb == "新增" and _MEMBER.split("".join(rest))[0] in _JOBS:
        return [*before, verb, *rest], verb  # 城镇新增就业 is one name
    whole = "".join(rest)
    if verb in ADDING and whole in _ENROLLED:
        return [*before, *rest], verb  # 职工养老保险净增参保
    if before[-1] in _WILL:
        if VERBS[verb] == "done" and len(whole) >= _WHOLE_NAME:
            return rest, verb  # 全地区将实现粮食总产量
        before = before[:-1]
    done = VERBS[verb] == "done" or verb in INVESTING
    if verb == "完成" and len(whole) >= 5 and not _OF_SUBJECT.search(whole):
        return rest, verb  # 环卫作业完成生活垃圾清运
    return ([*before, *rest] if done and len("".join(before)) <= 16 else rest), verb
