"""Which stored record is which of those read anew, so that an id outlives corrections and newer extractors.

`PASSES` is tried in order, the surest first; what a pass pairs is settled. A target is never taken for a claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from unicodedata import normalize

from tracker.model import Record

Numbered = Sequence[tuple[int, Record]]
Pairs = Iterable[tuple[int, int]]

AROUND = 40  # characters on each side of a quantity that are compared
ALIKE = 0.6  # the least likeness of two such contexts, and of two names, that are one and the same, corrected
WITHIN = 10  # how many neighbours on each side are compared, so that long reports stay quick


class Pass(NamedTuple):
    """Records with the same key may be one; `choose` pairs them. Only sure passes bring withdrawn records back."""

    key: Callable[[Record], Hashable]
    choose: Callable[[Numbered, Numbered], Pairs]
    restores: bool


def match(standing: Sequence[Record], withdrawn: Sequence[Record], found: Sequence[Record]) -> dict[int, int]:
    """The place in `found` → the place in `standing + withdrawn` of the record that it is. All in text order."""
    stored = dict(enumerate([*standing, *withdrawn]))
    new = dict(enumerate(found))
    pairs: dict[int, int] = {}
    for attempt in PASSES:
        candidates = stored if attempt.restores else {n: r for n, r in stored.items() if n < len(standing)}
        for old, fresh in _pair_up(attempt, candidates, new):
            pairs[fresh] = old
            del stored[old], new[fresh]
    return pairs


def _pair_up(attempt: Pass, stored: Mapping[int, Record], new: Mapping[int, Record]) -> list[tuple[int, int]]:
    if not stored:  # a report that is new, as nearly all are
        return []
    olds, news = _by_key(attempt, stored), _by_key(attempt, new)
    return [pair for key, fresh in news.items() if key in olds for pair in attempt.choose(olds[key], fresh)]


def _by_key(attempt: Pass, records: Mapping[int, Record]) -> dict[Hashable, list[tuple[int, Record]]]:
    groups: dict[Hashable, list[tuple[int, Record]]] = defaultdict(list)
    for number, record in records.items():
        groups[record.role, attempt.key(record)].append((number, record))
    return groups


# ── keys ──


def same_words_in_the_section(record: Record) -> Hashable:
    """Nothing changed but its neighbours."""
    return record.section, same_words(record)


def same_words(record: Record) -> Hashable:
    """The sentence moved to another section, or a heading was corrected."""
    return bare(record.sentence), record.quantity.text, record.indicator_key


def same_spot_in_the_sentence(record: Record) -> Hashable:
    """A newer extractor names the indicator otherwise, or reads another number or unit at the same place."""
    return bare(record.sentence), record.quantity.start - record.sentence_start


def same_promise(record: Record) -> Hashable:
    """The words around it were corrected, what is promised is the same."""
    return same_kind(record), record.due, record.quantity.value, record.quantity.value_max


def same_kind(record: Record) -> Hashable:
    """The number was corrected, or the date."""
    return record.indicator_key, record.quantity.unit, record.measure


def same_amount(record: Record) -> Hashable:
    """The name of the indicator was corrected."""
    return record.quantity.value, record.quantity.unit, record.measure


def same_kind_and_amount(record: Record) -> Hashable:
    """The due date was corrected, in another sentence."""
    return same_kind(record), same_amount(record)


def same_kind_and_date(record: Record) -> Hashable:
    """The value was corrected, in another sentence."""
    return same_kind(record), record.due


# ── choices ──


def in_order(olds: Numbered, news: Numbered) -> Pairs:
    """The first with the first: the same words twice in a text keep their order."""
    return [(old, new) for (old, _), (new, _) in zip(olds, news, strict=False)]


def the_only_one(olds: Numbered, news: Numbered) -> Pairs:
    """The one with the one, where nothing else could be meant."""
    return in_order(olds, news) if len(olds) == len(news) == 1 else []


def the_most_alike(olds: Numbered, news: Numbered) -> Pairs:
    """Those whose surroundings are most alike first, and never those that are too different; nearer wins a tie."""
    ranked = list(enumerate(olds))
    scored = [
        (-_likeness(old, new), abs(place - rank), old_number, new_number)
        for rank, (new_number, new) in enumerate(news)
        for place, (old_number, old) in ranked[max(0, rank - WITHIN) : rank + WITHIN + 1]
    ]
    taken: set[tuple[str, int]] = set()
    for unlike, _, old_number, new_number in sorted(scored):
        ends = {("old", old_number), ("new", new_number)}
        if -unlike >= ALIKE and not ends & taken:
            taken |= ends
            yield old_number, new_number


def _likeness(one: Record, other: Record) -> float:
    """How alike the names of the indicators are, or the words around the quantities: the lesser of the two."""
    return min(_ratio(one.indicator_key, other.indicator_key), _ratio(_surroundings(one), _surroundings(other)))


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _surroundings(record: Record) -> str:
    start = record.quantity.start - record.sentence_start
    end = record.quantity.end - record.sentence_start
    return bare(record.sentence[max(0, start - AROUND) : end + AROUND])


def bare(text: str) -> str:
    """The text in one width, without spaces and line breaks."""
    return "".join(normalize("NFKC", text).split())


PASSES: tuple[Pass, ...] = (
    Pass(same_words_in_the_section, in_order, restores=True),
    Pass(same_words, in_order, restores=True),
    Pass(same_spot_in_the_sentence, in_order, restores=True),
    Pass(same_promise, in_order, restores=True),
    Pass(same_kind, the_most_alike, restores=False),
    Pass(same_amount, the_most_alike, restores=False),
    Pass(same_kind_and_amount, the_only_one, restores=False),
    Pass(same_kind_and_date, the_only_one, restores=False),
)
