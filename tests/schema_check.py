"""Checks values against docs/schema.json, with the keywords that it uses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "schema.json").read_text(encoding="utf-8"))
DEFINITIONS = SCHEMA["$defs"]
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
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
