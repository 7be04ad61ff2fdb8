"""Killed at any point, a writer loses nothing that it acknowledged and leaves nothing half written."""

import random
import sys
from pathlib import Path

import pytest
from tests.store.promises import assert_whole
from tests.store.writer_process import write
from tests.told_process import killed_after, told_by

from cnesg.store import Store


def kill_a_writer(folder: Path, draws: random.Random) -> dict[int, int]:
    """Start a writer, kill it at a random instant, and return what it had acknowledged: positions to numbers."""
    command = [sys.executable, "-m", "tests.store.writer_process", str(folder)]
    awaited = draws.randrange(4)
    kill = killed_after(draws.uniform(0, 0.08) if awaited else draws.uniform(0.3, 1.0))
    told = told_by(command, awaited=awaited, meanwhile=kill)
    assert told.code == -9, told.complaint
    acknowledged = [line.split() for line in told.lines]
    assert len(acknowledged) >= awaited
    return {int(position): int(number) for position, number in acknowledged}


def survive(folder: Path, seed: int, kills: int) -> None:
    draws = random.Random(seed)
    Store.create(folder)
    acknowledged: dict[int, int] = {}
    for _ in range(kills):
        acknowledged |= kill_a_writer(folder, draws)
        store = Store.open(folder, lock_wait=0)
        visible = assert_whole(store)
        assert acknowledged.items() <= visible.items()
    number = len(visible) + 1
    acknowledged[write(store, number)] = number
    assert acknowledged.items() <= assert_whole(store).items()
    assert store.position == max(acknowledged)


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(4))
def test_twenty_kills_lose_nothing_that_was_acknowledged(folder: Path, seed: int) -> None:
    survive(folder, seed, kills=5)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(100, 110))
def test_two_hundred_kills_lose_nothing_that_was_acknowledged(folder: Path, seed: int) -> None:
    survive(folder, seed, kills=20)
