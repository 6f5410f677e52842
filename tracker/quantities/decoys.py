"""Numbers that count nothing: dates, ordinals, names, codes, clock times … as named patterns, in order of precedence.

A decoy is a name, a pattern over the folded sentence, and why. The first decoy whose match covers the first digit of a
number sets it aside under that name.

To search seventeen such patterns from every character took a third of the time of the whole pipeline. So each decoy
also says which characters a sentence must have (`needs`), and where a match can begin (`starts`): a pattern that begins
with a set of characters, since such a one is searched at 3 ns a character instead of 100. Both only save time: they
allow more than the pattern does, never less, which `tests/test_quantities_decoys.py` holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from string import ascii_letters

from tracker.lexicon import alternation, words
from tracker.quantities.numerals import CHINESE

_D = r"[〇零一二三四五六七八九十]"
_FIRST_D = rf"(?<!{_D}){_D}"  # the first of a run: a long run is then read once, not once a digit
_YEAR = r"(?:(?<![0-9.])(?:19|20)[0-9][0-9]|[一二][〇零一二三四五六七八九]{3})"
_MONTH = rf"(?:[0-9]{{1,2}}|{_D}{{1,3}})月份?"
_SLOGAN = r"[一二两三四五六七八九十](?!个?翻)[^“”、，。；0-9]{1,9}"  # “三个高于、五个走在前、七个争上游”
_NUM = rf"(?:[0-9]+(?:\.[0-9]+)?|{CHINESE})"
_ASCII = r"[\x21-\x7e]"
_NO_DURATION = (  # 受教育年限提高到11.7年 is a level, as 由10.2年提高到11.7年 and 周期控制在18个月以内 are
    r"(?<!控制在)(?<![压缩][缩短减][至到])"
    r"(?<!教育年限)(?<!教育年限[达为由从增至到])(?<!教育年限(?:达到|提高|增加|延长|超过))(?<!教育年限(?:提高|提升|增加|延长)[到至])"
    r"(?<!年(?:提高|提升|增加|延长)[到至])"
)


@dataclass(frozen=True, slots=True)
class Decoy:
    """A named pattern for numbers to set aside, and why they are no quantities."""

    name: str
    pattern: re.Pattern[str]
    why: str
    needs: frozenset[str]  # a sentence without any of these holds no match; ^, $: a number that opens, ends it
    behind: frozenset[str]  # or without any of these directly behind a numeral, or behind what may part them
    starts: re.Pattern[str]  # a match begins where this one does


def _decoy(name: str, why: str, *patterns: str, needs: str, starts: str, behind: str = "") -> Decoy:
    whole = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    return Decoy(name, whole, why, frozenset(needs), frozenset(behind), re.compile(starts))


@cache
def decoys() -> tuple[Decoy, ...]:
    """All decoys, the most certain first."""
    return (*_layout(), *_titles_and_times(), *_ordinals(), *_codes(), *_sizes())


def _layout() -> tuple[Decoy, ...]:
    """What the page prints around the text."""
    return (
        _decoy(
            "address",
            "an address in the web or a telephone number",
            r"https?://[\x21-\x7e]+",
            r"www\.[\x21-\x7e]+",
            rf"(?<!{_ASCII}){_ASCII}*[a-z]/{_ASCII}+",
            rf"(?<!{_ASCII}){_ASCII}*\.(?:asp|htm|php|jsp){_ASCII}*",
            r"(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])",
            r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])",
            needs="/wpm-1",
            starts=rf"{_ASCII}(?:(?<=1)[3-9][0-9]{{9}}|(?<=0)[0-9][0-9][0-9]?-|(?<=h)ttp|(?<=w)ww|(?<!{_ASCII}.)(?={_ASCII}{{2}}))",
        ),
        _decoy(
            "list-number",
            "the number of a heading, of a list item or of a footnote",
            rf"^[（(]?{_D}{{1,3}}(?:[)）、.．]|(?=是))",
            r"^[（(][0-9]{1,2}[)）]",
            r"^[0-9]{1,3}[、.．:：](?![0-9])",
            r"^(?:[1-9][0-9]?[.．]|[1-9]、(?=[1-9][0-9]))(?=[1-9][0-9]*(?:个(?!百分点|小?时|月|工作日)|[家所处座名栋幢台辆盏]))",
            r"[\[〔【［][0-9]{1,3}[\]〕】］]",
            rf"(?:^|[，。；：:、”])(?:{_D}|十{_D})(?:是|要|则)",
            r"(?<=[，。；：、”])[（(][0-9]{1,2}[)）]",
            r"(?<=[。；：])[0-9]{1,2}、(?=[\u4e00-\u9fff])",
            r"[①-⑳]",
            behind="是要则）)、",
            needs="^〔【［[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
            starts=rf"[（(0-9{_D[1:-1]}\[〔【［，。；：:、”①-⑳](?:(?<=^.)|(?<=[\[〔【［①-⑳])|(?={_D}{{1,2}}[是要则])|"
            r"(?<=[（(])(?=[0-9]{1,2}[)）])|(?<=[。；：][0-9])(?=[0-9]?、))",
        ),
        _decoy(
            "page",
            "a page number or other page furniture",
            r"^[-—－·•]*[0-9]{1,4}[-—－·•]*$",
            r"^第?[0-9]+/[0-9]+页?$",
            r"[（(]见第?[0-9]+页[）)]",
            r"第[0-9]+页",
            r"共[0-9]+页",
            needs="$",
            behind="页",
            starts=r"[-—－·•0-9（(第共](?:(?<=^.)|(?<=[第共])(?=[0-9])|(?=见))",
        ),
    )


def _titles_and_times() -> tuple[Decoy, ...]:
    """Names of documents, plans and slogans; dates and times of day."""
    return (
        _decoy("title", "inside the title of a document or law", r"《[^》]{1,60}》", needs="》", starts="《"),
        _decoy(
            "plan-name",
            "the name of a five-year plan",
            r"[“\"'‘「]?(?:十[一二三四五六]|[一二三四五六七八九])五[”\"'’」]?(?=规划|时期|期间|末|以来|开局|计划|收官|普法|发展|目标|建设|纲要|的|，|、|。|经济|“|”|圆满|主要|节能|胜利|重大|各项)",
            r"[“\"'‘「](?:十[一二三四五六]|[一二三四五六七八九])五[”\"'’」]",
            needs="五",
            starts=r"[“\"'‘「一二三四五六七八九十](?=[十一二三四五六七八九]{0,2}五)",
        ),
        _decoy(
            "quoted-name",
            "inside a short quoted name or slogan",
            r"“(?:(?![一两]?个?“?翻)[^“”，。；]{1,14}”|[^“”，。；]{1,14}”(?=工程|计划|行动))",
            rf"“(?:{_SLOGAN}[、，]){{1,5}}{_SLOGAN}”",
            r"‘[^‘’，。；]{1,14}’",
            r"\"[^\"，。；]{1,14}\"",
            r"「[^」]{1,14}」",
            needs='”’"」',
            starts='[“‘"「]',
        ),
        _decoy(
            "date",
            "a date, a year, a month or a quarter",
            rf"{_YEAR}年?[-—–~～至到](?:{_YEAR}|[0-9][0-9](?=年))年?",
            r"(?<![0-9])(?:19|20)[0-9][0-9][-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[0-9]{2}：[0-9]{2}(?:：[0-9]{2})?)?",
            rf"{_YEAR}年度?(?:{_MONTH}(?:{_NUM}[日号])?)?",
            rf"(?<![0-9])[0-9][0-9]年{_MONTH}(?:{_NUM}[日号])?",
            rf"{_MONTH}(?:(?:[0-9]{{1,2}}|{_D}{{1,3}})[日号])?(?=底|末|初|份|上旬|中旬|下旬|中下旬|前|起|，|。|[-—至到]|[0-9]|[^0-9])(?<!个月)",
            r"[一二三四](?:、[一二三四])*季度",
            rf"(?<![0-9月])(?:[0-9]{{1,2}}|{_D}{{1,3}})[日号](?=至|上午|下午|，|在|起|前)",
            r"(?<![0-9])(?:19|20)[0-9][0-9](?=[-~～至—]|政府工作|年|届|级)",
            needs="〇零12",
            behind="年月季日号",
            starts=rf"[0-9{_D[1:-1]}](?:[90][0-9][0-9]|{_D}{{3}}|[0-9]?[月日号年]|{_D}{{1,2}}[月日号]|(?:、[一二三四])*季)",
        ),
        _decoy(
            "clock",
            "a time of day",
            r"(?<![0-9：.为到至成比例构])[0-9]{1,2}：[0-9]{2}(?:：[0-9]{2})?(?![：0-9.])",
            r"(?<=上午|下午|早上|晚上|凌晨|中午)[0-9]{1,2}[点时](?:半|[0-9]{1,2}分)?",
            needs="：午晨早晚",
            starts=r"[0-9][0-9]?[：点时]",
        ),
    )


def _ordinals() -> tuple[Decoy, ...]:
    """Places in an order, and phases of projects."""
    return (
        _decoy(
            "ordinal",
            "an ordinal",
            r"第(?:[0-9]+(?:\.[0-9]+)?|" + CHINESE + ")",
            rf"{_FIRST_D}+届{_D}+[中次](?:全会|全体)?",
            rf"{_FIRST_D}+届(?=[^，。；]{{0,8}}(?:人大|人民代表|政协|委员会|全会|中全|全国|常委|[一二三四五六七八九]次|会议|三中|四中|五中|六中))",
            r"(?:十[六七八九]|二十)大(?=[^量型批中多小力众]|$)",
            rf"{_FIRST_D}+中全会",
            rf"{_D}次(?=党代会|全会|全委|全体|会议|人代会|供水|加压|污染|装修|开发|创业|利用|分配)",
            r"(?<=[一二]、)三次(?=产业)",
            r"(?<![0-9])[0-9]+(?:、[0-9]+)*号(?!线?[0-9])",
            rf"{_FIRST_D}+号(?:线|楼|院|路|井|机|高炉|文件|地块|桥)?",
            needs="第",
            behind="届大中次号",
            starts=rf"[第0-9{_D[1:-1]}](?:(?<=第)|[0-9、]*号|{_D}*[届大中次号])",
        ),
        _decoy(
            "phase",
            "the phase of a project",
            rf"{_FIRST_D}+期",
            r"(?<![0-9训])[1-9]期(?=工程|项目|建设|及|改造|、|扩建)",
            needs="",
            behind="期",
            starts=rf"[1-9{_D[1:-1]}]{_D}*期",
        ),
    )


def _codes() -> tuple[Decoy, ...]:
    """Names with a number in them, grades and classes."""
    return (
        _decoy(
            "code",
            "a name or code with a number in it",
            alternation(words("names", "code")),
            alternation(words("names", "hotline"))
            + r"(?=热线|急救|平台|便民|电话|举报|指挥|投诉|政务|服务|消防|社会|公共|阳光|、1)",
            r"(?<![A-Za-z])(?!AED[0-9]+[台个套部]|GDP[0-9.]+[千百万]*亿?元)[A-Za-z]{1,6}-?[0-9]+(?:\.[0-9]+)?[A-Za-z]*(?![0-9])",
            r"(?<![0-9])[0-9]+(?:\.[0-9]+)?(?:G|D|A级|[Ss]店|K(?![WVw])|C(?![a-z])|A(?=[^a-zA-Z]))(?![A-Za-z])",
            r"(?<![0-9])[0-9]+[+＋][0-9XxNn]+(?:[+＋][0-9XxNn]+)*",
            r"[NnXx][+＋][0-9]+",
            r"(?<![0-9])[0-9]+[xX×*][0-9]+小时",
            r"24小时",
            rf"(?:[0-9]{{1,2}}|{_D}|半|两)(?:小时|分钟)[^，。；]{{0,12}}圈",
            r"[0-9]{1,2}分钟[^，。；]{0,8}圈",
            r"(?:(?<![0-9])[0-9]+|[百千万])强(?!化|度|势|劲|大|企业.{0,4}达)",
            r"[双前]?[百千十]佳",
            r"(?:(?<![0-9])[0-9]+|(?<![十百千万亿])[十百千万亿]+)(?:万|亿)?[元吨]?级",
            r"(?<![0-9])[0-9]+A(?=级|景区)",
            r"(?:[十百千万]|[一二两三四五六七八九])[Kk]",
            r"PM_?[0-9]+(?:\.[0-9]+)?",
            r"(?<![0-9])[0-9]+#",
            r"(?<![0-9])[0-9]+路(?:[、和及与]夜?[0-9]+路)*(?:公交|电车|专线)",
            r"(?:国道|省道|县道|乡道)[0-9]+(?:[、和与][0-9]{3}(?=大修|改建|升级))*(?![0-9.]*[多余]?(?:[条段处座个米]|公里|千米))",
            r"铁人三项",
            r"[0-9]{3}(?=、211(?:高校|工程|大学|院校|重点))|211(?=高校|工程|大学|院校|重点)",
            needs=ascii_letters + "1铁圈+＋*#",
            behind="道强佳级小高工大院重路",
            starts=rf"[A-Za-z0-9国省县乡铁双前百千万亿半两{_D[1:-1]}](?:(?<=[A-Za-z])|(?<=[国省县乡])道[0-9]|(?<=铁)人三项|"
            r"(?:(?<=[0-9])(?<![0-9][0-9])[0-9.]*|(?<=[0-9])[0-9]{0,5})"
            r"(?:[万亿]?[元吨]?级|[A-Za-z#+＋×*强小分路]|[热急平便电举指投政服消社公阳高工大]|、[12])|"
            r"(?<=[^0-9])[十百千万亿元吨]*[佳强级小分Kk])",
        ),
        _decoy(
            "grade",
            "a grade or class",
            rf"{_D}级(?!以上.{{0,10}}[0-9一二两三四五])",
            rf"{_D}类(?=水|标准|水质|环境|城市|以上|及以上|地区|用地|新机制)",
            rf"{_D}甲",
            rf"{_D}星级?",
            r"[0-9]A级?",
            r"[0-9]级",
            r"[0-9]星级?",
            r"[ⅠⅡⅢⅣⅤIV]{1,3}类",
            rf"{_D}等(?=功|奖|乙|甲)",
            r"[一二三]线(?=城市|岗位|职工|工人|医护|人员)",
            needs="A",
            behind="级类甲星等线",
            starts=rf"[0-9{_D[1:-1]}ⅠⅡⅢⅣⅤIV][ⅠⅡⅢⅣⅤIV]{{0,2}}[级类甲星A等线]",
        ),
    )


def _sizes() -> tuple[Decoy, ...]:
    """Lengths of time, and sizes that are no amounts."""
    return (
        _decoy(
            "duration",
            "a length of time",
            rf"{_NO_DURATION}(?:{_NUM}|半|几)[多余]?(?:[-—~～至到、]{_NUM})?(?:个多?月|周年|年|年半|个季度|个年头|学年|载(?!重)|星期|个星期)(?!级)",
            r"[半一]年",
            r"[一两三四五六七八九十]个[五百十]年",
            r"[一1]次性",
            needs="",
            behind="月年季载星性",
            starts=rf"[0-9{CHINESE[1:-2]}半几](?:[0-9.{CHINESE[1:-2]}]*[多余]?(?:[-—~～至到、][0-9.{CHINESE[1:-2]}]+)?"
            r"(?:[周年学载星]|个(?:多?月|季|.?年|星))|次性)",
        ),
        _decoy(
            "vague",
            "a size without a number",
            r"[两三]位数",
            r"[几数][十百千万亿]+",
            r"[一两三]两[个件]",
            needs="几数",
            behind="位两",
            starts="[一两三几数][位十百千万亿两]",
        ),
        _decoy(
            "per-head",
            "the denominator of a rate",
            rf"每(?:[0-9]+|{CHINESE})[百千万]*(?:名|人|个|户|公斤|千克|斤|亩|平方公里|千瓦时)(?=[^，。；]{{0,12}}[0-9])",
            needs="每",
            starts="每",
        ),
        _decoy("round-the-clock", "round the clock", r"(?<![0-9])[0-9]+\*24", needs="*", starts=r"[0-9]+\*"),
    )
