"""Subjects from before: what a clause that names nothing on its own takes from the clauses before it."""

from __future__ import annotations

import re

from tracker.lexicon import alternation, flagged, words
from tracker.targets.frames import GENERIC, RATES, Frame
from tracker.targets.indicators.investments import GOVERNANCE
from tracker.targets.phrases.clauses import stretch_start
from tracker.targets.phrases.leads import lead_of, topic_of
from tracker.targets.phrases.verbs import INVESTING, MAKING, PLACED, VERBS
from tracker.targets.reading import Reading

_BARE_METRIC = re.compile(
    r"(?:总|年|亩均)?(?:产量|总产|产值|产出|单产|利税|利润|销售收入|(?:主营业务|营业)收入|存栏|出栏|面积|建筑面积|增加值|"
    r"数量|参保人数|参保率|参合率|规模|(?:播种|种植|养殖|认证)面积|销售|床位)"
)
_MADE = re.compile("(?:建设|生产|种植|养殖)$")
_OF_SCHEME = frozenset(
    {"财政补助标准", "补助标准", "补差标准", "筹资标准", "政府补助标准", "财政补助", "交易额", "参保人数"}
)
_OF_RATIO = re.compile(f"({alternation(words('indicators', 'elliptic'))})[率度]")
_LENGTH = re.compile("总?里程|总?长度?|全长")
_INVESTED = re.compile("(?:规划|计划|建设)?总?投资$")
_BETTERED = re.compile(
    r"([^\d，；。]{2,16}(?:能力|产能|水平|率|面积|产量|规模|总量))"
    "(?:稳步|不断|持续|进一步|显著|明显|大幅|逐年|逐步|全面|稳中有)?(?:提升|提高|增强|改善|扩大|增加|增长|下降|降低|升|降)"
)
_BARE_RATE = re.compile("(?:毛?入[园学]|巩固)率$")
_RAISING = re.compile("^(?:基本|全面|加快)?(?:普及|发展|提高|提升)")
_QUALITY = re.compile("(?:大众化|普及)?(?:质量|水平)$")
_METRIC_TAIL = re.compile(
    r"(?:种植|播种|养殖)?(?:全年|总|年)?(?:面积|产量|单产|总产|产值|规模|存栏|出栏|饲养量|(?:营业|销售)?收入|增加值|基地|占比达?|(?<=产业)投资)$"
)
_AREA_OF_WORK = re.compile("(?:改造|建设|整治|硬化)面积")
_AREA = re.compile("总?(?:建筑)?面积")
_THINGS = flagged("units", "concrete") | {"个"}
_CROP = 4  # characters of a crop
_YIELDS = frozenset({"产量", "总产", "总产量", "单产"})
_USES = frozenset({"能耗", "水耗", "电耗"})
_USE_PER = re.compile("^(?:万元|单位)[^，；。、]{2,8}?(?=[能水电]耗)")
_SECTORS = frozenset({"工业", "农业", "服务业", "建筑业", "商贸", "商贸业", "制造业", "房地产业"})
_KINDS = frozenset({"公办", "民办", "公立", "私立", "普惠性", "公益性", "国有", "集体"})
_EARNING = ("项目", "企业", "产品", "园区", "产业", "规模工业", "规模以上工业")
_GRADE_OF = re.compile("(?:国家|[省市县区])?级?重[点大]")  # 其中省级重点15个
_BUILT = re.compile("[\u4e00-\u9fff]{1,3}[式型]")  # 户厕120座，其中水冲式80座
_HEAD_COUNTED = re.compile("(?:项目|工程|企业|实验室)$")
_CAMPAIGN = re.compile(r"(?:专项)?(?:行动|工程|计划)$")
_CAMPAIGN_OF_WORK = re.compile(r"(?:攻坚|整治|建设|改造|提升|提质|专项)*(?:行动|(?<!安居)工程|计划)$")
_EFFORT = re.compile("(?:专项)?(?:工程|行动|计划|规模|力度|步伐|工作|项目|任务)$")
_UPKEEP = frozenset({"养护", "维修", "维护", "修缮", "硬化", "亮化", "绿化", "加固"})
_SAME_WORK = {"治理": ("治理", "整治"), "整治": ("整治", "治理")}
_CAMPAIGN_OF_MAKING = re.compile(
    r"(?<=..)(?:攻坚|整治|建设|改造|提升|提质|扩容|扩面|更新|创建|培育|倍增)+(?:行动|工程|计划)$"
)
_MAKING = frozenset(words("verbs", "increment")) - {"实施", "开展", "启动实施", "组织实施"} | PLACED
_RATIO_TAIL = re.compile(r"(?:(?:制度)?(?:保障)?(?:水平|能力)|工作|人数|[\u4e00-\u9fff]{2}率)$")
_COUNTED = re.compile(r"[约近超]?\d")
_SUM = re.compile(r"\d[\d.]*[百千万亿]*元$")
_HOMES = frozenset({"户", "套"})
WORK_TAIL = re.compile("(?:工作|任务|计划|目标)+$")
_CLASS = re.compile(
    r"(?P<metric>[^\d百千万亿]{2,8}?)?(?P<bound>[超过]?[\d.]*[百千万亿]+元(?:以上|以下)?)的?(?P<noun>.*)"
)
_CIRCUMSTANCES = ("前提下", "基础上", "同时", "过程中", "情况下", "条件下")
_MADE_BY = re.compile("(?<=..)(?:建设|新建|扩建|改扩建)$")
_STAGES = frozenset(words("investing", "stage"))
_QUOTED_CAMPAIGN = re.compile("(?<=..)“[^”]{2,12}”(?:工程|行动|计划)$")
_PER_HEAD = re.compile(r"每[\d.]*[百千万]*(?:名)?(?:常住)?(?:人口|老年人|老人|人)(?:拥?有)?")
_COMPARED = re.compile("[比较]")
_NUMBERED = re.compile("^(?:[一二三四五六七八九十]{1,3}[是、]|（[一二三四五六七八九十\\d]{1,3}）|\\d{1,2}[、.])")


def worked_on(frame: Frame) -> str:
    """推进棚户区改造，完成800户改造任务: what is worked on is named before the number, or one clause earlier."""
    start, work = frame.clause[0], WORK_TAIL.sub("", frame.follow)
    if frame.lead.name and not frame.lead.predicate and work:
        return frame.lead.name + work
    if not start or frame.clean[start - 1] != "，" or frame.figure.kind in RATES:
        return ""
    topic = _CAMPAIGN.sub("", topic_of(_last_clause(frame.clean, start - 1)))
    return topic if work and topic.endswith(work) and topic != work else ""


def bare_metric(frame: Frame, reading: Reading) -> str:
    """茶园面积达到3万亩，产量达到9万吨: a bare measure takes the subject of what was said before."""
    name = frame.lead.name
    if name.endswith("率") and _BARE_RATE.fullmatch(name):
        return _bare_rate(frame, reading, name)
    if not name or (name == "床位" and frame.lead.verb) or not _is_bare(name):
        return ""
    said = reading.indicator or (reading.earlier if reading.earlier.endswith(_EARNING) else "")
    if said:
        subject = _METRIC_TAIL.sub("", said)
        if per := _USE_PER.match(said) if name in _USES else None:
            return per[0] + name
        if subject == said and not _goes_with(name, subject, reading):
            return ""
        return subject.removesuffix(name[:2]) + name
    topic = clause_before(frame, reading)
    topic = topic.removesuffix("制度") if name in _OF_SCHEME else _MADE.sub("", topic)
    return topic + name if 2 <= len(topic) <= (12 if name in _OF_SCHEME else 8) else ""


def _goes_with(name: str, subject: str, reading: Reading) -> bool:
    """Whether a bare measure is one of what was counted: 新建学校5所，面积3万平方米."""
    if name in {"规模", "床位"} or _AREA_OF_WORK.fullmatch(name) or subject.endswith(_EARNING):
        return True
    if name in _YIELDS:
        return reading.unit == "亩" and len(subject) <= _CROP  # 种植辣椒3万亩、产量2万吨
    return _AREA.fullmatch(name) is not None and reading.unit in _THINGS


def _is_bare(name: str) -> bool:
    return name in _OF_SCHEME or name in _USES or bool(_BARE_METRIC.fullmatch(name) or _AREA_OF_WORK.fullmatch(name))


def ratio_of(frame: Frame, reading: Reading) -> str:
    """更换课桌椅200套，更换率达到85%: a rate named only by what is done takes what it is done to."""
    work = _OF_RATIO.fullmatch(frame.lead.name) if frame.figure.kind == "rate" and frame.first else None
    start = frame.clause[0]
    if not work or not start or frame.clean[start - 1] != "，":
        return ""
    subject = _subject_of_clause(_last_clause(frame.clean, start - 1), reading)
    subject = _RATIO_TAIL.sub("", subject).removesuffix(work[1] + "天数").removesuffix(work[1])
    return subject + frame.lead.name if len(subject) > 1 and len(subject) <= 24 and subject not in GENERIC else ""


def _subject_of_clause(clause: str, reading: Reading) -> str:
    """What a clause speaks of: all that it counts, or its noun phrase."""
    parts = [_COUNTED.split(part)[0] for part in clause.split("、")]
    if "、" in clause and all(map(_COUNTED.search, clause.split("、"))):
        return "、".join(lead_of(part).name for part in parts)
    return reading.indicator if _COUNTED.search(clause) else lead_of(clause).name


def length_of(frame: Frame, reading: Reading) -> str:
    """修建乡道3条，总里程12公里: the length of what was counted before."""
    if frame.figure.kind != "measure" or not _LENGTH.fullmatch(frame.lead.name):
        return ""
    start = frame.clause[0]
    begins = not start or frame.clean[start - 1] != "，"
    counted = _INVESTED.sub("", reading.indicator.removesuffix("里程")) or (
        "" if begins else topic_of(_last_clause(frame.clean, start - 1))
    )
    return counted + frame.lead.name.removeprefix("总") if counted else ""


def _bare_rate(frame: Frame, reading: Reading, name: str) -> str:
    """普及高中阶段教育，毛入学率达到90%: a rate that only schools have, of the stage of school named before it."""
    if reading.indicator:
        stage = _BARE_RATE.sub("", reading.indicator)
        return stage + name if stage != reading.indicator else ""
    stage = _RAISING.sub("", _QUALITY.sub("", clause_before(frame, reading)))
    return stage + name if "教育" in stage and len(stage) <= 12 else ""


def kind_of_before(frame: Frame, reading: Reading) -> str:
    """重点项目60个，其中农业类8个: a kind takes the noun that the sentence counts."""
    name = frame.lead.name
    if name.endswith("类") and not reading.counted and not frame.follow:
        start = frame.clause[0]
        return name + topic_of(_last_clause(frame.clean, start - 1)) if start and frame.clean[start - 1] == "：" else ""
    if not reading.counted or frame.follow:
        return ""
    if name in _SECTORS and reading.counted.endswith("企业") and frame.figure.unit == reading.unit:
        return name + "企业"
    if _GRADE_OF.fullmatch(name) and (head := _HEAD_COUNTED.search(reading.counted)):
        return name + head[0]
    built = _BUILT.fullmatch(name) and frame.figure.unit == reading.unit and "其中" in frame.clean[: frame.figure.start]
    if name.endswith("种类") or not (built or name.endswith("类") or name in _KINDS):
        return ""
    noun = reading.counted.rpartition("类")[2]  # 产业类项目45个, 民生类25个
    return name + noun if noun else ""


def per_head_of_before(frame: Frame, reading: Reading) -> str:
    """每千人口拥有医师3名、护士4名: in a list the members are counted for as many heads as the first."""
    heads = _PER_HEAD.match(reading.indicator) if frame.joined and frame.lead.name and not frame.follow else None
    return heads[0] + frame.lead.name if heads and not frame.lead.name.startswith("每") else ""


def class_of_before(frame: Frame, reading: Reading) -> str:
    """产值超百亿元企业2家、超50亿元5家: a class by its bound takes from before what is bounded, and of whom."""
    own = _CLASS.fullmatch(frame.lead.name) if "元" in frame.lead.name and reading.indicator else None
    if own is None or own["metric"]:
        return ""
    before = _CLASS.fullmatch(reading.indicator)
    metric, noun = (before["metric"] or "", before["noun"]) if before else ("", reading.indicator)
    if own["noun"] and not metric:
        return ""
    over = "超" if "超" + own["bound"] in frame.left else ""
    return metric + over + own["bound"] + (own["noun"] or noun)


def work_of_before(frame: Frame, reading: Reading) -> str:
    """实施水库除险加固工程，完成加固12座: bare work is done to what the clause before works on, or counts."""
    lead, start = frame.lead, frame.clause[0]
    work = lead.name.removeprefix("重点") or lead.verb
    if VERBS.get(work) != "nominal" or frame.follow or not start or frame.clean[start - 1] != "，" or not frame.first:
        return ""
    if reading.indicator and frame.figure.unit == reading.unit and work in _UPKEEP:
        return reading.indicator.removesuffix(work) + work
    topic = _EFFORT.sub("", topic_of(_last_clause(frame.clean, start - 1)))
    return topic if topic.endswith(_SAME_WORK.get(work, work)) and topic != work else ""


def stage_of_before(frame: Frame, reading: Reading) -> str:
    """新开工项目50个、储备20个, 前期10个: a bare stage of projects is one of those counted before."""
    if not reading.indicator.endswith("项目") or frame.figure.unit != reading.unit or frame.follow:
        return ""
    return reading.indicator if (frame.lead.name or frame.lead.verb + frame.lead.predicate) in _STAGES else ""


def same_verb_before(frame: Frame, reading: Reading) -> str:
    """拟发行特别国债…，今年先发行1万亿元: the object that the same verb had earlier in the sentence."""
    verb = frame.lead.predicate
    if len(verb) < 2 or frame.lead.name or frame.follow or verb in INVESTING or _COMPARED.search(frame.left):
        return ""
    if VERBS[verb] not in {"increment", "nominal"}:
        return ""
    match = re.search(
        re.escape(verb) + r"([^，；。、\d]{2,16})[，、]",
        frame.clean[stretch_start(frame.clean, frame.clause[0]) : frame.clause[0]],
    )
    topic = topic_of(match[1]) if match else ""
    return "" if topic in GENERIC else topic


def ellipsis(frame: Frame, reading: Reading) -> str:
    """同比增长9.1%, 突破650亿元: the indicator of the figure before, in the same stretch between semicolons."""
    if reading.indicator and (bettered := _bettered(frame)):
        return bettered
    if reading.indicator and frame.figure.kind == "count" and frame.figure.unit not in {reading.unit, "倍"}:
        same = (name for unit, name in reversed(reading.named) if unit == frame.figure.unit)
        return next(same, reading.indicator.removesuffix("投资"))  # 改造小区86个、惠及2万户，已开工32个
    of_sum = frame.figure.kind in {"money", *RATES} or frame.figure.unit == "倍"
    return reading.indicator if of_sum else reading.indicator.removesuffix("投资")


def _bettered(frame: Frame) -> str:
    """粮食产能稳步提升，达到9万吨: what the clause before says is on the rise."""
    start = frame.clause[0]
    if not start or frame.clean[start - 1] != "，" or not frame.first or VERBS.get(frame.lead.predicate) != "level":
        return ""
    found = _BETTERED.fullmatch(_last_clause(frame.clean, start - 1))
    return lead_of(found[1]).name if found else ""


def _last_clause(clean: str, end: int) -> str:
    """The text between the last clause mark before `end` and `end`, brackets or not."""
    return _NUMBERED.sub("", clean[max(clean.rfind(mark, 0, end) for mark in "，；。：") + 1 : end])


def clause_before(frame: Frame, reading: Reading) -> str:
    """…企业技改，完成40亿元: the subject given one clause earlier."""
    start = frame.clause[0]
    if not start or frame.clean[start - 1] == "；":
        return ""
    before = _last_clause(frame.clean, start - 1)
    if before.endswith(_CIRCUMSTANCES):  # 在保证质量的前提下，完成100套
        subject = before.partition("在")[0]  # 粮食产量在连年增长的基础上，又增产3万吨
        before = subject or _last_clause(frame.clean, max(0, start - len(before) - 2))
    bettered = _BETTERED.fullmatch(before)
    topic = lead_of(bettered[1]).name if bettered else topic_of(before)
    if _SUM.search(before):
        return ""  # 总投资80亿元，开工40个
    topic = _QUOTED_CAMPAIGN.sub("", topic) if topic.endswith(("”工程", "”行动", "”计划")) else topic
    if frame.figure.kind == "measure" or frame.figure.unit in _HOMES:
        topic = _CAMPAIGN_OF_WORK.sub("", topic) or topic
    elif frame.figure.kind == "count" and frame.lead.predicate in _MAKING:
        topic = _CAMPAIGN_OF_MAKING.sub("", topic) or topic
    if topic and frame.figure.kind == "money" and frame.lead.predicate in INVESTING:
        return GOVERNANCE.sub("", topic).removesuffix("投资") + "投资"
    return topic


def stretch_before(frame: Frame, reading: Reading) -> str:
    """The indicator of the figure before, across a semicolon."""
    return "" if frame.figure.kind == "money" and frame.lead.predicate in INVESTING else reading.earlier


def work_of_heading(frame: Frame, reading: Reading) -> str:
    """老旧小区改造工程。年内完成32个: what the heading over the sentence names, where the sentence names only work."""
    lead = frame.lead
    work = lead.name or lead.verb
    if not reading.heading or reading.indicator or frame.follow:
        return ""
    if lead.name and not (lead.name in MAKING or (lead.name in VERBS and lead.name in reading.heading)):
        return ""
    if frame.figure.kind == "money" and {lead.predicate, lead.verb} & INVESTING:
        return reading.heading + "投资"
    made = {lead.predicate, work} & _MAKING
    return _MADE_BY.sub("", reading.heading) if made else reading.heading


def sentence_before(frame: Frame, reading: Reading) -> str:
    """高新技术企业达到60家。今年将新增8家: what the sentence before ended on, where it was counted in the same unit."""
    indicator, unit = reading.told
    return indicator if unit and unit == frame.figure.unit else ""
