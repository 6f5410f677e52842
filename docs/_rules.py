"""Write docs/rules.md and docs/set-aside.md from the rules' docstrings and tests/corpus; `--check` only compares.

A rule is shown with what it does and refuses, a few of its surfaces with what the extractor makes of them today, and
the sentences that come near it. Counts are those of the sample reports in data/reports.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from pathlib import Path

DOCS = Path(__file__).parent
REPORTS = DOCS.parent / "data" / "reports"
sys.path.insert(0, str(DOCS.parent / "tests"))

from corpus_entries import PLACE, Entry, Outcome, entries, outcome_of  # noqa: E402
from corpus_rules import Rule, reading_rules, set_aside_rules  # noqa: E402

from tracker.model import Record  # noqa: E402
from tracker.pipeline import extract  # noqa: E402
from tracker.views.numerals import write_quantity  # noqa: E402

SHOWN, NEAR_SHOWN = 4, 3
ROOMS = {
    "form": ("How a number is read", "Forms in which a quantity is written, in the order in which they are tried."),
    "indicator": ("What is counted", "The first rule that finds a name gives the indicator."),
    "measure": ("How it is measured", "The first rule that knows gives level, increment, growth or reduction."),
    "role": ("Promised or reached", "The stance of the section, unless the clause turns against it."),
    "due": (
        "By when",
        "The date nearest before the number since the last semicolon, else one behind it in its clause, else the "
        "period of the section.",
    ),
}
NOTICE = "<!-- Written by docs/_rules.py from the docstrings and tests/corpus; do not edit by hand. -->"
RULES_INTRODUCTION = """# Rules of extraction

Every record names the rules that gave it (`tracker explain "一句话"` prints them). Here is each rule with sentences
that it reads and sentences that come near it, as the extractor reads them today. All of them are tests, in
`tests/corpus`; numbers that are no goals are listed in [set-aside.md](set-aside.md). `≥ ≤ ≈` stand for the hedge that
is written; Chinese numerals that are parts of words (一般, 零售) are left out."""
ASIDE_INTRODUCTION = """# Numbers that are set aside

Every number of a text has one verdict: a target, a claim, or set aside for a reason that has a name. Here is each
reason, in the order in which they are asked, with its count in the sample reports of `data/reports` ({total} numbers,
{aside} of them set aside), sentences of which it sets the numbers aside, and sentences that look alike and are read.
A number that no rule can read is `undecided`: {undecided} in the sample reports."""


def main(args: list[str]) -> int:
    """Write both pages, or with `--check` name those that are stale and give 1."""
    stale = 0
    for name, text in (("rules.md", rules_page()), ("set-aside.md", aside_page())):
        page = DOCS / name
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        stale = 1
        if "--check" in args:
            print(f"docs/{name} is stale; run: python docs/_rules.py")
        else:
            page.write_text(text, encoding="utf-8")
    return stale if "--check" in args else 0


def rules_page() -> str:
    """All rules that read, room by room, then the sentences that are still read wrongly."""
    parts = [NOTICE, RULES_INTRODUCTION]
    room = ""
    for rule in reading_rules():
        if rule.room != room:
            room = rule.room
            title, text = ROOMS[room]
            parts.append(f"## {title}\n\n{text}")
        parts.append(_section(rule))
    return _page([*parts, *_known_failures()])


def aside_page() -> str:
    """All reasons for setting a number aside, with counts."""
    counts, undecided, total = _counts()
    introduction = ASIDE_INTRODUCTION.format(total=total, aside=sum(counts.values()), undecided=undecided)
    reasons = [_section(rule, f" In the sample reports: {counts[rule.name]}.") for rule in set_aside_rules()]
    return _page([NOTICE, introduction, *reasons])


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _section(rule: Rule, counted: str = "") -> str:
    says = rule.says[:1].upper() + rule.says[1:]
    end = "" if says.endswith((".", "。")) else "."
    parts = [f"### {rule.name}\n\n{says}{end}{counted}"]
    surfaces = _table("Reads", _surfaces(rule.name), SHOWN)
    near = _table("Near, but not this rule", _near(rule.name), NEAR_SHOWN)
    return "\n\n".join([*parts, *surfaces, *near])


def _surfaces(name: str) -> list[tuple[Entry, str]]:
    """Surfaces of a rule, the first of each entry before the second of any."""
    found = [entry for entry in entries() if entry.rule == name and not entry.known]
    return _in_turn([[(entry, surface) for surface in entry.says] for entry in found])


def _near(name: str) -> list[tuple[Entry, str]]:
    found = [entry for entry in entries() if name in entry.near and not entry.known]
    return _in_turn([[(entry, surface) for surface in entry.says] for entry in found])


def _in_turn(lists: list[list[tuple[Entry, str]]]) -> list[tuple[Entry, str]]:
    return [case for case in chain.from_iterable(zip_longest(*lists)) if case is not None]


def _table(title: str, cases: list[tuple[Entry, str]], most: int) -> Iterator[str]:
    if not cases:
        return
    rows = [f"| {_cell(_said(entry, surface))} | {_cell(_given(entry, surface))} |" for entry, surface in cases[:most]]
    yield "\n".join([f"| {title} | Gives |", "| --- | --- |", *rows])
    if len(cases) > most:
        yield f"{len(cases) - most} more in `tests/corpus`."


def _said(entry: Entry, surface: str) -> str:
    below = f"{entry.table}\n" if entry.table else ""
    return below + (f"{surface} ({_under(entry)})" if entry.under or entry.year != 2022 else surface)


def _under(entry: Entry) -> str:
    year = f"{entry.year} " if entry.year != 2022 else ""
    heading = entry.under.rpartition("\n")[2]
    return f"{year}under {heading or '… a page of wrapped lines'}" if entry.under else f"in {entry.year}"


def _given(entry: Entry, surface: str) -> str:
    outcome = outcome_of(surface, under=entry.under, year=entry.year, table=entry.table)
    words = entry.rule == "word" or "word" in entry.near
    return "; ".join([*map(_shown, outcome.records), *_set_aside(outcome, words=words)])


def _set_aside(outcome: Outcome, *, words: bool) -> Iterator[str]:
    for verdict in outcome.verdicts:
        if verdict.record is None and (words or verdict.reason != "word"):
            yield f"{verdict.text}: {verdict.reason}"


def _shown(record: Record) -> str:
    """One record on one line: 上云企业 5700家 (target, level, 2022-12-31, 力争)."""
    will = f", {record.commitment}" if record.commitment else ""
    facts = f"{record.role}, {record.measure}, {record.due.isoformat()}{will}"
    return f"{record.indicator} {write_quantity(record.quantity)} ({facts})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ⏎ ")


def _known_failures() -> Iterator[str]:
    found = [entry for entry in entries() if entry.known]
    if not found:
        return
    yield "## Known to fail\n\nSentences that are still read wrongly. Their tests are marked, and tell when they pass."
    rows = [f"| {_cell(_said(entry, surface))} | {_cell(entry.known)} |" for entry in found for surface in entry.says]
    yield "\n".join(["| Sentence | Why it fails |", "| --- | --- |", *rows])


def _counts() -> tuple[Counter[str], int, int]:
    """How often each reason sets a number of the sample reports aside, how many are undecided, how many there are."""
    counts: Counter[str] = Counter()
    undecided = total = 0
    for path in sorted(REPORTS.glob("*.txt")):
        found = extract(path.read_text(encoding="utf-8"), place=PLACE, year=int(path.stem[-4:]))
        total += len(found.verdicts)
        undecided += sum(verdict.verdict == "undecided" for verdict in found.verdicts)
        counts.update(verdict.reason for verdict in found.verdicts if verdict.verdict == "set-aside")
    return counts, undecided, total


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
