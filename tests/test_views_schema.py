"""`docs/schema.json` says what the commands print: the same names, in the same order, with the same values."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from sample_records import a_figure, a_quantity, a_target

from tracker import model
from tracker.progress import progress
from tracker.views.detail import ACTUAL_FIELDS, Origin, detail_fields
from tracker.views.fields import (
    RECORD_FIELDS,
    STORED_FIELDS,
    VERDICT_FIELDS,
    record_fields,
    stored_fields,
    verdict_fields,
)
from tracker.views.json import write_json

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "schema.json").read_text(encoding="utf-8"))
DEFINITIONS = SCHEMA["$defs"]
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def faults(value: Any, schema: dict[str, Any], where: str = "$") -> list[str]:
    """What of `value` the schema forbids; knows the keywords that docs/schema.json uses, and no others."""
    if "$ref" in schema:
        return faults(value, DEFINITIONS[schema["$ref"].rpartition("/")[2]], where)
    if "anyOf" in schema:
        found = [faults(value, choice, where) for choice in schema["anyOf"]]
        return [] if [] in found else found[0]
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if not isinstance(value, tuple(kind for name in types for kind in TYPES[name])):
        return [f"{where}: {value!r} is no {types}"]
    wrong = [f"{where}: {value!r} is not among {schema['enum']}"] if value not in schema.get("enum", [value]) else []
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        wrong.append(f"{where}: {value!r} is not like {schema['pattern']}")
    if isinstance(value, list):
        wrong += [fault for item in value for fault in faults(item, schema["items"], f"{where}[]")]
    if isinstance(value, dict) and "properties" in schema:
        wrong += [f"{where}: {name} differs" for name in set(schema["required"]) ^ set(value)]
        for name in set(value) & set(schema["properties"]):
            wrong += faults(value[name], schema["properties"][name], f"{where}.{name}")
    return wrong


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("record", RECORD_FIELDS),
        ("stored", STORED_FIELDS),
        ("shown", (*STORED_FIELDS, *(field.name for field in fields(Origin)), "formula", "inputs", "actuals")),
        ("actual", ACTUAL_FIELDS),
        ("verdict", VERDICT_FIELDS),
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
CLAIM = model.Claim(**{field.name: getattr(TARGET, field.name) for field in fields(TARGET)})
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
