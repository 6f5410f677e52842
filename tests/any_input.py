"""What may be thrown at a stage: composed texts, texts of any characters, and sample reports cut up and spliced."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

FOLDER = Path(__file__).parent
REPORTS = sorted((FOLDER.parent / "data" / "reports").glob("*.txt"))
SAMPLES = [path.read_text(encoding="utf-8") for path in REPORTS]
FILES = [path.read_bytes() for path in sorted((FOLDER / "cli" / "files").iterdir()) if path.is_file()]
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32", "big5")
SYMBOLS = (
    "0123456789.,，-—~:/%‰万亿一二三十百千两半成倍年月日个家至到的第以上内约近超增长（）()[]【】、；。：“”"
    " \n\t\r\u3000\ufeff\0"
)

# fmt: off
WORDS = [
    "新建", "改造", "达到", "增长", "下降", "由", "提高到", "分别", "确保", "力争", "控制在", "占", "其中", "全年",
    "到2026年", "6月底前", "五年来", "今年", "去年", "不超过", "约", "公园", "老旧小区", "瞪羚企业",
    "一般公共预算收入", "失业率", "三次产业比例", "生活圈", "投资", "企业", "A、B、C", "工业", "的", "等", "比重",
    "第", "十四五", "7个", "18栋", "5.6亿元", "3-5个", "6%", "8.5％", "12", "1,234家", "七成", "三分之二", "一半",
    "翻两番", "两倍", "百分之五", "8:45:47", "2×66万千瓦", "5G", "PM2.5", "2022年", "12:08", "0531-87654321",
    "百余家", "四个", "万众", "一、", "（二）", "3.", "“一网通办”", "《十条》", "半个工作日", "①", "②", "½",
    "1/4", "以上", "左右", "以内", "，", "、", "；", "。", "：", "（", "）", "\n", "\\n", "\u3000", "5 700家",
]
# fmt: on
LAYOUT = ["城市[4]", "一、2021年工作回顾\n", "二、2022年工作安排\n", "名词解释\n", "\n— 3 —\n", "\n\n"]


@st.composite
def spliced(draw: st.DrawFn) -> str:
    """Pieces of sample reports in any order, with symbols between them."""
    pieces = []
    for _ in range(draw(st.integers(1, 5))):
        sample = draw(st.sampled_from(SAMPLES))
        start = draw(st.integers(0, len(sample)))
        pieces.append(sample[start : start + draw(st.integers(0, 60))])
        pieces.append(draw(st.text(SYMBOLS, max_size=6)))
    return "".join(pieces)


texts = st.one_of(spliced(), st.text(SYMBOLS, max_size=60), st.text(max_size=60))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file that is cut, or has bytes put in the place of others."""
    data = draw(st.sampled_from(FILES) | st.builds(_encoded, texts, st.sampled_from(ENCODINGS)))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 40)))
    return data[:start] + draw(st.binary(max_size=8)) + data[end : end + draw(st.integers(0, 4000))]


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "ignore")


files = st.one_of(damaged(), st.binary(max_size=200))
