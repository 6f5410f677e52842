"""PDFs: lines joined into paragraphs, columns, furniture, pages as provenance, and what is refused."""

from __future__ import annotations

import builtins
import re

import pytest
from made_files import draw_pdf, make_pdf

from tracker.errors import UnreadableFile
from tracker.read.contents import content_of, parse
from tracker.read.limits import Limits
from tracker.read.pdf.columns import blocks_of
from tracker.read.pdf.flowing import pieces_of
from tracker.read.pdf.furniture import without_furniture
from tracker.read.pdf.glyphs import Glyph
from tracker.read.pdf.lines import Line, lines_of

LONG = "今年我们要把实体经济放在更加突出的位置，新增规上工业企业12家，高新技术企业突破350家，上云企业达到5700家。"
NEXT = "新建停车位1200个，改造老旧小区25个，惠及居民1.6万户，老城区的停车难题逐步缓解，街区的面貌一天一天好起来。"


def _text(data: bytes) -> str:
    return content_of(data, "r.pdf").text


def test_lines_are_joined_into_paragraphs() -> None:
    text = f"政府工作报告\n一、今年的打算\n{LONG}\n{NEXT}\n谢谢大家！"
    assert _text(make_pdf(text)) == text


def test_columns_are_read_one_after_the_other() -> None:
    text = "\n".join([LONG, NEXT] * 8)
    assert _text(make_pdf(text, columns=2)) == text


def test_page_numbers_and_running_heads_go_and_pages_stay_as_marks() -> None:
    text = "\n".join([LONG, NEXT] * 20)
    content = content_of(make_pdf(text, head="示例日报 2023年1月6日"), "r.pdf")
    assert content.text == text
    assert [mark.locator for mark in content.marks] == [f"page {number}" for number in range(1, len(content.marks) + 1)]
    assert len(content.marks) > 3
    assert any(content.text[mark.start - 1] != "\n" for mark in content.marks[1:])  # a paragraph that turns the page


def _glyphs(text: str, left: float, base: float, size: float = 10) -> list[Glyph]:
    """Characters set side by side, Latin ones half as wide."""
    found = []
    for character in text:
        width = size * (0.5 if character.isascii() else 1)
        if character != " ":
            found.append(Glyph(character, left, left + width, base, size))
        left += width
    return found


def _lines(*rows: tuple[str, float, float]) -> list[Line]:
    return lines_of(glyph for text, left, base in rows for glyph in _glyphs(text, left, base))


@pytest.mark.parametrize(
    ("glyphs", "texts"),
    [
        (_glyphs("一、综  合", 0, 0), ["一、综 合"]),
        (_glyphs("2023", 0, 0) + _glyphs("年", 22.5, 0), ["2023年"]),
        (_glyphs("R&D fund", 0, 0), ["R&D fund"]),
        (_glyphs("粮食", 0, 0) + _glyphs("902.61", 60, 0), ["粮食", "902.61"]),
        (_glyphs("企业", 0, 0) + _glyphs("12", 20, -4, 5) + _glyphs("达到5家", 26, 0), ["企业〔12〕达到5家"]),
        (_glyphs("共5m", 0, 0) + _glyphs("2", 20, -4, 5), ["共5m²"]),
        (_glyphs("新增", 0, 0) + _glyphs("新增", 0.5, 0), ["新增"]),
        (_glyphs("二", 0, 20) + _glyphs("一", 0, 0), ["一", "二"]),
    ],
    ids=["gap", "no gap", "words", "cells", "note mark", "power", "drawn twice", "order"],
)
def test_characters_become_lines(glyphs: list[Glyph], texts: list[str]) -> None:
    assert [line.text for line in lines_of(sorted(glyphs, key=lambda glyph: glyph.text))] == texts


FULL = "一二三四五六七八九十一二三四五六七八九十"


def _paragraphs(*rows: tuple[str, float, float]) -> list[str]:
    found: list[str] = []
    for piece in pieces_of(enumerate(blocks_of([_lines(*rows)]), start=1)):
        if piece.opens:
            found.append(piece.text)
        else:
            found[-1] += piece.text
    return found


def test_a_table_of_two_columns_is_read_row_by_row() -> None:
    rows = [(name, 0.0, 15.0 * row) for row, name in enumerate(["指标", "粮食", "油料", "蔬菜", "瓜果", "禽蛋"])]
    values = [(value, 150.0, 15.0 * row) for row, value in enumerate(["产量", "90", "56", "186", "35", "49"])]
    assert _paragraphs(*rows, *values)[:2] == ["指标\t产量", "粮食\t90"]


def test_three_and_four_columns_are_read_one_after_the_other() -> None:
    names = "甲乙丙丁"
    for count in (3, 4):
        body = [(names[place] + FULL[:12], 150 * place, 15.0 * row) for place in range(count) for row in range(6)]
        assert _paragraphs(*body) == ["".join((name + FULL[:12]) * 6 for name in names[:count])]


def test_a_title_over_two_columns_comes_first() -> None:
    body = [(FULL, left, 40 + 15.0 * row) for left in (0, 220) for row in range(6)]
    assert _paragraphs(("横跨两栏的报告题目", 150, 0), *body) == [
        "横跨两栏的报告题目",
        FULL * 12,
    ]


def test_a_mark_that_hangs_into_the_gutter_parts_the_columns_all_the_same() -> None:
    body = [(FULL + ("，" if row == 2 else ""), left, 15.0 * row) for left in (0, 219) for row in range(6)]
    assert _paragraphs(*body) == [(FULL * 3 + "，" + FULL * 3) * 2]


BREAKS = {
    "a full line reads on": ([(FULL, 0, 0), (FULL, 0, 15), ("三四。", 0, 30)], [FULL * 2 + "三四。"]),
    "a short line ends": ([(FULL, 0, 0), ("三四。", 0, 15), (FULL, 0, 30)], [FULL + "三四。", FULL]),
    "an indent begins": ([(FULL, 0, 0), (FULL[:18], 20, 15), (FULL, 0, 30)], [FULL, FULL[:18] + FULL]),
    "a numbered heading begins": ([(FULL, 0, 0), (FULL[:-1] + "。", 0, 15), ("（二）民生", 0, 30)], None),
    "a blank line parts": ([(FULL, 0, 0), (FULL, 0, 15), (FULL, 0, 30), (FULL, 0, 60)], [FULL * 3, FULL]),
    "Latin words stay apart": (
        [(FULL, 0, 0), (FULL[:16] + "5G plus", 0, 15), ("AI app", 0, 30)],
        [FULL + FULL[:16] + "5G plus AI app"],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), BREAKS.values(), ids=BREAKS.keys())
def test_where_paragraphs_begin(rows: list[tuple[str, float, float]], expected: list[str] | None) -> None:
    assert _paragraphs(*rows) == (expected or [FULL + FULL[:-1] + "。", "（二）民生"])


def test_another_size_is_another_paragraph() -> None:
    lines = lines_of([*_glyphs(FULL, 0, 0), *_glyphs(FULL, 0, 20, 8), *_glyphs(FULL, 0, 35, 8)])
    pieces = list(pieces_of(enumerate(blocks_of([lines]), start=1)))
    assert [piece.opens for piece in pieces] == [True, True, False]


def _pages(*texts: list[str]) -> list[list[Line]]:
    return [_lines(*((text, 0.0, 20.0 * row) for row, text in enumerate(page))) for page in texts]


def test_furniture_is_what_most_pages_repeat() -> None:
    body = [["正文甲", f"正文{name}", f"正文丙{name}"] for name in "子丑寅卯辰"]
    pages = _pages(*(["某日报", f"第{number}版", *body[number], f"{number + 1}"] for number in range(5)))
    assert [[line.text for line in lines] for lines in without_furniture(pages)] == body


@pytest.mark.parametrize(
    ("last", "kept"),
    [("— 1 —", False), ("第1页 共3页", False), ("1/3", False), ("1", False), ("1286", True), ("1家", True)],
)
def test_a_page_number_is_told_from_a_figure(last: str, kept: bool) -> None:
    (lines,) = without_furniture(_pages(["正文甲", "正文乙", last]))
    assert ("".join(last.split()) in ["".join(line.text.split()) for line in lines]) is kept


def test_a_page_on_its_side_is_turned_and_a_watermark_left_out() -> None:
    def draw(canvas: object) -> None:
        canvas.saveState()
        canvas.rotate(90)
        for row, text in enumerate([LONG[20:40], LONG[40:]]):
            canvas.drawString(50, -100 - 28 * row, text)
        canvas.restoreState()
        canvas.rotate(45)
        canvas.drawString(300, 100, "内部资料 99家")

    assert _text(draw_pdf(draw)).replace("\n", "") == LONG[20:]


def test_an_encrypted_file_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"r\.pdf is an encrypted PDF: take its password off first: qpdf"):
        _text(draw_pdf(lambda canvas: canvas.drawString(50, 50, LONG[:20]), encrypt="secret"))


def test_a_scanned_file_is_refused() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("L", (20, 20)))
    with pytest.raises(UnreadableFile, match=r"is a scanned PDF, without text in it \(pages: 1\).*ocrmypdf -l chi_sim"):
        _text(draw_pdf(lambda canvas: canvas.drawImage(picture, 0, 0, 500, 800)))


def test_a_page_that_is_a_picture_among_others_is_told() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: object) -> None:
        for row in range(3):
            canvas.drawString(50, 700 - 28 * row, LONG[20:])
        canvas.showPage()
        canvas.drawImage(ImageReader(Image.new("L", (20, 20))), 0, 0, 500, 800)

    content = parse(draw_pdf(draw), "r.pdf")
    assert LONG[20:] in content.text
    assert content.warnings == (
        "pages without text, not read: 2; read their pictures: ocrmypdf --skip-text -l chi_sim r.pdf read.pdf",
    )


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="is an empty PDF, without text in it"):
        _text(draw_pdf(lambda canvas: None))


def test_a_garbled_text_layer_is_refused() -> None:
    def draw(canvas: object) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(50, 500, "¸ßÐÂ¼¼ÊõÆóÒµÍ»ÆÆ350¼Ò£¬ÉÏÔÆÆóÒµ´ïµ½5700¼Ò")

    with pytest.raises(UnreadableFile, match=r"fonts don't tell which characters they draw.*ocrmypdf --force-ocr"):
        _text(draw_pdf(draw))


@pytest.mark.parametrize("cut", [200, -400])
def test_a_damaged_file_is_refused_or_read_whole(cut: int) -> None:
    assert re.search(f"{LONG}|is a damaged PDF|is an empty PDF", _text_or_refusal(make_pdf(LONG)[:cut]))


def test_characters_that_would_be_lost_are_no_secret() -> None:
    def draw(canvas: object) -> None:
        canvas.drawString(50, 500, LONG[:20])
        canvas.drawString(50, 470, "五")

    assert re.search("五|install a Chinese font", _text_or_refusal(draw_pdf(draw)))  # as the machine has a font or not


def _text_or_refusal(data: bytes) -> str:
    try:
        return _text(data)
    except UnreadableFile as error:
        return str(error)


@pytest.mark.parametrize(
    ("limits", "message"),
    [(Limits(pages=1), r"has \d+ pages, more than the 1 that are read"), (Limits(seconds=-1), "takes longer than")],
)
def test_a_file_that_costs_too_much_is_refused(limits: Limits, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        content_of(make_pdf("\n".join([LONG] * 20)), "r.pdf", limits)


def test_a_missing_library_is_an_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: object, **options: object) -> object:
        if name == "pypdfium2":
            raise ImportError(name)
        return real(name, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableFile, match=r"needs pypdfium2; install it: pip install 'tracker\[pdf\]'"):
        parse(b"%PDF-1.7\n", "r.pdf")
