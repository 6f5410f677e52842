"""Sentence + figures → records and verdicts: the order in which the rules of this room are asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter

from tracker.model import (
    Claim,
    Document,
    Measure,
    Quantity,
    Record,
    Role,
    Section,
    Sentence,
    Target,
    Verdict,
    VerdictName,
)
from tracker.quantities import Figure
from tracker.targets.asides import reason
from tracker.targets.commitments import commitment_of
from tracker.targets.dealing import as_those, dealt_back, dealt_on, dealt_out
from tracker.targets.dues import due_of
from tracker.targets.frames import RATES, Frame, frames_of
from tracker.targets.headings import item_above, topic_above, trade_above
from tracker.targets.hedges import with_distant_hedges
from tracker.targets.indicators import Named, indicator_of
from tracker.targets.indicators.bare import measure_of_trade, names_measure_only
from tracker.targets.indicators.here import with_shared_head
from tracker.targets.indicators.investments import invests_alone, opens_with_verb
from tracker.targets.measures import measure_of
from tracker.targets.normal import direction_of, key_of
from tracker.targets.people import unit_of_people
from tracker.targets.phrases.verbs import VERBS
from tracker.targets.reading import Reading
from tracker.targets.roles import role_of

_THEN = re.compile(
    "(?:全部|项目)?(?:建成|投产|达产|竣工|完工)(?:投产|达产|达效|投用)?后|投工|投劳|出动|动用"
)  # what comes of it is not built, nor who builds it
_OF_THE_PLACE = frozenset({"money", *RATES})
_REMEMBERED = 8  # figures of a stretch: a list of ten thousand is read in linear time
Measured = tuple[Measure, str]  # with the name of the rule that says so


def read_sentence(document: Document, sentence: Sentence, figures: Sequence[Figure]) -> list[Verdict]:
    """One verdict for every figure of the sentence, in order; those that count carry their record."""
    return sorted(read_sentences(document, [(sentence, figures)]), key=attrgetter("start"))


def read_sentences(document: Document, told: Sequence[tuple[Sentence, Sequence[Figure]]]) -> list[Verdict]:
    """The same for some sentences, in no order.

    Each step is taken in all sentences before the next one: then its patterns and words stay in the processor's cache,
    which saves a seventh of the time of the whole pipeline.
    """
    sorted_out = [(sentence, *_sort_out(sentence, figures)) for sentence, figures in told]
    framed = [(sentence, frames_of(sentence.clean, counted)) for sentence, counted, _ in sorted_out if counted]
    hedged = [(sentence, with_distant_hedges(frames)) for sentence, frames in framed]
    named = _named_in_turn(document, hedged)
    found = [verdict for _, _, verdicts in sorted_out for verdict in verdicts]
    for sentence, readings in named:
        found += [_read(document, sentence, *reading) for reading in readings]
    return found


def _with_people(clean: str, figure: Figure) -> Figure:
    unit = unit_of_people(clean, figure)
    return figure._replace(unit=unit, kind="money" if unit == "元" else "count") if unit else figure


def _sort_out(sentence: Sentence, figures: Sequence[Figure]) -> tuple[list[Figure], list[Verdict]]:
    """The figures that count, and the verdicts on those that are set aside or can't be read."""
    counted: list[Figure] = []
    verdicts: list[Verdict] = []
    following: Figure | None = None
    for found in reversed(figures):
        if found.aside:
            verdicts.append(_verdict(sentence, found, "set-aside", found.aside))
            continue
        figure = _with_people(sentence.clean, found) if found.kind == "bare" else found
        why = reason(sentence, figure, following)
        following = figure
        if why is None:
            counted.append(figure)
        else:
            verdicts.append(_verdict(sentence, figure, "undecided" if why == "no-unit" else "set-aside", why))
    return counted[::-1], verdicts


def _read(document: Document, sentence: Sentence, frame: Frame, named: Named, measured: Measured) -> Verdict:
    if not named.name:
        return _verdict(sentence, frame.figure, "undecided", "no-indicator")
    record = _record(document, sentence, frame, named, measured)
    quantity = record.quantity
    return Verdict(quantity.start, quantity.end, quantity.text, record.role, named.rule, record)


def _named_in_turn(
    document: Document,
    hedged: Sequence[tuple[Sentence, list[Frame]]],
) -> list[tuple[Sentence, list[tuple[Frame, Named, Measured]]]]:
    """The frames of the sentences with their names; each knows what the one before in its paragraph ended on."""
    found = []
    told, paragraph = ("", ""), -1
    for sentence, frames in hedged:
        before = Reading(told=told if sentence.paragraph == paragraph else ("", ""))
        named = _named(frames, before)
        if (
            invests_alone(frames)
            and _of_several(sentence, named)
            and (item := item_above(document.text, sentence.start))
        ):
            frame, found_name, measured = named[0]
            named[0] = frame, found_name._replace(name=item + "投资", rule="work-of-heading"), measured
        elif [name for _, (name, _), _ in named if not name or name in VERBS]:  # names no more than work
            heading = topic_above(document.text, sentence.start)
            named = _named(frames, before._replace(heading=heading)) if heading else named
        elif names_measure_only(named[0][1].name) and (trade := trade_above(document.text, sentence.start)):
            named = _of_trade(named, trade)
        found.append((sentence, named))
        told, paragraph = (named[-1][1].name, named[-1][0].figure.unit), sentence.paragraph
    return found


def _of_several(sentence: Sentence, named: list[tuple[Frame, Named, Measured]]) -> bool:
    """Whether the money that a sentence opens with goes to more than one thing that it speaks of."""
    return "；" in sentence.clean or len({name for _, (name, _), _ in named[1:]}) > 1


def _of_trade(named: list[tuple[Frame, Named, Measured]], trade: str) -> list[tuple[Frame, Named, Measured]]:
    """A bare measure at the start of a sentence is that of the trade before: 做强烤烟产业。种植面积达到3万亩."""
    bare = named[0][1].name
    whole = measure_of_trade(bare, trade)
    return [
        (frame, found._replace(name=whole) if found.name == bare else found, measured)
        for frame, found, measured in named
    ]


def _named(frames: list[Frame], reading: Reading) -> list[tuple[Frame, Named, Measured]]:
    """Each frame with its indicator and its measure, by what the sentence has said before it."""
    dealt = dealt_out(frames)
    back = dealt_back(frames, dealt) | dealt_on(frames, dealt)
    read: list[tuple[Named, Reading, Measured]] = []
    for index, frame in enumerate(frames):
        reading = _before(frames, index, reading)
        if index in back:
            found = as_those(frames, index, [read[before][0].name for before in back[index]])
        else:
            found = dealt.get(index) or indicator_of(frame, reading)
        measured = measure_of(frame, found.name, reading)
        read.append((found, reading, measured))
        reading = _read_on(reading, frame, found.name, measured)
    names = with_shared_head(frames, [found.name for found, _, _ in read])
    return [_renamed(frame, name, *known) for frame, name, known in zip(frames, names, read, strict=True)]


def _renamed(
    frame: Frame, name: str, named: Named, reading: Reading, measured: Measured
) -> tuple[Frame, Named, Measured]:
    if name == named.name:
        return frame, named, measured
    return frame, Named(name, named.rule if named.name else "noun-behind"), measure_of(frame, name, reading)


def _read_on(reading: Reading, frame: Frame, name: str, measured: Measured) -> Reading:
    counted = reading.counted or name
    indicator, unit = name or reading.indicator, frame.figure.unit
    named = (*reading.named[-_REMEMBERED:], (unit, indicator))
    _, _, _, _, earlier, told, heading, _, _ = reading
    return tuple.__new__(Reading, (indicator, unit, measured[0], counted, earlier, told, heading, named, ""))


def _before(frames: list[Frame], index: int, reading: Reading) -> Reading:
    """What was said before a frame; for money also what the next clause counts."""
    reading = _parted(frames, index, reading)
    if frames[index].figure.kind != "money":
        return reading
    return reading._replace(next_indicator=_counted_next(frames, index))


def _parted(frames: list[Frame], index: int, reading: Reading) -> Reading:
    """A semicolon parts what was said: the indicator before it speaks only where nothing else does."""
    frame = frames[index]
    if index and "；" in frame.clean[frames[index - 1].figure.end : frame.figure.start]:
        return reading._replace(indicator="", earlier=reading.indicator, measure=None, unit="", named=())
    return reading


def _counted_next(frames: list[Frame], index: int) -> str:
    """What the first figure of the next clause counts, by itself."""
    if index + 1 == len(frames):
        return ""
    frame, following = frames[index], frames[index + 1]
    next_clause = following.clause[0] == frame.clause[1] + 1 and frame.clean[frame.clause[1]] != "；"
    next_clause = next_clause and not _THEN.match(following.left)
    same_clause = following.clause == frame.clause and opens_with_verb(frame.behind_text)
    if not (next_clause or same_clause):
        return ""
    return "" if following.figure.kind in {"money", *RATES} else indicator_of(following, Reading()).name


def _record(document: Document, sentence: Sentence, frame: Frame, named: Named, measured: Measured) -> Record:
    figure, (text, start, _, section, clean, _, _) = frame.figure, sentence
    measure, measure_rule = measured
    name = _of_no_place(named.name, frame, document.district)
    role, role_rule = role_of(section, clean, figure.start, figure.end, document.year)
    due = due_of(clean, figure.hedge_start, figure.hedge_end, document.year) if role == "target" else None
    values = (  # in the order of the fields, by which it is made in a fourth of the time
        name,
        key_of(name),
        _quantity(document, sentence, figure),
        measure,
        direction_of(name, frame.lead.predicate),
        section.period_start,
        due.day if due else _default_due(section, role, document.year),
        commitment_of(clean, figure.start) if role == "target" else None,
        document.district,
        document.district_code,
        document.title,
        document.year,
        section.title,
        text,
        start,
        (named.rule, measure_rule, role_rule, due.rule) if due else (named.rule, measure_rule, role_rule),
        None,
        None,
    )
    return tuple.__new__(Target, values) if role == "target" else tuple.__new__(Claim, values)


@lru_cache(maxsize=16)
def _own_place(district: str) -> tuple[str, ...]:
    """济南市槐荫区 → 济南市槐荫区, 槐荫区: what a report calls its own place, where it does not say 我区."""
    whole = re.match("(?:.*[省市州盟])?(.{2,}[省市县区旗])$", district)
    return (district, whole[1]) if whole else ()


def _of_no_place(name: str, frame: Frame, district: str) -> str:
    """槐荫区财政收入 → 财政收入 in the report of 槐荫区: each sum and rate is its own; a 槐荫区图书馆 is a name."""
    own = _own_place(district)
    if not name.startswith(own) or frame.figure.kind not in _OF_THE_PLACE or name.endswith("投资"):
        return name
    rest = name[max(len(place) for place in own if name.startswith(place)) :]
    return rest if len(rest) > 3 else name


def _default_due(section: Section, role: Role, year: int) -> date:
    """The end of the section's period; a promise within a review is due at the end of the report's year."""
    return date(year, 12, 31) if role == "target" and section.stance == "review" else section.due


def _quantity(document: Document, sentence: Sentence, figure: Figure) -> Quantity:
    start, end = sentence.offsets[figure.start], sentence.offsets[figure.end - 1] + 1
    surface = document.text[start:end]
    values = figure.value, figure.value_max, figure.unit, figure.comparator
    return tuple.__new__(Quantity, (surface, start, end, *values))


def _verdict(sentence: Sentence, figure: Figure, verdict: VerdictName, why: str) -> Verdict:
    text, first, _, _, _, offsets, _ = sentence
    start, end = offsets[figure.start], offsets[figure.end - 1] + 1
    return tuple.__new__(Verdict, (start, end, text[start - first : end - first], verdict, why, None))
