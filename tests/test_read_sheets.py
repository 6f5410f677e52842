"""Tables as people fill them in: names of columns, separators, encodings, workbooks, and what is wrong with them."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import DataError, UnreadableFile
from tracker.lexicon import meanings
from tracker.read.sheets import SheetRow, column_names, read_sheet
from tracker.read.workbooks import make_workbook

# headers as such tables bear them, and what they mean
HEADERS = {
    "编号,地区,年份,指标,目标,期限,责任单位,实际值,截至日期,口径,来源,备注": (
        "id district year indicator target due responsible actual as_of cumulative source note"
    ),
    "序号,目标编号,区县,年度,指标名称,目标值,完成时限,牵头单位,累计完成,截止日期,统计口径,数据来源,说明": (
        "- id district year indicator target due responsible actual as_of cumulative source note"
    ),
    "id,district,year,indicator,target,due,responsible,actual,as_of,coverage,source,note": (
        "id district year indicator target due responsible actual as_of cumulative source note"
    ),
    "target_id,place,年 份,value,as of,notes": "id district year actual as_of note",
    "序号编号,行政区划,报告年份,实际完成值,统计日期,累计或当期,出处,remark": (
        "id district year actual as_of cumulative source note"
    ),
    "NO,行政区,任务,实际完成,截至时间": "id district indicator actual as_of",
    "单位地区,目标任务,完成情况,截止时间,完成期限,责任部门": "district indicator actual as_of due responsible",
    "区划,工作任务,完成值,数据日期,到期日,填报单位": "district indicator actual as_of due responsible",
    "目标名称,完成数,统计时间,asof旧": "indicator actual as_of -",
    "指标,完成量,数据时间": "indicator actual as_of",
    "指标,最新进展,asof": "indicator actual as_of",
    "指标,进展,截至": "indicator actual as_of",
    "指标,实际,截止": "indicator actual as_of",
}
COVERAGE = {
    "cumulative": "累计 累计值 累计数 年初至今 cumulative total",
    "period": "当期 当期值 本期 当月 本月 当季 本季 本季度 新增 period",
}


def written(tmp_path: Path, text: str, name: str = "table.csv", encoding: str = "utf-8") -> str:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize("header", HEADERS)
def test_columns_go_by_their_usual_names(tmp_path: Path, header: str) -> None:
    cells = [f"c{place}" for place in range(header.count(",") + 1)]
    sheet = read_sheet(written(tmp_path, f"{header}\n{','.join(cells)}\n"))
    expected = {means: cell for means, cell in zip(HEADERS[header].split(), cells, strict=True) if means != "-"}
    assert sheet.rows == (SheetRow(2, expected),)
    assert len(sheet.unknown) == HEADERS[header].split().count("-")


@pytest.mark.parametrize("means", COVERAGE)
def test_what_a_figure_covers_has_words(means: str) -> None:
    assert {word for word, meant in meanings("coverage").items() if meant == means} == set(COVERAGE[means].split())


def test_the_columns_of_a_template_are_known() -> None:
    assert {meanings("columns")[name] for name in column_names().values()} == set(column_names())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_spreadsheets_save_in_several_encodings(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "编号,实际值,来源\n3,5600家,区大数据局年报\n", encoding=encoding)
    assert read_sheet(path).rows == (SheetRow(2, {"id": "3", "actual": "5600家", "source": "区大数据局年报"}),)


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    text = '\n编号,实际值,备注\n3,5,"两\n行"\n\n,,\n4,6,\n'
    sheet = read_sheet(written(tmp_path, text))
    assert [(row.line, dict(row.cells)) for row in sheet.rows] == [
        (3, {"id": "3", "actual": "5", "note": "两\n行"}),
        (7, {"id": "4", "actual": "6"}),
    ]


def test_tabs_part_cells_too(tmp_path: Path) -> None:
    assert read_sheet(written(tmp_path, "编号\t实际值\n3\t1,000\n", "table.tsv")).rows == (
        SheetRow(2, {"id": "3", "actual": "1,000"}),
    )


def test_numbers_of_json_stay_exact(tmp_path: Path) -> None:
    text = '{"id": 3, "actual": 0.1234567890123456789012, "note": null}\n\n{"编号": "4", "实际值": "6%"}\n'
    assert [dict(row.cells) for row in read_sheet(written(tmp_path, text, "table.jsonl")).rows] == [
        {"id": "3", "actual": "0.1234567890123456789012"},
        {"id": "4", "actual": "6%"},
    ]


def test_a_disarmed_cell_is_read_as_it_was(tmp_path: Path) -> None:
    sheet = read_sheet(written(tmp_path, "编号,实际值,备注\n3,5,'=1+1\n4,5,'引号\n"))
    assert [row.cells["note"] for row in sheet.rows] == ["=1+1", "'引号"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "指标,目标\n公园,5\n", "line 1: no column is called 实际值 (actual)"),
        ("a.csv", "地区,实际值\n槐荫,5\n", "line 1: no column is called 编号 (id)"),
        ("a.csv", "指标,实际值,完成值\n公园,5,5\n", "line 1: the columns 实际值 and 完成值 mean the same"),
        ("a.csv", ",,\n", "holds no table"),
        ("a.xls", "x", "save it as xlsx or csv"),
        ("a.jsonl", '{"id": 3, "actual": 5}\n[1]\n', "line 2: no JSON object of texts and numbers"),
        ("a.jsonl", '{"id": 3, "actual": {"value": 5}}\n', "line 1: no JSON object of texts and numbers"),
        ("a.jsonl", '{"id": 3, "actual": 5\n', "line 1: no JSON object: "),
        ("a.jsonl", '{"id": 3}\n', "line 1: no column is called 实际值 (actual)"),
        ("a.xlsx", "x", "is no Excel workbook that can be read"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read_sheet(written(tmp_path, text, name))
    assert message in str(caught.value)
    assert name in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in ("none.csv", "none.xlsx"):
        with pytest.raises(UnreadableFile, match=r"no such file: .*none"):
            read_sheet(str(tmp_path / name))


CELLS: Mapping[str, tuple[Any, str, str]] = {
    "a number": (5600, "General", "5600"),
    "a decimal": (0.1, "General", "0.1"),
    "a share": (0.065, "0.0%", "6.5%"),
    "a date": (datetime(2022, 11, 30), "yyyy-mm-dd", "2022-11-30"),
    "a text": ("5600家", "General", "5600家"),
    "a formula's text": ("=1+1", "General", "=1+1"),
}


@pytest.mark.parametrize("kind", CELLS)
def test_cells_of_a_workbook_are_read_as_people_see_them(tmp_path: Path, kind: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    value, shape, text = CELLS[kind]
    path = tmp_path / "table.xlsx"
    path.write_bytes(make_workbook([["编号", "实际值"], [3, value if isinstance(value, str) else None]], "table.xlsx"))
    if not isinstance(value, str):
        book = openpyxl.load_workbook(path)
        book.active["B2"] = value
        book.active["B2"].number_format = shape
        book.save(path)
    assert read_sheet(str(path)).rows == (SheetRow(2, {"id": "3", "actual": text}),)


def test_without_openpyxl_the_install_line_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "x", "table.xlsx")
    known = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name == "openpyxl":
            raise ImportError(name)
        return known(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(DataError) as caught:
        read_sheet(path)
    assert str(caught.value).endswith("Excel workbooks need openpyxl; install it: pip install 'tracker[xlsx]'")
