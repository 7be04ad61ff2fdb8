"""Stories and events: what belongs together, whatever the order of arrival."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sentiment.news_items import SUNDAY, told

from cnesg.framework.incidents import load_incidents
from cnesg.framework.sentiment import load_sentiment_rules
from cnesg.sentiment.same_event import EventWords
from cnesg.sentiment.stories import ReadItem, Stories

BASE = "岚岫五金因电镀车间私设暗管向河道排放废水，被生态环境局罚款385万元并责令停产整治，公司称将积极配合调查。"
TWIN = "漱畴制药因电镀车间私设暗管向河道排放废水，被生态环境局罚款127万元并责令停产整治，公司称将积极配合调查。"
OTHER_WORDS = "环保督察组通报：岚岫五金下属工厂夜间偷排，处罚金额达385万元，厂区附近村民此前多次举报异味。"
OTHER_EVENT = "岚岫五金公告，旗下水泥窑在线监测设备遭人为干扰，当地检察机关已提起公益诉讼。"
ILLEGAL = ("岚岫五金", "E03-002")


RULES = load_sentiment_rules().stories
EVENTS = EventWords(RULES.same_event, load_incidents())


def stories() -> Stories:
    return Stories(RULES, EVENTS, lambda incident: incident.standing == "happened")


def clusters(items: Sequence[ReadItem], *batches: int) -> dict[str, str]:
    """The story of each item, taken in one by one or in batches."""
    found, at = stories(), 0
    for size in batches or [1] * len(items):
        found.add(items[at : at + size])
        at += size
    return {item: story for window in found.windows.values() for item, story in window.stories().items()}


def test_the_same_text_in_other_marks_width_and_script_is_one_story() -> None:
    copies = [
        told("a", BASE, ILLEGAL),
        told("b", BASE.replace("，", ",").replace("3", "３"), ILLEGAL, hours=1),
        told("c", BASE.replace("罚款", "罰款").replace("责", "責"), ILLEGAL, hours=2),
    ]
    assert clusters(copies) == dict.fromkeys("abc", "a")


@pytest.mark.parametrize(
    "text",
    [
        f"本报讯（记者 王晓明）{BASE}（来源：财联社）",
        f"【快讯】{BASE} 责任编辑：李静",
        BASE.replace("积极配合", "全力配合").replace("并责令", "，责令"),
        BASE[:40],
    ],
)
def test_reprints_belong_to_the_first_source(text: str) -> None:
    assert clusters([told("late", text, ILLEGAL, hours=5), told("first", BASE, ILLEGAL)])["late"] == "first"


def test_one_form_filled_in_by_two_companies_is_two_stories() -> None:
    found = clusters([told("a", BASE, ILLEGAL), told("b", TWIN, ("漱畴制药", "E03-002"))])
    assert found == {"a": "a", "b": "b"}


def test_other_numbers_of_the_same_company_are_another_story() -> None:
    again = BASE.replace("385", "127").replace("电镀车间", "酸洗车间")
    assert len(set(clusters([told("a", BASE, ILLEGAL), told("b", again, ILLEGAL)]).values())) == 2


def test_an_event_in_other_words_is_one_story_and_one_event() -> None:
    items = [told("a", BASE, ILLEGAL), told("b", OTHER_WORDS, ILLEGAL, hours=3)]
    found = stories()
    found.add(items)
    assert clusters(items) == {"a": "a", "b": "a"}
    (event,) = found.events("岚岫五金")
    assert (event.first.item, event.stories) == ("a", ("a", "b"))


def test_another_event_of_the_same_type_stays_apart() -> None:
    found = stories()
    found.add([told("a", BASE, ILLEGAL), told("b", OTHER_EVENT, ILLEGAL, hours=3)])
    assert len(list(found.events("岚岫五金"))) == 2


def test_a_round_up_joins_no_stories_but_tells_their_events() -> None:
    pairs = [ILLEGAL, ("漱畴制药", "S03-008")]
    recall = "漱畴制药召回两批次注射液，涉及批号20221，系瓶身裂纹所致，已通知全部经销商停止销售并退回。"
    items = [
        told("a", BASE, pairs[0]),
        told("b", recall, pairs[1], hours=1),
        told("round-up", f"晚间要闻：{BASE[:34]}；{recall[:30]}；岱麓酒业发布新品。", *pairs, hours=9),
    ]
    assert len(set(clusters(items).values())) == 3
    found = stories()
    found.add(items)
    assert {(event.first.item, len(event.tellings)) for event in found.events()} == {("a", 2), ("b", 2)}


def test_stories_end_with_their_window() -> None:
    saturday = (timedelta(days=6, hours=15, minutes=59)).total_seconds() / 3600
    found = clusters([told("a", BASE, ILLEGAL, hours=saturday), told("b", BASE, ILLEGAL, hours=saturday + 0.1)])
    assert found == {"a": "a", "b": "b"}


def test_a_window_begins_on_sunday_at_midnight_in_shanghai() -> None:
    found = stories()
    assert found.begins(found.number(SUNDAY)) == SUNDAY - timedelta(hours=8)


def test_a_thousand_copies_cost_and_count_as_one_wording() -> None:
    found = stories()
    found.add([told(f"{n:04}", BASE, ILLEGAL, hours=n / 100) for n in range(1000)])
    (event,) = found.events()
    assert len(event.tellings) == 1000
    assert set(event.stories) == {"0000"}


def test_an_empty_text_is_a_story_of_its_own_kind() -> None:
    assert clusters([told("a", ""), told("b", "", hours=1), told("c", "好")]) == {"a": "a", "b": "a", "c": "c"}


_CLAUSES = st.sampled_from(
    [*BASE.split("，"), *TWIN.split("，"), *OTHER_WORDS.split("，"), "据悉", "罚款385万元", "罚款127万元", "2022年"]
)
_PAIRS = st.lists(
    st.tuples(st.sampled_from(["岚岫五金", "漱畴制药"]), st.sampled_from(["E03-002", "E03-001"])),
    max_size=3,
    unique=True,
)


@st.composite
def _arrivals(draw: st.DrawFn) -> list[ReadItem]:
    texts = draw(st.lists(st.lists(_CLAUSES, min_size=1, max_size=5), min_size=2, max_size=9))
    return [
        told(f"{n}", "，".join(parts), *draw(_PAIRS), hours=draw(st.integers(0, 400)) / 2)
        for n, parts in enumerate(texts)
    ]


@settings(max_examples=100, deadline=None)
@given(_arrivals(), st.data())
def test_neither_order_nor_batches_nor_repetition_matter(items: list[ReadItem], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(items + items[:2]))
    cut = data.draw(st.integers(0, len(shuffled)))
    assert clusters(shuffled, cut, len(shuffled) - cut) == clusters(items)
    one, other = stories(), stories()
    one.add(items)
    for item in shuffled:
        other.add([item])
    shapes = [
        [(event.event, [t.item for t in event.tellings], event.stories) for event in found.events()]
        for found in (one, other)
    ]
    assert shapes[0] == shapes[1]


@settings(max_examples=50, deadline=None)
@given(_arrivals())
def test_a_window_taken_in_again_is_the_same_window(items: list[ReadItem]) -> None:
    found = stories()
    found.add(items)
    before = {number: window.stories() for number, window in found.windows.items()}
    found.close(max(before) + 1)
    assert not found.windows
    found.add(items[::-1])
    assert {number: window.stories() for number, window in found.windows.items()} == before
