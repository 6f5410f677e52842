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
