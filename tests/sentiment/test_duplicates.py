"""Near-duplicates: the exact check, and that a pair is judged alike whatever else there is."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sentiment.news_items import SUNDAY

from cnesg.framework.sentiment import load_sentiment_rules
from cnesg.model.news import NewsItem
from cnesg.sentiment.duplicates import Duplicates
from cnesg.sentiment.groups import Groups
from cnesg.sentiment.wording import COMPARED, Wording, Wordings, shingles

RULES = load_sentiment_rules().stories
WORDS = Wordings(RULES.source_lines)


def words(text: str, *names: str, title: str = "") -> Wording:
    return WORDS.of(NewsItem("1", title, text, SUNDAY, SUNDAY, "示例", entities=names))


def together(*wordings: Wording) -> bool:
    index = Duplicates(RULES.likeness)
    return len({index.groups.head(number) for number in index.add(wordings)}) == 1


FORM = "{0}预计2022年度归属于上市公司股东的净利润亏损{1}万元，主要原因系原材料价格上涨及计提商誉减值准备。"


def test_numbers_leave_days_and_hours_out_and_codes_are_known() -> None:
    found = words("11月20日15:30，岚岫五金（600123）公告罚款1,385.5万元，占比12%，2022年完成。")
    assert found.numbers == {"600123", "1385.5", "12"}
    assert found.codes == {"600123"}


def test_a_form_filled_in_by_another_is_another_text() -> None:
    assert not together(words(FORM.format("岚岫五金", "7000"), "A"), words(FORM.format("漱畴制药", "3000"), "B"))
    assert not together(words(FORM.format("岚岫五金", "7000"), "A"), words(FORM.format("岚岫五金", "3000"), "A"))
    assert together(words(FORM.format("岚岫五金", "7000"), "A"), words(FORM.format("岚岫五金", "7000") + "（完）", "A"))


ALONE = "岚岫五金（600123）股东减持221万股，套现4219万元，明日复牌"
OTHERS = " 漱畴制药（600124）副总经理辞职 蘅川能源业绩下滑三成"


@pytest.mark.parametrize("others", [OTHERS, " 蘅川能源储罐起火烧去77吨原料，原因仍在调查"])
def test_a_round_up_is_none_of_the_texts_that_it_holds(others: str) -> None:
    """Numbers tell it where nobody said whom the other texts name."""
    assert not together(words(ALONE, "A"), words(ALONE + others, "A"))
    assert not together(words(ALONE, "A"), words(others + ALONE, "A"))


def test_a_text_that_ends_within_a_clause_was_cut_short() -> None:
    whole = ALONE + OTHERS
    within = whole.index("制药（600124）")
    assert together(words(whole, "A"), words(whole[:within], "A"))
    assert not together(words(whole, "A"), words(whole[: len(ALONE)], "A"))
    longer = whole.index("能源业绩")
    assert together(words(whole, "A", "C"), words(whole[:longer], "A"))
    assert not together(words(whole, "A", "C"), words(whole[:within], "A"))


def test_a_statement_that_the_text_tells_of_is_no_disclaimer() -> None:
    told = "蘅川能源声明：有关银行抛售债券一事属于谣言"
    assert words(told).text == "蘅川能源声明有关银行抛售债券一事属于谣言"
    assert words(f"{ALONE}。声明：本文仅代表作者观点。").text == words(ALONE).text
    assert words(f"{ALONE}免责声明：本文仅代表作者观点。").text == words(ALONE).text


@pytest.mark.heavy
def test_only_the_beginning_of_a_long_text_is_compared() -> None:
    long = FORM.format("岚岫五金", "7000") * 100_000  # about 5 million characters
    assert len(words(long).text) == COMPARED


def test_lone_surrogates_and_texts_shorter_than_a_shingle_are_texts() -> None:
    assert not together(words("\ud800好"), words("坏"))
    assert len(shingles([words("")])[0]) == 1


def test_a_source_line_goes_but_never_the_text() -> None:
    assert words("【快讯】" + FORM.format("岚岫五金", "7000")).text == words(FORM.format("岚岫五金", "7000")).text
    assert words("来源：财联社").text


_TEXTS = st.lists(
    st.tuples(st.sampled_from("岚岫漱畴蘅川岱麓"), st.integers(1, 3), st.integers(0, 60), st.booleans()),
    min_size=2,
    max_size=8,
)


@pytest.mark.heavy
@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.data())
def test_groups_are_the_same_in_any_order(drawn: list[tuple[str, int, int, bool]], data: st.DataObject) -> None:
    texts = []
    for name, number, cut, ends in drawn:
        whole = FORM.format(name, number * 1000)
        texts.append(words(whole[cut:] if ends else whole[: len(whole) - cut], name))
    order = data.draw(st.permutations(range(len(texts))))
    one, other = Duplicates(RULES.likeness), Duplicates(RULES.likeness)
    first = one.add(texts)
    second = [0] * len(texts)
    for place in order:
        (second[place],) = other.add([texts[place]])
    for left in range(len(texts)):
        for right in range(left):
            apart = one.groups.head(first[left]) != one.groups.head(first[right])
            assert apart == (other.groups.head(second[left]) != other.groups.head(second[right]))


def test_groups_grow_together() -> None:
    groups = Groups()
    members = [groups.enter() for _ in range(4)]
    assert groups.join(0, 3)
    assert groups.join(3, 2)
    assert not groups.join(2, 0)
    assert [groups.head(member) for member in members] == [0, 1, 0, 0]


def test_the_cost_of_a_text_does_not_grow_with_forms_of_other_companies() -> None:
    """Buckets belong to a name: what one company's text is compared with is that company's alone."""
    index = Duplicates(RULES.likeness)
    index.add([words(FORM.format(f"第{n}号", n * 7 + 1000), f"第{n}号") for n in range(500)])
    sizes = [len(members) for members in index._buckets.values()]
    assert max(sizes) == 1


def test_the_cost_of_a_version_does_not_grow_with_the_versions_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    draw, compared, link = random.Random(1), list[int](), Duplicates._link

    def counting(index: Duplicates, number: int, near: Sequence[int]) -> None:
        compared.append(len(near))
        link(index, number, near)

    monkeypatch.setattr(Duplicates, "_link", counting)
    versions = []
    for _ in range(500):
        signs = list(FORM.format("岚岫五金", "7000"))
        signs[draw.randrange(34, len(signs))] = chr(0x4E00 + draw.randrange(500))
        versions.append(words("".join(signs), "A"))
    index = Duplicates(RULES.likeness)
    assert len({index.groups.head(number) for number in index.add(versions)}) == 1
    assert max(compared[-200:]) < 250  # of 500 before; the latest of each bucket are enough


@settings(max_examples=25)
@given(st.data())
def test_crowded_buckets_hold_the_groups_that_all_pairs_make(data: st.DataObject) -> None:
    base = [FORM.format("岚岫五金", "7000"), "岚岫五金今日召开年度股东大会审议利润分配方案，出席股东代表股份过半。"]
    drawn = data.draw(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 40), st.integers(0, 30)), max_size=40))
    made = [
        words(f"{base[which][: cut + 12]}{chr(0x4E00 + mark) * (mark % 5)}{base[which][cut + 12 :]}", "A")
        for which, cut, mark in drawn
    ]
    index = Duplicates(RULES.likeness)
    heads = [index.groups.head(number) for number in index.add(made)]
    for one, head in zip(made, heads, strict=True):
        for other, beside in zip(made, heads, strict=True):
            assert head == beside or not together(one, other)
