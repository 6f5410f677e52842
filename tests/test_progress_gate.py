"""What a check finds and why it fails; policies and baselines as people write them and as they are read back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sample_records import a_figure, a_target

from tracker.errors import DataError, UsageError
from tracker.model import Progress, Record, Target
from tracker.progress import progress
from tracker.progress.baseline import describe_key, read_baseline, write_baseline
from tracker.progress.gate import Judgement, judge, key_of, problems_of, read_terms
from tracker.progress.policy import Policy, default_policy, read_policy

END = date(2022, 12, 31)
JUNE = date(2022, 6, 30)
TODAY = date(2022, 12, 10)
LATER = date(2023, 2, 1)
ALL = "missed,overdue,behind,no-data,unreported,stale:90d"


def a_pair(actual: str | None, as_of: date = END, today: date = TODAY, **fields: Any) -> tuple[Target, Progress]:
    """新建学校12所, with a figure or without."""
    target = a_target("12", "所", "=", "increment", **({"id": 1, "indicator": "新建学校"} | fields))
    figures = [] if actual is None else [a_figure(actual, as_of)]
    return target, progress(target, figures, today=today)


def check(*pairs: tuple[Record, Progress], fail_on: str = "missed", today: date = TODAY, **options: Any) -> Judgement:
    """The judgement by the usual policy."""
    terms = read_terms(fail_on, options.pop("min_coverage", None))
    return judge(pairs, terms, options.pop("policy", default_policy()), today=today, **options)


@pytest.mark.parametrize(
    ("actual", "as_of", "today", "problems"),
    [
        ("12", END, TODAY, []),
        ("11", END, LATER, ["missed"]),
        ("6", JUNE, TODAY, ["stale"]),
        ("5", JUNE, TODAY, ["behind", "stale"]),
        ("5", JUNE, LATER, ["overdue", "behind", "stale"]),
        ("5", date(2022, 11, 30), TODAY, ["behind"]),
        (None, END, TODAY, ["no-data"]),
        (None, END, LATER, ["overdue", "no-data"]),
    ],
)
def test_problems_of_a_target(actual: str | None, as_of: date, today: date, problems: list[str]) -> None:
    """Gravest first; a figure of June is stale in December."""
    assert list(problems_of(*a_pair(actual, as_of, today), today, 90)) == problems
    assert {f.problem for f in check(a_pair(actual, as_of, today), fail_on=ALL, today=today).findings} == set(problems)


def test_what_is_silent_is_neither_overdue_nor_without_data() -> None:
    """One problem has one name."""
    target, _ = a_pair(None)
    silent = progress(target, [], today=LATER, unreported=True)
    assert list(problems_of(target, silent, LATER, 90)) == ["unreported"]


def test_only_what_is_asked_for_fails() -> None:
    """The reasons count each problem."""
    pair = a_pair("5", JUNE, LATER)
    assert not check(pair, fail_on="missed", today=LATER).failed
    assert check(pair, fail_on="overdue,behind", today=LATER).reasons == ("1 overdue", "1 behind")


@pytest.mark.parametrize(
    ("commitment", "severity"), [("确保", "error"), ("力争", "warning"), ("争取", "warning"), (None, "error")]
)
def test_the_usual_policy_weighs_words_of_will(commitment: str | None, severity: str) -> None:
    """Missing what was sure is an error, missing what was striven for a warning."""
    found = check(a_pair("11", commitment=commitment))
    assert [finding.severity for finding in found.findings] == [severity]
    assert found.failed == (severity == "error")


def test_the_first_rule_that_holds_decides() -> None:
    """By commitment, measure, section, district and problem; what no rule speaks of is an error."""
    policy = read_policy(
        """
        [[rule]]
        section = ["教育"]
        severity = "ignore"
        [[rule]]
        commitment = ["", "计划"]
        measure = ["increment"]
        district = ["3701", "天桥"]
        problems = ["missed"]
        severity = "warning"
        """,
        "policy.toml",
    )
    assert policy.severity(a_pair("1", section="三、教育")[0], "missed") == "ignore"
    assert policy.severity(a_pair("1")[0], "missed") == "warning"
    assert (
        policy.severity(a_pair("1", commitment="计划", district="某市天桥区", district_code=None)[0], "missed")
        == "warning"
    )
    assert policy.severity(a_pair("1", commitment="确保")[0], "missed") == "error"
    assert policy.severity(a_pair("1", district="青岛市", district_code="370200")[0], "missed") == "error"
    assert policy.severity(a_pair("1")[0], "behind") == "error"
    assert policy.severity(a_target("5"), "missed") == "error"
    assert check(a_pair("1", section="三、教育"), policy=policy).findings == ()


def test_a_policy_sets_the_tolerance() -> None:
    """As a number or a percentage."""
    assert read_policy('[tolerance]\nshare = "10%"\npoints = 0.5', "p").tolerance.share * 10 == 1
    assert str(read_policy("[tolerance]\npoints = 0.5", "p").tolerance.points) == "0.5"
    assert read_policy("", "p") == Policy((), default_policy().tolerance)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rule = 5", "p.toml: rules are written as [[rule]]"),
        ("[[rules]]", "p.toml: 'rules' means nothing here; there are tolerance, rule"),
        ("[[rule]]\nsection = ['a']", "p.toml: rule 1: severity is None; it must be one of error, warning, ignore"),
        ("[[rule]]\nseverity = 'error'\nproblems = ['late']", "p.toml: rule 1: problems has 'late'; there are missed"),
        ("[[rule]]\nseverity = 'error'\nmeasure = ['rate']", "p.toml: rule 1: measure has 'rate'; there are level"),
        ("[[rule]]\nseverity = 'error'\nsection = []", "p.toml: rule 1: section must be words in a list"),
        ("[[rule]]\nseverity = 'error'\nsection = [5]", "p.toml: rule 1: section must be words in a list"),
        ("[[rule]]\nseverity = 'error'\ntown = 'a'", "p.toml: rule 1: 'town' means nothing here"),
        ("tolerance = 5", "p.toml: tolerance is written as [tolerance]"),
        ("[tolerance]\nshare = 'some'", "p.toml: tolerance: share is 'some'; write a number"),
        ("[tolerance]\nshare = -1", "p.toml: tolerance: share is -1; write a number"),
        ("not toml", "p.toml: no TOML: "),
    ],
)
def test_a_wrong_policy_is_told_where(text: str, message: str) -> None:
    """The file, the rule, and what would be right."""
    with pytest.raises(DataError) as caught:
        read_policy(text, "p.toml")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("text", ["late", "missed;behind", "missed:90d", "stale", "stale:d", "stale:0d", "stale:-1"])
def test_wrong_problems_are_refused(text: str) -> None:
    """With the names that there are."""
    with pytest.raises(UsageError, match="--fail-on"):
        read_terms(text, None)


def test_problems_and_shares_as_people_write_them() -> None:
    """Blanks, underscores, full-width signs."""
    terms = read_terms(" missed , no_data, stale:30", "80％")
    assert (terms.problems, terms.stale_after) == ({"missed", "no-data", "stale"}, 30)
    assert terms.coverage == read_terms("", "0.8").coverage
    for text in ("80", "-1%", "101%", "nan", "most"):
        with pytest.raises(UsageError, match="--min-coverage"):
            read_terms("", text)


def test_coverage_fails_alone_and_passes_where_nothing_is() -> None:
    """Half of two targets have a figure; no target has no coverage, which is not 0 %."""
    pairs = a_pair("12"), a_pair(None, id=2)
    assert not check(*pairs, min_coverage="50%").failed
    assert check(*pairs, min_coverage="51%").reasons == ("coverage 50% is below 51% (1 of 2 targets have a figure)",)
    assert not check(min_coverage="100%").failed


def test_the_worst_comes_first() -> None:
    """Errors before warnings, the gravest problem, the least achieved; what is known comes last."""
    pairs = [
        a_pair("11", id=1),
        a_pair("3", id=2, indicator="甲"),
        a_pair("2", id=3, commitment="力争"),
        a_pair("1", id=4, indicator="乙"),
        a_pair("1", JUNE, id=5),
    ]
    known = read_baseline(write_baseline(check(pairs[3]).findings), "known.json")
    found = check(*pairs, fail_on="missed,behind", baseline=known)
    assert [finding.target.id for finding in found.findings] == [2, 1, 5, 3, 4]


def test_only_what_is_new_fails_and_what_is_gone_is_told() -> None:
    """A target that was behind and is now missed is new; entries of targets that were not checked are left alone."""
    school, hall = a_pair("5", JUNE), a_pair("1", id=2, indicator="礼堂")
    before = check(school, hall, fail_on="missed,behind")
    known = read_baseline(write_baseline(before.findings), "known.json")
    assert not check(school, hall, fail_on="missed,behind", baseline=known).failed
    assert check(a_pair("5", JUNE), fail_on="missed,behind", baseline=known).fixed == ()

    worse = check(a_pair("5"), hall, fail_on="missed,behind", baseline=known)
    assert worse.reasons == ("1 missed",)
    assert worse.fixed == ((key_of(school[0]), "behind"),)
    assert describe_key(worse.fixed[0][0]) == "370104 2022 新建学校 12所 due 2022-12-31"
    assert check(a_pair("5"), hall, fail_on="missed", baseline=known).fixed == ()


def test_a_baseline_counts_twins_and_knows_no_ids() -> None:
    """Two promises in the same words are two entries; another database with other ids knows them too."""
    known = read_baseline(write_baseline(check(a_pair("1", id=1)).findings), "known.json")
    found = check(a_pair("1", id=7), a_pair("1", id=8), baseline=known)
    assert [finding.known for finding in found.findings] == [False, True]
    both = read_baseline(write_baseline(found.findings), "known.json")
    assert check(a_pair("1", id=7), a_pair("12", id=8), baseline=both).fixed == ((key_of(a_pair("1")[0]), "missed"),)


def test_a_baseline_is_the_same_text_for_the_same_findings() -> None:
    """Sorted, a line each, so that a diff shows what changed."""
    pairs = [a_pair("1", id=1), a_pair("2", id=2, indicator="甲")]
    text = write_baseline(check(*pairs).findings)
    assert text == write_baseline(check(*reversed(pairs)).findings)
    assert len(text.splitlines()) == 4
    assert read_baseline(write_baseline([]), "known.json").total() == 0


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "known": []}', '{"version": 1, "known": [{"problem": "late"}]}', "5"]
)
def test_a_file_that_is_no_baseline_is_refused(text: str) -> None:
    """Whatever is wrong with it."""
    with pytest.raises(DataError, match=r"known.json: .*--write-baseline"):
        read_baseline(text, "known.json")
