"""What is kept, what is let go of, and what is made in the background."""

import time
from pathlib import Path

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
