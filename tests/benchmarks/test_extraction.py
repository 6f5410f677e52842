"""Extraction measured against jieba over the same text, in the same run.

    pytest tests/benchmarks -o addopts= --benchmark-group-by=group

Reads the real reports beside the checkout where they are, else the sample reports, ten times over. `docs/benchmarks.md`
holds the results that were measured last.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tracker.model import Place
from tracker.pipeline import extract

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
NATION = Place("100000", "全国", "全国")
FIRST_RECORD = "import tracker; assert tracker.extract('今年改造老旧小区农贸市场7处。', district='全国', year=2022)"
START_JIEBA = "import jieba; jieba.setLogLevel(60); jieba.initialize()"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Real reports, or the samples ten times."""
    found = sorted(CORPUS.glob("*.txt")) or 10 * sorted((ROOT / "data" / "reports").glob("*.txt"))
    return [path.read_text(encoding="utf-8") for path in found]


def _read_all(texts: list[str]) -> int:
    return sum(len(extract(text, place=NATION, year=2022).records) for text in texts)


@pytest.mark.benchmark(group="throughput")
def test_reading_reports(benchmark, texts: list[str]) -> None:
    _read_all(texts[:1])
    assert benchmark.pedantic(_read_all, args=(texts,), rounds=5, iterations=1, warmup_rounds=1) > 100


@pytest.mark.benchmark(group="throughput")
def test_reference_jieba_lcut(benchmark, texts: list[str]) -> None:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    benchmark.pedantic(lambda: [jieba.lcut(text) for text in texts], rounds=5, iterations=1, warmup_rounds=1)


@pytest.mark.benchmark(group="first record")
@pytest.mark.parametrize("code", [FIRST_RECORD, START_JIEBA], ids=["tracker", "reference jieba.initialize"])
def test_first_record_of_a_fresh_process(benchmark, code: str) -> None:
    run = [sys.executable, "-c", code]
    benchmark.pedantic(lambda: subprocess.run(run, check=True), rounds=5, iterations=1, warmup_rounds=1)


@pytest.mark.benchmark(group="one long line")
@pytest.mark.parametrize("times", [1, 2, 4, 8])
def test_cost_grows_with_length(benchmark, times: int) -> None:
    text = "新增公共停车位1200个，改造老旧小区18个，" * (2_000 * times)
    assert benchmark.pedantic(_read_all, args=([text],), rounds=2, iterations=1) == 4_000 * times
