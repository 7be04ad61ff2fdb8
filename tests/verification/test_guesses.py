"""Guesses of passwords: counted before they are tried, by name and place, in a bounded number of counters."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cnesg.errors import InputError
from cnesg.verification import Ledger
from cnesg.verification import guesses as module
from cnesg.verification.account_tables import Deed, GuessRow, KnownPlace
from cnesg.verification.accounts import Accounts
from cnesg.verification.guesses import Allowance, Guesses, GuessLimits

NOW = 1_700_000_000.0


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path) as opened:
        yield opened


def allowed(guesses: Guesses, name: str, address: str, times: int, browser: str | None = None) -> int:
    """How many of so many guesses may be tried."""
    count = 0
    for _ in range(times):
        try:
            guesses.take(name, address, browser)
        except InputError:
            continue
        count += 1
    return count


@given(st.lists(st.floats(0, 2000), max_size=40), st.integers(1, 6), st.floats(1, 300))
def test_never_more_are_allowed_than_at_once_and_one_each_interval(
    pauses: list[float], most: int, every: float
) -> None:
    allowance, now, until = Allowance(most, every), NOW, NOW
    taken: list[float] = []
    for pause in pauses:
        now += pause
        if not allowance.over(until, now):
            until = allowance.counted(until, now)
            taken.append(now)
    for index, first in enumerate(taken):
        within = [one for one in taken[index:] if one - first <= 10 * every]
        assert len(within) <= most + 10 + 1


def test_a_counter_written_under_a_wrong_clock_locks_nobody_out() -> None:
    allowance = Allowance(5, 180)
    assert allowance.over(NOW + 365 * 86400, NOW) == 0
    assert allowance.counted(NOW + 365 * 86400, NOW) == NOW + 180


def test_five_guesses_from_one_address_and_the_owner_signs_in_from_another(ledger: Ledger) -> None:
    guesses = Guesses(ledger.engine, GuessLimits())
    for name in ("ann", "nobody", "x\x00", "\ud800"):
        assert allowed(guesses, name, "192.0.2.1", 20) == 5, name
    assert guesses.take("ann", "198.51.100.7", None).pause == 0


@pytest.mark.heavy
def test_an_address_guesses_thirty_times_over_all_names(ledger: Ledger) -> None:
    guesses = Guesses(ledger.engine, GuessLimits())
    assert sum(allowed(guesses, f"name {number}", "192.0.2.1", 1) for number in range(50)) == 30
    assert allowed(guesses, "name 50", "2001:db8::1", 5) == 5
    neighbours = sum(allowed(guesses, f"name {number}", f"2001:db8::{number:x}", 1) for number in range(60, 100))
    assert neighbours == 25, "one connection has all addresses of its network"
    assert allowed(guesses, "name 50", "::ffff:192.0.2.1", 1) == 0


@pytest.mark.heavy
def test_guesses_from_many_addresses_wait_longer_and_longer_but_none_is_refused(ledger: Ledger) -> None:
    guesses = Guesses(ledger.engine, GuessLimits(name=Allowance(10, 36)))
    pauses = [guesses.take("ann", f"192.0.2.{number}", None).pause for number in range(60)]
    assert pauses[:10] == [0] * 10
    assert pauses[10:] == sorted(pauses[10:])
    assert 0 < pauses[10] <= 1
    assert pauses[-1] <= 30
    assert guesses.take("bo", "192.0.2.200", None).pause == 0


@pytest.mark.heavy
def test_where_the_owner_signed_in_before_nobody_elsewhere_slows_the_owner_down(ledger: Ledger) -> None:
    Accounts(ledger.engine).add("ann", "reader", None)
    guesses = Guesses(ledger.engine, GuessLimits(name=Allowance(10, 36)))
    browser = guesses.right(guesses.take("ann", "198.51.100.7", None))
    for number in range(40):
        guesses.take("ann", f"192.0.2.{number}", None)
    allowed(guesses, "others", "198.51.100.7", 5)
    assert guesses.take("ann", "198.51.100.7", None).pause == 0  # a known address
    assert guesses.take("ann", "203.0.113.9", browser).pause == 0  # a known browser, wherever it is
    assert guesses.take("ann", "203.0.113.9", "planted").pause > 0
    assert allowed(guesses, "ann", "203.0.113.10", 20, browser) == 4, "a browser that was stolen guesses no more either"
    allowed(guesses, "ann", "198.51.100.7", 20)
    fresh = guesses.right(guesses.take("ann", "203.0.113.11", None))
    assert guesses.take("ann", "198.51.100.7", fresh).pause == 0, "another at the same address used up its guesses"


def test_a_right_password_is_taken_off_and_gives_an_address_no_more_guesses_than_it_had(ledger: Ledger) -> None:
    Accounts(ledger.engine).add("ann", "reader", None)
    guesses = Guesses(ledger.engine, GuessLimits(address=Allowance(3, 30)))
    assert allowed(guesses, "bo", "192.0.2.1", 1) == 1
    for _ in range(5):
        guesses.right(guesses.take("ann", "192.0.2.1", None))
    assert allowed(guesses, "cy", "192.0.2.1", 5) == 2


def test_parallel_guesses_of_several_processes_are_each_counted(ledger: Ledger, tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as other, ThreadPoolExecutor(8) as many:
        both = [Guesses(one.engine, GuessLimits()) for one in (ledger, other)]
        told = many.map(lambda number: allowed(both[number % 2], "ann", "192.0.2.1", 1), range(32))
        assert sum(told) == 5


@pytest.mark.heavy
def test_parallel_guesses_are_each_counted_on_postgresql_too(postgres: str, tmp_path: Path) -> None:
    from tests.postgres import new_database

    with Ledger.open(tmp_path, new_database(postgres, "guesses")) as opened, ThreadPoolExecutor(16) as many:
        guesses = Guesses(opened.engine, GuessLimits())
        assert sum(many.map(lambda _: allowed(guesses, "ann", "192.0.2.1", 1), range(60))) == 5
        told = many.map(lambda n: allowed(guesses, f"name {n % 7}", f"192.0.2.{n % 5}", 1), range(100))
        assert sum(told) == 100, "no two guesses may wait for each other in turn"
        assert allowed(guesses, "x\x00", "192.0.2.77", 20) == 5


def test_who_guesses_on_writes_nothing_and_is_noted_once(ledger: Ledger) -> None:
    guesses = Guesses(ledger.engine, GuessLimits())
    assert allowed(guesses, "ann", "192.0.2.1", 50) == 5
    with Session(ledger.engine) as session:
        assert [one.deed for one in session.scalars(select(Deed))] == ["waits"]
        counted = session.scalar(select(func.max(GuessRow.until)))
    assert counted is not None
    assert counted - datetime.now(UTC).timestamp() < 5 * 180 + 1


@pytest.mark.heavy
def test_counters_and_places_stay_bounded(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_COUNTERS", 30)
    monkeypatch.setattr(module, "_MOST_PLACES", 3)
    Accounts(ledger.engine).add("ann", "reader", None)
    guesses = Guesses(ledger.engine, GuessLimits())
    allowed(guesses, "most guessed", "192.0.2.250", 5)
    for number in range(40):
        guesses.take(f"name {number}", f"192.0.2.{number}", None)
    for number in range(6):
        guesses.right(guesses.take("ann", f"198.51.100.{number}", None))
    with Session(ledger.engine) as session:
        assert (session.scalar(select(func.count()).select_from(GuessRow)) or 0) <= 33
        assert session.scalar(select(func.count()).select_from(KnownPlace)) == 6
    assert allowed(guesses, "most guessed", "192.0.2.250", 1) == 0, "what was guessed least is forgotten first"
