"""Files made to do harm: each ends as one clear line, and the next file is read as if nothing had been."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hostile import (
    REPORT,
    blanks_that_take_little,
    packed,
    packed_raw,
    paragraph,
    pdf_of,
    pdf_stream,
    word_body,
    word_file,
)

from tracker.errors import UnreadableFile
from tracker.read import apart
from tracker.read.contents import content_of, parse
from tracker.read.limits import DEFAULT_LIMITS, Limits
from tracker.read.zips import check_office

WORD = word_file(word_body("".join(map(paragraph, REPORT.splitlines()))))
LAUGHS = (
    "<!DOCTYPE w:document ["
    + '<!ENTITY a0 "哈">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE w:document [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
NESTED = "<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000

# what a Word document holds, and what is said of it
REFUSED = {
    "entities": (word_file(word_body(paragraph("&a9;"), LAUGHS)), "declares XML entities, which no office program wr"),
    "outside": (word_file(word_body(paragraph("&a9;"), OUTSIDE)), "declares XML entities, which no office program wr"),
    "wide": (word_file(word_body(paragraph("&a9;"), LAUGHS).encode("utf-16")), "declares XML entities, which no offi"),
    "elsewhere": (word_file(word_body(""), [("word/x.bin", LAUGHS.encode())]), "declares XML entities, which no offi"),
    "in UTF-7": (
        word_file('<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE'),
        "holds XML in utf-7, as no office",
    ),
    "bomb": (word_file(word_body(" " * 11_000_000)), "would unpack to 11 MB, "),
    "many bombs": (
        word_file(word_body(""), [(f"word/media/{n}.png", os.urandom(10) + bytes(9_000_000)) for n in range(3)]),
        "is larger than 20 MB: if it is a report nevertheless, allow more with --max-size",
    ),
    "nested": (word_file(word_body(NESTED + paragraph(REPORT))), "r.docx "),
    "no parts": (packed([("word/document.xml", b"<a/>")]), "r.docx "),
    "cut": (WORD[:-40], "is damaged (File is not a zip file)"),
    "encrypted": (packed_raw([b"word/document.xml"], flags=1), "is encrypted: "),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_hostile_word_document_is_one_line(kind: str) -> None:
    data, message = REFUSED[kind]
    with pytest.raises(UnreadableFile) as caught:
        content_of(data, "r.docx", Limits(size=20_000_000))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert REPORT.splitlines()[2] in content_of(WORD, "r.docx").text


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%s>>"
FORM = b"/Resources<</XObject<</F 5 0 R>>>>"

# what a PDF is made of, the seconds it may take, and what is said of it
REFUSED_PDFS = {
    "100,000 pages": (
        [CATALOGUE, b"<</Type/Pages/Count 100000/Kids[%s]>>" % (b"3 0 R " * 100_000), PAGE % b""],
        60,
        "has 100000 pages, more than the 3000 that are read: cut out the report, or allow more with --max-pages",
    ),
    "a tree that holds itself": (
        [CATALOGUE, b"<</Type/Pages/Count 2/Kids[3 0 R]>>", b"<</Type/Pages/Count 2/Kids[2 0 R]/Parent 2 0 R>>"],
        60,
        "is a damaged PDF",
    ),
    "a drawing that holds itself": (
        [
            CATALOGUE,
            PAGES,
            PAGE % (FORM + b"/Contents 4 0 R"),
            pdf_stream(b"/F Do"),
            pdf_stream(b"/F Do " * 9, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + FORM),
        ],
        1,
        "takes longer than 1 seconds to read",
    ),
    "a bomb": (
        [
            CATALOGUE,
            PAGES,
            PAGE % b"/Contents 4 0 R",
            pdf_stream(blanks_that_take_little(3_000), b"/Filter/FlateDecode"),
        ],
        60,
        "can't be read: ",
    ),
}


@pytest.mark.parametrize("kind", REFUSED_PDFS)
def test_a_hostile_pdf_is_one_line(kind: str) -> None:
    objects, seconds, message = REFUSED_PDFS[kind]
    with pytest.raises(UnreadableFile) as caught:
        content_of(pdf_of(objects), "r.pdf", Limits(seconds=seconds))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert content_of(WORD, "r.docx").text


def web_page(body: str, before: str = "<!DOCTYPE html>") -> bytes:
    return f"{before}<html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


def test_a_web_page_nested_without_end_is_one_line() -> None:
    for depth in (10_000, 100_000):
        with pytest.raises(UnreadableFile, match=r"r\.html is a web page that nests elements more than 2000 deep"):
            content_of(web_page("<div>" * depth + REPORT), "r.html")


def test_a_web_page_that_takes_minutes_is_given_up() -> None:
    data = web_page(f"<p {' '.join(f'a{number}' for number in range(300_000))}>{REPORT}")
    with pytest.raises(UnreadableFile, match=r"takes longer than 1 seconds to read: .* --max-seconds"):
        content_of(data, "r.html", Limits(seconds=1))


@pytest.mark.parametrize("entities", [LAUGHS, OUTSIDE])
def test_entities_of_a_web_page_stand_for_nothing(entities: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    text = content_of(web_page(f"{body}<p>&a9;</p>", entities.replace("w:document", "html")), "r.html").text
    assert "新增停车位1200个" in text
    assert len(text) < 200
    assert "root:" not in text


def test_a_drawing_may_declare_what_drawings_do() -> None:
    drawing = (
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>'
    )
    data = word_file(word_body(paragraph(REPORT)), [("word/media/a.svg", drawing)])
    check_office(data, "r.docx", DEFAULT_LIMITS)


def test_what_is_read_apart_is_what_is_read_here() -> None:
    assert content_of(WORD, "r.docx") == parse(WORD, "r.docx")


def test_one_reader_reads_many_files() -> None:
    content_of(WORD, "r.docx")
    first = list(apart._readers)
    content_of(WORD, "r.docx")
    assert apart._readers == first


def test_a_forked_process_asks_a_reader_of_its_own() -> None:
    content_of(WORD, "r.docx")
    mine = apart._readers[0]
    if not (child := os.fork()):
        content_of(WORD, "r.docx")
        other = apart._readers[0]
        other.leave()
        os._exit(other is mine)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert mine.is_alive


# what stands in for the reader, and what is said then
LOST = {
    "hangs": (
        "import time; time.sleep(600)",
        "r.docx takes longer than 0 seconds to read: if it is a report nevertheless",
    ),
    "crashes": ("import os; os.abort()", "r.docx can't be read: its reader crashed or ran out of memory (SIGABRT)"),
    "leaves": ("raise SystemExit(7)", "r.docx can't be read: its reader crashed or ran out of memory (exit code 7)"),
    "cuts its answer": (
        "import os; os.write(1, bytes(7) + b'9' + b'no')",
        "its reader crashed or ran out of memory (exit code 0)",
    ),
    "needs too much": (
        "from tracker.read import reader, contents; contents.READINGS = (contents.Reading(lambda *_: True, "
        "lambda *_: bytes(3_000_000_000)),); reader.serve()",
        "r.docx can't be read: it takes more than 2000 MB of memory",
    ),
    "recurses": (
        "from tracker.read import reader, contents; deep = lambda *_: deep(); contents.READINGS = "
        "(contents.Reading(lambda *_: True, deep),); reader.serve()",
        "r.docx can't be read: it is nested too deep",
    ),
    "has a fault": (
        "from tracker.read import reader, contents; contents.READINGS = (contents.Reading(lambda *_: True, "
        "lambda *_: 1 / 0),); reader.serve()",
        "r.docx can't be read: ZeroDivisionError: division by zero",
    ),
    "talks": (
        "from tracker.read import reader, contents; contents.READINGS = (contents.Reading(lambda *_: True, "
        "lambda *_: print('hello') or input()),); reader.serve()",
        "r.docx can't be read: EOFError: EOF when reading a line",
    ),
    "is taken over": (
        "import pickle, os, sys; from tracker.read.apart import send; "
        "send(sys.stdout.buffer, pickle.dumps(('content', os.system))); sys.stdin.read()",
        "r.docx can't be read: its reader was led astray",
    ),
}


@pytest.mark.parametrize("what", LOST)
def test_a_lost_reader_costs_its_file_alone(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code, message = LOST[what]
    apart._end_reader()
    with monkeypatch.context() as patched:
        patched.setattr(apart, "_START", code)
        with pytest.raises(UnreadableFile) as caught:
            content_of(WORD, "r.docx", Limits(seconds=0 if what == "hangs" else 60))
    assert message in str(caught.value)
    apart._end_reader()
    assert content_of(WORD, "r.docx").text


def test_an_answer_that_nobody_waited_for_is_never_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    other = word_file(word_body(paragraph("新增学校5所。")))
    content_of(WORD, "r.docx")

    def interrupted(stream: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(apart, "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            content_of(WORD, "r.docx")
    assert content_of(other, "r.docx").text == "新增学校5所。"


def test_ctrl_c_leaves_the_reader_to_finish() -> None:
    content_of(WORD, "r.docx")
    reader = apart._readers[0]._process.pid
    assert os.getpgid(reader) != os.getpgid(0)


def test_nothing_but_a_content_is_taken_from_a_reader() -> None:
    with pytest.raises(pickle.UnpicklingError, match="is no part of a Content"):
        apart._take(pickle.dumps(("content", os.system)))


def test_a_reader_does_not_outlive_the_one_it_reads_for(tmp_path: Path) -> None:
    report = tmp_path / "r.docx"
    report.write_bytes(WORD)
    code = (
        "import os, signal, sys; from tracker.read import read_source, apart; read_source(sys.argv[1]); "
        "print(apart._readers[0]._process.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    found = subprocess.run([sys.executable, "-c", code, str(report)], capture_output=True, text=True, check=False)
    assert found.returncode == -signal.SIGKILL
    assert _is_gone(int(found.stdout))


def _is_gone(process: int) -> bool:
    """Whether a process ends within a minute; one that nobody waited for yet counts as ended."""
    for _ in range(600):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False
