"""Things handed on in groups while others come."""

import time
from collections.abc import Sequence
from threading import Event

import pytest

from cnesg.pipeline.in_groups import InGroups


def groups(*, wait: float = 60.0, most: int = 10, room: int = 100) -> tuple[InGroups[int], list[list[int]], Event]:
    """Groups of numbers, each as large as it says; the first is handed on once the event is set."""
    handed, may = list[list[int]](), Event()

    def hand_on(group: Sequence[int]) -> None:
        assert may.wait(30)
        handed.append(list(group))

    return InGroups[int](hand_on, wait=wait, most=most, size=lambda one: one, room=room), handed, may


def test_what_comes_while_a_group_is_handed_on_is_the_next_group() -> None:
    made, handed, may = groups(wait=0.0)
    with made:
        made.put(1)
        while made._waiting:
            time.sleep(0.001)
        for number in (2, 3, 4):
            made.put(number)
        may.set()
    assert handed == [[1], [2, 3, 4]]


def test_a_group_grows_to_its_size_and_holds_one_thing_at_least() -> None:
    made, handed, may = groups()
    may.set()
    with made:
        for number in (4, 5, 3, 30, 2, 1):
            made.put(number)
    assert handed == [[4, 5], [3], [30], [2, 1]]


def test_nothing_waits_longer_than_it_may() -> None:
    made, handed, may = groups(wait=0.05)
    may.set()
    with made:
        made.put(1)
        begun = time.monotonic()
        while not handed:
            assert time.monotonic() < begun + 30
            time.sleep(0.001)


def test_who_brings_more_than_there_is_room_for_waits() -> None:
    made, handed, may = groups(wait=0.0, room=2)
    with made:
        begun = time.monotonic()
        for number in (1, 2, 3):
            made.put(number)
        assert not handed
        may.set()
        for number in (1, 1, 1):
            made.put(number)
            assert len(made._waiting) <= 2
        assert time.monotonic() < begun + 30
    assert sum(map(sum, handed)) == 9


def test_what_goes_wrong_is_raised_where_things_are_brought_and_nothing_more_is_handed_on() -> None:
    handed = []

    def fail(group: Sequence[int]) -> None:
        handed.append(group)
        raise OSError("no space")

    def bring(numbers: Sequence[int], room: int) -> None:
        with InGroups[int](fail, wait=0.0, most=1, size=lambda one: one, room=room) as made:
            for number in numbers:
                made.put(number)

    for turn, (numbers, room) in enumerate(((range(1, 1000), 1), ([1], 9)), 1):
        with pytest.raises(OSError, match="no space"):
            bring(numbers, room)
        assert len(handed) == turn
