"""What follows from what several people say of one value."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.errors import InputError
from cnesg.verification.opinions import Opinion, agree, settle, standing

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
SAME = 0.0001


def opinion(purpose: Any, answer: Any, by: str, minute: int = 0, **more: Any) -> Opinion:
    if answer == "rejected":
        more.setdefault("reason", "of another company")
    return Opinion.of("o1", purpose, answer, by, AT + timedelta(minutes=minute), 4.0, **more)


FIRST = opinion("first", "confirmed", "ann")
OTHER = opinion("second", "rejected", "bo", 1)
ALIKE = opinion("second", "confirmed", "bo", 1)
THIRD = opinion("third", "rejected", "cy", 2)


@pytest.mark.parametrize(
    ("said", "material", "sampled", "decided", "wanted", "agreed"),
    [
        pytest.param([], False, False, None, "first", None, id="nobody has looked"),
        pytest.param([FIRST], False, False, FIRST, None, None, id="one is enough"),
        pytest.param([FIRST], True, False, None, "second", None, id="of what is material two must agree"),
        pytest.param([FIRST], False, True, FIRST, "second", None, id="a sampled value counts and is asked again"),
        pytest.param([FIRST, ALIKE], True, False, FIRST, None, True, id="two agree"),
        pytest.param([FIRST, OTHER], True, False, None, "third", False, id="two differ on what is material"),
        pytest.param([FIRST, OTHER], False, True, FIRST, "third", False, id="two differ on a sampled value"),
        pytest.param([FIRST, OTHER, THIRD], True, True, THIRD, None, False, id="a third decides"),
    ],
)
def test_where_a_value_stands(
    said: list[Opinion], material: bool, sampled: bool, decided: Opinion | None, wanted: str | None, agreed: bool | None
) -> None:
    found = settle(said, material=material, sampled=sampled, tolerance=SAME)
    assert (found.decided, found.wanted, found.agreed) == (decided, wanted, agreed)
    assert found.not_by == {one.by for one in said}


@given(st.permutations([FIRST, OTHER, THIRD, opinion("first", "withdrawn", "ann", -1)]), st.booleans(), st.booleans())
def test_the_order_in_which_opinions_arrive_is_irrelevant(said: list[Opinion], material: bool, sampled: bool) -> None:
    found = settle(said, material=material, sampled=sampled, tolerance=SAME)
    assert (found.decided, found.wanted) == (THIRD, None)


def test_a_withdrawn_opinion_is_none_and_its_author_may_be_asked_again() -> None:
    undone = [FIRST, opinion("first", "withdrawn", "ann", 1)]
    found = settle(undone, material=False, sampled=False, tolerance=SAME)
    assert (found.decided, found.wanted, found.not_by) == (None, "first", frozenset())
    again = opinion("first", "corrected", "ann", 2, value=3.0)
    assert standing([*undone, again]) == {"first": again}


def test_who_saw_a_planted_error_says_nothing_of_the_value_and_is_not_asked() -> None:
    planted = opinion("planted", "confirmed", "dee", planted="scale")
    found = settle([planted], material=False, sampled=False, tolerance=SAME)
    assert (found.decided, found.wanted, found.not_by) == (None, "first", frozenset({"dee"}))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"value": 100.0}, {"value": 100.005}, True),
        ({"value": 100.0}, {"value": 100.02}, False),
        ({"text": "policy"}, {"text": "policy"}, True),
        ({"text": "policy"}, {"text": "system"}, False),
        ({"value": 1.0}, {"text": "policy"}, False),
    ],
)
def test_corrections_agree_where_they_correct_to_the_same(one: Any, other: Any, same: bool) -> None:
    first, second = opinion("first", "corrected", "ann", **one), opinion("second", "corrected", "bo", **other)
    assert agree(first, second, SAME) is same


def test_all_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        Opinion.of("o1", "first", "rejected", " ", AT, 4.0, value=2.0)
    assert {problem.message_id for problem in caught.value.problems} == {
        "verification.value_unasked",
        "verification.no_reason",
        "verification.nobody",
    }


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_correction_to_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(InputError) as caught:
        Opinion.of("o1", "first", "corrected", "ann", AT, 4.0, value=number)
    assert [problem.message_id for problem in caught.value.problems] == ["verification.value_not_finite"]
