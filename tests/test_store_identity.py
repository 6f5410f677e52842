"""Which stored record is which of those read anew."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import a_quantity, a_target, as_claim, read_plainly

from tracker.model import Record, Target
from tracker.store import identity
from tracker.store.identity import PASSES, match


def read(text: str) -> list[Record]:
    """The records of the lines."""
    return list(read_plainly(text).records)


def kept(old: str, new: str) -> dict[str, str]:
    """Old line → new line of the records that are taken to be the same."""
    before, after = read(old), read(new)
    return {before[stored].sentence: after[found].sentence for found, stored in match(before, [], after).items()}


def target(sentence: str, surface: str, **fields: Any) -> Target:
    """A target whose quantity stands where `surface` stands in the sentence."""
    value, unit = surface[:-1], surface[-1]
    quantity = a_quantity(surface, value, unit, start=sentence.index(surface))
    return a_target(sentence=sentence, quantity=quantity, **fields)


def test_the_same_text_keeps_everything() -> None:
    """One to one, in order."""
    records = read("上云企业达到5700家\n新建学校5所\n新建学校5所\n-建成公园9处")
    assert match(records, [], records) == {0: 0, 1: 1, 2: 2, 3: 3}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("全年新建学校5所", "全年新建学校6所"),  # the number was corrected
        ("上元企业达到5700家", "上云企业达到5700家"),  # the name was
        ("上云企业达到5700家", "上云 企业达到５７００家"),  # only the look
        ("上云企业达到5700家", "上云企业达到5700户"),  # the unit: same spot in other words is something else
    ],
)
def test_a_correction_keeps_the_id(old: str, new: str) -> None:
    """Unless number and thing are other ones."""
    expected = {} if new.endswith("户") else {old: new}
    assert kept(old, new) == expected


def test_what_stands_before_and_after_makes_no_difference() -> None:
    """Lines that are added, taken away or moved don't take others with them."""
    old = "上云企业达到5700家\n新建学校5所\n新建公园9处"
    assert kept(old, "完成投资7元\n新建公园9处\n上云企业达到5700家") == {
        "上云企业达到5700家": "上云企业达到5700家",
        "新建公园9处": "新建公园9处",
    }


def test_the_same_number_of_another_thing_is_another_promise() -> None:
    """A sentence of the same build with the same number."""
    assert kept("税收收入达到6元", "固定资产投资达到6元") == {}


def test_of_two_equal_sentences_the_first_stays_the_first() -> None:
    """The order in the text tells them apart."""
    records = read("新建学校5所\n新建学校5所")
    assert match(records, [], records[1:]) == {0: 0}


def test_two_numbers_in_one_sentence_are_told_apart_by_what_they_count() -> None:
    """收入、投资均增长6元: when the first is dropped, the second keeps its own id."""
    sentence = "收入增长6元、投资增长6元。"
    first = target(sentence, "6元", indicator="收入")
    second = first._replace(indicator="投资", indicator_key="投资", quantity=a_quantity("6元", "6", "元", start=10))
    assert match([first, second], [], [second]) == {0: 1}
    assert match([first, second], [], [first]) == {0: 0}


def test_words_that_stand_in_two_sections_are_told_apart_by_them() -> None:
    """A total that is restated: when the first mention goes, the second keeps its own id."""
    summary, detail = read("新建学校5所")[0]._replace(section="目标"), read("新建学校5所")[0]._replace(section="教育")
    assert match([summary, detail], [], [detail]) == {0: 1}


def test_a_new_heading_changes_no_id() -> None:
    """What is counted tells two numbers of one sentence apart there too."""
    sentence = "收入增长6元、投资增长6元。"
    first = target(sentence, "6元", indicator="收入")
    second = first._replace(indicator="投资", indicator_key="投资")
    assert match([first, second], [], [second._replace(section="新的标题")]) == {0: 1}


def test_a_newer_extractor_may_name_count_and_measure_otherwise() -> None:
    """The same number at the same spot of the same sentence is the same promise."""
    old = target("全年新建学校5所以上。", "5所", indicator="学校")
    renamed = old._replace(indicator="新建学校", indicator_key="新建学校", measure="increment")
    widened = old._replace(
        indicator="新建", indicator_key="新建", quantity=old.quantity._replace(text="5所以上", unit="所以上")
    )
    assert match([old], [], [renamed]) == {0: 0}
    assert match([old], [], [widened]) == {0: 0}


def test_another_due_date_for_the_same_number_keeps_the_id_where_nothing_else_is_meant() -> None:
    """到2025年 corrected to 到2026年, in a sentence written anew."""
    old = target("到2025年，高企突破350家。", "350家", indicator="高企", due=a_target().due.replace(year=2025))
    new = target("未来几年里我们要让全区的高企数量再上新台阶，2026年达到350家。", "350家", indicator="高企",
                 due=a_target().due.replace(year=2026))  # fmt: skip
    assert match([old], [], [new]) == {0: 0}
    assert match([old, old._replace(due=a_target().due)], [], [new]) == {}


def test_another_value_keeps_the_id_where_nothing_else_is_meant() -> None:
    """Unique on both sides; of two nobody can say which."""
    old = target("今年高企突破300家。", "300家", indicator="高企")
    new = target("下大力气培育创新主体，让高企数量在年底之前达到350家的规模。", "350家", indicator="高企")
    other = target("到那时候，东片区也要有属于自己的第一批共计90家。", "90家", indicator="高企")
    assert match([old], [], [new]) == {0: 0}
    assert match([old], [], [new, other]) == {}


def test_the_likest_sentence_wins() -> None:
    """Two schools' sentences change their numbers, and their order."""
    east, west = "东片区全年新建学校5所", "西部新城三年内改扩建和新建学校8所"
    before = [target(east, "5所", indicator="学校"), target(west, "8所", indicator="学校")]
    after = [
        target(west.replace("8", "9"), "9所", indicator="学校"),
        target(east.replace("5", "6"), "6所", indicator="学校"),
    ]
    assert match(before, [], after) == {0: 1, 1: 0}


def test_a_claim_is_never_a_target() -> None:
    """Even in the same words."""
    promise = a_target()
    assert match([promise], [], [as_claim(promise)]) == {}


def test_withdrawn_records_come_back_only_for_sure() -> None:
    """With the same words or the same promise; what stands goes first."""
    gone, stands = read("新建学校5所")[0], read("新建公园9处")[0]
    assert match([stands], [gone], [gone]) == {0: 1}
    assert match([], [gone], read("新建学校6所")) == {}
    assert match([], [gone], [gone._replace(sentence="办好人民满意的教育，学校又添5所")]) == {0: 0}
    assert match([gone], [gone], [gone]) == {0: 0}


def test_many_equal_names_stay_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """300 targets of one name whose numbers all change: each is compared with its neighbours only."""
    compared: list[Record] = []

    def likeness(old: Record, _: Record) -> float:
        compared.append(old)
        return 0.9

    monkeypatch.setattr(identity, "_likeness", likeness)
    lines = [f"新建学校{number}所" for number in range(100, 400)]
    before, after = read("\n".join(lines)), read("\n".join(line.replace("所", ".5所") for line in lines))
    assert match(before, [], after) == {number: number for number in range(300)}
    assert len(compared) <= 300 * 21


def test_the_surest_pass_comes_first_and_alone_restores() -> None:
    """Whether a pass may bring back what was withdrawn follows the order of the passes."""
    restores = [attempt.restores for attempt in PASSES]
    assert restores == sorted(restores, reverse=True)


lines = st.lists(
    st.sampled_from(["新建学校5所", "新建学校6所", "上云企业达到5700家", "-新建学校5所", "新建公园9处"]), max_size=8
)


@given(old=lines, gone=lines, new=lines)
def test_nobody_is_matched_twice(old: list[str], gone: list[str], new: list[str]) -> None:
    """Each record is at most one record, of the same role."""
    standing, withdrawn, found = read("\n".join(old)), read("\n".join(gone)), read("\n".join(new))
    pairs = match(standing, withdrawn, found)
    assert len(set(pairs.values())) == len(pairs)
    assert all([*standing, *withdrawn][stored].role == found[fresh].role for fresh, stored in pairs.items())


@given(old=lines, new=lines)
def test_what_is_word_for_word_the_same_is_always_kept(old: list[str], new: list[str]) -> None:
    """As often as it stands in both."""
    standing, found = read("\n".join(old)), read("\n".join(new))
    pairs = match(standing, [], found)
    for line in set(old) & set(new):
        same = [1 for fresh, stored in pairs.items() if found[fresh].sentence == standing[stored].sentence == line]
        assert len(same) == min(old.count(line), new.count(line))
