"""Pages of the sites of governments around a report, in the layouts that their programs made over twenty years."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

MENU = (
    '<div class="top"><ul>'
    + "".join(
        f'<li><a href="/{place}">{name}</a></li>'
        for place, name in enumerate(["首页", "走进本区", "政务公开", "办事服务", "互动交流"])
    )
    + "</ul></div>"
)
CRUMBS = (
    '<div class="crumbs">您现在的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; '
    '<a href="/zw/bg">政府工作报告</a></div>'
)
BAR = (
    '<div class="bar">发布日期：2024-03-08 09:15 来源：区政府办公室 浏览次数：<span id="hits">286</span>次 '
    '字体：[<a href="javascript:big()">大</a> <a href="javascript:mid()">中</a> '
    '<a href="javascript:small()">小</a>]</div>'
)
TOOLS = (
    '<div class="tools"><a href="javascript:print()">打印本页</a> <a href="javascript:close()">关闭窗口</a>'
    "<p>扫一扫在手机打开当前页</p></div>"
)
SIDE = (
    '<div class="side"><h3>推荐阅读</h3><ul>'
    + "".join(
        f'<li><a href="/n{place}.html">{title}</a><span>03-0{place}</span></li>'
        for place, title in enumerate(["全区新开工项目18个", "供水管网改造12公里", "春季招聘会提供岗位3000个"], start=1)
    )
    + "</ul></div>"
)
FOOT = (
    '<div class="foot"><p>主办单位：示例区人民政府办公室 地址：示例路188号 邮编：000000</p>'
    "<p>网站标识码：0000000001 备案号：例ICP备00000000号-1 公网安备00000000000000号</p>"
    "<p>今日访问：61 累计访问：99</p></div>"
)
SCRIPT = "<script>var total=5700; document.write('999家');</script><style>.a{width:1200px}</style>"


def make_page(layout: str, text: str, title: str = "") -> str:
    """A whole page with the lines of a text as its report."""
    body = LAYOUTS[layout]([line.strip() for line in text.split("\n")])
    head = f"<head><meta charset='utf-8'><title>{title}</title>{SCRIPT}</head>"
    return (
        f"<!DOCTYPE html>\n<html>{head}<body>{MENU}{CRUMBS}<div id='wrap'>{SIDE}<div class='main'>{body}</div></div>"
        f"{TOOLS}{FOOT}{SCRIPT}</body></html>"
    )


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>&emsp;&emsp;{html.escape(line)}</p>\n" for line in lines if line)


def _article(lines: list[str]) -> str:
    return f"<article><h1>政府工作报告</h1>{BAR}<div class='content'>{_paragraphs(lines)}</div></article>"


def _typed_in_word(lines: list[str]) -> str:
    """As pasted from Word into TRS: a span with its style for each run of characters, and empty paragraphs."""
    return f"<div class='TRS_Editor'><div class='Custom_UnionStyle'>{''.join(map(_spans, lines))}</div></div>"


def _spans(line: str) -> str:
    if not line:
        return "<p class='MsoNormal'><o:p>&nbsp;</o:p></p>"
    runs = re.findall(r"\d[\d.]*|[^\d]+", line)
    inner = "".join(
        f"<span lang='EN-US' style='font-size:16pt;mso-font:仿宋'>{html.escape(run)}</span>" for run in runs
    )
    return f"<p class='MsoNormal' style='text-indent:32pt'>{inner}<!--[if gte mso 9]>EndFragment<![endif]--></p>\n"


def _broken(lines: list[str]) -> str:
    """One block whose lines are parted by <br>."""
    return f"<div id='zoom'>{'<br><br>'.join('　　' + html.escape(line) for line in lines if line)}</div>"


def _in_tables(lines: list[str]) -> str:
    """Tables within tables, the report in one cell; each paragraph a font."""
    inner = "".join(f"<p><font size='3'>{html.escape(line)}</font></p>" for line in lines if line)
    return (
        "<table width='960'><tr><td width='200'>栏目导航</td><td><table><tr><td align='center'>政府工作报告</td></tr>"
        f"<tr><td class='bt_content'>{inner}</td></tr></table></td></tr></table>"
    )


def _soup(lines: list[str]) -> str:
    """Nothing but nested blocks, each line wrapped in the source."""
    blocks = "".join(f"<div><div><div>\n    {_wrapped(line)}\n  </div></div></div>" for line in lines if line)
    return f"<div class='a'><div class='b'><div class='c'>{blocks}</div></div></div>"


def _wrapped(line: str) -> str:
    return "\n    ".join(html.escape(line[start : start + 40]) for start in range(0, len(line), 40))


def _parts(lines: list[str]) -> str:
    """The report over several blocks that are siblings, as a site puts each page of the paper."""
    kept = [line for line in lines if line]
    third = len(kept) // 3 + 1
    return "".join(
        f"<div class='page'>{_paragraphs(kept[start : start + third])}</div><div class='ad'><a href='/x'>专题</a></div>"
        for start in range(0, len(kept), third)
    )


LAYOUTS: dict[str, Callable[[list[str]], str]] = {
    "article": _article,
    "typed in Word": _typed_in_word,
    "broken lines": _broken,
    "tables": _in_tables,
    "blocks": _soup,
    "parts": _parts,
}


def layouts() -> Iterator[str]:
    """Their names."""
    return iter(LAYOUTS)
