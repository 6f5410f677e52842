"""Web pages: where the report stands in them, what is text and what is not, tables, encodings, and what is refused."""

from __future__ import annotations

import builtins
from datetime import date
from pathlib import Path

import pytest
from made_pages import LAYOUTS, make_page

from tracker.errors import UnreadableFile
from tracker.model import Content
from tracker.read.contents import parse

REPORTS = sorted((Path(__file__).parent.parent / "data/reports").glob("*.txt"))
BODY = "今年新增停车位1200个，改造老旧小区25个，惠及居民1.6万户，老城区的停车难题逐步缓解。"


def _read(page: str, name: str = "r.html") -> Content:
    return parse(page.encode(), name)


def _lines(text: str) -> list[str]:
    """The lines that hold anything, without white space."""
    return [bare for line in text.split("\n") if (bare := "".join(line.split()))]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_every_paragraph_is_read_once_and_nothing_around_it(report: Path, layout: str) -> None:
    text = report.read_text(encoding="utf-8")
    assert _lines(_read(make_page(layout, text)).text) == _lines(text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_repeated_paragraph_stays_repeated_and_a_short_one_stays(layout: str) -> None:
    text = "\n".join(
        ["一、打算", BODY, "新增5个。", BODY, *[f"第{place}项，新增{place}处。" for place in range(30)], "完"]
    )
    assert _lines(_read(make_page(layout, text)).text) == _lines(text)


def test_a_number_that_stands_apart_from_the_rest_is_not_lost() -> None:
    page = make_page("article", "\n".join([BODY] * 9)).replace("</body>", f"<div><p>附：{BODY}</p></div></body>")
    assert f"附：{BODY}" in _read(page).text


BESIDE = ["aside", "side", "sidebar", "comment", "comments", "related", "relate", "recommend", "hot", "footer"]
BESIDE += ["foot", "copyright"]


@pytest.mark.parametrize("named", [*(f"class='news-{word}'" for word in BESIDE), "id='hot_news'", "class='Side'"])
def test_what_stands_beside_by_its_name_is_left_out_and_told(named: str) -> None:
    beside = "记者了解到，今年以来全区改造供水管网12公里，惠及居民3000户。"
    page = make_page("article", "\n".join([BODY] * 9)).replace(
        "<div class='main'>", f"<div {named}>{beside}</div><div>"
    )
    content = _read(page)
    assert _lines(content.text) == [BODY] * 9
    assert content.warnings == (f"paragraphs with numbers left out beside the report: 1, such as {beside[:30]}…",)


@pytest.mark.parametrize("named", ["class='site-bg'", "id='hotel'", "class='besides'", "class='content'"])
def test_a_number_in_a_part_of_another_name_is_not_lost(named: str) -> None:
    page = make_page("article", "\n".join([BODY] * 9)).replace(
        "</body>", f"<div {named}>另有学位600个，全部供新区的孩子使用。</div></body>"
    )
    assert "另有学位600个" in _read(page).text


def test_a_report_within_a_part_of_such_a_name_is_read() -> None:
    assert _lines(_read(f"<html><body><div class='side'>{'<p>' + BODY + '</p>'}</div></body></html>").text) == [BODY]


INNER = {
    "scripts and styles": (f"<p>{BODY}<script>9家</script><style>8</style></p>", BODY),
    "hidden": (f"<p>{BODY}</p><p style='DISPLAY: none'>9家</p><p hidden>8家</p>", BODY),
    "comments": ("<p>新增<!-- 9 -->5个</p>", "新增5个"),
    "crossed out": ("<p>新增<del>9</del>5个</p>", "新增5个"),
    "line breaks": ("<p>一<br>二<br/>三</p>", "一\n二\n三"),
    "kept lines": ("<pre>一\n二</pre>", "一\n二"),
    "lines kept by style": ("<div style='white-space: pre-wrap'>一\n二</div>", "一\n二"),
    "wrapped source": ("<p>新增\n   停车位\n5 个</p>", "新增停车位 5 个"),
    "entities": ("<p>&ldquo;两高&rdquo;&nbsp;&lt;5%&emsp;</p>", "“两高”\xa0<5%"),
    "a reading aid": ("<p><ruby>槐<rp>(</rp><rt>huái</rt><rp>)</rp></ruby>荫</p>", "槐荫"),
    "inline elements of Word": ("<p>新增<o:p></o:p><st1:chmetcnv>5</st1:chmetcnv>个</p>", "新增5个"),
    "an anchor around a heading": (
        f"<p><a name='_Toc1'>一、今年的打算</a></p><p>{BODY}</p>",
        f"一、今年的打算\n{BODY}",
    ),
    "a paragraph that is a link": (f"<p><a href='#'>{BODY}</a></p>", BODY),
}


@pytest.mark.parametrize(("inner", "text"), INNER.values(), ids=INNER.keys())
def test_reads_what_a_browser_shows(inner: str, text: str) -> None:
    assert _read(f"<html><body>{inner}</body></html>").text == text


TABLE = """<p>主要目标如下表，请各部门对照落实，年底逐项考核。</p>
<table><thead><tr><th rowspan=2>指标</th><th colspan=2>目标</th></tr><tr><th>2023年</th><th>2024年</th></tr></thead>
<tbody><tr><td><p>上云</p><p>企业</p></td><td>5700家</td><td></td></tr></tbody></table>
<p>以上目标须全部完成，不得打折扣，确有困难的要说明。</p>"""


def test_a_table_keeps_its_cells_with_their_places() -> None:
    content = _read(f"<html><body>{TABLE}</body></html>")
    assert content.text.split("\n")[1:4] == ["指标\t目标\t", "\t2023年\t2024年", "上云 企业\t5700家\t"]
    (table,) = content.tables
    assert [content.text[cell.start : cell.end] for cell in table.rows[2]] == ["上云 企业", "5700家", ""]
    assert [mark.locator for mark in content.marks if content.text.startswith("5700家", mark.start)] == ["table 1 B3"]
    assert content.marks[-1].locator is None


def test_a_table_within_the_layout_is_found_too() -> None:
    page = make_page("tables", "\n".join([BODY] * 9)).replace("</p></td>", "</p>" + TABLE + "</td>", 1)
    assert len(_read(page).tables) == 1


HEADS = {
    "government's own": (
        "<meta name='ArticleTitle' content='某区政府工作报告'><meta name='PubDate' content='2023-01-15 10:00'>"
        "<meta name='Url' content='http://a.example/b.html'><title>某区人民政府网</title>",
        ("某区政府工作报告", date(2023, 1, 15), "http://a.example/b.html"),
    ),
    "title and canonical": (
        "<title>\n某区政府工作报告_某区人民政府 </title><link rel='canonical' href='https://a.example/c.html'>",
        ("某区政府工作报告_某区人民政府", None, "https://a.example/c.html"),
    ),
    "saved by a browser": (
        "<!-- saved from url=(0024)https://a.example/d.html --><title>报告</title>",
        ("报告", None, "https://a.example/d.html"),
    ),
    "nothing": ("", (None, None, None)),
    "a year is no day": ("<title>2023年政府工作报告</title>", ("2023年政府工作报告", None, None)),
}


@pytest.mark.parametrize(("head", "about"), HEADS.values(), ids=HEADS.keys())
def test_what_a_page_says_of_itself(head: str, about: tuple[str | None, date | None, str | None]) -> None:
    content = _read(f"<html><head>{head}</head><body><p>{BODY}</p></body></html>")
    assert (content.title, content.published, content.url) == about


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("GBK", "gbk"), ("gb2312", "utf-8"), ("utf-8", "gb18030"), ("big5", "big5"), ("", "gbk"),
     ("neverheard", "utf-8"), ("utf-8", "utf-8-sig"), ("gb2312", "utf-16")],
)  # fmt: skip
def test_a_page_is_decoded_whatever_it_declares(declared: str, encoding: str) -> None:
    body = "<p>今年新增停車位1200個，改造老舊小區25個。</p>" if encoding == "big5" else f"<p>{BODY}朱镕基</p>"
    head = f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>" if declared else ""
    if encoding == "big5" or "gb" in encoding:
        body = body.replace("镕", "")
    content = parse(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding), "r.htm")
    assert content.text in body


def test_a_rare_character_beyond_gb2312_is_read_where_gb2312_is_declared() -> None:
    page = f"<html><head><meta charset=gb2312></head><body><p>朱镕基，{BODY}</p></body></html>"
    assert "朱镕基" in parse(page.encode("gb18030"), "r.htm").text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_character_that_a_description_was_cut_within_does_not_stop_a_page(encoding: str) -> None:
    page = f"<html><head><meta charset={encoding}><meta name=a content='政府工作#'></head><p>{BODY}</p></html>"
    assert parse(page.encode(encoding).replace(b"#", "报".encode(encoding)[:-1]), "r.html").text == BODY


def test_a_broken_character_beside_a_digit_stops_a_page() -> None:
    page = f"<html><head><meta charset=utf-8></head><p>新增1#200个，{BODY}</p></html>".encode()
    with pytest.raises(UnreadableFile, match="UTF-8 but damaged"):
        parse(page.replace(b"#", b"\xe4"), "r.html")


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://a.example/e.html
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----x"

------x
Content-Type: text/html; charset="gb2312"
Content-Transfer-Encoding: base64

{page}
------x
Content-Type: image/png

x
------x--
"""


def test_a_web_archive_is_its_page() -> None:
    import base64

    page = base64.b64encode(f"<html><body><p>{BODY}</p></body></html>".encode("gb18030")).decode()
    content = parse(MHTML.format(page=page).encode(), "r.mhtml")
    assert (content.text, content.url) == (BODY, "https://a.example/e.html")


REFUSED = {
    "frames": (
        "<html><frameset><frame src=a.html></frameset></html>",
        "of frames without text of its own: open the frame",
    ),
    "an inner frame": ("<html><body><iframe src=a.html></iframe></body></html>", "of frames"),
    "scripts": (
        "<html><body><div id=app></div><script>load()</script></body></html>",
        "whose text is loaded by scripts",
    ),
    "nothing": ("<html><body></body></html>", "is a web page without text"),
    "menus": ("<html><body><ul><li><a href=/>首页</a></li></ul></body></html>", "is a web page without text"),
    "nested": ("<html><body>" + "<div>" * 10_000 + "5个", "nests elements more than 2000 deep"),
    "not even an element": ("<!doctype html>", "is a web page without"),
}


@pytest.mark.parametrize(("page", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_page_without_a_report_is_refused(page: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=f"r\\.html is a web page .*{message.removeprefix('is a web page ')}"):
        _read(page)


def test_a_web_archive_without_a_page_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"without a page: save the page again as \.html"):
        parse(MHTML.replace("text/html", "text/css").format(page="eA==").encode(), "r.mhtml")


@pytest.mark.parametrize("depth", [300, 1900])
def test_deep_nesting_is_read(depth: int) -> None:
    assert _read(f"<html><body>{'<div>' * depth}<p>{BODY}</p>").text == BODY


def test_an_ending_is_asked_where_the_first_bytes_say_nothing() -> None:
    assert parse(f"<p>{BODY}</p>".encode(), "r.htm").text == BODY
    assert parse(f"<p>{BODY}</p>".encode(), "r.txt").text == f"<p>{BODY}</p>"


def test_a_missing_library_is_an_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: object, **options: object) -> object:
        if name == "trafilatura":
            raise ImportError(name)
        return real(name, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableFile, match=r"needs trafilatura; install it: pip install 'tracker\[html\]'"):
        _read(f"<html><p>{BODY}</p></html>")
