"""Names that say too little on their own: measures, rates, kinds, classes and stages of what was said before."""

from __future__ import annotations

import re

from tracker.lexicon import alternation, flagged, words
from tracker.targets.frames import GENERIC, Frame
from tracker.targets.indicators.before import clause_before, last_clause
from tracker.targets.phrases.leads import lead_of, topic_of
from tracker.targets.reading import Reading

_BARE_METRIC = re.compile(
    r"(?:总|年|亩均)?(?:产量|总产|产值|产出|单产|利税|利润|销售收入|(?:主营业务|营业)收入|上缴税[金收]|存栏|出栏|总?面积|总产能|建筑面积|增加值|"
    r"数量|参保人数|参保率|参合率|流转率|规模|(?:播种|种植|养殖|认证)总?面积|[日年](?:处理|生产|加工|供水|供气|供热)能力|销售|床位|"
    r"受益(?:人口|群众))"
)
_CLASS_LISTED = re.compile("(?:等|[两三四五六七八九十]大)([^，；。、等]{1,6}产业)$")
_TRADES = ("产业", "产业链", "集群")
_LONGEST_METRIC = 8  # characters: 亩均主营业务收入
_MADE = re.compile("(?:建设|生产|种植|养殖|能级)$")
_OF_SCHEME = frozenset(words("indicators", "scheme"))
_OF_RATIO = re.compile(f"({alternation(words('indicators', 'elliptic'))})[率度]")
_RATED = re.compile(f"(?<=..)(?:{alternation(words('indicators', 'elliptic'))})[率度]$")
_LENGTH = re.compile("通车总里程|总?里程|总?长度?|全长")
_INVESTED = re.compile("(?:规划|计划|建设)?总?投资$")
_BARE_RATE = re.compile("(?:毛?入[园学]|巩固)率$")
_RAISING = re.compile("^(?:基本|全面|加快)?(?:普及|发展|提高|提升)")
_QUALITY = re.compile("(?:大众化|普及)?(?:质量|水平)$")
_METRIC_TAIL = re.compile(
    r"(?:种植|播种|养殖|生产)?(?:全年|总|年)?(?:面积|产量|单产|总产|产值|产能|规模|存栏|出栏|饲养量|(?:营业|销售)?收入|增加值|利税|利润|基地|占比达?|(?<=产业)投资|(?:温室|大棚|棚室)+)$"
)
_AREA_OF_WORK = re.compile("(?:改造|建设|整治|硬化)面积")
_AREA = re.compile("总?(?:建筑)?面积")
_THINGS = flagged("units", "concrete") | {"个"}
_GROWN = ("面积", "产量", "总产", "单产")
_MEASURED = ("面积", "产量", "总产", "单产", "产值", "增加值", "收入", "存栏", "出栏")
_CROP = 4  # characters of a crop
_YIELDS = frozenset({"产量", "总产", "总产量", "单产"})
_VALUES = frozenset({"产值", "总产值", "年产值"})
_PLANTED = frozenset({"总面积", "种植面积", "种植总面积"})  # 新栽苹果2万亩，总面积达到12万亩
_USES = frozenset({"能耗", "水耗", "电耗"})
_USE_PER = re.compile("^(?:万元|单位)[^，；。、]{2,8}?(?=[能水电]耗)")
_SECTORS = frozenset(words("indicators", "sector"))
_KIND_UNITS = frozenset({"个", "家", "项"})
_KINDS = frozenset(words("indicators", "kind"))
_EARNING = words("indicators", "earning")
_GRADE_OF = re.compile("(?:国家|[省市县区])?级?重[点大]")  # 其中省级重点15个
_BUILT = re.compile("[\u4e00-\u9fff]{1,3}[式型]")  # 户厕120座，其中水冲式80座
_HEAD_COUNTED = re.compile("(?:项目|工程|企业|实验室)$")
_RATIO_TAIL = re.compile(
    r"(?:(?:制度)?(?:保障)?(?:水平|能力)|(?:筹资|报销|补助|补偿)*(?:标准|比例|水平|封顶线|限额)|工作|人数|[\u4e00-\u9fff]{2}率)$"
)
_COUNTED = re.compile(r"[约近超]?\d")
_CLASS = re.compile(
    r"(?P<metric>[^\d百千万亿]{2,8}?)?(?P<bound>[超过]?[\d.]*[百千万亿]+元(?:以上|以下)?)的?(?P<noun>.*)"
)
_STAGES = frozenset(words("investing", "stage"))
_PER_HEAD = re.compile(r"每[\d.]*[百千万]*(?:名)?(?:常住)?(?:人口|老年人|老人|人)(?:拥?有)?")


def bare_metric(frame: Frame, reading: Reading) -> str:
    """茶园面积达到3万亩，产量达到9万吨: a bare measure takes the subject of what was said before."""
    name = frame.lead.name
    if name.endswith("率") and _BARE_RATE.fullmatch(name):
        return _bare_rate(frame, reading, name)
    dwellers = name.endswith("人口") and len(name) <= 4 and name[0] != "城" and reading.indicator.endswith("区面积")
    if not name or (name == "床位" and frame.lead.verb) or not (dwellers or _is_bare(name)):
        return ""
    said = reading.indicator or (reading.earlier if reading.earlier.endswith(_EARNING) else "")
    if said:
        subject = _METRIC_TAIL.sub("", said)
        if per := _USE_PER.match(said) if name in _USES else None:
            return per[0] + name
        if name in _YIELDS and "粮" in frame.clean and not _goes_with(name, subject, reading):
            return "粮食" + name  # 抓好10个产粮大县，总产稳定在500万吨
        if subject == said and not _goes_with(name, subject, reading):
            return ""
        return subject.removesuffix(name[:2]) + name
    topic = clause_before(frame, reading)
    topic = _trade_listed(frame) or topic if "、" in topic else topic
    topic = (
        topic.removesuffix("制度").removesuffix(name[:2])
        if name in _OF_SCHEME
        else _MADE.sub("", topic).removesuffix("作用")
    )
    longest = 12 if name in _OF_SCHEME else 16 if name.startswith("受益") or topic.endswith(_TRADES) else 8
    return topic + name if 2 <= len(topic) <= longest else ""


def _trade_listed(frame: Frame) -> str:
    """发展粮油、蔬果等特色产业，产值达到: the class that a clause lists the members of."""
    start = frame.clause[0]
    listed = _CLASS_LISTED.search(last_clause(frame.clean, start - 1)) if start else None
    return listed[1] if listed else ""


def _goes_with(name: str, subject: str, reading: Reading) -> bool:
    """Whether a bare measure is one of what was counted: 新建学校5所，面积3万平方米."""
    if name in {"规模", "床位", "受益人口", "受益群众"} or _AREA_OF_WORK.fullmatch(name) or subject.endswith(_EARNING):
        return True
    if name in _VALUES:
        return reading.unit in {"亩", "头", "只"} and len(subject) <= _CROP + 2  # 种植烤烟3万亩，实现产值2亿元
    if name in _YIELDS or (name in _PLANTED and reading.unit == "亩"):
        longest = _LONGEST_METRIC if name == "总面积" else _CROP
        return reading.unit == "亩" and len(subject) <= longest  # 种植辣椒3万亩、产量2万吨
    return reading.unit in _THINGS and (name.endswith("能力") or _AREA.fullmatch(name) is not None)


def measure_of_trade(name: str, trade: str) -> str:
    """A bare measure with its trade, or with what is grown there: 服装产业产值, 烤烟种植面积."""
    if not name.endswith(_GROWN):
        return trade + name
    return _MADE.sub("", trade.removesuffix("产业")) + name


def names_measure_only(name: str) -> bool:
    """Whether a name is one of the measures that a trade or a crop has: 产值, 种植面积."""
    return name.endswith(_MEASURED) and _BARE_METRIC.fullmatch(name) is not None


def _is_bare(name: str) -> bool:
    if len(name) > _LONGEST_METRIC:
        return name in _OF_SCHEME
    return name in _OF_SCHEME or name in _USES or bool(_BARE_METRIC.fullmatch(name) or _AREA_OF_WORK.fullmatch(name))


def ratio_of(frame: Frame, reading: Reading) -> str:
    """更换课桌椅200套，更换率达到85%: a rate named only by what is done takes what it is done to."""
    work = _OF_RATIO.fullmatch(frame.lead.name) if frame.figure.kind == "rate" else None
    if work and frame.joined and (before := _RATED.search(reading.indicator)):
        return reading.indicator[: before.start()] + frame.lead.name  # 提案98件，办复率100%、满意率98%
    work = work if frame.first else None
    start = frame.clause[0]
    if not work or not start or frame.clean[start - 1] != "，":
        return ""
    subject = _subject_of_clause(last_clause(frame.clean, start - 1), reading)
    subject = _RATIO_TAIL.sub("", subject).removesuffix(work[1] + "天数").removesuffix(work[1])
    return subject + frame.lead.name if len(subject) > 1 and len(subject) <= 24 and subject not in GENERIC else ""


def _subject_of_clause(clause: str, reading: Reading) -> str:
    """What a clause speaks of: all that it counts, or its noun phrase."""
    parts = [_COUNTED.split(part)[0] for part in clause.split("、")]
    if "、" in clause and all(map(_COUNTED.search, clause.split("、"))):
        return "、".join(lead_of(part).name for part in parts if not part.endswith("总投资"))
    return _INVESTED.sub("", reading.indicator) if _COUNTED.search(clause) else lead_of(clause).name


def length_of(frame: Frame, reading: Reading) -> str:
    """修建乡道3条，总里程12公里: the length of what was counted before."""
    if frame.figure.kind != "measure" or not _LENGTH.fullmatch(frame.lead.name):
        return ""
    start = frame.clause[0]
    begins = not start or frame.clean[start - 1] != "，"
    counted = _INVESTED.sub("", reading.indicator.removesuffix("里程")) or (
        "" if begins else topic_of(last_clause(frame.clean, start - 1))
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
        return name + topic_of(last_clause(frame.clean, start - 1)) if start and frame.clean[start - 1] == "：" else ""
    if not reading.counted or frame.follow or (frame.lead.verb and frame.figure.unit not in _KIND_UNITS):
        return ""  # 生猪饲养量达到8万头，饲养禽类50万羽
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


def stage_of_before(frame: Frame, reading: Reading) -> str:
    """新开工项目50个、储备20个, 前期10个: a bare stage of projects is one of those counted before."""
    if not reading.indicator.endswith("项目") or frame.figure.unit != reading.unit or frame.follow:
        return ""
    name = frame.lead.name
    if "类" in reading.indicator and "类" not in name and len(name) == 4 and name.endswith("项目"):
        return reading.indicator.partition("类")[0] + "类" + name  # 民生类安排正式项目9项，预备项目2项
    return reading.indicator if (frame.lead.name or frame.lead.verb + frame.lead.predicate) in _STAGES else ""
