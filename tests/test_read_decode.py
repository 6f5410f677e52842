"""Decoding: what is read, what is refused, and how much of either a user is told."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import UnreadableFile
from tracker.read import read_text

REPORT = "政府工作报告\n一、今年的打算\n新增停车位1200个,财政收入增长6%左右。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_reads_an_encoding_that_reports_come_in(encoding: str) -> None:
    assert read_text(REPORT.encode(encoding), "r.txt") == REPORT


def test_reads_big_endian_with_a_mark() -> None:
    assert read_text(codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), "r.txt") == REPORT


@given(st.text(alphabet="政府工作报告今年新增停车位个力争实现左右,。0123456789%\n"))
def test_a_chinese_text_survives_either_chinese_encoding(end: str) -> None:
    text = "新增" + end
    assert read_text(text.encode("utf-8"), "r.txt") == text
    assert read_text(text.encode("gb18030"), "r.txt") == text


@pytest.mark.parametrize(
    ("written", "read"),
    [("一\r\n二\r三\n", "一\n二\n三\n"), ("57\x0000家", "5700家"), ("\ufeff新增5个", "新增5个")],
)
def test_tidies_line_ends_marks_and_nuls(written: str, read: str) -> None:
    assert read_text(written.encode("utf-8"), "r.txt") == read


def test_keeps_what_only_looks_dangerous() -> None:
    text = "[red]新增\x1b[31m5个\u202e"
    assert read_text(text.encode("utf-8"), "r.txt") == text


def _zip(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "x")
    return buffer.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "empty": (b"", "r.txt is empty"),
    "only a mark and blanks": ("\ufeff \n\u3000\n".encode(), "r.txt is empty"),
    "pdf": (b"%PDF-1.7\n...", "r.txt is a PDF, not plain text: convert it to plain text first: pdftotext"),
    "docx": (_zip("word/document.xml"), "is a Word document (.docx)"),
    "xlsx": (_zip("xl/workbook.xml"), "is an Excel workbook (.xlsx)"),
    "zip": (_zip("report.txt"), "is a zip archive, not plain text: give it a name that ends in .zip"),
    "old": (
        OLD + bytes(600),
        "is an old Office file (.doc, .wps, .xls), not plain text: convert it first: libreoffice",
    ),
    "doc": (OLD + "WordDocument".encode("utf-16-le"), "(.doc, .wps), not plain text: convert it first: libreoffice "),
    "xls": (OLD + "Workbook".encode("utf-16-le"), "libreoffice --headless --convert-to xlsx r.txt"),
    "xls of 1995": (OLD + "Book".encode("utf-16-le"), "is an old Excel file"),
    "encrypted": (OLD + "EncryptedPackage".encode("utf-16-le"), "open it with its password and save it without one"),
    "rtf": (b"{\\rtf1", "is an RTF document, not plain text: convert it first: libreoffice --headless"),
    "odt": (_zip("mimetype/opendocument"), "is an OpenDocument file, not plain text: convert it first"),
    "ofd": (_zip("OFD.xml"), "is an OFD document, not plain text: open it in the program that reads it and print it"),
    "caj": (b"CAJ\0\0\0\0", "or convert it: caj2pdf convert r.txt -o read.pdf"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG picture"),
    "web page": (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "is a web page"),
    "program": (bytes(range(256)) * 8, "r.txt is binary, not text (bytes 80 81 82 at offset 128)"),
    "wide controls": (b"\0\1\2\3" * 50, "r.txt is binary, not text (150 control characters)"),
    "controls": (b"\x01\x02\x03\x04" * 50 + b"a", "r.txt is binary, not text (200 control characters)"),
    "latin": (
        "Résumé du café".encode("latin-1"),
        "(bytes E9 73 75 at offset 1), nor clearly GB18030, Big5 or UTF-16, ",
    ),
    "too short to tell": ("5700家".encode("gbk"), "(bytes BC D2 at offset 4), nor clearly GB18030, Big5 or UTF-16: "),
    "japanese": (
        "今年度の施政方針について申し上げます。".encode("shift_jis"),
        "convert it first: iconv -f CP932 -t UTF-8",
    ),
    "cut utf-8": (
        REPORT.encode()[:-2],
        "is UTF-8 but damaged (bytes E3 80 at offset 90): drop what is broken: iconv -c",
    ),
    "cut gbk": (
        REPORT.encode("gbk")[:-2],
        "is GB18030 but damaged (bytes A1 at offset 63): drop what is broken: iconv",
    ),
    "cut big5": ("政府工作報告,".encode("big5")[:-2], "is BIG5 but damaged (bytes A7 at offset 10)"),
    "cut utf-16": (REPORT.encode("utf-16")[:-1], "is UTF-16LE but damaged (bytes 0A at offset"),
    "cut utf-32": (REPORT.encode("utf-32")[:-1], "is UTF-32LE but damaged (bytes 0A 00 00 at offset"),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_refuses_and_says_why_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_text(data, "r.txt")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_ten_megabytes_on_one_line_are_read_whole(encoding: str) -> None:
    data = ("新增停车位1200个,财政收入增长6%左右,\0" * 200_000).encode(encoding)
    text = read_text(data, "r.txt")
    assert text == "新增停车位1200个,财政收入增长6%左右," * 200_000
