"""Opinions and what follows from them are written together; ten people at once lose and double nothing."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cnesg.errors import InputError
from cnesg.verification import Ledger
from cnesg.verification.opinion_book import Leased
from cnesg.verification.opinions import Opinion, Settlement, settle
from cnesg.verification.queue import Asked

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
PLAIN = partial(settle, material=False, sampled=False, tolerance=0.0001)
MATERIAL = partial(settle, material=True, sampled=False, tolerance=0.0001)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path) as opened:
        yield opened


def opinion(about: str, purpose: Any, answer: Any, by: str, minute: int = 0, **more: Any) -> Opinion:
    return Opinion.of(about, purpose, answer, by, AT + timedelta(minutes=minute), 4.0, **more)


def verdicts(ledger: Ledger) -> list[tuple[str, str, str, float | None]]:
    return [(one.observation_id, one.verdict, one.by, one.value) for one, _ in ledger.decisions()]


def test_an_opinion_comes_back_and_decides(ledger: Ledger) -> None:
    said = opinion("o1", "first", "corrected", "ann", value=2.5, reason="page 3")
    given = ledger.opinions.give(said, PLAIN)
    assert ledger.opinions.all() == [said]
    assert given.decision is not None
    assert given.decision.intact()
    assert verdicts(ledger) == [("o1", "corrected", "ann", 2.5)]


def test_the_same_opinion_sent_twice_is_one(ledger: Ledger) -> None:
    said = opinion("o1", "first", "confirmed", "ann")
    ledger.opinions.give(said, PLAIN)
    assert ledger.opinions.give(said, PLAIN).decision is None
    assert (len(ledger.opinions.all()), len(ledger.decisions())) == (1, 1)


def test_a_material_value_is_decided_by_two_who_agree_or_by_a_third(ledger: Ledger) -> None:
    book = ledger.opinions
    book.give(opinion("o1", "first", "confirmed", "ann"), MATERIAL)
    assert verdicts(ledger) == []
    book.give(opinion("o1", "second", "confirmed", "bo", 1), MATERIAL)
    book.give(opinion("o2", "first", "confirmed", "ann"), MATERIAL)
    book.give(opinion("o2", "second", "not-found", "bo", 1), MATERIAL)
    assert verdicts(ledger) == [("o1", "confirmed", "ann", None)]
    book.give(opinion("o2", "third", "not-found", "cy", 2), MATERIAL)
    assert verdicts(ledger)[1:] == [("o2", "rejected", "cy", None)]
    assert ledger.decisions()[1][0].reason == "not found at the place shown"


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (opinion("o1", "second", "confirmed", "ann", 1), "verification.has_spoken"),
        (opinion("o1", "first", "rejected", "bo", 1, reason="no"), "verification.not_wanted"),
        (opinion("o1", "third", "confirmed", "bo", 1), "verification.not_wanted"),
        (opinion("o1", "first", "withdrawn", "bo", 1), "verification.not_to_withdraw"),
    ],
)
def test_what_is_not_allowed_is_refused_and_nothing_is_stored(ledger: Ledger, second: Opinion, told: str) -> None:
    ledger.opinions.give(opinion("o1", "first", "confirmed", "ann"), MATERIAL)
    with pytest.raises(InputError) as caught:
        ledger.opinions.give(second, MATERIAL)
    assert [problem.message_id for problem in caught.value.problems] == [told]
    assert len(ledger.opinions.all()) == 1
    assert verdicts(ledger) == []


def test_an_undo_takes_the_decision_back(ledger: Ledger) -> None:
    book = ledger.opinions
    book.give(opinion("o1", "first", "confirmed", "ann"), PLAIN)
    book.give(opinion("o1", "first", "withdrawn", "ann", 1), PLAIN)
    with pytest.raises(InputError):
        book.give(opinion("o1", "first", "withdrawn", "ann", 2), PLAIN)
    book.give(opinion("o1", "first", "corrected", "ann", 3, value=1.0), PLAIN)
    assert [verdict for _, verdict, _, _ in verdicts(ledger)] == ["confirmed", "withdrawn", "corrected"]


def test_what_was_spoken_on_by_another_is_not_undone(ledger: Ledger) -> None:
    ledger.opinions.give(opinion("o1", "first", "confirmed", "ann"), MATERIAL)
    ledger.opinions.give(opinion("o1", "second", "confirmed", "bo", 1), MATERIAL)
    with pytest.raises(InputError):
        ledger.opinions.give(opinion("o1", "first", "withdrawn", "ann", 2), MATERIAL)


def test_planted_errors_never_decide(ledger: Ledger) -> None:
    ledger.opinions.give(opinion("o1", "planted", "confirmed", "ann", planted="scale"), PLAIN)
    assert verdicts(ledger) == []
    assert ledger.outbox() == []


def test_a_value_is_with_one_person_until_the_time_is_over(ledger: Ledger) -> None:
    book = ledger.opinions
    both = [Asked("o1", "first"), Asked("o2", "second")]

    def given(by: str, minute: int = 0) -> str | None:
        found = book.lease(both, by, AT + timedelta(minutes=minute), 10)
        return found.observation_id if found else None

    assert [given("ann"), given("bo"), given("cy"), given("ann")] == ["o1", "o2", None, "o1"]
    assert book.leased("bo", AT) == [Leased("o2", "second", AT, AT + timedelta(minutes=10))]
    assert given("cy", 10) == "o1"
    assert book.leased("ann", AT) == []
    book.release("bo")
    assert given("dee", 5) == "o2"


def test_the_seed_is_drawn_once(ledger: Ledger, tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as other:
        assert ledger.opinions.seed() == other.opinions.seed()
    assert len(ledger.opinions.seed()) == 32


def test_ten_people_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    Ledger.open(tmp_path).close()
    ids = [f"o{number}" for number in range(40)]

    def settled(said: Sequence[Opinion]) -> Settlement:
        return PLAIN(said)

    def work(name: str) -> list[str]:
        done: list[str] = []
        with Ledger.open(tmp_path) as ledger:
            book = ledger.opinions
            while (
                found := book.lease([Asked(one, "first") for one in ids if one not in done], name, AT, 10)
            ) is not None:
                with suppress(InputError):  # an ended lease is free again, though somebody has answered
                    book.give(opinion(found.observation_id, "first", "confirmed", name), settled)
                done.append(found.observation_id)
        return done

    with ThreadPoolExecutor(10) as people:
        list(people.map(work, [f"person {number}" for number in range(10)]))
    with Ledger.open(tmp_path) as ledger:
        assert sorted(one.observation_id for one in ledger.opinions.all()) == sorted(ids)
        assert sorted(one.observation_id for one, _ in ledger.decisions()) == sorted(ids)
