"""Agreement of people, with the arithmetic in sight."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sklearn.metrics import cohen_kappa_score

from cnesg.verification.agreement import agreement, blind_pairs, catch_rates, minutes_a_value, precision_by, wilson
from cnesg.verification.opinions import Opinion

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)


def opinion(about: str, purpose: Any, answer: Any, by: str, seconds: float = 6.0, **more: Any) -> Opinion:
    return Opinion.of(about, purpose, answer, by, AT + timedelta(minutes=len(purpose)), seconds, **more)


def test_kappa_and_ac1_of_125_values_by_hand() -> None:
    # Gwet (2008), table of two raters on 125 subjects: 118 both "yes", 5 and 2 differ, none both "no".
    pairs = [("yes", "yes")] * 118 + [("yes", "no")] * 5 + [("no", "yes")] * 2
    found = agreement(pairs)
    assert found.observed == pytest.approx(118 / 125)
    by_chance = (123 / 125) * (120 / 125) + (2 / 125) * (5 / 125)
    assert found.kappa == pytest.approx((118 / 125 - by_chance) / (1 - by_chance)) == pytest.approx(-0.0234, abs=1e-4)
    yes = (123 + 120) / 250
    assert found.ac1 == pytest.approx((118 / 125 - 2 * yes * (1 - yes)) / (1 - 2 * yes * (1 - yes)))
    assert found.ac1 == pytest.approx(0.9408, abs=1e-4)


def test_kappa_is_that_of_another_implementation() -> None:
    draw = Random(5)
    first = [draw.choice("abc") for _ in range(300)]
    second = [one if draw.random() < 0.7 else draw.choice("abc") for one in first]
    found = agreement(list(zip(first, second, strict=True)))
    assert found.kappa == pytest.approx(cohen_kappa_score(first, second), abs=1e-12)


def test_where_nobody_says_anything_else_kappa_is_not_known() -> None:
    found = agreement([("confirmed", "confirmed")] * 10)
    assert (found.observed, found.kappa, found.ac1) == (1.0, None, 1.0)
    assert agreement([]).observed is None


def test_wilson_by_hand() -> None:
    # 9 of 10: middle (0.9 + 3.8415/20) / (1 + 3.8415/10) = 0.789, half width 0.194
    found = wilson(9, 10)
    assert found.share == 0.9
    assert [found.low, found.high] == pytest.approx([0.5958, 0.9821], abs=1e-4)
    assert (wilson(0, 0).share, wilson(0, 0).low, wilson(0, 0).high) == (None, 0.0, 1.0)


def test_pairs_are_of_first_and_second_and_two_corrections_may_differ() -> None:
    said = [
        opinion("o1", "first", "confirmed", "ann"),
        opinion("o1", "second", "confirmed", "bo"),
        opinion("o2", "first", "corrected", "ann", value=2.0),
        opinion("o2", "second", "corrected", "bo", value=3.0),
        opinion("o3", "first", "confirmed", "ann"),
        opinion("o4", "planted", "confirmed", "bo", planted="unit"),
    ]
    assert blind_pairs(said, 0.0001) == [("confirmed", "confirmed"), ("corrected", "corrected otherwise")]


def test_planted_errors_are_counted_by_kind_and_minutes_by_person() -> None:
    said = [
        opinion("o1", "planted", "confirmed", "ann", 3, planted="scale"),
        opinion("o2", "planted", "corrected", "ann", 9, planted="scale", value=1.0),
        opinion("o3", "planted", "not-found", "bo", 30, planted="year"),
        opinion("o4", "first", "confirmed", "ann", 12),
    ]
    found = catch_rates(said)
    assert {kind: (one.hits, one.count) for kind, one in found.items()} == {"scale": (1, 2), "year": (1, 1)}
    assert minutes_a_value(said) == {"ann": 9 / 60, "bo": 0.5}


def test_precision_is_that_of_each_way_of_reading() -> None:
    found = precision_by([("text", "confirmed"), ("text", "corrected"), ("ocr", "confirmed")])
    assert {way: one.share for way, one in found.items()} == {"ocr": 1.0, "text": 0.5}
