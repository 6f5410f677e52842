"""What lies within a place, and the codes that added places get."""

from __future__ import annotations

import pytest

from tracker.model import Place
from tracker.places import code_prefix, contains, local_code, local_place


def a_place(code: str, name: str = "某地") -> Place:
    return Place(code, name, name)


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("370104", "370104"),
        ("370100", "3701"),
        ("370000", "37"),
        ("100000", ""),
        ("370200.1", "370200.1"),
        ("110000", "11"),
    ],
)
def test_prefix(code: str, prefix: str) -> None:
    assert code_prefix(a_place(code)) == prefix


@pytest.mark.parametrize(
    ("parent", "inside"),
    [
        ("370104", "370104"),
        ("370100", "370104"),
        ("370000", "370104"),
        ("100000", "370104"),
        ("370200", "370200.1"),
        ("370000", "370200.1"),
        ("370000", "370000.1"),
        ("100000", "100000.1.1"),
        ("370200.1", "370200.1"),
        ("370200.1", "370200.1.1"),
        ("370104", "370104.3"),
    ],
)
def test_contains(parent: str, inside: str) -> None:
    assert contains(a_place(parent), inside)


@pytest.mark.parametrize(
    ("parent", "outside"),
    [
        ("370104", "370100"),
        ("370100", "370200"),
        ("370100", "370000"),
        ("370200.1", "370200.12"),
        ("370200.1", "370200"),
        ("370200.1.1", "370200.1"),
        ("370104", "370200.1"),
        ("370000", "100000"),
        ("100000.1", "100000.12.1"),
    ],
)
def test_does_not_contain(parent: str, outside: str) -> None:
    assert not contains(a_place(parent), outside)


def test_local_codes_count_on_under_their_parent() -> None:
    qingdao = a_place("370200")
    assert local_code(qingdao, ()) == "370200.1"
    assert local_code(qingdao, ["370200.1", "370200.9", "370200.9.12", "370100.40"]) == "370200.10"
    assert local_code(a_place("370200.1"), ["370200.1", "370200.1.1"]) == "370200.1.2"


def test_a_number_is_not_given_twice() -> None:
    assert local_code(a_place("370200"), ["370200.2"]) == "370200.3"


@pytest.mark.parametrize(
    ("parent", "name", "full_name"),
    [
        (Place("370200", "青岛市", "青岛市"), "高新区", "青岛市高新区"),
        (Place("370200", "青岛市", "青岛市"), "青岛市高新区", "青岛市高新区"),
        (Place("370104", "槐荫区", "济南市槐荫区"), "某 街道", "济南市槐荫区某街道"),
        (Place("370000", "山东省", "山东省"), "示例市", "示例市"),
        (Place("100000", "全国", "全国"), "示例市", "示例市"),
        (Place("100000.1", "示例市", "示例市"), "青禾县", "示例市青禾县"),
    ],
)
def test_full_names_of_added_places(parent: Place, name: str, full_name: str) -> None:
    place = local_place(name, parent, ())
    assert place.full_name == full_name
    assert full_name.endswith(place.name)
