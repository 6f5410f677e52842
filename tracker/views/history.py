"""The history as rows: who did what, when, by which command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tracker.views.fields import Row

HISTORY_FIELDS = ("id", "at", "by", "action", "summary", "command", "what", "records", "run", "undone")
HISTORY_CELLS = ("id", "at", "by", "action", "summary", "command", "records", "run", "undone")
HISTORY_COLUMNS = ("id", "at", "by", "summary", "command")
_PLAIN_WORD = re.compile(r"[\w@%+=:,./-]+")
SHOWN = 5  # figures or fields that one line names


def history_row(
    number: int,
    at: datetime,
    by: str | None,
    action: str,
    what: Mapping[str, Any],
    command: Sequence[str],
    records: Sequence[int],
    run: int,
    *,
    undone: bool,
) -> Row:
    """One entry under the names of the output contract; entries with the same `run` are of one command."""
    return {
        "id": number,
        "at": at.isoformat(),
        "by": by,
        "action": action,
        "summary": describe_deed(action, what) + (" (undone)" if undone else ""),
        "command": " ".join(map(_quote, ("tracker", *command))),
        "what": dict(what),
        "records": tuple(records),
        "run": run,
        "undone": undone,
    }


def describe_deed(action: str, what: Mapping[str, Any]) -> str:
    """What was done, on one line: `edit 3: due 2022-12-31 → 2026-12-31`; the action alone where nothing more is known.

    >>> describe_deed("reject", {"record_id": 3, "reason": "not a promise"})
    'reject 3: not a promise'
    """
    try:
        return _DESCRIBE[action](what)
    except (KeyError, TypeError):
        return action


def _ingest(what: Mapping[str, Any]) -> str:
    counts = ", ".join(f"{what[name]} {name}" for name in ("added", "changed", "restored", "withdrawn") if what[name])
    return f"ingest {what['district']} {what['year']} {what['title']}: {counts or 'read anew'}"


def _update(what: Mapping[str, Any]) -> str:
    figures = [f"{one['target_id']} is {one['value']} as of {one['as_of']}" for one in what["figures"]]
    more = f"; and {len(figures) - SHOWN} more" if len(figures) > SHOWN else ""
    return f"update {'; '.join(figures[:SHOWN])}{more}"


def _edit(what: Mapping[str, Any]) -> str:
    changes = ", ".join(f"{name} {_say(old)} → {_say(new)}" for name, (old, new) in what["fields"].items())
    reason = f", {what['reason']}" if what.get("reason") else ""
    return f"{'revise' if reason else 'edit'} {what['record_id']}: {changes}{reason}"


def _confirm(what: Mapping[str, Any]) -> str:
    figures = what["figures"]
    return f"confirm {what['record_id']}" + (f" and {len(figures)} proposed figures" if figures else "")


def _undo(what: Mapping[str, Any]) -> str:
    return "undo " + ", ".join(f"{one['action']} (entry {one['entry']})" for one in what["undone"])


def _quote(word: str) -> str:
    """The word as a shell takes it; Chinese needs no quotes."""
    return word if _PLAIN_WORD.fullmatch(word) else shlex.quote(word)


def _say(value: object) -> str:
    if value in (None, []):
        return "none"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


_DESCRIBE: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "ingest": _ingest,
    "update": _update,
    "edit": _edit,
    "revise": _edit,
    "reject": lambda what: f"reject {what['record_id']}: {what['reason']}",
    "withdraw": lambda what: f"withdraw {what['record_id']}: {what['reason']}",
    "confirm": _confirm,
    "merge": lambda what: f"merge {what['record_id']} into {what['into_id']}",
    "add": lambda what: f"add {what['record_id']}: {what['district']} {what['year']} {what['indicator']}",
    "add place": lambda what: f"add the place {what['full_name']} ({what['code']})",
    "import": lambda what: f"import {what['rows']} rows from {what['source']}",
    "undo": _undo,
}
