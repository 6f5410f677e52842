"""The result of a check as annotations of GitHub Actions: worst first, and as many as GitHub shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.progress.gate import Finding, Judgement
from tracker.views.gate import describe_counts, describe_finding, errors_of
from tracker.views.harmless import show_harmless

SHOWN = 10  # of each kind in one step; GitHub drops the rest without a word


def render_github(found: Judgement) -> str:
    """Errors, then warnings, each kind with `+N more` where there are more; coverage and counts last."""
    errors = errors_of(found.findings)
    warnings = [f for f in found.findings if f.severity == "warning" and not f.known]
    shortfall = [reason for reason in found.reasons if reason.startswith("coverage")]
    room = SHOWN - len(shortfall)
    lines = [_command("error", "tracker check", reason) for reason in shortfall]
    lines = [*_annotate("error", errors, room), *lines, *_annotate("warning", warnings, SHOWN)]
    return "".join(f"{line}\n" for line in (*lines, _command("notice", "tracker check", describe_counts(found))))


def escape_data(text: str) -> str:
    r"""What stands after `::`; a percent sign or a line break would be taken for an escape or the end.

    >>> escape_data("50%\n::error::no")
    '50%25%0A::error::no'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """What stands in `title=…`, where colon and comma end it."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _annotate(kind: str, findings: Sequence[Finding], room: int) -> Iterator[str]:
    """All of them, or so many that the line that counts the rest has room too."""
    shown = findings if len(findings) <= room else findings[: room - 1]
    for finding in shown:
        title = f"{finding.problem}: {finding.target.district} {finding.target.year}"
        yield _command(kind, title, describe_finding(finding))
    if len(shown) < len(findings):
        yield _command(kind, "tracker check", f"+{len(findings) - len(shown)} more")


def _command(kind: str, title: str, message: str) -> str:
    return f"::{kind} title={escape_property(show_harmless(title))}::{escape_data(show_harmless(message))}"
