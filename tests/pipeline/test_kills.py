"""Killed at any instant of an import, an ingestion, a decision or a run, a workspace keeps what was acknowledged."""

import random
import sys
from pathlib import Path

import pytest
from tests.pipeline.command_process import DEEDS, prepare
from tests.pipeline.deeds_kept import Deed, assert_kept
from tests.told_process import killed_after, told_by

from cnesg.framework import load_methodology
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.verifying import drain
from cnesg.store import Store


def kill_one(folder: Path, start: int, draws: random.Random) -> list[Deed]:
    """Let a process work from a number on, kill it at a random instant, and return what it acknowledged."""
    command = [sys.executable, "-m", "tests.pipeline.command_process", str(folder), str(start)]
    awaited = 1 + draws.randrange(4)
    kill = killed_after(draws.uniform(0, 0.4))
    told = [line.split(maxsplit=2) for line in told_by(command, awaited=awaited, meanwhile=kill).lines]
    assert told, "the process did not start"
    return [(kind, int(number), what.strip()) for kind, number, what in told if kind != "ready"]


def survive(folder: Path, seed: int, kills: int) -> set[str]:
    """Kill again and again; the kinds of deed that were acknowledged."""
    draws, methodology = random.Random(seed), load_methodology()
    prepare(folder)
    acknowledged: list[Deed] = []
    for _ in range(kills):
        start = max((number for _, number, _ in acknowledged), default=-1) + 1
        acknowledged += kill_one(folder, start + draws.randrange(len(DEEDS)), draws)
        with Workspace(folder, Store.open(folder, lock_wait=0), methodology) as opened:
            assert_kept(opened, acknowledged)
    with Workspace(folder, Store.open(folder, lock_wait=0), methodology) as opened:
        drain(opened)
        assert_kept(opened, acknowledged)
    return {kind for kind, _, _ in acknowledged}


@pytest.mark.heavy
def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert survive(tmp_path / "workspace", seed=0, kills=1)


@pytest.mark.full
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("seed", range(100, 110))
def test_two_hundred_kills_lose_nothing_that_was_acknowledged(tmp_path: Path, seed: int) -> None:
    assert survive(tmp_path / "workspace", seed, kills=20) == set(DEEDS)
