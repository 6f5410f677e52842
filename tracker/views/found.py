"""Records that were searched for, with the words that were found marked in their sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model import Record
from tracker.views.fields import RECORD_FIELDS, Row, record_fields
from tracker.views.harmless import show_harmless

FOUND_FIELDS = ("id", *RECORD_FIELDS, "snippet", "highlights")
FOUND_COLUMNS = ("id", "district", "year", "indicator", "display", "snippet")
AROUND = 40  # characters that a snippet keeps before the first and after the last mark
_MARKS = ("«", "»")
_COLOURS = ("\x1b[1m", "\x1b[0m")
Span = tuple[int, int]


def found_fields(record: Record, spans: Sequence[Span]) -> Row:
    """A record under the names of the output contract; the spans count characters of its sentence."""
    known = {"id": record.id, **record_fields(record)}
    return known | {"snippet": mark(record.sentence, spans), "highlights": tuple(list(span) for span in spans)}


def render_found(rows: Sequence[Row]) -> str:
    """Each record in two lines: what it is, and its sentence with the words in bold; for a terminal."""
    return "".join(map(_block, rows))


def mark(sentence: str, spans: Sequence[Span], *, colour: bool = False) -> str:
    """The part of the sentence around the spans, each between « and », or in bold; what is left out is shown as …."""
    first, last = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    start, end = max(0, first - AROUND), min(len(sentence), last + AROUND)
    shown = "".join(_marked(sentence, spans, start, end, _COLOURS if colour else _MARKS))
    return ("…" if start else "") + shown + ("…" if end < len(sentence) else "")


def _marked(sentence: str, spans: Sequence[Span], start: int, end: int, marks: tuple[str, str]) -> Iterator[str]:
    place = start
    for first, last in spans:
        yield show_harmless(sentence[place:first])
        yield marks[0] + show_harmless(sentence[first:last]) + marks[1]
        place = last
    yield show_harmless(sentence[place:end])


def _block(row: Row) -> str:
    head = f"{row['id']}  {row['district']} {row['year']}  {row['indicator']} {row['display']}"
    spans = row["highlights"]
    sentence = row["sentence"]
    assert isinstance(sentence, str)
    assert isinstance(spans, tuple)
    return f"{show_harmless(head)}\n    {mark(sentence, spans, colour=True)}\n"
