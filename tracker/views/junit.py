"""The result of a check as JUnit XML, for Jenkins and GitLab: a suite for each report, a case for each target."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from tracker.model import Progress, Record
from tracker.progress.gate import Finding, Judgement
from tracker.views.gate import describe_counts, describe_finding, describe_target
from tracker.views.harmless import show_harmless

Pairs = Sequence[tuple[Record, Progress]]
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML can't hold


def render_junit(found: Judgement, standings: Pairs) -> str:
    """A failure for every error that isn't known; warnings and known ones are output, and no figure is skipped."""
    root = Element("testsuites", name="tracker check")
    findings = _by_target(found.findings)
    for name, targets in _by_report(standings).items():
        _add_suite(root, name, targets, findings)
    _add_gate(root, found)
    suites = list(root)
    root.set("tests", str(sum(int(suite.get("tests", 0)) for suite in suites)))
    root.set("failures", str(sum(int(suite.get("failures", 0)) for suite in suites)))
    root.set("errors", "0")
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _by_report(standings: Pairs) -> dict[str, list[tuple[Record, Progress]]]:
    reports: dict[str, list[tuple[Record, Progress]]] = {}
    for target, progress in standings:
        reports.setdefault(f"{target.district} {target.year}", []).append((target, progress))
    return reports


def _by_target(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        found.setdefault(id(finding.target), []).append(finding)
    return found


def _add_suite(root: Element, name: str, targets: Pairs, findings: Mapping[int, Sequence[Finding]]) -> None:
    suite = SubElement(root, "testsuite", name=_fit(name))
    for target, progress in targets:
        case = SubElement(suite, "testcase", name=_name(target), classname=_fit(f"{name}.{target.section}"))
        _tell(case, progress, findings.get(id(target), ()))
    _count(suite)


def _tell(case: Element, progress: Progress, findings: Sequence[Finding]) -> None:
    for finding in findings:
        text = _fit(describe_finding(finding))
        if finding.severity == "error" and not finding.known:
            failure = SubElement(case, "failure", type=finding.problem, message=f"{finding.problem}: {text}")
            failure.text = _fit(f"{text}\n{finding.target.report}, {finding.target.section}\n{finding.target.sentence}")
        else:
            kind = "known" if finding.known else finding.severity
            SubElement(case, "system-out").text = f"{kind}: {finding.problem}: {text}"
    if progress.actual is None and case.find("failure") is None:
        case.insert(0, Element("skipped", message=progress.outcome))


def _add_gate(root: Element, found: Judgement) -> None:
    """The coverage as a case of its own, since no target alone fails by it."""
    suite = SubElement(root, "testsuite", name="tracker check")
    case = SubElement(suite, "testcase", name="coverage", classname="tracker check")
    for reason in found.reasons:
        if reason.startswith("coverage"):
            SubElement(case, "failure", type="coverage", message=reason).text = reason
    SubElement(case, "system-out").text = describe_counts(found)
    _count(suite)


def _count(suite: Element) -> None:
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("errors", "0")
    suite.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))


def _name(target: Record) -> str:
    return _fit(f"{describe_target(target)} (#{target.id})")


def _fit(text: str) -> str:
    """Each line made harmless, and without what XML can't hold."""
    return _UNFIT.sub("\ufffd", "\n".join(map(show_harmless, text.split("\n"))))
