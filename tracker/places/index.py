"""Districts by code and by every name they go by: 恩施土家族苗族自治州, 恩施州, 恩施."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from tracker.lexicon.districts import District, load_districts

__all__ = ["Index", "names_of", "table_index"]

_AUTONOMOUS = re.compile(r"自治[州县旗]$")


class Index:
    """A set of districts that can be asked by code and by name; built once, then only read."""

    def __init__(self, districts: Iterable[District]) -> None:
        """Take in the districts; the order in which they come is the order of the answers."""
        self._by_code: dict[str, list[District]] = {}
        self._by_name: dict[str, list[District]] = {}
        for district in districts:
            self._by_code.setdefault(district.code, []).append(district)
            for name in names_of(district):
                self._by_name.setdefault(name, []).append(district)

    def coded(self, code: str) -> Sequence[District]:
        """All that bore the code, each under its name and years."""
        return self._by_code.get(code, ())

    def named(self, name: str) -> Sequence[District]:
        """All that go by exactly this name, full or short."""
        return self._by_name.get(name, ())

    def names(self) -> Iterable[str]:
        """Every name that finds something."""
        return self._by_name


def names_of(district: District) -> tuple[str, ...]:
    """The name, the other names in use, and for an autonomous place the short one with its kind: 恩施州, 积石山县."""
    names = (district.name, *district.also)
    return (*names, district.also[0] + district.name[-1]) if _AUTONOMOUS.search(district.name) else names


@cache
def table_index() -> Index:
    """The index of the whole table; built at the first question, shared by all gazetteers."""
    return Index(load_districts())
