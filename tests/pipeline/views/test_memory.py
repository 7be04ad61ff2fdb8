"""What is kept, what is let go of, and what is made in the background."""

import threading
import time
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.views.later import Background, Refused
from cnesg.pipeline.views.memory import Memory


def test_made_once_and_the_least_recently_used_is_let_go_of() -> None:
    made: list[str] = []
    memory = Memory(most=2)

    def make(what: str) -> str:
        made.append(what)
        return what

    for key in ("a", "b", "a", "c", "a", "b"):
        assert memory.get(key, lambda key=key: make(key)) == key  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]  # b was let go of for c, as a had been asked for since


def test_a_failure_is_not_kept() -> None:
    memory = Memory()

    def fail() -> str:
        raise InputError.of("pipeline.no_run", as_of="-", profile="-")

    with pytest.raises(InputError):
        memory.get("a", fail)
    assert memory.get("a", lambda: "now") == "now"


def wait_for(background: Background, key: str) -> object:
    for _ in range(500):
        found = background.ask(key, lambda _: None)
        if found is not None:
            return found
        time.sleep(0.01)
    raise AssertionError("never made")


def test_work_in_the_background_is_done_once_and_refusals_are_told(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "w").store.close()
    background, calls = Background(tmp_path / "w", Memory()), []

    def make(workspace: Workspace) -> int:
        calls.append(1)
        time.sleep(0.05)
        return workspace.store.position + 41

    assert background.ask("sum", make) is None
    assert background.ask("sum", make) is None  # it is being made
    assert wait_for(background, "sum") == 41
    assert calls == [1]

    def refuse(_: Workspace) -> int:
        raise InputError.of("pipeline.no_run", as_of="-", profile="-")

    assert background.ask("no", refuse) is None
    assert isinstance(wait_for(background, "no"), Refused)


def test_many_pieces_of_work_in_the_background_share_one_thread_and_a_queue_that_ends(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "w").store.close()
    background, going, made = Background(tmp_path / "w", Memory()), Event(), list[int]()

    def make(number: int, _: Workspace) -> int:
        going.wait(60)
        made.append(number)
        return number

    before = threading.active_count()
    for number in range(500):
        assert background.ask(("piece", number), partial(make, number)) is None
    assert threading.active_count() == before + 1
    going.set()
    until = time.monotonic() + 60
    while background.ask(("piece", 499), partial(make, 499)) is None and time.monotonic() < until:
        time.sleep(0.01)  # asked for again, as a page does that is loaded anew
    assert made[0] == 0
    assert made[-1] == 499
    assert len(made) < 100
