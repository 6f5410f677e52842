"""Numbers that only describe what is counted: its class, its cost, its size, its place in an order, where it starts."""

from __future__ import annotations

import re

from tracker.targets.asides.sight import REACH, Sight

_CLASS_OF = re.compile("的?[“\u4e00-\u9fff]")
_THOSE = re.compile(r"的(?:有|达到?|为)\d")  # 占比超过10%的有44种
_MEMBERS = re.compile(r"(?![和与及或])的?[\u4e00-\u9fff“（]")
_AND_BEYOND = re.compile("及以[上下]")  # 20吨及以下锅炉
_PEOPLED = re.compile("的?(?:人口|已通电)?的?(?:城市|县|乡镇|行政村|自然村|(?:规模)?企业|单位)")  # 100万以上人口城市
_NO_MEMBERS = re.compile(r"(?:投资|资金|规模|目标|水平|增长)")
_SPENT_ON = re.compile("(?<!总)(?:投入|安排|筹措|筹集|落实)(?:资金)?$")  # 投入不低于5000万元实施改造
_SIZING_UNITS = frozenset({"头", "只", "羽", "匹", "人", "张", "床"})
_SIZED_UNITS = frozenset({"家", "个", "户", "处", "座", "所"})
_MEMBER_UNITS = frozenset({"家", "个", "户"})
_NEXT_SIZE = re.compile(r"[、和]\d+[个家]")
_SIZED_NEXT = re.compile(  # 12个500亩以上的基地, 10家年产值5000万元以上的大户
    r"[\d多余百千万一二两三四五六七八九十](?:个|家|户|处|座|所|片|块|条)[^，；。、\d]{0,4}(?:(?:产值|收入|面积|投资|规模|存栏|出栏)(?:在|达到?)?)?$"
)
_PART = re.compile("[，；。、]")
_PART_OF_SUM = re.compile("的?部分")  # 年收入60万元至90万元部分
_SIZED = re.compile("(?:级|以上)?的?大?(?:项目|企业)(?=[，；。]|$)")
_SIZE_BEFORE = re.compile(r"[超过][\d.]+[百千万亿]*元、$")
_SIZES_LISTED = re.compile(r"、[\d.]*[百千万亿]+元(?:级|以上)?的?大?(?:项目|企业)(?=[，；。]|$)")
_DESCRIBED = re.compile(r"(?:总?投资(?:额|规模|达|约|超|超过|近)*|计划投资|概算)$")
_DESCRIBED_TOO = re.compile(  # 投资5亿元的甲厂、3亿元的乙园
    r"投资[约超近达]*[\d.]+[百千万亿]*元的[^，；。、]{2,20}[、和](?:[\d.]+[百千万亿]*元的[^，；。、]{2,20}[、和])*$"
)
_PROJECT = re.compile(r"的[^，；。]")
_GOES_ON = re.compile(r"、(?:\d+[个项]|以|占地)")
_SITE = re.compile(r"(?:占地(?:面积)?|(?<![条座处个段]、)(?:总长度?|全长)|总面积|总?建筑面积)[约近达]*$")
_ALSO_DESCRIBED = re.compile(r"、[^，；。、\d]{2,14}的[^，；。]")  # 占地70亩、设施完善的公园
_AROUND = re.compile("(?:服务)?(?:覆盖率|半径|范围)")  # 公交站点500米覆盖率
_CAPACITY = re.compile("[日年](?:处理|生产|产|加工|供水|屠宰|吞吐|焚烧|出栏)[约近达]*$")  # 日处理4万吨的污水处理厂
_GRAIN_PROGRAMME = re.compile("粮食(?:生产能力|产能)(?:规划|建设|提升)*(?:田间)?(?:工程|项目)")
_OF_PLANT = re.compile("(?![^，；。、]{0,6}(?:产能|能力|规模))的?[一-鿿]")  # 2000万吨/年炼油项目
_PLANT = re.compile(  # 年产5万吨粉条生产线, 年产2万吨面粉、年加工3万吨稻谷等6个项目
    r"的?[^，；。、\d]{0,14}?(?:项目|生产线|厂(?![房改扩])|工程|车间|[殖猪牛羊鸡]场|加工企业)|[^，；。]{0,40}等(?:\d+[个项])?[重点大工业]*项目"
)
_SIZE_OF = re.compile("(?:级|以上)?的?[一-鿿]{0,4}?(?:企业|产业|集群|园区)(?!资金|投资)")
_MEMBERS_COUNTED = re.compile(r"(?:规模)?(?:工业|商贸|产业)?(?:企业\d+家|项目\d+个)")
_CLASS_NOUN = re.compile(
    r"[^，；。、\d]{0,12}?(?:企业|项目|园区|集群|产业|产业链|薄弱村|村)(?:建设|培育|引进|工作)?(?:[，；。、]|$)"
)
_OR_ELSE = ("或", "（")
_TWIN_CLASS = r"(?:以上)?的?[^，；。、\d]{0,12}?(?:企业|项目|产业)(?=[，；。、\d]|$)"
_TWIN_AHEAD = re.compile(  # 超10亿元或1亿美元项目
    r"(?:或者?|（)[超过]*[\d.]+[百千万亿]+(?:人民币|美元|欧元|元)）?" + _TWIN_CLASS
)
_TWIN_BEFORE = re.compile("元(?:以上)?(?:或者?|（)[超过]*$")
_TWIN_NOUN = re.compile("）?" + _TWIN_CLASS)
_OF_PLACE = re.compile(r"(?:全[国省市县区旗州镇乡村]|带领|团结|承载着|凝聚|造福|干部和|代表|把|有|向)$")
_PEOPLE_OF = re.compile(
    r"(?:各族|老区)?(?:干部)?(?:中国人|(?:中国)?人民|群众|儿女|父老乡亲|市民|同胞|劳动力)(?:的|，|。|、|共同|团结|奋|携手|一道|辛勤|艰苦|顽强)"
)
_TOGETHER = re.compile(r"[^，；。、\d]{0,14}人民(?:携|一道|共同|同心|团结)")  # 和60万勤劳智慧的甲县人民携起手来
_AMONG = re.compile(r"[^，；。、\d]{1,14}(?:之一|前\d{1,3}[强位名])")
_FOREMOST = re.compile("(?<![底月日年节汛季])前$")
_MOVED = re.compile("(?:前移|后移|上升|跃升|提升|攀升|前进|跃居|晋升)了?$")
_FROM = re.compile(
    r"(?:由|从)(?:(?:19|20)\d\d年(?:底|末)?的?|(?:每[人生户亩床])?每[年月]|人均|平均|目前|现在|上年|去年|年初|[^，；。、]{0,14}的|[^，；。、\d]{0,10}?)?(?:[\d.]+[^，。；、和]{0,4}[、和])*$"
)
_LAST_YEARS = re.compile("[比较](?:去年|上年|(?:19|20)\\d\\d年)(?:底|末)?的$")  # 较去年的8亿元增长25%
_LAST_IN_BRACKETS = re.compile("[比较是为](?:去年|上年|(?:19|20)\\d\\d年|“?十[一二三四五]?五”?)[底末]?（$")
_CHANGED_TO = re.compile(
    r"(?:[、和][\d.]+[^，；。、和\d]{0,4})*[^，；。\d]{0,6}(?:提高|增加|增长|提升|下降|减少|压减|压缩|扩大|缩短|缩减|降|升|上升|调整|精简|恢复|整合|发展|拓展|"
    r"增|减|跃升|攀升|变为)"
)


def class_threshold(sight: Sight) -> bool:
    """The bound of a class whose members are counted: 年营业收入10亿元以上的企业1家, 过亿元项目30个."""
    figure, following = sight.figure, sight.following
    if figure.kind == "money" and _bounds_only(sight):
        return True
    if figure.kind == "rate" and sight.before.endswith("率"):
        return figure.hedge_end > figure.end and _CLASS_OF.match(sight.behind) is not None
    if figure.kind == "rate" and figure.comparator in {">=", "<="}:
        return _THOSE.match(sight.behind) is not None
    if figure.kind == "money" and figure.chinese and _SIZE_OF.match(sight.behind):
        return True  # 十亿元企业
    if figure.kind == "money" and _MEMBERS_COUNTED.match(sight.behind):
        return True  # 5000万元企业1家
    if figure.kind == "money" and _bound_in_two_coins(sight):
        return True
    hedged = (figure.hedge_start, figure.hedge_end) != (figure.start, figure.end)
    if figure.comparator not in {">=", "<="} or not hedged:  # 投资3000余万元建设水厂 bounds no class
        return False
    described = figure.hedge_end > figure.end or sight.behind.startswith("的")  # 12个产值过10亿元的增长点
    if described and _SIZED_NEXT.search(sight.before):
        listed = figure.kind == "money" and _NEXT_SIZE.match(sight.behind)  # 1个10亿元以上、3个5亿元以上项目
        if listed or _MEMBERS.match(sight.behind):
            return True
    peopled = figure.unit in {"人", "户"} and _PEOPLED.match(sight.behind)
    if peopled or _AND_BEYOND.match(sight.sentence.clean, figure.end):
        return _MEMBERS.match(sight.behind) is not None
    if figure.kind not in {"money", "measure"} and not _sizes_members(sight):
        return False
    if figure.kind == "money" and _counts_at_once(sight):
        return True
    if not _MEMBERS.match(sight.behind) or (figure.kind == "money" and _SPENT_ON.search(sight.before)):
        return False
    if _NO_MEMBERS.match(sight.behind):
        return False
    stop = following.start if following else len(sight.sentence.clean)
    between = sight.sentence.clean[figure.hedge_end : min(stop, figure.hedge_end + REACH)]
    if figure.kind == "money" and _CLASS_NOUN.match(between):
        return True
    return not _PART.search(between) and (following is not None or figure.kind == "money")


def _bounds_only(sight: Sight) -> bool:
    """所得额300万元以下部分, 一批超50亿元、百亿元大项目: sums that bound a part, or the projects of a list."""
    if _PART_OF_SUM.match(sight.behind) or _SIZES_LISTED.match(sight.behind):
        return True
    listed = sight.before.endswith("元、") and _SIZED.match(sight.behind)
    return bool(listed) and _SIZE_BEFORE.search(sight.before) is not None


def _bound_in_two_coins(sight: Sight) -> bool:
    """超10亿元或1亿美元项目: the bound of a class is said in the coin of the country and in another."""
    if sight.behind.startswith(_OR_ELSE):
        return _TWIN_AHEAD.match(sight.behind) is not None
    if not sight.before.rstrip("超过").endswith(("或", "或者", "（")):
        return False
    return _TWIN_BEFORE.search(sight.before) is not None and _TWIN_NOUN.match(sight.behind) is not None


def _sizes_members(sight: Sight) -> bool:
    """50头以上养牛大户100户: beasts or people are how the members of a class are sized."""
    figure, following = sight.figure, sight.following
    bounded = figure.unit in _SIZING_UNITS and figure.hedge_end > figure.end
    return bounded and following is not None and following.unit in _SIZED_UNITS


def _counts_at_once(sight: Sight) -> bool:
    """其中超10亿元2家: the members of the class are counted without another noun."""
    following = sight.following
    return following is not None and following.start == sight.figure.hedge_end and following.unit in _MEMBER_UNITS


def described_investment(sight: Sight) -> bool:
    """Money that only describes a named project: 总投资100亿元的片区, 抓好总投资9亿元、12个项目."""
    if sight.figure.kind != "money" or not sight.behind.startswith(("的", "、")):
        return False
    if not _DESCRIBED.search(sight.before):
        return _DESCRIBED_TOO.search(sight.before) is not None and _PROJECT.match(sight.behind) is not None
    if _PROJECT.match(sight.behind):
        return True
    return sight.before.endswith("总投资") and _GOES_ON.match(sight.behind) is not None


def described_size(sight: Sight) -> bool:
    """Land that only describes a named thing, or how high a place lies: 占地150亩的公园, 海拔3000米以上乡镇.

    So does what a programme is to bring in the whole country: 新增500亿公斤粮食产能规划田间工程.
    """
    if _CAPACITY.search(sight.before) and _PLANT.match(sight.behind):
        return True
    if sight.figure.kind != "measure":
        return False
    if sight.figure.unit.endswith("/年") and _OF_PLANT.match(sight.behind):
        return True
    if sight.before.endswith("海拔") or _AROUND.match(sight.behind) or _GRAIN_PROGRAMME.match(sight.behind):
        return True
    if sight.behind.startswith("、") and _SITE.search(sight.before):
        return _ALSO_DESCRIBED.match(sight.behind) is not None
    return sight.behind.startswith("的") and (_SITE.search(sight.before) or _CAPACITY.search(sight.before)) is not None


def rank(sight: Sight) -> bool:
    """Places in an order, or gained in it, or among others: 前10位的企业, 前移6位, 提升10个位次, 6个试点县之一."""
    behind = sight.behind
    if ("之一" in behind or "前" in behind) and _AMONG.match(behind):
        return True
    if sight.figure.unit in {"位", "名"}:
        return _FOREMOST.search(sight.before) is not None or _MOVED.search(sight.before) is not None
    return behind.startswith("位次")


def people_of_place(sight: Sight) -> bool:
    """The people of a place, who are no goal: 团结带领全市60万人民."""
    if sight.figure.value < 10000:
        return False
    if _TOGETHER.match(sight.behind):
        return True
    return _OF_PLACE.search(sight.before) is not None and _PEOPLE_OF.match(sight.behind) is not None


def baseline(sight: Sight) -> bool:
    """Where a change starts from: 由60%提高到75%, 比2015年（8亿元）增长70%."""
    if sight.before.endswith("（") and _LAST_IN_BRACKETS.search(sight.before):
        return sight.behind.startswith("）")
    if "由" not in sight.before and "从" not in sight.before:
        last = sight.before.endswith("的") and _LAST_YEARS.search(sight.before) is not None
        return last and _CHANGED_TO.match(sight.behind) is not None
    return _CHANGED_TO.match(sight.behind) is not None and _FROM.search(sight.before) is not None
