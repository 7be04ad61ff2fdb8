"""What is known of items is what a dictionary would know, however many there are."""

from hypothesis import given
from hypothesis import strategies as st

from cnesg.pipeline.news import known as known_news
from cnesg.pipeline.news.known import KnownNews

ITEMS = st.lists(st.tuples(st.text("ab\ud800名", max_size=3), st.text("xy", max_size=2)), max_size=60)


@given(ITEMS, st.integers(1, 9))
def test_it_knows_what_a_dictionary_knows(items: list[tuple[str, str]], loose: int) -> None:
    known, plain = KnownNews(), dict[str, str]()
    before, known_news._LOOSE = known_news._LOOSE, loose
    try:
        for start in range(0, len(items), 7):
            known.add(items[start : start + 7])
            for news_id, content in items[start : start + 7]:
                plain.setdefault(news_id, content)
    finally:
        known_news._LOOSE = before
    assert len(known) == len(plain)
    for news_id, content in items:
        assert news_id in known
        assert known.is_same(news_id, content) == (plain[news_id] == content)
    assert "c" not in known
    assert not known.is_same("c", "x")


def test_many_items_need_little_room() -> None:
    known = KnownNews()
    known.add((f"item {number}", str(number % 7)) for number in range(40_000))
    assert known._ids.nbytes + known._contents.nbytes + 200 * len(known._loose) < 5_000_000
    assert known.is_same("item 39999", str(39_999 % 7))
