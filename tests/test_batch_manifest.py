"""Tables that list reports: what their rows say of each, and which paths they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.batch import Job, read_manifest
from tracker.lexicon import entries
from tracker.pipeline import Given


def jobs_of(folder: Path, table: str, given: Given | None = None) -> list[Job]:
    (folder / "list.csv").write_text(table, encoding="utf-8")
    return read_manifest(str(folder / "list.csv"), given or Given())


NAMES = [(entry.means, word) for entry in entries("manifest") for word in entry.words]
CELLS = {"path": "a.txt", "district": "槐荫", "year": "2022", "url": "https://example.org", "title": "报告"}
MEANT = {"path": Given(), "district": Given(district="槐荫"), "year": Given(year=2022), "title": Given(title="报告")}
MEANT["url"] = Given(source_url="https://example.org")


@pytest.mark.parametrize(("means", "word"), NAMES)
def test_columns_go_by_their_usual_names(means: str, word: str, tmp_path: Path) -> None:
    header, cells = ("", "") if means == "path" else ("文件,", "a.txt,")
    (job,) = jobs_of(tmp_path, f"{header} {word.upper()} \n{cells}{CELLS[means]}\n")
    assert (job.path, job.given, job.fault) == (str(tmp_path / "a.txt"), MEANT[means], None)


def test_a_row_says_more_than_an_option_and_an_empty_cell_nothing(tmp_path: Path) -> None:
    given = Given("天桥", 2021, "报告", "https://example.org/all")
    first, second = jobs_of(tmp_path, "path,district,year\na.txt,槐荫,2022\nb.txt,,\n", given)
    assert first.given == Given("槐荫", 2022, "报告", "https://example.org/all")
    assert second.given == given


def test_paths_count_from_the_folder_of_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "list.csv").write_text(f"path\na.txt\n../b.txt\n{tmp_path / 'c.txt'}\n")
    found = read_manifest("lists/list.csv", Given())
    assert [job.path for job in found] == ["lists/a.txt", "lists/../b.txt", str(tmp_path / "c.txt")]
    assert [job.where for job in found] == [f"lists/list.csv, line {line}" for line in (2, 3, 4)]


@pytest.mark.parametrize("year", ["2022", "2022年", "2022年度", "2022.0"])
def test_years_as_programs_and_people_write_them(year: str, tmp_path: Path) -> None:
    assert jobs_of(tmp_path, f"path,year\na.txt,{year}\n")[0].given.year == 2022


@pytest.mark.parametrize("year", ["22", "1948", "2200", "二〇二二", "2022.5", "12022"])
def test_what_is_no_year_is_told(year: str, tmp_path: Path) -> None:
    assert jobs_of(tmp_path, f"path,year\na.txt,{year}\n")[0].fault == f"{year!r} is no year from 1949 to 2199"


@pytest.mark.parametrize("path", ["", "-"])
def test_a_row_needs_a_file(path: str, tmp_path: Path) -> None:
    assert jobs_of(tmp_path, f"path,year\n{path},2022\n")[0].fault == "no path of a file"


def test_a_file_is_listed_once(tmp_path: Path) -> None:
    found = jobs_of(tmp_path, f"path\na.txt\nb/../a.txt\n{tmp_path}/a.txt\nb.txt\n")
    assert [job.fault and job.fault.rpartition(" stands ")[2] for job in found] == [
        None, "in line 2 already", "in line 2 already", None,
    ]  # fmt: skip
