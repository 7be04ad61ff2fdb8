"""Severe events: one event however often, and in however many words, it is told."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnesg.framework.controversies import load_controversy_words
from cnesg.framework.units import load_units
from cnesg.sentiment.controversies import ControversyReader, SevereEvent, SevereTelling, yuan_in
from cnesg.text.normalise import fold

WORDS, UNITS = load_controversy_words(), load_units()
READER = ControversyReader(WORDS, UNITS, timedelta(days=30))
DAY = datetime(2024, 3, 1, tzinfo=UTC)


def told(item: str, day: float = 0, code: str = "E03-002", **more: Any) -> SevereTelling:
    values = {"company_id": "C", "standing": "happened", "quote": "岚岫五金偷排废水。", "source": "新华社", "title": ""}
    return SevereTelling(item=item, published_at=DAY + timedelta(days=day), code=code, **{**values, **more})


def summary(events: list[SevereEvent]) -> list[tuple[str, str, tuple[str, ...], str]]:
    return [(one.event, one.first.code, one.news, one.standing) for one in events]


@pytest.mark.parametrize(
    ("tellings", "events"),
    [
        ([told("a"), told("b", 1), told("c", 30)], [("C:E03-002:a", "E03-002", ("a", "b", "c"), "reported")]),
        (
            [told("a"), told("b", 30.1)],
            [("C:E03-002:a", "E03-002", ("a",), "reported"), ("C:E03-002:b", "E03-002", ("b",), "reported")],
        ),
        (  # a chain of follow-ups ends with the window of the first
            [told("a"), told("b", 20), told("c", 40)],
            [("C:E03-002:a", "E03-002", ("a", "b"), "reported"), ("C:E03-002:c", "E03-002", ("c",), "reported")],
        ),
        (  # one text, two types: one event
            [told("a"), told("a", code="E03-021"), told("b", 3, code="E03-021")],
            [("C:E03-002:a", "E03-002", ("a",), "reported"), ("C:E03-002:a", "E03-021", ("a", "b"), "reported")],
        ),
        (
            [told("a"), told("a", company_id="D")],
            [("C:E03-002:a", "E03-002", ("a",), "reported"), ("D:E03-002:a", "E03-002", ("a",), "reported")],
        ),
    ],
    ids=["reprints and follow-ups", "a day too late", "no chains", "one text of two types", "two companies"],
)
def test_what_is_one_event(tellings: list[SevereTelling], events: Any) -> None:
    assert summary(READER.read(tellings)) == events
    assert summary(READER.read(reversed(tellings))) == events


@pytest.mark.parametrize(
    ("tellings", "standing"),
    [
        ([("rumoured", "网传岚岫五金偷排废水。")], "alleged"),
        ([("rumoured", "网传岚岫五金被证监会立案。")], "alleged"),
        ([("happened", "岚岫五金偷排废水。")], "reported"),
        ([("rumoured", "网传。"), ("happened", "岚岫五金偷排废水。")], "reported"),
        ([("happened", "岚岫五金偷排废水。"), ("denied", "岚岫五金否认偷排废水。")], "denied"),
        ([("rumoured", "网传。"), ("denied", "岚岫五金否认。")], "denied"),
        ([("denied", "岚岫五金否认。"), ("happened", "岚岫五金偷排废水，被生态环境局罚款。")], "confirmed"),
        ([("happened", "Lanxiu was fined by the environment bureau.")], "confirmed"),
        ([("happened", "Lanxiu secretly dumped waste.")], "reported"),  # `sec` is a word of its own
    ],
)
def test_how_surely_it_happened(tellings: list[tuple[str, str]], standing: str) -> None:
    items = [told(f"i{n}", n, standing=how, quote=quote) for n, (how, quote) in enumerate(tellings)]
    assert [one.standing for one in READER.read(items)] == [standing]


def test_an_open_case_is_reported_though_an_authority_confirms_that_it_is_open() -> None:
    quote = "岚岫五金收到证监会立案告知书。"
    found = [READER.read([told("i1", 0, code=code, quote=quote)])[0].standing for code in ("G07-024", "G10-001")]
    assert found == ["reported", "confirmed"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("被生态环境局罚款38.5万元。", 385_000),
        ("被处以1.82亿元罚款，没收违法所得200万元", 182_000_000),
        ("人民币300元", 300),
        ("fined RMB 2.5 million", 2_500_000),
        ("fined 3 million yuan", 3_000_000),
        ("罚款10亿美元", None),
        ("2023年发生3起", None),
    ],
)
def test_amounts(text: str, amount: float | None) -> None:
    assert yuan_in(fold(text).lower(), UNITS) == amount


@pytest.mark.parametrize(
    ("text", "deaths"),
    [
        ("爆炸造成3死5伤", 3),
        ("事故致12人死亡，直接损失200万元", 12),
        ("31名矿工不幸遇难", 31),
        ("死亡人数升至9人", 9),
        ("2023年事故死亡率下降", None),
        ("killing at least 12 people", 12),
        ("4 workers died at the plant", 4),
        ("5人受伤", None),
    ],
)
def test_deaths(text: str, deaths: int | None) -> None:
    assert WORDS.deaths_in(fold(text).lower()) == deaths


def test_an_event_has_the_greatest_amount_that_its_texts_tell() -> None:
    quotes = ["岚岫五金被罚款38.5万元。", "岚岫五金被罚款40万元。", "岚岫五金否认被罚900万元。"]
    how = ["happened", "happened", "denied"]
    (event,) = READER.read(
        told(f"i{n}", n, "G02-003", quote=q, standing=s) for n, (q, s) in enumerate(zip(quotes, how, strict=True))
    )
    assert event.amount == 400_000


TELLINGS = st.lists(
    st.builds(
        told,
        st.sampled_from("abcdefgh"),
        st.just(0),
        st.sampled_from(["E03-002", "E03-021", "G10-001"]),
        company_id=st.sampled_from("CD"),
        standing=st.sampled_from(["happened", "rumoured", "denied"]),
    ),
    max_size=10,
).map(
    lambda all_: [
        told(t.item, 9.0 * "abcdefgh".index(t.item), t.code, company_id=t.company_id, standing=t.standing) for t in all_
    ]
)


@given(TELLINGS, st.randoms(use_true_random=False))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_no_item_tells_two_events_of_a_company(tellings: list[SevereTelling], random: Any) -> None:
    events = READER.read(tellings)
    of_item: dict[tuple[str, str], set[str]] = {}
    for event in events:
        for item in event.news:
            of_item.setdefault((event.first.company_id, item), set()).add(event.event)
    assert all(len(names) == 1 for names in of_item.values())
    shuffled = tellings[:]
    random.shuffle(shuffled)
    assert READER.read(shuffled) == events
    reprints = [
        told(
            f"{t.item}-again",
            9.0 * "abcdefgh".index(t.item) + 0.01,
            t.code,
            company_id=t.company_id,
            standing=t.standing,
        )
        for t in tellings
    ]
    again = READER.read([*tellings, *reprints])
    assert [(one.event, one.first.code, one.standing) for one in again] == [
        (one.event, one.first.code, one.standing) for one in events
    ]
