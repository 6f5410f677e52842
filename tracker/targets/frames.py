"""A figure in its clause: the text before it, the noun behind it, its neighbours. All that later rules look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.lexicon import alternation, words
from tracker.quantities import Figure
from tracker.targets.phrases.clauses import clause_of, clause_start
from tracker.targets.phrases.leads import Lead, lead_of, names_only_work
from tracker.targets.phrases.nouns import NO_NOUN, Follow, follow, noun_of
from tracker.targets.phrases.segment import tokens
from tracker.targets.phrases.verbs import VERBS

RATES = frozenset({"rate", "points", "growth"})
GENERIC = frozenset(words("indicators", "generic"))  # nouns that name nothing on their own
PLACE = re.compile(
    r"(?:市区|各?设区市|各?县（市(?:、区)?）|各?(?:县市区|市县区|县区|旗县区)|"
    r"农村|城镇|城市|城区|县城|乡镇|建制镇|主城区|中心城区|山区|[市县区]本级)"
)
_REACH = 160  # characters before or behind a number that can belong to its phrase
_LONGEST_ADJOINING = 4  # characters
_ADJOINING = re.compile(r"、?(?:总长度?|总里程|总面积|全长|长度?|面积|共)?")
_ATTRIBUTES = re.compile(r"[^，；。、\d]{2,14}(?:、[^，；。、\d]{2,14}){1,3}?的([^，；。、\d]{2,16})")
_ATTRIBUTE, _PHRASE = re.compile("[^，；。、的]{1,8}的([^，；。、]+)"), re.compile("([^，；。、]+)")
_OPENS_NO_NOUN = re.compile(
    r"（(?:牵头|责任|主办|配合)(?:单位|部门)|（[^（）]{0,12}价格?）|[，、；。：）.与]|为(?![民主])|（(?:含|其中|包括|不含|依据|根据|按照?|参照|高于|低于|居|位居|同比|较|比)|和(?!美[乡村庭家网]|谐|睦)|及(?!时)|人民币|不(?:减少|变|降|增加)"
)
_AND_MORE = re.compile("([^和及与的]{2,})[和及与](?!地区)[^和及与，；。、]{2,12}$")  # 15公里暗渠和旧城区95公里管网
_AND_EXAMPLES = re.compile("([^，；。、]{2,}?)[和及与][^，；。]{2,20}等$")  # 5条公路和东湖等3座大桥
_DATE = re.compile(r"(?:(?:19|20)\d\d年|\d{1,2}月)")
_WORK = alternation((*words("verbs", "nominal"), "新建", "改建"))
_SOME = re.compile("[多几][个条项处家]|一批|若干")
_WORKS = re.compile(  # 学校新建、改扩建及维修工程
    rf"[^，；。、\\d]{{1,8}}?{_WORK}(?:[、和及]{_WORK})+(?:工程|项目)?(?=[，；。]|(?:任务|工作)?$)"
)
_OF_KIND = re.compile("[型类性级式]$")
_CLASS_OF = re.compile(r"[^，；。、\d]{1,14}(?:、[^，；。、\d]{1,14}?)+等((?!级)[^，；。、\d]{2,16})")
_BASIS = re.compile("(?:^的?|在[^，；。、]{1,24}?)基础上")  # 在2017年30户的基础上增加到50户
_EXAMPLES = re.compile(
    r"[^，；。、\d的]{4,14}(?:、[^，；。、\d]{2,14}?)+等[^，；。、\d级]{0,6}?"
    r"(?:项目|工程|设施|场所|活动|企业|平台|机构|基地|园区|产品|品牌|人才|学校|街区|景区|道路)(?=[，；。、和及]|$|建设)"
)
_DESCRIBED = re.compile(r"^.*投资[约近达]*[\d.]+[百千万亿]*元的")
_PER = re.compile(
    r"(?:(?<=.)(?:超过?|达到?|为|按)?每(?:\d[\d.]*[百千万]*|[百千万]+)(?:名|人口|人|户)(?:$|(?=\D{0,4}$))|(?:按)?每\d[\d.]*[百千万]*(?:公斤|千克|斤|亩|千瓦时))"
)
_ALSO = re.compile(  # a third number of the same thing: 20村900户3000人的搬迁项目
    r"^(?:\d[\d.]*[多余]?[百千万亿]*(?:户|人|名|村|条|公里|座|栋|套|平方米))+(?=的?[\u4e00-\u9fff“])"
)
_PEOPLE = frozenset({"人", "户", "名"})
_CONNECTED = re.compile(
    "(?<=[村组屯户乡镇])(?<!村村)(?<!户户)通[^，；。、]{0,4}(?:路|公交|客车|光纤|宽带|网络|[水电气]$)"
)  # 30个村通公路
_BEFALLS = re.compile(
    "(?:实现|实施|在[^，；。、\\d]{1,8}?(?=就近|就地|就业|落户|创业))([^，；。、\\d]{2,8})(?=[，；。、]|$)"
)  # 12万人实现就业
_PLACING = frozenset("在为给对")  # in what, or for whom something is done
_DONE_IN = re.compile(
    "([^，；。、\\d]{2,12}?)(?:建设|新建|设立|建立|安装|新装|开展|推行|推广|配备|设置|布设|打造|增设|投放|开设|举办|"
    "免费(?!的)|提供|投保|缴纳)"
    "[^，；。、\\d]{2}"
)
_BY_MEANS_OF = re.compile(  # 通过改造管网新增供水人口
    "^通过[^，；。、]{2,14}?(?=提升|提高|扩大|新增|增加|实现|解决|带动|吸纳|改善|盘活|转移)"
)
_SERVING = frozenset("为给在")
_SERVED = frozenset("为对给")
_HELPING = words("serving", "helped")
_SERVED_NEXT = re.compile("、(?=[为对给](?:[全我][省市县区州旗盟])?$)")  # 为7万名妇女做检查、为全州6万名老人做体检
_TOWARDS_NEXT = re.compile("(?:中的|(?<![结面针核反])[对向])$")
_SENT = words("serving", "sent")
_ACTING = re.compile("(?<=..)(?:开展|参加|参与|(?<!奔)赴)")
_AGED = re.compile(r"(?<=[\u4e00-\u9fff])\d{1,2}(?:周?岁)?[-至到~]\d{1,2}周?岁(?:及?以上|及?以下)?的?")
_DUTY = re.compile("（[^（）]*(?:牵头|负责|责任单位|配合单位)")  # 建成5所（县教育局牵头）
_REMARK = re.compile("^（[^（）]*）")  # 250亿元（不含东河，下同）、增长9%
_OF_WHICH = re.compile(r"(?:是|为|达到?|相当于|不得?低于|不高于|不少于|不超过)[^，；。、]{1,18}的$")
_BOUND_BY = re.compile("不(?:得?[低高大小少]于|得?超过)[^，；。、]{1,18}的$")  # 不超过总额的20%
_AHEAD = re.compile(  # 高于全省平均2个百分点
    "(?<=高于|快于|低于|优于|好于|高出|超出|超过|领先)(?:全[国省市]、)?[^，；。、\\d]{2,24}$"
)
_VARIANT = re.compile(r"(?<=[新改扩迁建装制])（[改扩建更新、迁修]{1,3}）")
_OPENS_LIKE_VERB = re.compile(alternation(VERBS))  # most texts do not, and need no segmentation
_STEP = re.compile(
    r"的?基础上|新?台阶|大关|关口|规模(?=[，。；、）的]|$)|的?历史性突破|的?(?:目标|任务|目标任务)(?=[，。；、打奠]|$)"
)
_SPENT_ON = ("支持", "用于", "促进", "推动")  # 安排30亿元支持乡村产业
_BETTERING = frozenset({"提升", "改善", "扩大"})
_REACHING = frozenset({"level", "growth", "reduction"})
_DESCRIBED_NEXT = re.compile(r"、总投资[约近达超过]*[\d.]+[百千万亿]*元的")
_SEPARATES = frozenset("、和与以并，或及（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳0123456789一二三四五六七八九十")  # what it begins with
_SEPARATOR = re.compile(
    r"^(?:(?:[、与并，或]|和(?!美[乡村庭家]|谐)|以(?!工代赈)|及(?!时))+|[①-⑳]|\d{1,2}[、.．]|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,2}(?:、(?![二三](?:次?产|、))|是将?))"
)


class Frame(NamedTuple):
    """One figure with what stands around it in the folded sentence `clean`."""

    clean: str
    figure: Figure
    clause: tuple[int, int]
    left: str  # from the last boundary to the number
    lead: Lead
    noun: Follow  # the noun phrase behind the number, empty where none begins there
    joined: bool  # stands in a list directly behind the figure before it
    first: bool  # the first figure of its clause

    @property
    def follow(self) -> str:
        """The noun phrase behind the number."""
        return self.noun.name

    @property
    def behind_text(self) -> str:
        """The text behind the number and its hedge."""
        return self.clean[self.figure.hedge_end : self.figure.hedge_end + _REACH]

    @property
    def number_first(self) -> bool:
        """Whether the noun that is counted stands behind the number: 改造18栋居民楼."""
        if not self.follow or (self.figure.kind in RATES and self.lead.name and not self._of_those_there):
            return False
        predicate = self.lead.predicate
        reached = VERBS.get(predicate) in _REACHING and "有" not in predicate
        reached = reached and not (predicate in _BETTERING and self.figure.kind == "count")  # 新建或提升2所医院
        reached = reached and not (predicate == "累计" and len(self.follow) > 1)  # 累计15项改革成果
        return self.lead.listed or not self.lead.name or not reached

    @property
    def _of_those_there(self) -> bool:
        """农村70%的青壮年: before the rate stands only where those live of whom it is a share."""
        if not self.behind_text.startswith("的"):
            return False
        listed = self.left.endswith("、") and not self.first  # 90%的园区达到要求、80%的煤矿达到标准
        return listed or PLACE.fullmatch(self.lead.name) is not None

    @property
    def end(self) -> int:
        """Where the phrase of the figure ends: behind its number, or behind the noun that it counts."""
        return self.figure.hedge_end + (self.noun.length if self.number_first else 0)


def frames_of(clean: str, figures: Sequence[Figure]) -> list[Frame]:
    """The frames of the figures that count, in order."""
    found: list[Frame] = []
    for index, figure in enumerate(figures):
        following = figures[index + 1] if index + 1 < len(figures) else None
        found.append(_frame(clean, figure, found[-1] if found else None, following))
    return found


def _frame(clean: str, figure: Figure, before: Frame | None, following: Figure | None) -> Frame:
    clause = clause_of(clean, figure.start, figure.end)
    same_clause = before is not None and before.clause == clause
    left = _left_of(clean, figure, max(clause[0], before.end if before else 0))
    separator = _SEPARATOR.match(left) if left[:1] in _SEPARATES else None
    joined = same_clause and (not left or separator is not None)
    left = _within_bracket(left[separator.end() :] if separator else left)
    placed = (left or (before.left if before and same_clause else ""))[:1] in _PLACING
    noun = _nested(clean, figure, clause[1], before, following, placed=placed) or _noun_behind(
        clean, figure, clause[1], following, placed=placed
    )
    return tuple.__new__(Frame, (clean, figure, clause, left, lead_of(left), noun, joined, not same_clause))


def _left_of(clean: str, figure: Figure, start: int) -> str:
    """The text that leads up to the number, without what only describes a project, a variant of a verb, a base."""
    start = max(min(start, figure.hedge_start), figure.start - _REACH)
    left = clean[start : figure.start]
    if figure.kind == "rate" and left.endswith("、") and clean.startswith("的", figure.hedge_end):
        return ""  # 90%的园区达到低风险等级、80%的煤矿达到三级
    left = left[left.rfind("--") + 2 :] if "--" in left else left
    left = _DESCRIBED.sub("", left) if "投资" in left else left
    left = _BASIS.sub("", left) if "基础上" in left else left
    left = _PER.sub("", left) if "每" in left else left
    left = _SERVED_NEXT.split(left)[-1] if "、" in left and not _SERVED.isdisjoint(left[-3:]) else left
    left = _BY_MEANS_OF.sub("", left) if left.startswith("通过") else left
    left = _OF_WHICH.sub("", left) if figure.unit == "倍" else left
    left = _BOUND_BY.sub("", left) if figure.kind == "rate" and left.endswith("的") else left
    left = _AHEAD.sub("", left) if figure.kind == "points" else left
    return _VARIANT.sub("", _REMARK.sub("", left)) if "（" in left else left


def _within_bracket(left: str) -> str:
    """What stands in an open bracket does not go on with what stands before it."""
    opening = left.rfind("（")
    return left[opening + 1 :] if opening >= 0 and "）" not in left[opening:] else left


def _nested(
    clean: str, figure: Figure, stop: int, before: Frame | None, following: Figure | None, *, placed: bool
) -> Follow | None:
    """2处约800张床位的养老机构: the first number counts the noun behind 的, the second the noun before it, if any."""
    if before and before.figure.hedge_end == figure.hedge_start and "的" in clean[figure.hedge_end : stop][:9]:
        counted, _, whole = clean[figure.hedge_end : stop].partition("的")
        if not counted[:1].isdigit():
            return follow(counted or whole.partition("、")[0])
    rates = following is not None and figure.kind in RATES and following.kind in RATES
    if following is None or rates or following.hedge_start - figure.hedge_end > _LONGEST_ADJOINING:
        return None
    if not _ADJOINING.fullmatch(clean, figure.hedge_end, following.hedge_start):
        return None
    adjacent = following.hedge_start == figure.hedge_end
    if (
        not adjacent
        and lead_of(clean[max(clause_start(clean, figure.start), figure.start - _REACH) : figure.start]).name
    ):
        return None
    behind = _ALSO.sub("", _REMARK.sub("", clean[following.hedge_end : following.hedge_end + _REACH]))
    if figure.unit in _PEOPLE and (befalls := _BEFALLS.match(behind)):
        return Follow(befalls[1])
    if placed and (place := _DONE_IN.match(behind)):
        return follow(place[1])
    match = _ATTRIBUTE.match(behind) or _PHRASE.match(behind)
    return Follow(noun_of(match[1])) if match else None


def _noun_behind(clean: str, figure: Figure, clause_stop: int, following: Figure | None, *, placed: bool) -> Follow:
    """The noun behind a figure up to the next boundary or date; `placed` where it says in what something is done."""
    stop = min(clause_stop, figure.hedge_end + _REACH, following.hedge_start if following else clause_stop)
    text = clean[figure.hedge_end : stop]
    if text.startswith("、总投资") and (sized := _DESCRIBED_NEXT.match(clean, figure.hedge_end)):
        text, following = clean[sized.end() : clause_stop][:_REACH], None  # 32个、总投资85亿元的重点项目
    text = _AGED.sub("", text) if "岁" in text else text
    if figure.unit in _PEOPLE and clean.startswith(_SENT, figure.hedge_start - 2):
        text = _ACTING.split(text, maxsplit=1)[0]
    if not text or _OPENS_NO_NOUN.match(text) or _STEP.match(text):
        return NO_NOUN
    if text[0] == "（" and "）" not in text:
        return NO_NOUN  # 工业项目40个（亿元以上15个）
    if figure.kind in RATES and text.startswith("（"):
        return NO_NOUN
    if figure.kind == "money" and text.startswith(_SPENT_ON):
        return NO_NOUN
    if ("年" in text or "月" in text) and (dated := _DATE.search(text, 2)):
        text = text[: dated.start()]
    if "（" in text:
        text = _DUTY.split(text, maxsplit=1)[0]
    if figure.unit in _PEOPLE and (befalls := _BEFALLS.match(text)):
        return Follow(befalls[1], befalls.end())
    if placed and (place := _DONE_IN.match(text)):
        text = place[1]
    if "通" in text and figure.kind not in RATES:
        text = _CONNECTED.split(text)[0]
    counted_on = following is not None and following.start < clause_stop
    if counted_on and text.endswith(("中的", "对", "向")):
        text = _TOWARDS_NEXT.sub("", text)  # 120个示范村中的40个, 8个单位对14个村
    if counted_on and following and _is_noun_first(clean, following) and (and_more := _AND_MORE.match(text)):
        text, counted_on = and_more[1], "、" in and_more[1]
    elif counted_on and (and_examples := _AND_EXAMPLES.match(text)):
        text = and_examples[1]
    if counted_on and figure.kind == "money" and _begins_phrase(text):
        return Follow()  # 投入3亿元建设食堂12家
    if "、" in text:
        return (_whole_list(text) if figure.kind == "count" else None) or _listed_noun(text, counted_on=counted_on)
    giver = clean[figure.hedge_start - 1 : figure.hedge_start]
    served = figure.kind == "count" and (giver in _SERVING or (giver == "对" and figure.unit in _PEOPLE))
    served = served or (figure.unit in _PEOPLE and clean.startswith(_HELPING, figure.hedge_start - 2))
    return follow(text, open_ended=counted_on, served=served)


def _whole_list(text: str) -> Follow | None:
    """甲厂、乙园等项目: examples of what is counted belong to its name, however many they are."""
    listed = _EXAMPLES.match(text)
    return Follow(listed[0], len(listed[0])) if listed and len(listed[0]) <= 36 else None


def _is_noun_first(clean: str, following: Figure) -> bool:
    """Whether the next number is followed by what it counts."""
    return re.match("[\u4e00-\u9fff“]{2}", clean[following.hedge_end : following.hedge_end + 2]) is not None


def _listed_noun(text: str, *, counted_on: bool) -> Follow:
    """The noun in a text with a mark 、, which parts where a new phrase begins behind it, or another number goes on."""
    begun = text.partition("、")[0]
    attributes = _ATTRIBUTES.match(text) if follow(begun).length == len(begun) else None  # not 农户搬进宽敞、明亮的新居
    if attributes and not names_only_work(attributes[1]):
        return follow(attributes[1])
    if works := _WORKS.match(text):
        return Follow(works[0], works.end())
    head, _, rest = text.partition("、")
    if _SOME.match(rest) or _begins_phrase(rest):
        return follow(head)
    if len(head) <= 3 and (examples := _CLASS_OF.match(text)) and examples[1] not in GENERIC:
        return follow(examples[1])
    if rest and _OF_KIND.search(head):
        return follow(text)
    return follow(head if counted_on or (len(rest) > 12 and len(head) > 3) else text)


def _begins_phrase(text: str) -> bool:
    return _OPENS_LIKE_VERB.match(text) is not None and next(iter(tokens(text[:6])), "") in VERBS
