"""Word documents: what is text and what is not, numbers that Word draws, tables with their cells, footnotes."""

from __future__ import annotations

import builtins
import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tracker.errors import UnreadableFile
from tracker.model import Content
from tracker.read.docx import read_docx
from tracker.read.docx.reading import apart
from tracker.read.drafts import column_letters
from tracker.read.ordinals import ordinal

W = nsdecls("w")


def _saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _with(*paragraphs: str) -> Content:
    """A document whose body holds this markup, as it is read."""
    document = docx.Document()
    for inner in paragraphs:
        body = document.element.body
        body.insert(len(body) - 1, parse_xml(f"<w:p {W}>{inner}</w:p>"))
    return read_docx(_saved(document), "r.docx")


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


INNER = {
    "an insertion is text": (f'<w:ins w:id="1" w:author="x">{_run("新增5个")}</w:ins>', "新增5个"),
    "a deletion is not": (
        _run("新增") + '<w:del w:id="1" w:author="x"><w:r><w:delText>50</w:delText></w:r></w:del>' + _run("5个"),
        "新增5个",
    ),
    "moved text stands where it went": (
        f'<w:moveFrom w:id="1" w:author="x">{_run("旧")}</w:moveFrom>'
        f'<w:moveTo w:id="2" w:author="x">{_run("新")}</w:moveTo>',
        "新",
    ),
    "a link is its text": (f'<w:hyperlink w:anchor="a">{_run("新增5个")}</w:hyperlink>', "新增5个"),
    "a content control is its text": (f"<w:sdt><w:sdtContent>{_run('2023')}</w:sdtContent></w:sdt>", "2023"),
    "a field is what it shows": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ yyyy</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run("2023")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "2023",
    ),
    "hidden text is none": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r>" + _run("新增5个"), "新增5个"),
    "a line break breaks the line": ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r>", "一\n二\t三"),
    "a reading aid is not read": (
        f"<w:r><w:ruby><w:rt>{_run('huái')}</w:rt><w:rubyBase>{_run('槐')}</w:rubyBase></w:ruby></w:r>",
        "槐",
    ),
    "a hard hyphen is one": ("<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5个</w:t></w:r>", "3-5个"),
}


@pytest.mark.parametrize(("inner", "text"), INNER.values(), ids=INNER.keys())
def test_reads_a_paragraph(inner: str, text: str) -> None:
    assert _with(inner).text == text


def test_a_text_box_follows_its_paragraph_and_counts_once() -> None:
    box = f"<w:txbxContent><w:p>{_run('新增5个')}</w:p></w:txbxContent>"
    namespaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    inner = f"<w:r><mc:AlternateContent {namespaces}>{choice}{fallback}</mc:AlternateContent></w:r>{_run('今年')}"
    assert _with(inner).text == "今年\n新增5个"


def _numbered(levels: str, *, style: str = "") -> Document:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return document


def _level(depth: int, form: str, shape: str) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{shape}"/></w:lvl>'


def _item(document: Document, text: str, depth: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'))


def test_numbers_that_word_draws_are_written() -> None:
    document = _numbered(
        _level(0, "chineseCountingThousand", "%1、") + _level(1, "chineseCounting", "（%2）") + _level(2, "bullet", "")
    )
    for text, depth in [("回顾", 0), ("产业", 1), ("民生", 1), ("某事", 2), ("", 0), ("打算", 0), ("项目", 1)]:
        _item(document, text, depth)
    assert read_docx(_saved(document), "r.docx").text.split("\n") == [
        "一、回顾",
        "（一）产业",
        "（二）民生",
        "某事",
        "",
        "二、打算",
        "（一）项目",
    ]


def test_a_heading_style_may_draw_the_number() -> None:
    document = _numbered(_level(0, "chineseCounting", "%1、"))
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {W}><w:numId w:val="90"/></w:numPr>'))
    document.add_heading("回顾", 1)
    document.add_paragraph("新增5个。")
    document.add_heading("打算", 1)
    assert read_docx(_saved(document), "r.docx").text == "一、回顾\n新增5个。\n二、打算"


def test_a_drawn_number_never_grows_together_with_a_figure() -> None:
    assert apart("1.", "20家企业") == "1、20家企业"
    assert apart("1.", "新增20家") == "1.新增20家"
    assert apart("", "20家") == "20家"


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (7, "decimal", "7"),
        (10, "chineseCounting", "十"),
        (11, "japaneseCounting", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (21, "ideographDigital", "二一"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (27, "lowerLetter", "aa"),
        (14, "upperRoman", "XIV"),
        (100, "chineseCounting", "100"),
        (5, "neverHeardOf", "5"),
    ],
)
def test_ordinals(number: int, form: str, written: str) -> None:
    assert ordinal(number, form) == written


def test_an_automatic_table_of_contents_is_left_out() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、回顾\t1", style="toc 1")
    document.add_paragraph("一、回顾")
    assert read_docx(_saved(document), "r.docx").text == "一、回顾"


def _table(document: Document, rows: list[list[str]]) -> docx.table.Table:
    table = document.add_table(len(rows), len(rows[0]))
    for line, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(line, column).text = text
    return table


def _where(content: Content) -> list[tuple[str | None, str]]:
    """Each mark with the text up to the next."""
    ends = [mark.start for mark in content.marks[1:]] + [len(content.text)]
    return [
        (mark.locator, content.text[mark.start : end].strip()) for mark, end in zip(content.marks, ends, strict=True)
    ]


def test_a_table_stands_between_its_paragraphs_with_a_place_for_each_cell() -> None:
    document = docx.Document()
    document.add_paragraph("主要目标如下。")
    _table(document, [["指标", "目标"], ["上云\n企业", "5700家"], ["养老机构", ""]])
    document.add_paragraph("以上目标须全部完成。")
    content = read_docx(_saved(document), "r.docx")
    assert content.text == "主要目标如下。\n指标\t目标\n上云 企业\t5700家\n养老机构\t\n以上目标须全部完成。"
    assert _where(content) == [
        ("table 1 A1", "指标"),
        ("table 1 B1", "目标"),
        ("table 1 A2", "上云 企业"),
        ("table 1 B2", "5700家"),
        ("table 1 A3", "养老机构"),
        (None, "以上目标须全部完成。"),
    ]
    (table,) = content.tables
    assert [[content.text[cell.start : cell.end] for cell in row] for row in table.rows] == [
        ["指标", "目标"],
        ["上云 企业", "5700家"],
        ["养老机构", ""],
    ]


def test_merged_cells_are_read_once_and_keep_their_columns() -> None:
    document = docx.Document()
    table = _table(document, [["指标", "目标", ""], ["", "2023年", "2024年"], ["企业", "5家", "6家"]])
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    content = read_docx(_saved(document), "r.docx")
    assert content.text.split("\n") == ["指标\t目标\t", "\t2023年\t2024年", "企业\t5家\t6家"]
    assert ("table 1 C3", "6家") in _where(content)


def test_a_table_within_a_cell_is_flattened_and_a_frame_is_no_table() -> None:
    document = docx.Document()
    outer = _table(document, [["养老", ""]])
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "机构", "2处"
    _table(document, [["新增停车位5个。"]]).cell(0, 0).add_paragraph("新增学位6个。")
    content = read_docx(_saved(document), "r.docx")
    assert content.text.split("\n")[0] == "养老\t机构 2处"
    assert "新增停车位5个。\n新增学位6个。" in content.text
    assert len(content.tables) == 1


def test_a_table_that_lays_out_running_text_is_text() -> None:
    document = docx.Document()
    table = _table(document, [["会议文件", ""]])
    for paragraph in ["一、今年的打算", *["新增停车位5个，改造老旧小区6个，" * 10] * 2]:
        table.cell(0, 1).add_paragraph(paragraph)
    content = read_docx(_saved(document), "r.docx")
    assert content.tables == ()
    assert "一、今年的打算" in content.text.split("\n")


@pytest.mark.parametrize(("part", "broken"), [("word/numbering.xml", "ilvl"), ("word/styles.xml", "w:styles")])
def test_an_odd_part_is_no_fault_of_tracker(part: str, broken: str) -> None:
    document = _numbered(_level(0, "chineseCounting", "%1、"))
    _item(document, "回顾", 0)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_saved(document))) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(broken.encode(), b"odd:x") if name == part else data)
    try:
        read_docx(buffer.getvalue(), "r.docx")
    except UnreadableFile as error:
        told = str(error)
    else:
        told = ""
    assert not told or "can't be read" in told


def test_a_deleted_row_is_left_out() -> None:
    document = docx.Document()
    table = _table(document, [["指标", "目标"], ["旧", "1"], ["新", "2"]])
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="1" w:author="x"/>'))
    assert read_docx(_saved(document), "r.docx").text == "指标\t目标\n新\t2"


def test_columns_are_called_as_in_a_spreadsheet() -> None:
    assert [column_letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def test_footnotes_are_marked_and_stand_at_the_end() -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    note = f'<w:footnote w:id="2"><w:p>{_run("指用地不超过500平方米。")}</w:p></w:footnote>'
    xml = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>{note}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", xml.encode(), document.part.package)
    document.part.relate_to(part, NOTES)
    paragraph = document.add_paragraph("建设口袋公园")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))
    paragraph.add_run("5个。")
    content = read_docx(_saved(document), "r.docx")
    assert content.text == "建设口袋公园〔1〕5个。\n注释\n〔1〕指用地不超过500平方米。"


def test_the_title_is_what_the_file_says() -> None:
    document = docx.Document()
    document.add_paragraph("新增5个。")
    document.core_properties.title = " 某区政府工作报告 "
    assert read_docx(_saved(document), "r.docx").title == "某区政府工作报告"


def _without_document() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_without_document, r"r\.docx is a Word document \(\.docx\) that can't be read"),
        (lambda: _saved(docx.Document())[:9000], r"r\.docx is damaged"),
        (lambda: _saved(docx.Document()), r"r\.docx is a Word document \(\.docx\) without text"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused(make: Callable[[], bytes], message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read_docx(make(), "r.docx")


def test_a_missing_library_is_an_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: object, **options: object) -> object:
        if name.partition(".")[0] == "docx":
            raise ImportError(name)
        return real(name, *arguments, **options)  # type: ignore[arg-type]

    data = _saved(docx.Document())
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableFile, match=r"needs python-docx; install it: pip install 'tracker\[docx\]'"):
        read_docx(data, "r.docx")
