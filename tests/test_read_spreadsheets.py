"""Reports that are tables: cells as people see them, where they stand, and the same records from every format."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

import docx
import openpyxl
import pytest

from tracker.errors import UnreadableFile
from tracker.model import Extraction
from tracker.pipeline import Given, read_report
from tracker.places import load_gazetteer
from tracker.read.contents import content_of

TITLE = "济南市槐荫区2022年主要指标"
ROWS = (
    ("类别", "指标", "单位", "2021年", "", "2022年", ""),
    ("", "", "", "完成", "增速（%）", "目标", "增速（%）"),
    ("一、经济发展", "地区生产总值", "亿元", "330", "5.1", "350", "6左右"),
    ("", "高新技术企业", "家", "120", "", "150以上", ""),
    ("二、民生", "居民人均可支配收入（元）", "", "45000", "4.8", "47500", "与经济增长同步"),
    ("", "其中：农村", "", "21000", "", "22500", ""),
)
Cells = Sequence[Sequence[object]]


def _csv(rows: Cells, separator: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode()


def _xlsx(rows: Cells, title: str = "目标", **shapes: str) -> bytes:
    """A workbook of one sheet; `shapes` are number formats of cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append([cell if cell != "" else None for cell in row])
    for place, shape in shapes.items():
        sheet[place].number_format = shape
    return _saved(book)


def _docx(rows: Cells) -> bytes:
    document = docx.Document()
    (title, *_), *body = rows
    document.add_paragraph(title)
    table = document.add_table(len(body), max(map(len, body)))
    for row, values in zip(table.rows, body, strict=True):
        for cell, value in zip(row.cells, values, strict=False):
            cell.text = str(value)
    table.cell(0, 3).merge(table.cell(0, 4))
    table.cell(0, 5).merge(table.cell(0, 6))
    for top, below in ((2, 3), (4, 5)):
        table.cell(top, 0).merge(table.cell(below, 0))
    return _saved(document)


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _html(rows: Cells) -> bytes:
    (title, *_), *body = rows
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1><table>{cells}</table></article></body></html>"
    ).encode()


def _extract(data: bytes, name: str, given: Given | None = None) -> Extraction:
    return read_report(content_of(data, name), name, given or Given(), load_gazetteer())


FORMATS: dict[str, Callable[[Cells], bytes]] = {
    "a.csv": _csv,
    "a.tsv": lambda rows: _csv(rows, "\t"),
    "a.xlsx": _xlsx,
    "a.docx": _docx,
    "a.html": _html,
}


def _facts(found: Extraction) -> list[tuple[object, ...]]:
    """All that a record says but for where its file keeps it."""
    return [
        (
            record.role, record.indicator, record.quantity.text, record.quantity.value, record.quantity.unit,
            record.quantity.comparator, record.measure, record.period_start, record.due, record.section,
            record.sentence, record.rules, record.year, record.district, record.report,
        )
        for record in found.records
    ]  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_records(name: str) -> None:
    rows = [(TITLE,), *ROWS]
    found = _extract(FORMATS[name](rows), name)
    assert _facts(found) == _facts(_extract(_csv(rows), "a.csv"))
    assert [
        (record.role, record.indicator, str(record.quantity.value), record.quantity.unit, record.measure)
        for record in found.records
    ] == [
        ("claim", "地区生产总值", "33000000000", "元", "level"),
        ("claim", "地区生产总值", "5.1", "%", "growth"),
        ("target", "地区生产总值", "35000000000", "元", "level"),
        ("target", "地区生产总值", "6", "%", "growth"),
        ("claim", "高新技术企业", "120", "家", "level"),
        ("target", "高新技术企业", "150", "家", "level"),
        ("claim", "居民人均可支配收入", "45000", "元", "level"),
        ("claim", "居民人均可支配收入", "4.8", "%", "growth"),
        ("target", "居民人均可支配收入", "47500", "元", "level"),
        ("claim", "农村居民人均可支配收入", "21000", "元", "level"),
        ("target", "农村居民人均可支配收入", "22500", "元", "level"),
    ]
    assert (found.document.district, found.document.year, found.document.title) == ("济南市槐荫区", 2022, TITLE)


@pytest.mark.parametrize(
    ("name", "cell"), [("a.csv", "F4"), ("a.tsv", "F4"), ("a.xlsx", "sheet 目标 F4"), ("a.docx", "table 1 F3")]
)
def test_the_cell_is_the_provenance(name: str, cell: str) -> None:
    found = _extract(FORMATS[name]([(TITLE,), *ROWS]), name)
    assert next(record.locator for record in found.records if record.quantity.text == "350") == cell


def test_cells_are_what_a_spreadsheet_shows() -> None:
    rows = [
        ("指标", "2022年目标", "完成时限"),
        ("城镇化率", 0.685, date(2022, 6, 30)),
        ("增加值占比", 0.07, datetime(2022, 6, 30, 8)),
        ("上市企业（家）", 2.0, "年底前"),
        ("粮食产量（万吨）", 5.6000000000000005, ""),
    ]
    content = content_of(_xlsx(rows, B2="0.0%", B3="0%"), "a.xlsx")
    assert content.text == (
        "目标\n指标\t2022年目标\t完成时限\n城镇化率\t68.5%\t2022-06-30\n增加值占比\t7%\t2022-06-30\n"
        "上市企业（家）\t2\t年底前\n粮食产量（万吨）\t5.6"
    )
    found = _extract(_xlsx(rows, B2="0.0%", B3="0%"), "a.xlsx", Given("槐荫", 2022))
    assert [record.due.month for record in found.records] == [6, 6, 12, 12]
    assert [record.quantity.value for record in found.records][-1] == Decimal(56000)


def test_a_formula_counts_with_the_value_that_was_saved() -> None:
    data = _xlsx([("指标", "目标"), ("上市企业（家）", "=1+1")])
    found = _extract(data, "a.xlsx", Given("槐荫", 2022))
    assert (found.records, found.warnings) == ((), ("no numeric goal was found in this text",))


def test_all_sheets_that_are_shown_are_read() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Sheet1"
    book.active.append(["说明：本表由各单位填报"])
    for name, state, value in (("经济", "visible", 2), ("旧稿", "hidden", 3), ("民生", "visible", 4)):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append([])
        sheet.append(["指标", "单位", "2022年目标"])
        sheet.append(["上市企业", "家", value])
    found = _extract(_saved(book), "a.xlsx", Given("槐荫", 2022))
    assert [(record.quantity.text, record.section, record.locator) for record in found.records] == [
        ("2", "经济", "sheet 经济 C3"),
        ("4", "民生", "sheet 民生 C3"),
    ]


def test_place_and_year_come_from_the_title_the_sheet_or_the_file() -> None:
    rows = [("指标", "目标"), ("上市企业", "2家")]
    for data, name in (
        (_csv([("济南市槐荫区2022年目标",), *rows]), "1.csv"),
        (_csv(rows), "folder/济南市槐荫区2022年目标.csv"),
        (_xlsx(rows, "槐荫区2022年目标"), "1.xlsx"),
    ):
        found = _extract(data, name)
        assert (found.document.district, found.document.year) == ("济南市槐荫区", 2022)
        assert found.document.title.endswith("槐荫区2022年目标")


def test_separators_encodings_and_quotes() -> None:
    text = '指标;目标\n"上市\n企业";2家\n'
    for data in (text.encode(), text.encode("gb18030"), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        assert content_of(data, "a.csv").text == "指标\t目标\n上市 企业\t2家"


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (_csv([("id", "indicator"), (1, "主要指标"), (2, "目标")]), "a.csv", "a.csv holds no table of goals"),
        (_csv([("编号", "指标", "目标", "实际值"), (1, "x", 2, 3)]), "a.csv", "tracker update --from a.csv"),
        (_xlsx([("姓名", "电话"), ("某某", "1")]), "a.xlsx", "a.xlsx holds no table of goals"),
        (_xlsx([]), "a.xlsx", "a.xlsx holds no table of goals"),
        (b"PK\x03\x04xl/workbook.xml", "a.xlsx", "a.xlsx is damaged"),
        (_xlsx([("指标", "目标")])[:-400], "a.xlsx", "a.xlsx is damaged"),
        (('指标,目标\n"' + "长" * 200_000 + '",2').encode(), "a.csv", "a.csv is no csv that can be read"),
    ],
)  # fmt: skip
def test_what_holds_no_goals_is_refused_in_one_line(data: bytes, name: str, says: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        content_of(data, name)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_sheet_that_claims_to_be_endless_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["指标", "目标"])
    sheet.append(["上市企业", "2家"])
    sheet["XFD1048576"] = " "
    content = content_of(_saved(book), "a.xlsx")
    assert content.text == "指标\t目标\n上市企业\t2家"


def test_rows_without_end_are_refused() -> None:
    book = openpyxl.Workbook()
    book.active["A100001"] = "指标"
    with pytest.raises(UnreadableFile, match="the sheet Sheet has more than 100000 rows"):
        content_of(_saved(book), "a.xlsx")
