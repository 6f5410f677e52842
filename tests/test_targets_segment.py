"""Phrases are cut as jieba cuts them; the dictionary comes from a cache that may be missing, stale or damaged."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from math import log
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.targets.keeping import cache_folder, keep
from tracker.targets.phrases import dictionary as module
from tracker.targets.phrases.segment import tokens
from tracker.targets.phrases.wordlist import own_words

MADE = module._laid_out([("公", -5.0), ("公园", -3.0), ("公益", 0.0), ("公益性", -4.0), ("公共厕所", -6.0)], -9.0)
NOTHING = module._laid_out([], 0.0)
REPORT = (Path(__file__).parent.parent / "data/reports/huaiyin-2022.txt").read_text(encoding="utf-8")


@cache
def tokenizer() -> Any:
    import jieba

    made = jieba.Tokenizer()
    made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
    made.initialized = True
    added, split = own_words()
    for word in added:
        made.add_word(word)
    for word in split:
        made.del_word(word)
    return made


def test_cuts_a_report_as_jieba_does() -> None:
    phrases = [REPORT[start : start + 23] for start in range(0, len(REPORT), 23)]
    assert [tokens(text) for text in phrases] == [tuple(tokenizer().cut(text, HMM=False)) for text in phrases]


@given(st.text("力争新建改造学校三所年均增长比上年AB12.5%+，、“”（） 的", max_size=16))
def test_cuts_any_text_as_jieba_does(text: str) -> None:
    assert tokens(text) == tuple(tokenizer().cut(text, HMM=False))
    assert "".join(tokens(text)) == text


def test_words_weigh_what_they_weigh_to_jieba() -> None:
    made, known = module._make(), tokenizer()
    rows = {first + second: weight for first, row in made.pairs.items() for second, weight in row.items()}
    total = log(known.total)
    weights = {word: log(count) - total if count else 0.0 for word, count in known.FREQ.items()}
    assert made.alone | rows | made.triples | made.longer == weights
    assert made.least == -total


def test_words_may_be_listed_in_any_order() -> None:
    words = ["公", "公园", "公园票", "公共厕所", "公共厕所门外", "厕所"]
    forwards, backwards = (module._laid_out([(word, -1.0) for word in words[::step]], -9.0) for step in (1, -1))
    assert forwards == backwards
    assert forwards.alone == {"公": -1.0, "厕": 0.0}
    assert forwards.pairs == {"公": {"园": -1.0, "共": 0.0}, "厕": {"所": -1.0}}
    assert forwards.triples == {"公园票": -1.0, "公共厕": 0.0}
    assert forwards.longer == {"公共厕所": -1.0, "公共厕所门": 0.0, "公共厕所门外": -1.0}


def test_words_of_the_lexicon_are_words() -> None:
    assert tokens("实施规上企业技改") == ("实施", "规上", "企业", "技改")
    assert tokens("确保安全") == ("确保", "安全")


def _disown(path: Path) -> None:
    """Let another user own the file, which only root can do."""
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to another user")
    os.chown(path, 65534, 65534)


def _link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def test_a_cache_serves_what_it_was_made_from_and_nothing_else(tmp_path: Path) -> None:
    path, made = tmp_path / "words.cache", MADE
    module._write(path, b"1" * 32, made)
    assert module._read(path, b"1" * 32) == made
    assert module._read(path, b"2" * 32) is None
    assert os.listdir(tmp_path) == ["words.cache"]


@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda content: content[:20], lambda content: b""])
def test_a_damaged_cache_is_none(tmp_path: Path, damage: Any) -> None:
    path = tmp_path / "words.cache"
    module._write(path, b"1" * 32, MADE)
    path.write_bytes(damage(path.read_bytes()))
    assert module._read(path, b"1" * 32) is None


def test_a_cache_that_holds_something_else_is_none(tmp_path: Path) -> None:
    path, body = tmp_path / "words.cache", b"\xff" * 40
    keep(path, b"1" * 32 + module._checksum(body) + body)
    assert module._read(path, b"1" * 32) is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs owners and modes")
@pytest.mark.parametrize("spoil", [lambda path: path.chmod(0o620), lambda path: path.chmod(0o602), _disown, _link])
def test_a_cache_that_another_could_have_written_is_none(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = tmp_path / "words.cache"
    module._write(path, b"1" * 32, MADE)
    assert (module._read(path, b"1" * 32) is not None, stat.S_IMODE(path.stat().st_mode)) == (True, 0o600)
    spoil(path)
    assert module._read(path, b"1" * 32) is None


def test_a_pipe_in_place_of_the_cache_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "words.cache", 0o600)
    assert module._read(tmp_path / "words.cache", b"1" * 32) is None


@pytest.mark.parametrize(("mode", "used"), [(0o700, True), (0o755, True), (0o775, False), (0o777, False)])
def test_a_cache_folder_that_others_may_write_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, used: bool
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "tracker").mkdir()
    (tmp_path / "tracker").chmod(mode)
    assert (cache_folder() == tmp_path / "tracker") is used


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    module._write(tmp_path / "words-1.cache", b"1" * 32, MADE)
    assert os.listdir(tmp_path) == []


def test_old_caches_of_other_versions_go(tmp_path: Path) -> None:
    for name, age in (("words-old.cache", 40), ("words-new.cache", 10)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age * 86400,) * 2)
    module._write(tmp_path / "words-1.cache", b"1" * 32, NOTHING)
    assert sorted(os.listdir(tmp_path)) == ["words-1.cache", "words-new.cache"]


def test_no_cache_can_be_written(tmp_path: Path) -> None:
    module._write(tmp_path / "missing" / "words.cache", b"1" * 32, NOTHING)
    assert not (tmp_path / "missing").exists()


def test_processes_make_a_cache_or_read_it_and_then_leave_jieba_alone(tmp_path: Path) -> None:
    code = (
        "import sys; from tracker.targets.phrases.segment import tokens;"
        "print(len(tokens('新建改造学校')), 'jieba' in sys.modules)"
    )
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    runs = [subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True) for _ in range(2)]
    assert [run.stdout.split() for run in runs] == [["2", "True"], ["2", "False"]], runs
    assert [path.suffix for path in tmp_path.glob("tracker/*")] == [".cache"]
