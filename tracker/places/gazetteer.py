"""The places of China and those that people added, found by name, by parent and name, or by code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from tracker.errors import AmbiguousPlace, UnknownPlace
from tracker.lexicon.districts import District, parent_codes
from tracker.model import Place
from tracker.places.choosing import choose, level
from tracker.places.index import Index, names_of, table_index
from tracker.places.mentions import FoundPlace, find_mentions

__all__ = ["Gazetteer", "load_gazetteer"]

_CODE = re.compile(r"\d{6}(\.\d+)*")
_SEPARATORS = re.compile(r"[\s·•/,，、>＞-]+")
_KIND = re.compile(r"(?<=..)[省市县区旗州盟镇乡]$")
_SHOWN = 12


class Gazetteer:
    """Answers which place a name means; it never guesses between two."""

    def __init__(self, extra: Iterable[Place] = ()) -> None:
        """The table, and the places that people added."""
        self._added = {place.code: place for place in extra}
        self._added_index = Index(_as_district(place) for place in self._added.values())

    def resolve(self, name: str, year: int | None = None) -> Place:
        """The one place that a name or code means; with a year, what stood in that year.

        Raises `UnknownPlace` with names that are near, `AmbiguousPlace` with the candidates.
        """
        bare = _SEPARATORS.sub("", name)
        found = choose(self.candidates(bare), bare, year)
        if not found:
            raise UnknownPlace(self._unknown(name.strip()))
        if len(found) > 1:
            raise AmbiguousPlace(self._ambiguous(name.strip(), found))
        return self.place(found[0])

    def find(self, text: str, year: int | None = None) -> list[FoundPlace]:
        """All places that a short text (the head of a report) names without doubt, in text order.

        The longest name wins; an ambiguous one counts where a place that contains just one of its candidates is named.
        """
        return find_mentions(text, year, self)

    def candidates(self, name: str) -> Sequence[District]:
        """All districts that a name (`槐荫`, `济南市槐荫区`) or code may mean, of every year."""
        if _CODE.fullmatch(name):
            return self._coded(name)
        for start in range(len(name) - 1):
            found = [d for d in self.named(name[start:]) if self.led_by(d, name[:start])]
            if found:
                return found
        return ()

    def named(self, name: str) -> Sequence[District]:
        """All districts that go by exactly this name, of every year."""
        return [*self._added_index.named(name), *table_index().named(name)]

    def led_by(self, district: District, lead: str) -> bool:
        """Whether `lead`, the text before a district's name, is empty or names places above it (`山东济南市`)."""
        above = [tuple(chain(*map(names_of, self._coded(code)))) for code in parent_codes(district.code)]
        return _consumed(lead, above)

    def place(self, district: District) -> Place:
        """The district as a `Place` with its full name."""
        added = self._added.get(district.code)
        return added or Place(district.code, district.name, self._full_name(district), district.until)

    def _coded(self, code: str) -> Sequence[District]:
        return [*self._added_index.coded(code), *table_index().coded(code)]

    def _full_name(self, district: District) -> str:
        """Its name after that of the prefecture or municipality it is in; a province's name says nothing more."""
        if level(district.code) < 3:
            return district.name
        above = [d for d in self._coded(district.code[:4] + "00") if d.code != district.code]
        if not above and not district.code.startswith("90", 2):
            above = [d for d in self._coded(district.code[:2] + "0000") if d.name.endswith("市")]
        return (_overlapping(above, district).name if above else "") + district.name

    def _province(self, code: str) -> str:
        return next((d.name for d in self._coded(code[:2] + "0000")), "")

    def _ambiguous(self, name: str, found: Sequence[District]) -> str:
        shown = ", ".join(self._described(district) for district in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        return f"{name!r} may be {shown}{more}: give the full name or the code"

    def _described(self, district: District) -> str:
        place = self.place(district)
        until = f", until {place.until}" if place.until else ""
        return f"{place.full_name} ({self._province(place.code)}, {place.code}{until})"

    def _unknown(self, name: str) -> str:
        near = self._near(name)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        add = "a place that the table lacks is added with: tracker districts add NAME --within PARENT"
        return f"no place is called {name!r}{hint} ({add})"

    def _near(self, name: str) -> list[str]:
        from difflib import get_close_matches  # only for a message

        known = chain(self._added_index.names(), table_index().names())
        return get_close_matches(name, sorted({other for other in known if set(other) & set(name)}), n=3, cutoff=0.6)


def load_gazetteer(extra: Iterable[Place] = ()) -> Gazetteer:
    """The table with the places that the database adds; the table is read once in a process."""
    return Gazetteer(extra)


def _as_district(place: Place) -> District:
    short = _KIND.sub("", place.name)
    also = dict.fromkeys((short, place.full_name))
    return District(place.code, place.name, 0, place.until, tuple(name for name in also if name != place.name))


def _consumed(lead: str, above: Sequence[tuple[str, ...]]) -> bool:
    """Whether the names of places above, nearest last, make up the whole lead; levels may be left out."""
    if not lead:
        return True
    return any(
        _consumed(lead.removesuffix(name), above[step + 1 :])
        for step, names in enumerate(above)
        for name in names
        if lead.endswith(name)
    )


def _overlapping(above: Sequence[District], district: District) -> District:
    """Of the names that a code above has had, the last one that stood together with the district."""
    end = district.until or 9999
    together = [d for d in above if d.since <= end and (d.until or 9999) >= district.since and d.since != end]
    return max(together or above, key=lambda d: d.until or 9999)
