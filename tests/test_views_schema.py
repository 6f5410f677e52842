"""`docs/schema.json` says what the commands print: the same names, in the same order, with the same values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args

import pytest
from sample_records import a_figure, a_quantity, a_target
from schema_check import DEFINITIONS, faults

from tracker import model
from tracker.progress import progress
from tracker.views.checkup import CHECK_FIELDS
from tracker.views.detail import ACTUAL_FIELDS, Origin, detail_fields
from tracker.views.fields import (
    RECORD_FIELDS,
    STORED_FIELDS,
    VERDICT_FIELDS,
    record_fields,
    stored_fields,
    verdict_fields,
)
from tracker.views.found import FOUND_FIELDS
from tracker.views.json import write_json
from tracker.views.matches import MATCH_FIELDS


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("record", RECORD_FIELDS),
        ("stored", STORED_FIELDS),
        ("shown", (*STORED_FIELDS, *(field.name for field in fields(Origin)), "formula", "inputs", "why", "actuals")),
        ("actual", ACTUAL_FIELDS),
        ("verdict", VERDICT_FIELDS),
        ("match", MATCH_FIELDS),
        ("found", FOUND_FIELDS),
        ("doctor", CHECK_FIELDS),
    ],
)
def test_the_schema_has_the_fields_in_their_order(name: str, names: Sequence[str]) -> None:
    definition = DEFINITIONS[name]
    assert tuple(definition["properties"]) == names
    assert definition["required"] == list(names)
    assert definition["additionalProperties"] is False
    assert all(field["description"] for field in definition["properties"].values())


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("role", model.Role),
        ("comparator", model.Comparator),
        ("measure", model.Measure),
        ("direction", model.Direction),
        ("outcome", model.Outcome),
        ("pace", model.Pace),
        ("light", model.Light),
    ],
)
def test_the_schema_knows_every_word_of_the_model(field: str, words: Any) -> None:
    listed = DEFINITIONS["shown"]["properties"][field]["enum"]
    assert [word for word in listed if word is not None] == list(get_args(words))
    assert DEFINITIONS["verdict"]["properties"]["verdict"]["enum"] == list(get_args(model.VerdictName))


FIGURE = a_figure("2900", date(2022, 6, 30), id=1, recorded_at=datetime(2022, 7, 4, tzinfo=UTC), recorded_by="li")
TARGET = a_target(id=7, commitment="力争")
CLAIM = model.Claim(*TARGET)
RANGE = a_target("3", "个", "range", value_max="5", id=8, district_code="370100.1", rules=())
STANDING = progress(TARGET, [FIGURE], today=date(2022, 7, 1))
VERDICTS = [
    model.Verdict(3, 8, "5700家", "target", "level.reach", TARGET),
    model.Verdict(0, 5, "2022年", "set-aside", "date"),
]
PRINTED: list[tuple[str, object]] = [
    ("record", record_fields(TARGET)),
    ("record", record_fields(RANGE)),
    ("record", record_fields(CLAIM)),
    ("stored", stored_fields(TARGET, STANDING)),
    ("stored", stored_fields(CLAIM, None)),
    ("shown", detail_fields(TARGET, STANDING, Origin("-", None, None, "0" * 64, "0.1.0"), [FIGURE])),
    *(("verdict", verdict_fields(verdict)) for verdict in VERDICTS),
]


@pytest.mark.parametrize(("name", "printed"), PRINTED)
def test_what_is_printed_fits_the_schema(name: str, printed: object) -> None:
    assert faults(json.loads(write_json(printed)), DEFINITIONS[name]) == []


def test_the_order_of_fields_is_that_of_the_contract() -> None:
    assert tuple(record_fields(TARGET)) == RECORD_FIELDS
    assert tuple(stored_fields(TARGET, STANDING)) == STORED_FIELDS
    assert tuple(verdict_fields(VERDICTS[0])) == VERDICT_FIELDS


def test_the_check_itself_finds_faults() -> None:
    record = json.loads(write_json(record_fields(a_target(quantity=a_quantity(comparator="=")))))
    broken = {**record, "comparator": "≥", "value": "5700", "rules": [1], "district_code": "3701"}
    del broken["unit"]
    assert len(faults(broken, DEFINITIONS["record"])) == 5
    assert Decimal(str(record["value"])) == 5700
