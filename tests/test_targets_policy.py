"""The tables that say which rules are asked only save time: the rules left out would have said nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.quantities import NUMERAL, scan
from tracker.structure import sentences
from tracker.targets import indicators, measures, roles
from tracker.targets.frames import Frame, frames_of
from tracker.targets.indicators import indicator_of
from tracker.targets.measures import by_unit, measure_of
from tracker.targets.reading import Reading

REPORTS = sorted((Path(__file__).parent.parent / "data/reports").glob("*.txt"))
ODD = """投资2亿元的甲厂、3亿元的乙园开工。
其中农村7个，甲县20公里，占全区的80%以上，为9人开展培训。项目3个、里程12公里，产量9吨。"""


def framed(text: str, year: int) -> Iterator[Frame]:
    for sentence in sentences(text, year, holding=NUMERAL):
        yield from frames_of(sentence.clean, [figure for figure in scan(sentence.clean) if not figure.aside])


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_rules_that_are_not_asked_would_have_said_nothing(path: Path) -> None:
    named = Reading("高新技术企业", "家", "increment", "重点项目", "水库", ("公园", "个"), "老旧小区改造")
    year = int(re.findall(r"\d{4}", path.stem)[-1])
    frames = [*framed(path.read_text(encoding="utf-8"), year), *framed(ODD, year)]
    for frame in frames:
        for reading in (Reading(), named):
            told = next(((name, rule) for rule in indicators.RULES if (name := rule(frame, reading))), ("", None))
            found = indicator_of(frame, reading)
            assert found.name in {told[0], indicators._HELD.sub("", told[0])}
            assert told[1] is None or found.rule == told[1].__name__.replace("_", "-")
            measured = next((how for rule in measures.RULES if (how := rule(frame, found.name, reading))), None)
            assert measure_of(frame, found.name, reading)[0] == (measured or by_unit(frame, found.name, reading))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_sentence_that_may_not_promise_has_no_promise(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    year = int(re.findall(r"\d{4}", path.stem)[-1])
    told = [
        (sentence._replace(section=sentence.section._replace(stance="review")), figure)
        for sentence in sentences(path.read_text(encoding="utf-8"), year, holding=NUMERAL)
        for figure in scan(sentence.clean)
    ]

    def all_roles() -> list[tuple[str, str]]:
        return [roles.role_of(of.section, of.clean, figure.start, figure.end, year) for of, figure in told]

    hasty = all_roles()
    monkeypatch.setattr(roles, "may_promise", lambda clean, year: True)
    assert hasty == all_roles()
