"""The names that stand with the number: the noun behind it, the noun before it, the work itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile

from tracker.lexicon import alternation, words
from tracker.targets.frames import GENERIC, RATES, Frame
from tracker.targets.indicators.before import WORK_TAIL, clause_before, worked_on
from tracker.targets.phrases.inner_verbs import GOES_ON
from tracker.targets.phrases.leads import lead_of, names_only_work
from tracker.targets.phrases.nouns import trim_tail, without_praise
from tracker.targets.phrases.openings import FILLERS
from tracker.targets.phrases.segment import tokens
from tracker.targets.phrases.verbs import BUILDING, INVESTING, PLACED, VERBS
from tracker.targets.reading import Reading

_LEVEL = re.compile(
    r"^(?:国家|省|市|县|区|盟|旗|乡?镇|乡|村|州|部|世界|全国|全省|全市|校|院|厅)级?(?:级|以上)*$|^[\u4e00-\u9fff]{2,3}[省市州]级$|^[省市县区州旗]定$|^\dA级(?:以上)?$"
)
_LEVEL_ENDS = frozenset("级上家省市县区盟旗镇乡村州部界国校院厅")
_PLACES = re.compile("[市县区旗州盟](?![级定重])|乡镇|镇街|街道|社区|行政村|自然村|建制村|[乡镇村](?![级定])")
_LONGEST_LEVEL = 7  # characters: 国家级及以上
_SHARES = ("占比", "比重", "比例")
_DWELLINGS = frozenset({"城镇", "城市", "农村"})  # 供养标准提高，城镇每月提高80元
_TOWN = frozenset({"城区", "城市", "城镇", "城乡", "农村", "乡村"})
_IN_TOWN = re.compile(f"^(?:{'|'.join(sorted(_TOWN))})(?=..)")
_PIPED = re.compile("(?:供水|排水|供热|供暖|供气|燃气|污水|雨水|电力)$")  # 6公里供水、8公里雨水管网
_PIPES = re.compile("(?<=[水热暖气力])(?:管网|管道|管线|管廊).*")
_LEVEL_START = re.compile(
    r"^(?:(?:国家)?[1-5]?A级|国家级|省级|市级|县级|区级|盟级|旗级|乡?镇级|乡级|村级|省市级|[省市县区州旗]定)(?:以上)?"
)
_WORK_ENDS = re.compile(
    r"^(?:[2-9两三四五]年|全年|年内|今年|年度|再|完成|实施|新增|力争|确保|争取|计划|力求)+|(?:超过|超|达到|达|突破|近|约|不少于|不低于|不超过)+$"
)
_OF_PLACES = re.compile(f"^(?:乡镇|镇街|街道|社区|县区|县市|[村镇乡地])(?={alternation(words('verbs', 'nominal'))}$)")
_OWN_LEVEL = re.compile("^[省市区县镇州旗]本级")
_RATED = re.compile(
    r"\d+(?:千伏|级|英寸)|[\d百千万]+亩以上|(?:投资)?[\d.百千万]+亿?元以上"
)  # 3座220千伏、5座110千伏变电站
_SAYS_NOTHING = FILLERS | {"新增", "净增", "组织"}
_KINDS_OF_PROJECTS = frozenset(words("investing", "project"))
_JUST_DONE = frozenset({"", "实现"})
_GAIN = re.compile("年?((?:人均|户均|亩均|每亩)(?:年|再|劳务|经营)?增[收产效])(?:约|近|逾|达到?|超过?|突破|不低于)*$")
_DONE_FOR = re.compile(r"次?(?:免费)?(?:开展|提供|实施|组织|举办)([^，；。、\d]{2,14})(?=[，；。])")
_ON_THE_SAME = BUILDING | {"整治", "供应"}  # 新修公路27公里，整治25公里
_MADE = re.compile(alternation(PLACED) + "$")
_WORKED = re.compile("(?<=..)(?:申请|授权|注册|认定|征收|出让|搬迁|安置)$")
_CATTLE = re.compile("^大?牲畜(?=饮水)")
_TROUBLE = re.compile(  # 解决3万人、2万头大牲畜饮水困难, 32个村、1200户农户用电难问题
    "(?:安全)?(?:饮水|吃水|用水|用电|出行|行路|住房|就医|上学|入学|入园|就业|增收|停车|通信)[^，；。、]{0,4}(?:问题|困难|难题)$|(?:安全饮水|饮水安全)$"
)
_TROUBLED = frozenset({"户", "个", "头", "只", "村", "名"})
_NOT_A_PLACE = re.compile(r"[、和与及在\d“”的]|每|下达|时间|[首一二三]批|剩余|总[长里面]|全长|[日年](?:处理|产|加工)")


def done_for(frame: Frame, reading: Reading) -> str:
    """为3000人开展技能培训: people of no kind are counted as what is done for them."""
    if frame.figure.unit != "人" or frame.left != "为":
        return ""
    done = _DONE_FOR.match(frame.behind_text)
    return done[1] if done else ""


def examples(frame: Frame, reading: Reading) -> str:
    """X、Y等9个项目: the noun behind the number, with the examples where it names nothing on its own."""
    lead = frame.lead
    noun = frame.follow.removesuffix("建设")
    if not lead.listed:  # 推进甲园、乙站2个项目建设
        return lead.name + noun if noun == "项目" and "、" in lead.name and not lead.predicate else ""
    return lead.name + "等" + noun if noun in GENERIC and lead.name else frame.follow


def noun_behind(frame: Frame, reading: Reading) -> str:
    """改造18栋居民楼: the noun behind the number, with the place before it: 沿河5.3公里道路."""
    if not frame.number_first:
        return ""
    lead = frame.lead
    placed = lead.predicate in _JUST_DONE and lead.name != "使用" and not (lead.listed or frame.figure.kind in RATES)
    place = (
        lead.name
        if placed and len(lead.name) <= _place_length(lead.name) and not _NOT_A_PLACE.search(frame.left)
        else ""
    )
    if names_only_work(frame.follow):
        work = trim_tail(place + WORK_TAIL.sub("", frame.follow)) if place else ""
        return work or worked_on(frame) or _on_listed(frame, reading) or frame.follow
    if _MADE.search(place) and frame.follow not in GENERIC and not GOES_ON.match(frame.follow):
        return frame.follow  # 城区建设12个公园
    return (place or _of_projects(frame, reading)) + frame.follow


def _of_projects(frame: Frame, reading: Reading) -> str:
    """高速公路续建7个项目、新开工3个项目: bare projects are those of what is said to be built, here or before."""
    if frame.follow != "项目":
        return ""
    lead = frame.lead
    if lead.name:
        built = VERBS.get(lead.predicate) in {"increment", "nominal", "work"}
        return "" if not built or lead.listed or _NOT_A_PLACE.search(lead.name) else lead.name
    return reading.indicator.removesuffix("项目") if reading.indicator.endswith("项目") else ""


def _place_length(name: str) -> int:
    """How long a place before a number may be: a stretch from one end to another takes more words."""
    return 16 if "至" in name else 8


def _on_listed(frame: Frame, reading: Reading) -> str:
    """完成30个片区、500户改造任务: the second number counts the work on what the first one counts."""
    work = WORK_TAIL.sub("", frame.follow)
    subject = reading.indicator if frame.joined else "" if reading.indicator else reading.earlier
    return (
        subject.removesuffix(work) + work
        if subject and work and (work != frame.follow or (frame.joined and work in PLACED))
        else ""
    )


def gain_per_head(frame: Frame, reading: Reading) -> str:
    """带动农户户均增收3000元: what each one gains, which is no income yet."""
    gain = _GAIN.search(frame.left) if "均增" in frame.left or "增收" in frame.left or "每亩增" in frame.left else None
    return lead_of(frame.left[: gain.start()]).name + gain[1] if gain else ""


_DONE_TO_ALL = re.compile("(?:集中|无害化|安全|有效|规范化?)(?:处理|处置)|(?:稳定)?达标排放|资源化利用")


def noun_before(frame: Frame, reading: Reading) -> str:
    """加装电梯40部, 上云企业达到5700家: the noun before the number or its predicate."""
    if not frame.lead.name or frame.lead.name.startswith("超额完成"):
        return ""  # 投资完成20亿元，超额完成年度任务2亿元
    name = without_praise(_class_of_examples(trim_tail(frame.lead.name)))
    if frame.figure.kind == "rate" and not frame.lead.predicate and (done := _DONE_TO_ALL.match(frame.behind_text)):
        return name + done[0]  # 医疗废物100%集中处理
    if name == "项目" and frame.figure.kind == "measure" and reading.indicator.endswith("项目"):
        return reading.indicator.removesuffix("项目")  # 7个项目722公里
    if name == "项目" and frame.lead.verb in _KINDS_OF_PROJECTS and not frame.lead.predicate:
        return frame.lead.verb + name
    if frame.lead.verb.startswith("新") and frame.figure.kind == "rate" and _of_new(frame, name):
        return frame.lead.verb + name
    if reading.indicator and _OWN_LEVEL.fullmatch(name):
        return name + _OWN_LEVEL.sub("", reading.indicator)  # 税收9亿元（区本级7亿元，增长2%）
    if name in _DWELLINGS and frame.figure.kind == "money":
        return name + clause_before(frame, reading).removeprefix("城乡")
    if len(name) <= _LONGEST_LEVEL and name[-1:] in _LEVEL_ENDS and _LEVEL.match(name):
        return name + _LEVEL_START.sub("", reading.indicator or _of_other_level(frame, reading))
    return name


def _of_new(frame: Frame, name: str) -> bool:
    """新登记企业增长10%, 新增装机占比达到75%: what grows or is shared out is only what is new."""
    return VERBS.get(frame.lead.predicate) == "growth" or name.endswith(_SHARES)


def _of_other_level(frame: Frame, reading: Reading) -> str:
    """国家级基地实现突破，省级达到15家: what the clause before has of another level."""
    topic = clause_before(frame, reading)
    return topic.removesuffix("零的突破") if _LEVEL_START.match(topic) else ""


def _class_of_examples(name: str) -> str:
    """X治理等水利工程4项: the class that the examples stand for, unless they carry a level of their own."""
    head, mark, rest = name.rpartition("等")
    if not mark:
        return name
    rest = _OF_PLACES.sub("", rest)  # 在东山、西湾等乡镇造林
    if rest.startswith("级") or head.endswith(("中", "高", "初", "同", "平", "均", "优")):  # 技能等级证书, 中等职业学校
        return name
    if not head:
        return rest
    kept = _LEVEL_START.match(head) or (len(name) <= 20 and rest.endswith(("企业", "平台", "人才", "机构")))
    names = len(rest) >= 4 or (len(rest) >= 2 and rest not in GENERIC)
    return rest if names and not kept else name


def work_itself(frame: Frame, reading: Reading) -> str:
    """造林绿化500万亩: the work is what is measured; 扩建3座 behind 新建水厂4座 is done to waterworks."""
    lead = frame.lead
    if lead.name or frame.follow or len(frame.left) > 10:
        return ""
    if reading.indicator and lead.verb in _ON_THE_SAME and frame.figure.unit == reading.unit:
        return ""
    if lead.verb and reading.indicator and lead.verb + reading.indicator in frame.clean[: frame.clause[0]]:
        return reading.indicator  # 搬迁贫困人口25万人，今年搬迁8万人
    if VERBS.get(lead.verb) != "nominal" or lead.verb in INVESTING:
        return ""
    goes_on = frame.joined and frame.left == lead.verb and frame.figure.unit == reading.unit
    if goes_on and _WORKED.search(reading.indicator):
        return reading.indicator[:-2] + lead.verb  # 专利申请1000件、授权600件
    cut = list(dropwhile(_SAYS_NOTHING.__contains__, tokens(_WORK_ENDS.sub("", frame.left))))
    if len(cut) > 1 and VERBS.get(cut[0]) in {"increment", "work"} and cut[0] not in BUILDING:
        cut = cut[1:]  # 发放各类补贴, 抓好造林绿化
    return "".join(cut)


def with_shared_head(frames: Sequence[Frame], names: Sequence[str]) -> list[str]:
    """6个省级、20个市级示范社区: a bare level takes the noun of the next member of its list.

    So does a number that only a verb stands before: 新建10家、改建6家社区食堂.
    """
    completed = list(names)
    shared: dict[int, str] = {}  # 新建3个、改造5个、提升8个农贸市场: the noun of the last one is also the first one's
    for index in range(len(completed) - 2, -1, -1):
        frame, behind = frames[index], frames[index + 1]
        listed = frame.clause == behind.clause and len(completed[index + 1]) > 1
        if listed and _LEVEL.match(completed[index]) and _is_level(completed[index], frame, behind):
            completed[index] += _LEVEL_START.sub("", completed[index + 1])
        elif listed and completed[index] in _TOWN and frame.figure.unit == behind.figure.unit:
            completed[index] += _IN_TOWN.sub("", completed[index + 1])  # 7条城区、9条城乡公交线路
        elif listed and frame.figure.kind == "measure" and _PIPED.search(completed[index]):
            pipes = _PIPES.search(completed[index + 1])
            completed[index] += pipes[0] if pipes else ""
        elif listed and _RATED.fullmatch(completed[index]) and (rated := _RATED.match(completed[index + 1])):
            completed[index] += completed[index + 1][rated.end() :]
        elif listed and _shares_noun(frame, behind) and (noun := shared.get(index + 1) or behind.follow):
            completed[index] = shared[index] = noun
        elif listed and behind.follow and behind.joined and _households(frame, behind):
            completed[index] = completed[index + 1]
        elif listed and _may_have_trouble(frame) and (trouble := _TROUBLE.search(completed[index + 1])):
            own = frame.lead.name if frame.figure.unit == "人" else frame.follow
            completed[index] = _CATTLE.sub("", own.removesuffix(trouble[0]) + trouble[0])
    return completed


def _households(frame: Frame, behind: Frame) -> bool:
    """2300户、8600人的搬迁: households and their people, counted for one work."""
    bare = not (frame.follow or frame.lead.name) and frame.left in {"", "完成", "实现"}
    return bare and {frame.figure.unit, behind.figure.unit} == {"户", "人"}


def _may_have_trouble(frame: Frame) -> bool:
    """Whether people, cattle or places are counted: not 改造管网3公里、解决5人饮水困难."""
    return frame.figure.unit == "人" or (frame.figure.unit in _TROUBLED and not frame.lead.name)


def _is_level(name: str, frame: Frame, behind: Frame) -> bool:
    """Whether a level or a place only qualifies the next noun: 20个村、3000户农户 are villages and households."""
    if frame.figure.kind in RATES or (_PLACES.fullmatch(name) and _PLACES.match(behind.follow)):
        return False  # 5个县、20个乡镇、100个村
    same = frame.figure.unit == behind.figure.unit or behind.follow.endswith("问题")
    return same or name.endswith(("级", "以上"))


def _shares_noun(frame: Frame, behind: Frame) -> bool:
    """Whether a number with nothing but a verb before it counts what the next one of its list does."""
    if frame.lead.name or frame.follow or not VERBS.get(frame.lead.predicate or frame.lead.verb):
        return False
    if frame.first and behind.joined and not behind.left and {frame.figure.unit, behind.figure.unit} == {"户", "人"}:
        return True  # 带动5000户、1.5万人增收
    opens = frame.first or (frame.joined and frame.left in VERBS)
    only_verb = not behind.lead.name and behind.left in VERBS
    return opens and behind.joined and only_verb and behind.figure.unit == frame.figure.unit
