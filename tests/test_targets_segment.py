"""Phrases are cut as jieba cuts them, by rjieba where there is a build of it and by jieba itself elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.targets.phrases import segment
from tracker.targets.phrases.segment import Cut, compiled, interpreted, own_words, tokens

REPORTS = sorted((Path(__file__).parent.parent / "data/reports").glob("*.txt"))
PHRASE = st.text("力争新建改造学校三所年均增长比上年AB12.5%+，、“”（） 的", max_size=16)


@cache
def by_jieba() -> Cut:
    return interpreted()


@cache
def untaught() -> Cut:
    import jieba

    plain = jieba.Tokenizer()
    plain.FREQ, plain.total = plain.gen_pfdict(plain.get_dict_file())
    plain.initialized = True
    return lambda text: plain.lcut(text, HMM=False)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_cuts_a_report_as_jieba_does(path: Path) -> None:
    report = path.read_text(encoding="utf-8")
    phrases = [report[start : start + 23] for start in range(0, len(report), 23)]
    assert [tokens(text) for text in phrases] == [tuple(by_jieba()(text)) for text in phrases]


@given(PHRASE)
def test_cuts_any_text_as_jieba_does(text: str) -> None:
    assert tokens(text) == tuple(by_jieba()(text))
    assert "".join(tokens(text)) == text


def test_every_word_of_the_lexicon_is_cut_alike() -> None:
    words = [word for listed in own_words() for word in listed]
    assert [tokens(word) for word in words] == [tuple(by_jieba()(word)) for word in words]


def test_words_of_the_lexicon_are_words() -> None:
    added, split = own_words()
    assert [word for word in added if tokens(word) != (word,)] == []
    assert [word for word in split if tokens(word) == (word,)] == []
    assert tokens("实施规上企业技改") == ("实施", "规上", "企业", "技改")
    assert tokens("确保安全") == ("确保", "安全")


def test_what_the_lexicon_does_not_speak_of_is_cut_as_by_jieba_alone() -> None:
    text = "春天的花园里有许多蝴蝶和蜜蜂在飞舞"
    assert list(tokens(text)) == untaught()(text)


def test_where_there_is_no_build_of_rjieba_jieba_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    with pytest.raises(ModuleNotFoundError):
        compiled()
    cut = segment._cut.__wrapped__()
    assert cut("实施规上企业技改") == ["实施", "规上", "企业", "技改"]


def test_threads_cut_by_one_dictionary() -> None:
    found: list[tuple[str, ...]] = []
    threads = [threading.Thread(target=lambda: found.append(tokens.__wrapped__("新建改造学校"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [tokens("新建改造学校")] * 4


@pytest.mark.parametrize("missing", ["", "sys.modules['rjieba'] = None; "])
def test_nothing_is_kept_on_disk_and_nothing_printed(tmp_path: Path, missing: str) -> None:
    code = f"import sys; {missing}from tracker.targets.phrases.segment import tokens; print(tokens('新建改造学校')[-1])"
    folders = dict.fromkeys(("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA", "TMPDIR", "TEMP"), str(tmp_path))
    run = subprocess.run([sys.executable, "-c", code], env=os.environ | folders, capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("学校\n", "")
    assert list(tmp_path.iterdir()) == []
