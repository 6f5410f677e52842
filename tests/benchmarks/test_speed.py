"""Extraction held against jieba over the same text in the same run, and against itself over longer texts.

    pytest tests/benchmarks -o addopts= --benchmark-group-by=group

`docs/benchmarks.md` holds what was measured last; `python tests/benchmarks/write_page.py` measures and writes it anew.
"""

from __future__ import annotations

import tracemalloc

import pytest
from workload import (
    CORPUS,
    FIRST_RECORD,
    FIRST_VERDICT,
    JIEBA_START,
    SHAPES,
    cut_all,
    first_run,
    forget,
    read,
    read_all,
    run,
    seconds,
    texts,
    warm_up,
)

from tracker.read import read_text
from tracker.structure.head import read_head

# What must hold on any machine; docs/benchmarks.md says what was reached. The samples are denser in numbers.
TIMES_JIEBA = 2.2 if CORPUS.is_dir() else 1.1
GROWTH = 2.7  # of the cost, where the length doubles: the machine is shared


@pytest.fixture(scope="module")
def reports():
    warm_up()
    return texts()


@pytest.mark.benchmark(group="throughput")
def test_reads_reports(benchmark, reports):
    assert benchmark.pedantic(read_all, setup=lambda: (forget(), ((reports,), {}))[1], rounds=5) > 1000


@pytest.mark.benchmark(group="throughput")
def test_reference_jieba_lcut(benchmark, reports):
    assert benchmark.pedantic(cut_all, args=(reports,), rounds=5) > 1000


def test_reads_faster_than_jieba_cuts(reports):
    ours, theirs = seconds(lambda: read_all(reports)), seconds(lambda: cut_all(reports))
    assert theirs / ours > TIMES_JIEBA


@pytest.mark.benchmark(group="fresh process")
@pytest.mark.parametrize(
    "code", [FIRST_RECORD, FIRST_VERDICT, JIEBA_START], ids=["first record", "no segmentation", "reference jieba"]
)
def test_fresh_process(benchmark, code):
    benchmark.pedantic(run, args=(code,), rounds=5, warmup_rounds=1)


def test_first_record_comes_before_jieba_has_started():
    record, verdict, jieba = (min(run(code) for _ in range(4)) for code in (FIRST_RECORD, FIRST_VERDICT, JIEBA_START))
    assert verdict < record < 1.2 * jieba


def test_so_it_does_where_neither_has_a_cache_yet():
    assert first_run(FIRST_RECORD) < 1.2 * first_run(JIEBA_START)  # 0.95 on a busy machine


def test_memory_is_flat_in_the_number_of_reports(reports):
    tracemalloc.start()
    try:
        peaks = []
        for times in (1, 1, 4):
            tracemalloc.reset_peak()
            for text in times * reports[:8]:
                read(text)
            peaks.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()
    assert peaks[2] < peaks[1] + 1_000_000  # bytes; what is kept of one report takes a fourth of that


@pytest.mark.parametrize("shape", SHAPES)
def test_cost_is_linear_in_the_length(shape):
    warm_up()
    short, long = (SHAPES[shape](length) for length in (50_000, 100_000))
    growth = seconds(lambda: read(long)) / max(seconds(lambda: read(short)), 0.002)
    assert growth < GROWTH


@pytest.mark.parametrize("shape", ["one sentence", "numbers in one clause", "open brackets"])
def test_cost_of_a_character_is_bounded(shape):
    warm_up()
    assert seconds(lambda: read(SHAPES[shape](50_000)), rounds=2) < 50_000 * 40e-6


@pytest.mark.parametrize("piece", ["字", "短行\n", "各位代表：", "一、2023年工作回顾。", " ", "在", "2023年"])
def test_reading_the_head_is_linear_in_the_text(piece):
    short, long = (piece * (length // len(piece)) for length in (500_000, 1_000_000))
    assert seconds(lambda: read_head(long)) / max(seconds(lambda: read_head(short)), 0.005) < GROWTH


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_decoding_is_linear_in_the_bytes(encoding):
    line = "新增停车位1200个,财政收入增长6%左右,\0"
    short, long = ((line * times).encode(encoding) for times in (100_000, 200_000))
    growth = seconds(lambda: read_text(long, "long.txt")) / max(seconds(lambda: read_text(short, "short.txt")), 0.005)
    assert growth < GROWTH
