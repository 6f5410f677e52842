"""The commands that write, as processes and in a row: done and undone is as before, and nothing is lost."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_cases import invoke, prepare

from tracker.read.workbooks import make_workbook

BEFORE = (
    "ingest huaiyin.txt tianqiao.txt",
    "update 3 --actual 5000 --as-of 2022-06-30",
    "edit 5 --tag 民生 --due 2023",
)
WRITING = (
    "ingest corrected.txt",
    "ingest zone.txt --district 槐荫 --year 2023",
    "update 3 --actual 5600 --as-of 2022-11-30 --period",
    "update 3 --actual 5001 --as-of 2022-06-30 --corrects 1",
    "update --from figures.csv",
    "edit 3 --indicator 上云企业数 --value 5.8千家 --baseline 5000 --measure increment",
    "edit 3 --responsible 区大数据局 --tag 数字 --direction down --section 工业 --period-start 2021-07-01",
    "edit 5 --untag 民生 --commitment 确保",
    "edit 6 --value-max 8",
    "revise 3 --value 5500 --reason 年中调整",
    "confirm 3 4",
    "reject 4 --reason 不是目标",
    "withdraw 7 --reason 取消",
    "merge 8 3",
    "add --district 槐荫 --year 2022 --indicator 口袋公园 --value 8个",
    "districts add 甲街道 --within 槐荫",
    "undo",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch)
    Path("zone.txt").write_text("二、2023年工作安排\n新建学校6所。\n", encoding="utf-8")


def export(*options: str) -> str:
    found = invoke(" ".join(("export", *options)))
    assert found.exit == 0, found.stderr
    return found.stdout


@pytest.mark.parametrize("command", WRITING)
def test_done_and_undone_is_as_before(command: str) -> None:
    for earlier in BEFORE:
        assert invoke(earlier).exit == 0
    before = export()
    assert invoke(command).exit == 0
    assert export() != before
    last = json.loads(invoke("history --format jsonl").stdout.splitlines()[-1])
    assert (last["by"], last["command"].split()[:2]) == ("li", ["tracker", command.split()[0]])
    taken_back = f"undo --entry {last['id']}" if command == "undo" else "undo"
    assert invoke(taken_back).exit == 0
    assert export() == before


def test_every_command_that_writes_is_among_them() -> None:
    from tracker.cli.app import app

    named = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    reading = {"extract", "list", "show", "explain", "history", "template", "export", "backup", "summary", "check"}
    reading |= {"doctor"}  # but with --fix, which changes no row
    tested_elsewhere = {"match", "import"}  # import fills a new database, below
    assert named - reading - tested_elsewhere <= {command.split()[0] for command in WRITING}


def test_all_commands_in_a_row_survive_export_and_import() -> None:
    for command in (*BEFORE, *WRITING[:-1]):
        assert invoke(command).exit == 0, command
    assert invoke("undo 2").exit == 0
    for options in ("", "--history"):
        Path("all.jsonl").write_text(export(options), encoding="utf-8")
        assert invoke("import all.jsonl --db copy.db").exit == 0
        assert export("--db copy.db", options) == export(options)
        for reading in ("list --format json", "list --role claim --format json", "show 3 --format json"):
            assert invoke(f"{reading} --db copy.db") == invoke(reading)
        if not options:
            assert invoke("undo --db copy.db").exit == 0
            assert export("--db copy.db").count("\n") == 1
        Path("copy.db").unlink()


def test_a_backup_is_the_whole_database() -> None:
    for command in BEFORE:
        invoke(command)
    assert invoke("backup copy.db").stdout == "copy.db\n"
    assert Path("copy.db").stat().st_mode & 0o777 == 0o600
    assert export("--history --db copy.db") == export("--history")


def test_a_faulty_import_leaves_nothing() -> None:
    invoke(BEFORE[0])
    lines = export().splitlines()
    second = next(number for number, line in enumerate(lines) if '"records"' in line) + 1  # the second record
    twice = f"line {second + 1}: a row of records with the same id stands before it"
    for faulty, message in (
        ([*lines[:5], "{}", *lines[5:]], "line 6: no table is called None"),
        ([*lines, '{"table": "marks", "record_id": 99, "state": "rejected", "said_at": "x"}'], "refers to a row"),
        ([*lines, lines[-1]], "stands before it"),
        ([line.replace('"value": "5700"', '"value": "many"') for line in lines], "can't be read"),
        ([lines[0].replace('"schema": ', '"schema": 9'), *lines[1:]], "written by a newer tracker"),
        ([lines[0], '{"table": "reports", "mood": 1}'], "reports has no column 'mood'"),
        ([lines[0], '{"table": "reports", "id": 1.5}'], "a value is neither text nor a whole number"),
        ([lines[0], '{"table": "reports"}'], "a row of reports that holds nothing"),
        ([*lines[:second], lines[second - 1], *lines[second:]], twice),
        ([*lines[:second], lines[second - 1], *lines[second:], "{}"], twice),
        ([*lines[:second], lines[second - 1], "not JSON"], twice),
    ):
        Path("faulty.jsonl").write_text("\n".join(faulty), encoding="utf-8")
        found = invoke("import faulty.jsonl --db new.db")
        assert (found.exit, found.stderr.count("\n")) == (3, 1), found.stderr
        assert message in found.stderr
        assert export("--db new.db").count("\n") == 1


def test_a_template_comes_back_filled_in() -> None:
    for command in BEFORE:
        invoke(command)
    for name in ("table.csv", "table.tsv", "table.jsonl"):
        assert invoke(f"template --district 槐荫 --year 2022 -o {name}").exit == 0
        text = Path(name).read_text(encoding="utf-8-sig")
        assert invoke(f"update --from {name}").stderr.endswith("holds no figure: fill in the column 实际值 (actual)\n")
        if name.endswith("jsonl"):
            text = text.replace('"实际值": null', '"实际值": "210亿元"')
        else:
            mark = "," if name.endswith("csv") else "\t"
            text = "\n".join(line.replace(mark * 6, mark + mark + "210亿元" + mark * 4) for line in text.split("\n"))
        Path(name).write_text(
            "\n".join(line for line in text.split("\n") if "基金" in line or "编号," in line or "编号\t" in line),
            encoding="utf-8",
        )
        assert "210亿元" in invoke(f"update --from {name} --as-of 2022-11").stdout, name


def test_a_workbook_comes_back_filled_in() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    invoke(BEFORE[0])
    assert invoke("template --district 槐荫 -o table.xlsx").exit == 0
    book = openpyxl.load_workbook("table.xlsx")
    cells = {cell.value: cell.column for cell in book.active[1]}
    book.active.cell(2, cells["实际值"], 5600)
    book.active.cell(2, cells["截至日期"], "2022年11月底")
    book.save("table.xlsx")
    assert "5600家" in invoke("update --from table.xlsx").stdout


def test_all_rows_are_recorded_or_none() -> None:
    invoke(BEFORE[0])
    before = export("--history")
    for dry in ("", " --dry-run"):
        found = invoke(f"update --from faulty.csv{dry}")
        assert found.exit == 3
        assert [line.split(":")[1] for line in found.stderr.splitlines()] == [
            " faulty.csv, line 2", " faulty.csv, line 3", " faulty.csv, line 4", " faulty.csv",
        ]  # fmt: skip
    assert invoke("update --from figures.csv --dry-run").exit == 0
    assert export("--history") == before


def test_rows_choose_their_targets_as_the_command_does() -> None:
    invoke(BEFORE[0])
    rows = [["地区", "指标", "实际值"], ["天桥", "上云企业", "3100家"], ["槐荫区", "上云", 5600], [None, "学校", 5]]
    Path("table.xlsx").write_bytes(make_workbook(rows, "table.xlsx"))
    assert "line 4: no target matches" in invoke("update --from table.xlsx --as-of 2022-11").stderr
    Path("table.csv").write_text("指标,实际值\n上云企业,5600\n", encoding="utf-8")
    assert "line 2: 2 targets match" in invoke("update --from table.csv --as-of 2022-11").stderr
    found = invoke("update --from table.csv --as-of 2022-11 --district 槐荫 --source 年报 --period")
    assert found.exit == 0
    (figure,) = json.loads(invoke("show 3 --format json").stdout)["actuals"]
    assert (figure["value"], figure["as_of"], figure["source"]) == (5600, "2022-11-30", "年报")


def test_the_same_date_twice_is_a_fault() -> None:
    invoke(BEFORE[0])
    Path("table.csv").write_text("编号,实际值,截至日期\n3,1,2022-06\n3,2,2022-06-30\n", encoding="utf-8")
    assert "line 3: line 2 gives a figure of 3 as of 2022-06-30 already" in invoke("update --from table.csv").stderr


def test_cells_of_a_table_are_no_formulas_and_excel_reads_it() -> None:
    invoke(BEFORE[0])
    assert invoke("edit 3 --indicator =HYPERLINK(1) --commitment @x").exit == 0
    assert invoke("edit 4 --responsible +86531").exit == 0
    for command in ("export -o table.csv", "template -o template.csv"):
        assert invoke(command).exit == 0
    assert Path("table.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    exported = list(csv.DictReader(Path("table.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert (exported[0]["indicator"], exported[0]["commitment"]) == ("'=HYPERLINK(1)", "'@x")
    filled = list(csv.DictReader(Path("template.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert (filled[0]["指标"], filled[1]["责任单位"]) == ("'=HYPERLINK(1)", "'+86531")


def test_a_person_s_word_outlives_corrections_and_newer_extractors() -> None:
    invoke("ingest huaiyin.txt")
    for command in ("edit 3 --indicator 上云 --value 5000", "reject 5 --reason 不是", "confirm 4", "edit 7 --due 2025"):
        assert invoke(command).exit == 0
    for report in ("corrected.txt", "huaiyin.txt"):
        assert invoke(f"ingest {report}").exit == 0
    listed = {row["id"]: row for row in json.loads(invoke("list --format json").stdout)}
    assert sorted(listed) == [3, 4, 6, 7]
    assert (listed[3]["indicator"], listed[3]["value"], listed[7]["due"]) == ("上云", 5000, "2025-12-31")


def test_edits_are_selected_by() -> None:
    invoke("ingest huaiyin.txt")
    invoke("edit 3 --indicator 数字化企业 --due 2030 --measure increment")
    for selector, ids in (
        ("--indicator 数字化", [3]), ("--indicator 上云", []), ("--due-before 2026", [4, 5, 6]),
        ("--measure increment", [3, 4, 5]), ("--measure level", [7]),
    ):  # fmt: skip
        assert [row["id"] for row in json.loads(invoke(f"list {selector} --format json").stdout)] == ids, selector


EACH = 6
LOOP = """
import sys
from tracker.cli import run

who = sys.argv[1]
print("ready", flush=True)
sys.stdin.readline()
for number in range({each}):
    for command in (["update", "3", "--actual", str(number + 1), "--as-of", "2022-06-30"],
                    ["edit", "3", "--tag", f"{{who}}{{number}}"]):
        assert run(command) == 0
"""


def test_two_processes_that_write_at_once_lose_nothing() -> None:
    invoke("ingest huaiyin.txt")
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", LOOP.format(each=EACH), who],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for who in ("甲", "乙")
    ]  # fmt: skip
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in processes] == [("", 0)] * 2
    rows = [json.loads(line) for line in export().splitlines()]
    assert sum(row["table"] == "actuals" for row in rows) == 2 * EACH
    *_, tags = [json.loads(row["value"]) for row in rows if row["table"] == "edits"]
    assert sorted(tags) == sorted(f"{who}{number}" for who in "甲乙" for number in range(EACH))


@pytest.mark.parametrize(
    "command",
    ["edit 3 --due 2026", "revise 3 --value 5800家 --reason 调整", "reject 3 --reason 不是", "history", "export",
     "template", "update --from figures.csv", "update 3 --actual 5600家 --dry-run", "undo"],
)  # fmt: skip
def test_recording_loads_no_dictionary(command: str) -> None:
    invoke("ingest huaiyin.txt")
    code = (
        f"import sys; from tracker.cli import run; assert run({command.split()!r}) == 0; "
        "heavy = ('jieba', 'rjieba', 'cn2an', 'openpyxl');"
        "sys.exit(', '.join(name for name in heavy if name in sys.modules) or 0)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
