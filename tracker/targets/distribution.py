"""分别: numbers dealt out over a list of subjects: A、B、C分别增长6%、7.5%、8%以上."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tracker.lexicon import alternation, branches, entries, words
from tracker.targets.frames import Frame
from tracker.targets.phrases.leads import lead_of

_PART = re.compile(r"(?:[、与，]|以(?![下上内外])|和(?!美[乡村庭家网]|谐|睦)|(?<!普)及(?![格时]))+")
_RATES_LISTED = r"%[、和]\d"
_SECTORS = re.compile("三次产业|第?一、?(?:第?二、?|第?二产业、)(?:第)?三次?产业")
_TWO_SECTORS = re.compile("第?([一二])(?:产业)?[、和与]?第?([二三])次?产业")  # 第二、第三产业增加值
_IS_YEAR = re.compile(r"20\d\d年[底末]?")
_LEVEL = re.compile("(国家|省|市|盟|县|旗|区|乡|镇|村)(级?)")
_DEALS_OUT = re.compile("分别|依次")
_AND_VERB = re.compile("[、和]$")
_METRIC = re.compile("(?:总|年)?(?:产值|产量|规模|营收|营业收入|主营业务收入|销售收入|增加值|产业规模)")
_LISTED = re.compile(
    r"([^，；。：]+?)等?(?:[两三四五六七八九十]|\d{1,2})[大个条][^，；。、\d]{0,8}(?:产业|集群|产业链|板块|行业)[^，；。、\d]{0,8}[，：]$"
)
_IN_ALL = re.compile(  # 新材料、生物医药两大产业产值
    r"(?<=[^、和及与]{2})等?(?:[两三四五六七八九十]|\d{1,2})[大个条类](?:主导|支柱|优势|特色|新兴|重点|[百千万]亿级)*(?:产业链?|集群|板块|行业)(?=.)|(?<=.)等主要污染物(?=.)"
)
_AMOUNTS = frozenset({"count", "measure", "money"})
_LEVELS = _AMOUNTS | {"rate"}  # 绿地率、人均绿地分别达到36.7%、11.9平方米
_DEALT_LEVELS = ("达到", "达", "为", "提高到", "提升到", "提高至", "提升至", "增至", "新增", "增加")
_STAGE = alternation((*words("outcomes", "state"), "新建", "续建", "改建", "扩建"))
_STAGES = re.compile(f"({_STAGE}(?:[、和与]{_STAGE})+)(?:各类)?(项目|企业)(?=.*分别)")
_WORKS = tuple(word for word in words("verbs", "increment", "nominal") if len(word) > 1)
_IN_PLACES = re.compile("(?:[^、]{0,3}?(?:市辖区|城区|市区|县城|乡镇|[县市区镇乡村]|城镇|农村))+")
_TOWN_AND_COUNTRY = re.compile("城[、和]乡(?![镇村])")
_BETWEEN = re.compile("[、和与及，]?(?:每[人户月年]){0,2}")
_TAIL_OF_FIRST = re.compile(
    r"(?:(?:播种|种植|养殖)?面积|(?:营业|销售)?收入|(?:总|年)?(?:产量|产值)|增加值|利润|进口|出口|能耗|(?:申请|授权)量|(?:年)?(?:存栏|出栏)量?)$"
)
_SUBSTANCE = re.compile(r"^(?:单位|万元)(?:国内生产总值|地区生产总值|生产总值|GDP|工业增加值)")
_POLLUTANT = re.compile("氨氮|污染物|化学需氧量|氮氧化物|COD|二氧化硫")  # their amounts are no amounts per GDP
_OF_BOTH = re.compile("([^、和与及的]{2,6})[和与、]([^、和与及的]{2,6})(的[^、和与及的]{4,})")  # 学校和企业的食堂覆盖率
_BARE = re.compile(
    r"(?:主营业务|营业|销售)收入|支出|授权量|申请量|增加值|能耗|产量|产值|利润|利税|出口|进口|单产|总产量?|存栏|出栏|出栏量|存栏量"
)
_INSURED = words("indicators", "insured")
_NO_RATES = ("中心", "学校", "企业", "项目", "案件")
_HOUSES = ("院", "站", "所", "室", "馆", "园", "校", "点")  # 卫生院、服务中心
_WHOSE = frozenset({"企业", "项目", "学校", "中心", "投资"})  # heads of a name only at its end: not 企业养老金
_WHOLE = re.compile("(?:(?<!氧)量|[额值]|总产|投入)$")  # 旅客发送量、旅客吞吐量, but 需氧量、二氧化硫排放量
_TAILS = re.compile(
    r"(?:(?:重点工程)?减排量|排放总量|产业规模|增加值|生产总值|GDP|总产值|产值|产量|收入|余额|总额|零售额|增速|增幅|比重|占比|利税|支出|(?:医保)?(?:政策范围内)?(?:住院)?(?:医疗)?(?:费用)?(?:报销|补偿|支付)?比例|盖度|资金|外资|内资|税收(?:收入)?|(?:平均)?浓度|标准|人数|户数|数量|(?:种植|播种|栽植|养殖|灌溉)?面积|播面|总量|普及率|(?:保健|管理)?覆盖率|参保率|"
    r"合格率|出栏量|存栏量|出栏|存栏|用水量|用电量|.{2}率|(?:人均)?(?:财政)?补[助贴]标准|保障标准|指数|起数|吞吐量|货运量|客运量|业务量|交易额|销售额|进口|出口|保费|人次|投资|案件|警情|发案|企业|项目|能耗|排放量|装机(?:容量|规模)?|价格|最低收购价|(?:学生|居民)?[人生]均公用经费|公用经费|使用量|施用量|消费量|销量|产能|贷款|存款|学校|中心)"
)


@cache
def pairs() -> dict[str, tuple[str, ...]]:
    """城乡 → (城镇, 农村): words that stand for two things at once, or for three: 肉蛋奶."""
    found = {}
    for entry in entries("indicators"):
        if entry.means.startswith("pair "):
            found.update(dict.fromkeys(entry.words, tuple(entry.means.split()[1:])))
    return found


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    """Words that stand for one another at the start of a name: 城镇 and 农村, 省级 and 市级."""
    grouped: dict[str, set[str]] = {}
    for entry in entries("qualifiers"):
        if entry.more["group"] in {"dwelling", "tier", "sector"}:
            grouped.setdefault(entry.more["group"], set()).update(entry.words)
    return tuple(frozenset(words) for words in grouped.values())


def _same_kind(part: str, last: str) -> str:
    """The word that `last` begins with where `part` is another one of its kind."""
    for kind in _kinds():
        if part in kind:
            return max((word for word in kind if last.startswith(word)), key=len, default="")
    return ""


@cache
def _may_deal_out() -> re.Pattern[str]:
    """Asked of every sentence: each branch begins with a character of its own, which is searched ten times as fast."""
    dwellings = "镇[和与、]农村|市[和与、]农村|农村[和与、]城"
    levels = "|".join(f"{place}级?[、和与][省市县区旗]级" for place in "家省市县盟")
    return re.compile(f"{_DEALS_OUT.pattern}|{branches(pairs())}|{_RATES_LISTED}|{dwellings}|{levels}")


@lru_cache(maxsize=16)
def _deals(clean: str) -> bool:
    """The same for one sentence, which is asked twice: with its hedges and without."""
    return _may_deal_out().search(clean) is not None


@cache
def _paired() -> re.Pattern[str]:
    return re.compile(alternation(pairs()))


def groups(frames: list[Frame]) -> list[list[int]]:
    """Indexes of frames whose numbers one 分别 deals out: behind the word, and in a list behind that."""
    if len(frames) < 2 or not _deals(frames[0].clean):
        return []
    found: list[list[int]] = []
    for index, frame in enumerate(frames):
        again = found and len(found[-1]) > 1 and found[-1][-1] == index - 1 and not frame.lead.name and frame.first
        if again or _deals_out(frame):
            found.append([index])
        elif found and found[-1][-1] == index - 1 and _goes_on(frames[index - 1], frame, frames[found[-1][0]]):
            found[-1].append(index)
    return [group for group in found if len(group) > 1]


def _deals_out(frame: Frame) -> bool:
    """Whether a number is the first of those that 分别 deals out, a pair shares, or two names with a rate each."""
    if _DEALS_OUT.search(frame.left) or _paired().search(frame.lead.name):
        return True
    parts = _PART.split(frame.lead.name)
    if len(parts) == 2 and frame.lead.predicate and _same_kind(*parts):
        return True  # 城镇和农村居民收入达到4万元、2万元
    if len(parts) > 1 and _by_level(parts):
        return True  # 国家级、省级龙头企业2家、8家
    if frame.figure.kind != "rate" or not frame.lead.predicate:
        return False
    return len(parts) in {2, 3} and all(_TAILS.search(part[-4:]) for part in parts)


def _goes_on(before: Frame, frame: Frame, first: Frame) -> bool:
    between = frame.clean[before.figure.hedge_end : frame.figure.hedge_start]
    if _BETWEEN.fullmatch(between) is None:
        return False
    kinds = {before.figure.kind, frame.figure.kind}
    dealt = "分别" in first.left or first.left.endswith(_DEALT_LEVELS)
    mixed = kinds <= _AMOUNTS or (dealt and kinds <= _LEVELS)  # 常住人口、城镇化率分别达到50万人、60%
    return mixed or frame.figure.kind in {before.figure.kind, "growth", "bare"}


def members_of(subject: str, count: int) -> tuple[str, ...]:
    """The subject split into `count` names, each with the head noun that the last one carries; () where it can't be."""
    if count == 3 and (sectors := _SECTORS.search(subject)):
        rest = subject[sectors.end() :]
        return tuple(subject[: sectors.start()] + f"第{number}产业{rest}" for number in "一二三")
    if count == 2 and (sectors := _TWO_SECTORS.search(subject)):
        rest = subject[sectors.end() :]
        return tuple(subject[: sectors.start()] + f"第{number}产业{rest}" for number in sectors.groups())
    subject = _TOWN_AND_COUNTRY.sub("城乡", subject)
    if shared := _OF_BOTH.fullmatch(subject):
        return (shared[1] + shared[3], shared[2] + shared[3]) if count == 2 else ()
    parts = [part for part in _PART.split(_IN_ALL.sub("", subject)) if part]
    if len(parts) == count and (levels := _by_level(parts)):
        return levels
    if len(parts) > count > 1:
        parts = subject.split("、")  # 民生和社会事业支出、工业技改投资
    if len(parts) == count:
        return tuple(_with_start(_with_tail(part, parts[-1]), parts[0]) for part in parts)
    for word, meant in pairs().items():
        if count == len(meant) and word in subject:
            return tuple(subject.replace(word, name) for name in meant)
    return ()


def listed_before(frame: Frame, count: int) -> tuple[str, ...]:
    """做强A、B、C三大产业，产值分别突破…: a bare measure is dealt out to those that the clause before lists."""
    metric = _METRIC.fullmatch(frame.lead.name)
    listed = _LISTED.search(frame.clean, 0, frame.clause[0]) if metric else None
    parts = [part for part in _PART.split(listed[1]) if part] if listed else []
    if len(parts) != count:
        return ()
    return tuple(part + frame.lead.name for part in (lead_of(parts[0]).name or parts[0], *parts[1:]))


def _by_level(parts: list[str]) -> tuple[str, ...]:
    """省、市级公园: bare levels share the noun of the last one; () where they are none."""
    last = _LEVEL.match(parts[-1])
    if last is None or not all(_LEVEL.fullmatch(part) for part in parts[:-1]):
        return ()
    rest = last[2] + parts[-1][last.end() :]
    return (*(_LEVEL.sub(lambda found: found[1], part) + rest for part in parts[:-1]), parts[-1])


def places_of(frame: Frame, count: int) -> tuple[str, ...]:
    """高新区、经开区分别新增企业20家、15家: what is counted stands behind 分别, those it is counted of before it."""
    before, _, behind = frame.left.partition("分别")
    name = frame.lead.name
    parts = [part for part in _PART.split(before) if part] if name and name in behind else []
    parts = ["" if _IS_YEAR.fullmatch(part) else part for part in parts]  # 2023年、2024年分别新建
    return tuple(part + name for part in parts) if len(parts) == count else ()


def stages_of(frame: Frame) -> tuple[str, ...]:
    """开工、投产项目分别达到30个、20个: the stages of projects, which would else be taken for verbs that lead in."""
    match = _STAGES.search(frame.left)
    return tuple(part + match[2] for part in _PART.split(match[1])) if match else ()


def works_of(frame: Frame, count: int) -> tuple[str, ...]:
    """改造县道和新建村道分别为30公里、18公里: each member leads in with a verb of its own, or one behind the first."""
    listed, dealt, told = frame.left.partition("分别")
    inner = dealt and frame.lead.verb and _AND_VERB.search(listed.partition(frame.lead.verb)[0])
    parts = [lead_of(part + told) for part in _PART.split(listed)] if inner or listed.startswith(_WORKS) else []
    if len(parts) != count or not all((part.verb or inner) and part.name for part in parts):
        return ()
    return tuple(part.name for part in parts)  # 固定资产投资、引进省外资金分别增长12%、15%


def _with_start(part: str, first: str) -> str:
    """A member that is a bare measure takes the beginning of the first: 粮食播种面积、产量."""
    if part == first:
        return part
    if (substance := _SUBSTANCE.match(first)) and not _SUBSTANCE.match(part):
        return part if _POLLUTANT.match(part) else substance[0] + part
    tail = _TAIL_OF_FIRST.search(first) if _BARE.fullmatch(part) else None
    return first[: tail.start()] + part if tail else part


def _with_tail(part: str, last: str) -> str:
    rated = last.endswith("率") and part.endswith(_NO_RATES)  # 服务中心、老饭桌覆盖率
    whole = _TAILS.search(part[-4:]) or _WHOLE.search(part) or (last.endswith("化率") and part.endswith("人口"))
    if part == last or (whole and not rated) or (last.endswith("中心") and part.endswith(_HOUSES)):
        return part
    if other := _same_kind(part, last):
        return part + last[len(other) :]
    insured = last.find("保险") if part.endswith(_INSURED) else -1
    if insured > 0:
        return part + last[insured:]  # 养老、失业保险参保人数
    if part.endswith(("集中", "分散")) and "供养" in last:
        return part + last[last.index("供养") :]
    if len(part) == 2 and part[0] == last[0] and len(last) > 4:
        return part + last[2:]  # 供水、供热管网改造
    shared = last.rfind(part[-2:]) + 2  # 职工医保、居民医保报销比例
    if len(part) > 2 and 2 < shared < len(last):
        return part + last[shared:]
    places = _IN_PLACES.match(last) if _IN_PLACES.fullmatch(part) else None
    if places and len(last) - places.end() > 2:
        return part + last[places.end() :]
    tails = [tail for tail in _TAILS.finditer(last) if tail[0] not in _WHOSE or tail.end() == len(last)]
    if not tails:
        return part
    tail = last[tails[0].start() if "占" in last else tails[-1].start() :]
    return part + tail.removeprefix(part[-2:])  # 护理补贴 and 补贴标准
