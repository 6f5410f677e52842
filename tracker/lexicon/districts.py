"""The table of places (`districts.tsv`) as values, and the arithmetic of their codes.

A code names a level by its zeros: `370000` a province, `370100` a prefecture, `370104` a county. A place that a person
added stands under its parent's code with a dot and a number: `370200.1`, `370200.1.2`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["NATION", "District", "code_prefix", "lies_within", "load_districts", "parent_codes"]

NATION = "100000"
_TABLE = Path(__file__).with_name("districts.tsv")


class District(NamedTuple):
    """One place under one name and code, with the years in which it stood so."""

    code: str
    name: str
    since: int  # 0: already at the beginning of the table
    until: int | None  # the last year; None: it stands
    also: tuple[str, ...] = ()  # other names in use, the short one first


@cache
def load_districts() -> tuple[District, ...]:
    """All rows of the table, in the order of their codes."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(
        District(code, name, int(since or 0), int(until) if until else None, tuple(also.split()))
        for code, name, since, until, also in rows
    )


def code_prefix(code: str) -> str:
    """What the codes of all places within begin with: `370100` → `3701`, `370000` → `37`, `100000` → ``; else the code.

    >>> code_prefix("370100"), code_prefix("370104"), code_prefix("370200.1"), code_prefix("100000")
    ('3701', '370104', '370200.1', '')
    """
    if code == NATION:
        return ""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") and "." not in code else code


def lies_within(code: str, parent: str) -> bool:
    """Whether `code` is `parent` or a place in it; `370200.12` does not lie within `370200.1`.

    >>> lies_within("370104", "370100"), lies_within("370200.1", "370000"), lies_within("370200.12", "370200.1")
    (True, True, False)
    """
    if "." in parent:
        return code == parent or code.startswith(parent + ".")
    return code.startswith(code_prefix(parent))


def parent_codes(code: str) -> tuple[str, ...]:
    """The codes of the places above, nearest first, whether or not the table has them.

    >>> parent_codes("370200.1"), parent_codes("370104")
    (('370200', '370000', '100000'), ('370100', '370000', '100000'))
    """
    if code == NATION:
        return ()
    steps = code.split(".")
    local = tuple(".".join(steps[:length]) for length in range(len(steps) - 1, 0, -1))
    above = (code[:4] + "00", code[:2] + "0000", NATION)
    return local + tuple(step for step in above if step not in (code, *local))
