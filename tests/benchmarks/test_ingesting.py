"""Ingesting held against jieba over the same files, and against itself over more of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive import write_archive
from ingesting import ingest, reference, writer

REPORTS = 60
OF_REFERENCE = 0.7  # of its speed; on a busy machine one process reaches 0.97, two reach 0.86
GROWTH = 1.8  # of the cost of one more report, where two hundred times as many are stored


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write_archive(folder, REPORTS)
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ingesting_is_held_against_segmenting(archive: Path, tmp_path: Path, jobs: str) -> None:
    ours, theirs = ingest(archive, tmp_path / "new.db", "--jobs", jobs), reference(archive)
    assert theirs.processor / ours.processor > OF_REFERENCE


def test_what_is_known_costs_little(archive: Path, tmp_path: Path) -> None:
    first, again = (ingest(archive, tmp_path / "new.db", "--jobs", "1") for _ in range(2))
    assert again.processor < first.processor / 2  # most of it is the start of a process


def test_memory_does_not_grow_with_the_number_of_reports(archive: Path, tmp_path: Path) -> None:
    write_archive(tmp_path / "few", REPORTS // 4)
    few, many = ingest(tmp_path / "few", tmp_path / "few.db"), ingest(archive, tmp_path / "many.db")
    assert many.megabytes < 1.15 * few.megabytes


def test_one_more_report_costs_the_same_whatever_is_stored(tmp_path: Path) -> None:
    (_, few), (_, many) = writer(tmp_path, (1, 200))
    assert many < GROWTH * few
