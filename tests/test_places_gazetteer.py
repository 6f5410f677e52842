"""Which place a name means, on the real table: the names are public, every trap has a reason."""

from __future__ import annotations

import pytest

from tracker.errors import AmbiguousPlace, UnknownPlace
from tracker.model import Place
from tracker.places import Gazetteer, load_gazetteer, local_place

HUAIYIN = Place("370104", "槐荫区", "济南市槐荫区")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    "name",
    [
        "槐荫",
        "槐荫区",
        "济南市槐荫区",
        "济南槐荫",
        "山东省济南市槐荫区",
        "山东槐荫区",
        "370104",
        " 山东 济南市/槐荫区 ",
    ],
)
def test_all_names_of_a_place_mean_the_same(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.resolve(name) == HUAIYIN


@pytest.mark.parametrize(
    ("name", "full_name", "code"),
    [
        ("全国", "全国", "100000"),
        ("国务院", "全国", "100000"),
        ("中华人民共和国", "全国", "100000"),
        ("山东", "山东省", "370000"),
        ("济南", "济南市", "370100"),
        ("海淀", "北京市海淀区", "110108"),
        ("浦东", "上海市浦东新区", "310115"),
        ("广西", "广西壮族自治区", "450000"),
        ("内蒙古", "内蒙古自治区", "150000"),
        ("恩施", "恩施土家族苗族自治州", "422800"),
        ("恩施州", "恩施土家族苗族自治州", "422800"),
        ("恩施市", "恩施土家族苗族自治州恩施市", "422801"),
        ("延边", "延边朝鲜族自治州", "222400"),
        ("积石山县", "临夏回族自治州积石山保安族东乡族撒拉族自治县", "622927"),
        ("鄂伦春", "呼伦贝尔市鄂伦春自治旗", "150723"),
        ("济源", "济源市", "419001"),
        ("神农架", "神农架林区", "429021"),
        ("清新", "清远市清新区", "441803"),
        ("临平区", "杭州市临平区", "330113"),
        ("香港", "香港特别行政区", "810000"),
        ("台湾", "台湾省", "710000"),
    ],
)
def test_short_names_and_full_names(gazetteer: Gazetteer, name: str, full_name: str, code: str) -> None:
    place = gazetteer.resolve(name)
    assert (place.full_name, place.code, place.until) == (full_name, code, None)


@pytest.mark.parametrize(
    ("name", "full_name"),
    [
        ("海南", "海南省"),  # not 海南藏族自治州, not 乌海市海南区
        ("吉林", "吉林省"),
        ("吉林市", "吉林市"),
        ("河北", "河北省"),
        ("西安", "西安市"),  # not the 西安区 of 辽源 and 牡丹江
        ("长沙", "长沙市"),  # not 长沙县, which lies in it
        ("朝阳市", "朝阳市"),
        ("北京朝阳", "北京市朝阳区"),
    ],
)
def test_the_higher_level_wins_where_it_is_the_custom(gazetteer: Gazetteer, name: str, full_name: str) -> None:
    assert gazetteer.resolve(name).full_name == full_name


@pytest.mark.parametrize("name", ["桥西区", "鼓楼", "朝阳", "城区", "和平"])
def test_ambiguous_names_list_their_candidates(gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(AmbiguousPlace, match="give the full name or the code"):
        gazetteer.resolve(name)


def test_the_candidates_are_told_apart(gazetteer: Gazetteer) -> None:
    with pytest.raises(AmbiguousPlace) as raised:
        gazetteer.resolve("桥西区")
    assert str(raised.value) == (
        "'桥西区' may be 石家庄市桥西区 (河北省, 130104), 张家口市桥西区 (河北省, 130703): "
        "give the full name or the code"
    )


def test_rivals_of_one_name_are_all_listed(gazetteer: Gazetteer) -> None:
    with pytest.raises(AmbiguousPlace) as raised:
        gazetteer.resolve("朝阳")
    assert all(name in str(raised.value) for name in ("朝阳市 (辽宁省", "北京市朝阳区", "长春市朝阳区"))


@pytest.mark.parametrize("name", ["赵", "槐萌区", "临沂市槐荫区", "高新区", "999999", "", "   ", "济南市济南市槐荫区"])
def test_unknown_names(gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(UnknownPlace, match="no place is called"):
        gazetteer.resolve(name)


def test_unknown_names_suggest_what_is_near(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownPlace, match=r"槐荫区.*tracker districts add NAME --within PARENT"):
        gazetteer.resolve("槐萌区")


def test_a_short_name_never_has_one_character(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("赵县").full_name == "石家庄市赵县"


@pytest.mark.parametrize(
    ("name", "year", "full_name", "code", "until"),
    [
        ("钢城区", None, "济南市钢城区", "370117", None),
        ("钢城区", 2018, "莱芜市钢城区", "371203", 2018),
        ("钢城区", 2020, "济南市钢城区", "370117", None),
        ("莱芜市", None, "莱芜市", "371200", 2018),
        ("莱芜", None, "济南市莱芜区", "370116", None),
        ("莱芜", 2015, "莱芜市", "371200", 2018),
        ("清苑县", 2005, "保定市清苑县", "130622", 2015),
        ("清苑", 2005, "保定市清苑县", "130622", 2015),
        ("清苑", 2015, "保定市清苑县", "130622", 2015),  # the report of that year was read before the change
        ("清苑", 2016, "保定市清苑区", "130608", None),
        ("即墨市", None, "青岛市即墨市", "370282", 2017),
        ("济南市历城县", None, "济南市历城县", "370121", 1987),
        ("巢湖", None, "合肥市巢湖市", "340181", None),
        ("巢湖", 2009, "巢湖市", "341400", 2011),
        ("襄樊", None, "襄樊市", "420600", 2010),
        ("襄樊市襄城区", None, "襄阳市襄城区", "420602", None),
        ("420600", None, "襄阳市", "420600", None),
        ("420600", 2005, "襄樊市", "420600", 2010),
        ("宣武区", None, "北京市宣武区", "110104", 2010),
        ("铜梁县", None, "重庆市铜梁县", "500224", 2014),  # it had a code of 四川 until 1997
        ("钱塘区", 2015, "杭州市钱塘区", "330114", None),  # not yet there, but no other bears the name
    ],
)
def test_years_choose_between_predecessor_and_successor(
    gazetteer: Gazetteer, name: str, year: int | None, full_name: str, code: str, until: int | None
) -> None:
    place = gazetteer.resolve(name, year)
    assert (place.full_name, place.code, place.until) == (full_name, code, until)


def test_abolished_namesakes_stay_apart(gazetteer: Gazetteer) -> None:
    with pytest.raises(AmbiguousPlace, match=r"保定市南市区 \(河北省, 130604, until 2015\), 上海市南市区"):
        gazetteer.resolve("南市区")


def test_a_year_narrows_an_ambiguous_name_only_to_what_stood(gazetteer: Gazetteer) -> None:
    with pytest.raises(AmbiguousPlace, match="邢台市桥西区"):
        gazetteer.resolve("桥西区", 2019)


@pytest.fixture(scope="module")
def extended(gazetteer: Gazetteer) -> Gazetteer:
    zone = local_place("高新区", gazetteer.resolve("青岛"), ())
    city = local_place("示例市", gazetteer.resolve("全国"), ())
    county = local_place("青禾县", city, ())
    return load_gazetteer([zone, city, county, local_place("柳湾镇", county, ())])


@pytest.mark.parametrize(
    ("name", "full_name", "code"),
    [
        ("高新区", "青岛市高新区", "370200.1"),
        ("青岛高新区", "青岛市高新区", "370200.1"),
        ("山东青岛市高新区", "青岛市高新区", "370200.1"),
        ("370200.1", "青岛市高新区", "370200.1"),
        ("示例", "示例市", "100000.1"),
        ("青禾", "示例市青禾县", "100000.1.1"),
        ("示例市青禾县", "示例市青禾县", "100000.1.1"),
        ("青禾县柳湾镇", "示例市青禾县柳湾镇", "100000.1.1.1"),
        ("示例市柳湾镇", "示例市青禾县柳湾镇", "100000.1.1.1"),
    ],
)
def test_added_places_are_found_like_the_others(extended: Gazetteer, name: str, full_name: str, code: str) -> None:
    place = extended.resolve(name)
    assert (place.full_name, place.code) == (full_name, code)


def test_added_places_do_not_leak_into_other_gazetteers(extended: Gazetteer, gazetteer: Gazetteer) -> None:
    assert extended.resolve("示例市").code == "100000.1"
    with pytest.raises(UnknownPlace):
        gazetteer.resolve("示例市")


def test_two_added_places_of_one_name_are_ambiguous(gazetteer: Gazetteer) -> None:
    zones = [local_place("高新区", gazetteer.resolve(city), ()) for city in ("青岛", "济南")]
    with pytest.raises(AmbiguousPlace, match="青岛市高新区"):
        load_gazetteer(zones).resolve("高新区")
    assert load_gazetteer(zones).resolve("济南高新区").code == "370100.1"
