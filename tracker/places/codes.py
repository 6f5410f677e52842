"""What lies within a place, and codes for places that a person adds."""

from __future__ import annotations

from collections.abc import Collection

from tracker.lexicon import districts
from tracker.model import Place

__all__ = ["code_prefix", "contains", "local_code", "local_place"]


def code_prefix(place: Place) -> str:
    """What the codes of the places within begin with: `3701` for 济南市, `37` for 山东省, an empty string for 全国.

    For a local place (`370200.1`) the prefix alone would take in `370200.12` too: ask `contains`, or compare with the
    code itself and with the code and a dot.
    """
    return districts.code_prefix(place.code)


def contains(parent: Place, code: str) -> bool:
    """Whether the code is the parent's own or that of a place within it."""
    return districts.lies_within(code, parent.code)


def local_code(parent: Place, existing: Collection[str]) -> str:
    """The next free code under a parent: `370200.1`, then `370200.2`; numbers once given are not given again."""
    lead = parent.code + "."
    numbers = (code.removeprefix(lead) for code in existing if code.startswith(lead))
    taken = [int(number) for number in numbers if number.isdecimal()]
    return f"{lead}{max(taken, default=0) + 1}"


def local_place(name: str, parent: Place, existing: Collection[str]) -> Place:
    """A place that the table lacks (a development zone, a street, an invented one), under the next free code.

    Below a prefecture or county its full name is the parent's with its own (青岛市高新区), below a province or the
    nation its own alone, as for a prefecture.
    """
    bare = "".join(name.split())
    own_level = parent.code == districts.NATION or parent.code.endswith("0000")
    full_name = bare if own_level or bare.startswith(parent.full_name) else parent.full_name + bare
    return Place(local_code(parent, existing), bare.removeprefix(parent.full_name) or bare, full_name)
