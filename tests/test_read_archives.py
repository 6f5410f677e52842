"""Zip archives of reports: what is found in them, under which names, and what is said of those that can't be read."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from hostile import REPORT, link_to, overlapping, packed, packed_raw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import UnreadableFile
from tracker.read import archives, find_files, read_bytes, read_source
from tracker.read.archives import list_members, split_member
from tracker.read.limits import DEFAULT_LIMITS, Limits
from tracker.read.zips import check_office

DATA = REPORT.encode()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def named(data: bytes, name: str = "reports.zip") -> str:
    Path(name).write_bytes(data)
    return name


def found_in(data: bytes) -> list[str]:
    return [path.removeprefix("reports.zip/") for path in find_files([named(data)])]


def test_an_archive_is_read_as_if_it_were_a_folder(here: Path) -> None:
    data = packed((name, DATA) for name in ("b.txt", "2022/槐荫.md", "2022/", "photo.jpg", "README.md"))
    files = list(find_files([named(data)]))
    assert files == ["reports.zip/2022/槐荫.md", "reports.zip/b.txt"]
    assert [read_source(file).text for file in files] == [REPORT, REPORT]


def test_an_archive_in_a_folder_is_found(here: Path) -> None:
    Path("all/2021").mkdir(parents=True)
    named(packed([("a.txt", DATA)]), "all/2021/R.ZIP")
    named(DATA, "all/2022.txt")
    assert list(find_files(["all"])) == ["all/2022.txt", "all/2021/R.ZIP/a.txt"]
    assert read_source("all/2021/R.ZIP/a.txt").text == REPORT


def test_a_folder_may_be_called_like_an_archive(here: Path) -> None:
    Path("old.zip").mkdir()
    named(DATA, "old.zip/a.txt")
    assert list(find_files(["old.zip"])) == ["old.zip/a.txt"]
    assert read_source("old.zip/a.txt").text == REPORT


HARMLESS = {
    "../../etc/a.txt": "etc/a.txt",
    "/etc/a.txt": "etc/a.txt",
    "C:\\Users\\a.txt": "Users/a.txt",
    "c:/../a.txt": "a.txt",
    "./a//b/./a.txt": "a/b/a.txt",
    "2022\\槐荫.txt": "2022/槐荫.txt",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_no_name_leads_out_of_the_archive(here: Path, name: str) -> None:
    data = packed_raw([name.encode()], flags=0x800)
    assert found_in(data) == [HARMLESS[name]]
    assert read_source(f"reports.zip/{HARMLESS[name]}").text == REPORT
    assert [path.name for path in here.iterdir()] == ["reports.zip"]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "big5"])
def test_names_are_read_in_the_encoding_of_the_system_that_wrote_them(here: Path, encoding: str) -> None:
    names = ["報告/中山.txt", "報告/大同.txt"] if encoding == "big5" else ["报告/历下区.txt", "报告/槐荫区.txt"]
    assert found_in(packed_raw(name.encode(encoding) for name in names)) == names


def test_western_names_stay_what_the_standard_says(here: Path) -> None:
    assert found_in(packed_raw(["résumé.txt".encode("cp437")])) == ["résumé.txt"]


def test_a_name_in_the_unicode_field_goes_before(here: Path) -> None:
    raw = b"???.txt"
    field = struct.pack("<BI", 1, zlib.crc32(raw)) + "槐荫区.txt".encode()
    stale = struct.pack("<HHBI", 0x7075, 10, 1, 0) + b"a.txt"
    extra = stale + struct.pack("<HH", 0x7075, len(field)) + field
    assert found_in(packed_raw([raw], extra=extra)) == ["槐荫区.txt"]
    assert found_in(packed_raw([raw], extra=stale + b"\x75")) == ["???.txt"]


def test_both_of_two_members_with_one_name_are_read(here: Path) -> None:
    data = packed([("a/r.txt", b"5700"), ("a/r.txt", b"6200"), ("../a/r.txt", b"8000")])
    files = list(find_files([named(data)]))
    assert files == ["reports.zip/a/r (2).txt", "reports.zip/a/r (3).txt", "reports.zip/a/r.txt"]
    assert [read_source(file).text for file in files] == ["6200", "8000", "5700"]


def test_links_and_what_systems_leave_behind_are_passed_over(here: Path) -> None:
    hidden = [(name, DATA) for name in ("__MACOSX/._a.txt", "._a.txt", ".DS_Store", ".git/a.txt", "~$a.txt")]
    assert found_in(packed([*hidden, link_to("/etc/passwd", "b.txt"), ("..", DATA), ("a.txt", DATA)])) == ["a.txt"]


def test_a_changed_archive_is_read_anew(here: Path) -> None:
    assert found_in(packed([("a.txt", DATA)])) == ["a.txt"]
    assert found_in(packed([("a.txt", DATA), ("b.txt", b"5700")])) == ["a.txt", "b.txt"]


def test_a_forked_process_opens_the_archive_for_itself(here: Path) -> None:
    """Two processes that share one open file move each other's place in it."""
    named(packed([("a.txt", DATA)]))
    mine = archives._open("reports.zip", DEFAULT_LIMITS)[0]
    if not (child := os.fork()):
        os._exit(archives._open("reports.zip", DEFAULT_LIMITS)[0] is mine)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert archives._open("reports.zip", DEFAULT_LIMITS)[0] is mine


def test_zip64_is_read(here: Path) -> None:
    with ZipFile("reports.zip", "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(DATA)
    assert read_source("reports.zip/a.txt").text == REPORT


def test_a_thousand_members_are_found(here: Path) -> None:
    assert len(found_in(packed((f"{number:05}.txt", b"5") for number in range(1_000)))) == 1_000


# what an archive is and what is said when it is read, or the one file in it
REFUSED = {
    "no zip": (
        b"PK\x03\x04 and no more",
        "reports.zip is damaged (File is not a zip file): get it again, or pack it anew",
    ),
    "cut": (packed([("a.txt", DATA)])[:-30], "reports.zip is damaged (File is not a zip file)"),
    "no reports": (packed([("a.jpg", DATA)]), "no reports in reports.zip: expected files ending in .txt, "),
    "overlapping": (overlapping(), "reports.zip is a zip bomb: its members lie over each other; it is not read"),
    "encrypted": (
        packed_raw([b"a.txt"], flags=1),
        "reports.zip/a.txt is encrypted: unpack the archive with its password",
    ),
    "odd method": (packed_raw([b"a.txt"], method=9), "reports.zip/a.txt is packed by method 9, which is rare: pack it"),
    "bomb": (packed([("a.txt", bytes(11_000_000))]), "reports.zip/a.txt would unpack to 11 MB, "),
    "large": (
        packed([("a.txt", bytes(201_000_000))]),
        "reports.zip/a.txt is larger than 200 MB: if it is a report never",
    ),
    "nested": (
        packed([("a.zip", packed([("b.txt", DATA)]))]),
        "reports.zip/a.zip is an archive within an archive: unpack",
    ),
    "wrong sum": (packed_raw([b"a.txt"]).replace(b"1200", b"9900", 1), "reports.zip/a.txt is damaged (Bad CRC-32 for"),
    "no local part": (
        packed_raw([b"a.txt"]).replace(b"PK\x03\x04", b"PK\x03\x05", 1),
        "reports.zip/a.txt is damaged (Bad",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_says_so_in_its_place(here: Path, kind: str) -> None:
    data, message = REFUSED[kind]
    (found,) = find_files([named(data)])
    with pytest.raises(UnreadableFile) as caught:
        read_source(found)
    assert str(caught.value).startswith(message)


def test_other_archives_are_told_to_be_unpacked(here: Path) -> None:
    Path("all").mkdir()
    named(b"7z\xbc\xaf\x27\x1c" + bytes(30), "all/a.7z")
    named(b"Rar!\x1a\x07\x01\x00", "all/b.rar")
    named(bytes(257) + b"ustar" + bytes(250), "all/c.tar")
    named(b"\x1f\x8b\x08", "all/d.tar.gz")
    for file, kind in zip(find_files(["all"]), ("7z", "RAR", "tar", "gzip"), strict=True):
        with pytest.raises(
            UnreadableFile, match=f"is an? {kind} archive, not plain text: unpack it and give the folder"
        ):
            read_source(file)


def test_an_archive_named_as_a_report_says_what_to_name(here: Path) -> None:
    named(packed([("a.txt", DATA)]))
    with pytest.raises(
        UnreadableFile, match=r"reports.zip is an archive of reports: name one file in it, as reports.zip/a.txt"
    ):
        read_source("reports.zip")
    with pytest.raises(UnreadableFile, match=r"no such file in the archive: reports.zip/none.txt"):
        read_source("reports.zip/none.txt")
    with pytest.raises(UnreadableFile, match=r"no such file: none.zip/a.txt"):
        read_source("none.zip/a.txt")


def test_too_many_members_are_refused_before_they_are_listed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = Limits(members=10)
    named(packed((f"{number:02}.txt", b"5") for number in range(11)))
    with pytest.raises(UnreadableFile, match=r"reports.zip has more than 10 members: unpack it and give the folder"):
        list_members("reports.zip", few)
    named(packed((f"{number:0200}.txt", b"5") for number in range(20)))
    monkeypatch.setattr(zipfile, "ZipInfo", None)  # listing would fail
    with pytest.raises(UnreadableFile, match=r"reports.zip has more than 10 members"):
        list_members("reports.zip", few)


def test_a_list_of_members_is_measured_in_zip64_too(here: Path) -> None:
    once = packed_raw([b"a.txt"])
    end = once.index(b"PK\x05\x06")
    record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, 1, 1, 10**12, 0)
    locator = struct.pack("<IIQI", 0x07064B50, 0, end, 1)
    marks = struct.pack("<IHHHHIIH", 0x06054B50, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    named(once[:end] + record + locator + marks)
    with pytest.raises(UnreadableFile, match=r"reports.zip has more than 100000 members"):
        list_members("reports.zip")


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("a.zip/b.txt", ("a.zip", "b.txt")),
        ("a.zip\\2022\\b.txt", ("a.zip", "2022/b.txt")),
        ("a.zip/b.zip/c.txt", ("a.zip", "b.zip/c.txt")),
        ("a.zip", None),
        ("b.zip/c.txt", None),
        ("a.zipped/c.txt", None),
    ],
)
def test_a_path_is_parted_where_a_file_is_an_archive(here: Path, path: str, parts: tuple[str, str] | None) -> None:
    named(b"", "a.zip")
    assert split_member(path) == parts


def test_an_info_of_a_folder_is_no_report(here: Path) -> None:
    folder = ZipInfo("2022.txt/")
    assert found_in(packed([(folder, b""), ("a.txt", DATA)])) == ["a.txt"]


WHOLE = packed([("2022/槐荫.txt", DATA), ("b.txt", DATA), link_to("b.txt", "c.txt")])


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8), st.integers(0, len(WHOLE)))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_archive_is_read_or_refused(here: Path, changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    for path in find_files([named(bytes(data[: end or None]))]):
        with suppress(UnreadableFile):
            read_bytes(path)


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8), st.integers(0, len(WHOLE)))
@settings(max_examples=200)
def test_a_damaged_office_file_is_safe_or_refused(changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    with suppress(UnreadableFile):
        check_office(bytes(data[: end or None]), "r.docx", DEFAULT_LIMITS)
