"""What `tracker doctor` found, as rows."""

from __future__ import annotations

from tracker.views.fields import Row

CHECK_FIELDS = ("check", "state", "detail", "advice", "fixable")
CHECK_COLUMNS = ("check", "state", "detail", "advice")


def check_row(name: str, state: str, detail: str, advice: str | None, *, fixable: bool) -> Row:
    """One look at the database; `state` is `ok`, `note` or `problem`."""
    return {"check": name, "state": state, "detail": detail, "advice": advice, "fixable": fixable}
