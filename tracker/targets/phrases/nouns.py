"""The noun phrase at the start of a text: what is counted behind a number, and what a clause is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.lexicon import alternation, words
from tracker.targets.phrases.segment import tokens
from tracker.targets.phrases.verbs import LEADING, VERBS, makes_name

MARKS = "，、：；。（）“”‘’《》()- 　·▶►●■◆★☆◇□▲△※•◎○➢➤→✓✔√*#|@"
_LISTING = frozenset(words("outcomes", "listing"))
_OUTCOMES = frozenset(words("outcomes", "outcome", "state", "becoming", "joining", "working", "listing"))
_COMPOUNDS = frozenset(words("compounds", "compound"))  # 基本医保 is no 基本 of its own
_NOMINAL_OUTCOMES = frozenset(words("outcomes", "nominal"))
_BECOMING = frozenset(words("outcomes", "becoming"))
_JOINING = frozenset(words("outcomes", "joining"))
_GOING = frozenset(words("outcomes", "going"))
_WORKING = frozenset(words("outcomes", "working"))
_REACHING = frozenset(word for word in words("verbs", "level") if len(word) > 1 and word[-1] in "在到至")
_DELIVERING = frozenset(word for word in words("verbs", "increment") if len(word) > 1)
_GOING_ON = _DELIVERING | {"人均", "户均", "年人均"} | set(words("outcomes", "linking"))  # 300户农户户均增收2000元
_TAILS = words("tails")  # asked first: few names end so
_FAST = ("路", "通道", "干道", "干线", "公交", "通行", "交通")
_TASKS = frozenset(f"{work}任务" for work in ("脱贫", "减贫", "搬迁", "定居", "安置", "绿化", "造林", "棚改", "拆迁"))
_TAIL = re.compile(f"(?:{alternation(_TAILS)})$")
_BEFORE_NOUN = re.compile(
    r"^(?:（[^（）]{1,4}）)?(?:\d{1,2}-\d{1,2}周?岁)?(?:总?投资[约近]?[\d.]+[百千万亿]*元的)?的?(?:已建成|已建|现有|实有|新建|在建|拟建|拟|已有|已|原有|居住)?的?(?:各类|各种|各级)?"
    r"(?:重点(?:培育|扶持|打造|推进|建设|支持|发展|关注|监[控管测]|突破|攻克|攻关|打击|整治|帮扶|跟踪|调度|实施|谋划)[^，；。、\d的]{0,4}的)?"
)
_BEFORE_NOUN_OPENS = frozenset("（0123456789总投的已现实新在拟原有各重居")
_BARE = frozenset({"项目", "工程"})
_KIND_OF_WORK = re.compile("(新建|在建|拟建)的?$")  # 28个新建项目, but 28个新建水厂
_CONJUNCTIONS = ("和", "与", "及", "或")
_PAIRED = frozenset("“”（）《》")
_EDGES = frozenset("，、：；。./ -的和与及或")
_AFTER_NOUN = re.compile(
    r"(?<![高中初同平均优])等(?!级|其他|离子|温|效|学|同|额|次|待|候|各[类种级])|(?<=...)等(?=各[类种级])|(?:以及|[和及与])(?=一批|投资\d)|(?<=^项目)[及和的]|(?<=^工程)[及和]|的同时"
)
_EMPTY = frozenset({"有", "预算", "年", "月", "免费", "人均", "年人均", "城镇年", "农村年"})
_HEAD = re.compile(
    r"任务|医学生|师范生|(?:技能)?培训|(?:重点|示范|试点)?(?:平台|行动|工程|企业|项目|片区|计划|中心|基地|试点|泵站|机制|体系|能力|方案|政策|措施|组团|团队|人才|人员|机构|主体|单位|模式|站|点|园)|线路|车辆|设备|设施|(?:贫困户|贫困人口|群众|对象|家庭|农户)"
)
_STATES = frozenset(words("outcomes", "state"))
_PROJECTS = re.compile(f"(?:{alternation(words('outcomes', 'state'))})*(?:项目|工程|企业|服务|仪式)")
_GOES_TO = re.compile(
    r"(?:[省市县区乡镇村]级?|农村|基层|一线|企业|[^，；。、\d]{2,10}?(?:开展|工作|服务|就业|避|挂职|任职))[^，；。]"
)
_SETTLED = re.compile(r"^[^，；。、]{0,6}?在[^，；。、\d]{1,8}?(?:稳定就业|就业创业|就近就业|就业|落户|创业)")
_ON_THE_EXCHANGE = re.compile(
    "的?企业(?:成功|正式|实现|完成|在[^，；。、]{2,10}?)?(?:“?(?:新三板|新四板|主板|创业板|科创板|北交所)”?)?(挂牌上市|上市|挂牌|入规|升规|股改|入统)"
)
_PRAISE = re.compile(r"^符合(?:规定|政策)?条件$|具有.*、|、.*具有|^(?:具有|富有|富含|充满|有(?!条件))|.[而且].|宜.宜")
_GETTING = frozenset({"得到", "将", "有"})
_BETTERED = re.compile("^(.{2,8})的.{2,6}(?:条件|环境|水平|面貌|质量)$")
_ADVERBS = frozenset(
    [
        "即将",
        "陆续",
        "分别",
        "首次",
        "连续",
        "按时",
        "按期",
        "如期",
        "新",
        "仍",
        "仍然",
        "还",
        "再",
        "先后",
        "逐步",
        "各",
        "各自",
        "整体",
        "共同",
    ]
)
_SUMS = ("资金", "贷款", "补贴", "补助")
_IN_ALL = ("为一体", "于一体", "在内")  # 集购物、餐饮于一体的综合体


class Follow(NamedTuple):
    """The noun phrase behind a number, and how many characters of the text it took."""

    name: str = ""
    length: int = 0


NO_NOUN = Follow()


@lru_cache(maxsize=4096)
def follow(text: str, *, open_ended: bool = False, served: bool = False) -> Follow:
    """The noun phrase at the start of the text behind a number; `open_ended` where another number goes on with it.

    `served` where a verb behind the noun says what those counted get: 为62户家庭改造住房 counts 家庭.
    """
    start = _BEFORE_NOUN.match(text) if text[:1] in _BEFORE_NOUN_OPENS else None
    length = start.end() if start else 0
    cut = tokens(_without_kind(text[length:]))
    kept: list[str] = []
    for index, token in enumerate(cut):
        if served and kept and _serves(token, cut[index + 1 :]):
            break
        if kept and kept[-1].endswith(_SUMS) and _is_led_in(token, cut[index + 1 :]):
            break  # 200万元补助资金发展养殖业
        if open_ended and token in _GOING_ON and len("".join(kept)) > 1 and not _HEAD.match("".join(cut[index + 1 :])):
            break
        if token in _GETTING and (bettered := _BETTERED.search("".join(kept))):
            kept = [bettered[1]]  # 4万居民的居住条件得到改善
            break
        if _ends_noun(token, kept) and not _goes_on(token, kept, cut[index + 1 :], open_ended):
            kept = kept if open_ended else _with_work(kept, token, cut[index + 1 :])
            break
        kept.append(token)
        length += len(token)
    while len(kept) > 1 and kept[-1] in _ADVERBS:
        kept = kept[:-1]  # 17家企业即将 before 上市
    name = trim_tail(without_praise(clean_name("".join(kept))))
    if name in _BARE and start and (kind := _KIND_OF_WORK.search(start[0])):
        name = kind[1] + name
    if name.startswith("企业") and (listed := _ON_THE_EXCHANGE.match(text)):
        name = "企业" + listed[1]
    return Follow(name, length) if name else NO_NOUN


def _is_led_in(token: str, rest: Sequence[str]) -> bool:
    return VERBS.get(token) in LEADING and bool(rest) and not _HEAD.match("".join(rest))


def _serves(token: str, rest: Sequence[str]) -> bool:
    """Whether a verb says what those counted get; a conversion is done on them, and belongs to their name."""
    if VERBS.get(token) not in LEADING or makes_name(token, rest) or token == "实现":
        return False
    if rest and rest[0] in ("人口", "劳动力"):
        return False  # 引导8万农业转移人口落户
    return token not in _WORKING or not "".join(rest).endswith("改造")


def _without_kind(text: str) -> str:
    """The text before 等 and what else ends a noun phrase: the search for that is slow, and most texts have none."""
    ended = "等" in text or "同时" in text or "一批" in text or "投资" in text or text.startswith(("项目", "工程"))
    return _AFTER_NOUN.split(text, maxsplit=1)[0] if ended else text


def noun_of(text: str) -> str:
    """The noun phrase at the start of a text, without what becomes of the counted thing."""
    return follow(text).name


def _ends_noun(token: str, kept: list[str]) -> bool:
    """Whether a token says what becomes of the counted thing: 建成启用, 全部, a mark."""
    if token in _OUTCOMES or (token in MARKS and token not in "“”《》（）、"):
        return True
    if len(token) == 4 and token[:2] in _OUTCOMES and token[2:] in _OUTCOMES:
        return True  # 其中10个竣工投产
    return bool(kept) and (
        token in _NOMINAL_OUTCOMES
        or token in _REACHING
        or token in _GOING
        or (len(token) > 2 and token[:2] in _OUTCOMES and token not in _COMPOUNDS)
    )


def _goes_on(token: str, kept: Sequence[str], rest: Sequence[str], open_ended: bool) -> bool:
    """Whether the noun goes on with or behind a word that could end it: 乡村运营人才, 用于教育的投入."""
    if "".join(rest) == "点":
        return len(kept) > 0  # “书香”实施点
    if token == "基本":
        return bool(rest) and rest[0].startswith(("均衡", "公共", "农田", "药物", "医疗", "养老"))
    if token.startswith("快速"):
        return (token[2:] + "".join(rest)).startswith(_FAST)  # 城市快速路
    if token == "到":
        return _GOES_TO.match("".join(rest)) is None  # 抄表到井, but not 专家到县级医院
    if kept == ["稳定"] or (len(kept) == 1 and kept[0].endswith("级") and rest):
        return True  # 173户稳定脱贫, 40个市级达标示范村
    if token in _LISTING and "".join(rest).startswith(("后备", "公司", "企业")):
        return True
    if len(token) == 4 and token not in _STATES and _PROJECTS.match("".join(rest)):
        return True  # 12个竣工投产项目
    if token in _NOMINAL_OUTCOMES:
        return kept[-1:] == ["的"] or _HEAD.match("".join(rest)) is not None
    if token in _GOING:
        return len("".join(rest)) <= 2  # 抄表到井
    if token in _STATES:
        return not (open_ended and len("".join(kept)) > 1) and _PROJECTS.match("".join(rest)) is not None
    return token == "用于" and "的" in rest


def _with_work(kept: list[str], token: str, cut: Sequence[str]) -> list[str]:
    """What becomes of a thing belongs to its name where it says what is counted.

    18个小区完成改造 counts 小区改造, 4个社区获评绿色社区 counts 绿色社区, 5个项目纳入规划 counts 纳入规划项目.
    """
    rest = clean_name("".join(cut).removeprefix("了"))
    if kept and (placed := _SETTLED.search(kept[-1] + token + rest)):
        return [*kept[:-1], (kept[-1] + token + rest)[: placed.end()]]
    if kept and token in _WORKING and 2 <= len(rest) <= 12:
        return [*kept, rest]
    if token == "成为" and kept[-1:] == ["发展"]:
        return kept[:-1]
    if not kept or not 2 <= len(rest) <= 18 or len("".join(kept)) > 3:
        return kept
    if token in _BECOMING:
        return [rest]
    return [token.removeprefix("获得"), rest, *kept] if token in _JOINING else kept


def clean_name(name: str) -> str:
    """Strip marks, conjunctions and possessives at the ends of a phrase, and brackets that do not close."""
    if name[:1] not in _EDGES and name[-1:] not in _EDGES and _PAIRED.isdisjoint(name):
        return "" if name in _EMPTY else name
    name = name.strip("，、：；。./ -")
    name = (name[:-1] if name.endswith(_CONJUNCTIONS) else name).removesuffix("的")
    if not _PAIRED.isdisjoint(name):
        for opening, closing in ("“”", "（）", "《》"):
            if name.count(opening) != name.count(closing):
                name = name.replace(opening, "").replace(closing, "")
    name = name.strip("，、：；。./ -的")
    return "" if name in _EMPTY else name


def without_praise(name: str) -> str:
    """Drop praise that does not change what is counted: 小而精的小游园 → 小游园."""
    head, mark, rest = name.partition("的")
    return rest if mark and len(rest) >= 2 and (_PRAISE.search(head) or head.endswith(_IN_ALL)) else name


def trim_tail(name: str) -> str:
    """Drop generic nouns at the end where a name is left: 农村公路整治工作 → 农村公路整治."""
    while (
        name.endswith(_TAILS)
        and (match := _TAIL.search(name))
        and match.start() >= (2 if match[0].startswith("的") or match[0] == "建设任务" or name in _TASKS else 3)
        and not name.endswith("重点", 0, match.start())
    ):
        name = name[: match.start()].removesuffix("的")
    if name.endswith("建设") and not name.endswith("化建设") and len(name) >= 6:
        name = name.removesuffix("建设").rstrip("和与及").removesuffix("的")
    return name
