"""The way from a file's bytes to its records, as the fuzzer takes it.

The first byte of an input chooses the name of the file, so that every kind of file is tried, or that every further
byte stands for a word of such reports, so that sentences are tried rather than damaged characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from any_input import LAYOUT, WORDS
from made_files import make_docx, make_pdf
from made_pages import make_page

from tracker.errors import TrackerError
from tracker.model import Content, Place
from tracker.pipeline import extract
from tracker.read.contents import parse

ROOT = Path(__file__).resolve().parents[2]
PIECES = (*WORDS, *LAYOUT, *"0123456789.,%-至到一二三十百千万亿多余近约年月日的和与及等")
NAMES = ("r.txt", "r.md", "r.html", "r.docx", "r.pdf", "r.xlsx", "r.csv", "r.tsv", "r.zip", "r")
PLACE = Place("370104", "槐荫区", "济南市槐荫区")


def check(data: bytes) -> None:
    """Read the bytes as a report: tracker's own errors are an answer, all else is a fault."""
    if not data:
        return
    kind = data[0] % (2 * len(NAMES))
    with suppress(TrackerError):
        if kind < len(NAMES):
            check_content(parse(data[1:], NAMES[kind]))
        else:
            check_content(Content("".join(PIECES[byte % len(PIECES)] for byte in data[1:])))


def check_content(content: Content) -> None:
    """Extract what was read, and look whether every record quotes it."""
    text = content.text
    starts = [mark.start for mark in content.marks]
    assert starts == sorted(starts)
    found = extract(text, place=PLACE, year=2022, marks=content.marks, tables=content.tables)
    for verdict in found.verdicts:
        assert text[verdict.start : verdict.end] == verdict.text
    for record in found.records:
        quantity, start = record.quantity, record.sentence_start
        assert text[quantity.start : quantity.end] == quantity.text
        assert text[start : start + len(record.sentence)] == record.sentence


def seeds() -> Iterator[bytes]:
    """The sample reports and the files of the tests, under every name that suits them."""
    files = [*(ROOT / "data" / "reports").iterdir(), *(ROOT / "tests" / "cli" / "files").iterdir()]
    for path in sorted(path for path in files if path.is_file()):
        for number, name in enumerate(NAMES):
            if name.endswith((path.suffix, ".txt")):
                yield bytes([number]) + path.read_bytes()[:20_000]
    text = "2022年政府工作报告\n一、2022年工作安排\n新建公园7个，增长4%。\n"
    yield bytes([NAMES.index("r.docx")]) + make_docx(text)
    yield bytes([NAMES.index("r.pdf")]) + make_pdf(text)
    yield bytes([NAMES.index("r.html")]) + make_page("typed in Word", text).encode("gb18030")
    yield bytes([len(NAMES), *range(len(PIECES))])
