"""The result of a check in each of its forms: valid for the programs that read it, harmless whatever the text holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from junitparser import Failure, JUnitXml, Skipped
from sample_records import a_figure, a_target
from schema_check import DEFINITIONS, faults

from tracker.model import Progress, Record
from tracker.progress import progress
from tracker.progress.baseline import read_baseline, write_baseline
from tracker.progress.gate import Judgement, judge, read_terms
from tracker.progress.policy import default_policy
from tracker.views.gate import FINDING_FIELDS, check_fields, render_markdown_page, render_text
from tracker.views.github import escape_data, escape_property, render_github
from tracker.views.json import write_json
from tracker.views.junit import render_junit

END = date(2022, 12, 31)
SCHEMA = xmlschema.XMLSchema(str(Path(__file__).with_name("junit.xsd")))
Pairs = Sequence[tuple[Record, Progress]]


def a_pair(number: int, actual: str | None = "1", **fields: Any) -> tuple[Record, Progress]:
    """A target of 12 schools that fell short."""
    target = a_target("12", "所", "=", "increment", **({"id": number, "indicator": f"学校{number}"} | fields))
    return target, progress(target, [] if actual is None else [a_figure(actual, END)], today=END)


def check(pairs: Pairs, min_coverage: str | None = None, **options: Any) -> Judgement:
    """Fail on what was missed."""
    return judge(pairs, read_terms("missed", min_coverage), default_policy(), today=END, **options)


HOSTILE = "<b>&\"'\x00\x1b[31m\u202e\ufffe\ud800]]>::error::\r\n| %0A,"
NASTY = a_pair(6, indicator=HOSTILE, sentence=HOSTILE, section=HOSTILE, report=HOSTILE, district=HOSTILE)
MIXED = [a_pair(1), a_pair(2, "12"), a_pair(3, None), a_pair(4, commitment="力争"), a_pair(5, district="某市"), NASTY]


@pytest.mark.parametrize("pairs", [[], MIXED, [a_pair(1)] * 3], ids=["none", "mixed", "twins"])
def test_junit_is_valid_for_jenkins(pairs: Pairs) -> None:
    SCHEMA.validate(render_junit(check(pairs, "90%"), pairs))


def test_the_schema_refuses_what_jenkins_does() -> None:
    text = render_junit(check(MIXED), MIXED)
    for broken in (
        text.replace(' errors="0"', "", 2),
        text.replace("<skipped", "<omitted"),
        text.replace("name=", "n="),
    ):
        assert not SCHEMA.is_valid(broken)


def test_junit_opens_in_a_public_parser_with_the_same_counts() -> None:
    report = JUnitXml.fromstring(render_junit(check(MIXED, "90%"), MIXED).encode())
    assert (report.tests, report.failures, report.errors) == (7, 4, 0)
    cases = {case.name: case.result for suite in report for case in suite}
    assert len(cases) == 7
    assert [type(result) for result in cases["学校1 12所 (#1)"]] == [Failure]
    assert cases["学校1 12所 (#1)"][0].type == "missed"
    assert cases["学校2 12所 (#2)"] == []
    assert [type(result) for result in cases["学校3 12所 (#3)"]] == [Skipped]
    assert cases["学校4 12所 (#4)"] == []  # 力争: a warning
    assert "coverage 83.3% is below 90%" in cases["coverage"][0].message


def test_junit_does_not_fail_on_what_is_known() -> None:
    known = read_baseline(write_baseline(check([a_pair(1)]).findings), "known.json")
    found = check([a_pair(1)], baseline=known)
    text = render_junit(found, [a_pair(1)])
    assert JUnitXml.fromstring(text.encode()).failures == 0
    assert not found.failed


def test_github_shows_the_worst_ten_and_counts_the_rest() -> None:
    pairs = [a_pair(number, str(number % 12)) for number in range(1, 16)]
    lines = render_github(check([*pairs, *(a_pair(n, commitment="力争") for n in range(20, 31))])).splitlines()
    errors = [line for line in lines if line.startswith("::error")]
    warnings = [line for line in lines if line.startswith("::warning")]
    assert (len(errors), len(warnings)) == (10, 10)
    assert errors[-1] == "::error title=tracker check::+6 more"
    assert warnings[-1] == "::warning title=tracker check::+2 more"
    assert "学校12 12所" in errors[0]  # nothing done
    assert lines[:10] == errors


@pytest.mark.parametrize("count", [9, 10])
def test_github_counts_nothing_where_all_have_room(count: int) -> None:
    text = render_github(check([a_pair(number) for number in range(count)]))
    assert text.count("::error") == count
    assert "more" not in text


def test_github_leaves_room_for_the_coverage() -> None:
    pairs = [a_pair(number) for number in range(10)] + [a_pair(99, None)]
    text = render_github(check(pairs, "95%"))
    assert text.count("::error") == 10
    assert "+2 more" in text
    assert "::error title=tracker check::coverage 90.9%25 is below 95%25" in text


def test_github_escapes_what_it_would_take_for_its_own() -> None:
    assert escape_data("50%\r\n::x") == "50%25%0D%0A::x"
    assert escape_property("a:b,c%\n") == "a%3Ab%2Cc%25%0A"
    lines = render_github(check([NASTY])).split("\n")
    assert len(lines) == 3  # the annotation, the counts, the end
    assert all(line.startswith(("::error title=missed%3A ", "::notice ")) for line in lines[:2])
    assert "%250A" in lines[0]
    title = lines[0].removeprefix("::error title=").partition("::")[0]
    assert "," not in title
    assert ":" not in title


@pytest.mark.parametrize("render", [render_text, render_markdown_page, render_github])
def test_hostile_text_is_shown_harmlessly(render: Any) -> None:
    shown = render(check([NASTY]))
    assert not set(shown) & set("\x00\x1b\u202e\r")
    shown.encode()


def test_markdown_keeps_its_columns() -> None:
    page = render_markdown_page(check([NASTY, a_pair(1)]))
    assert page.startswith(
        "## tracker check: failed\n\n2 targets, 2 with a figure (100%): 2 errors, 0 warnings\n\n- 2 missed\n"
    )
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert {row.replace("\\|", "").count("|") for row in rows} == {8}
    assert render_markdown_page(check([a_pair(1, "12")])) == (
        "## tracker check: passed\n\n1 target, 1 with a figure (100%): 0 errors, 0 warnings\n"
    )


def test_json_fits_the_schema() -> None:
    known = read_baseline(write_baseline(check([a_pair(1), a_pair(2)]).findings), "known.json")
    for found in (check([]), check(MIXED, "90%"), check(MIXED, baseline=known)):
        printed = json.loads(write_json(check_fields(found)))
        assert faults(printed, DEFINITIONS["check"]) == []
    assert printed["fixed"][0]["indicator"] == "学校2"
    assert tuple(printed["findings"][0]) == FINDING_FIELDS == tuple(DEFINITIONS["finding"]["properties"])


def test_an_empty_set_says_so() -> None:
    assert render_text(check([])) == "无目标\n"
    assert json.loads(write_json(check_fields(check([]))))["coverage"] is None
