"""What a decision needs, and that it can be told whether it was altered."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from cnesg.errors import InputError
from cnesg.verification import Decision

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("verdict", "given", "told"),
    [
        ("corrected", {}, ["no_value"]),
        ("confirmed", {"value": 1.0}, ["value_unasked"]),
        ("corrected", {"value": float("nan")}, ["value_not_finite"]),
        ("rejected", {"reason": " "}, ["no_reason"]),
        ("disputed", {"value": 1.0, "by": " "}, ["value_unasked", "no_reason", "nobody"]),
    ],
)
def test_what_is_missing_is_told_all_at_once(verdict: Any, given: dict[str, Any], told: list[str]) -> None:
    arguments = {"by": "liu"} | given
    with pytest.raises(InputError) as caught:
        Decision.of("o1", verdict, arguments.pop("by"), AT, **arguments)
    assert [problem.message_id for problem in caught.value.problems] == [f"verification.{name}" for name in told]


def test_the_same_decision_has_the_same_id_and_another_one_another() -> None:
    one = Decision.of("o1", "corrected", "liu", AT, value=2.0)
    assert one == Decision.of("o1", "corrected", " liu ", AT, value=2.0)
    others = [
        Decision.of("o2", "corrected", "liu", AT, value=2.0),
        Decision.of("o1", "corrected", "wang", AT, value=2.0),
        Decision.of("o1", "corrected", "liu", AT, value=2.5),
        Decision.of("o1", "corrected", "liu", AT, text="2.0"),
        Decision.of("o1", "confirmed", "liu", AT),
    ]
    assert len({decision.decision_id for decision in (one, *others)}) == 6


def test_an_altered_decision_is_noticed() -> None:
    decision = Decision.of("o1", "corrected", "liu", AT, value=2.0, reason="page 3")
    assert decision.intact()
    assert not replace(decision, value=3.0).intact()
    assert not replace(decision, by="wang").intact()
