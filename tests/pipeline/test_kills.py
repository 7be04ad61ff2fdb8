"""Killed at any instant of an import, an ingestion, a decision or a run, a workspace keeps what was acknowledged."""

import random
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from tests.pipeline.command_process import DEEDS, prepare

from cnesg.framework import load_methodology
from cnesg.pipeline import Workspace
from cnesg.pipeline.auditing import audit
from cnesg.pipeline.sentiment import sentiment_as_of
from cnesg.pipeline.verifying import drain
from cnesg.store import Store
from cnesg.verification import Ledger

REPOSITORY = Path(__file__).resolve().parents[2]
Deed = tuple[str, int, str]


def kill_one(folder: Path, start: int, draws: random.Random) -> list[Deed]:
    """Let a process work from a number on, kill it at a random instant, and return what it acknowledged."""
    command = [sys.executable, "-m", "tests.pipeline.command_process", str(folder), str(start)]
    awaited = 1 + draws.randrange(4)
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(awaited)]
        try:
            process.wait(timeout=draws.uniform(0, 0.4))
        except subprocess.TimeoutExpired:
            process.kill()
        rest, _ = process.communicate()
    told = [line.split(maxsplit=2) for line in [*lines, *rest.splitlines(keepends=True)] if line.endswith("\n")]
    assert told, "the process did not start"
    return [(kind, int(number), what.strip()) for kind, number, what in told if kind != "ready"]


def assert_kept(workspace: Workspace, acknowledged: list[Deed]) -> None:
    """Everything acknowledged is there, and nothing is half there."""
    assert [one.problem.text() for one in audit(workspace) if one.severity == "error"] == []
    store = workspace.store
    there = {
        "import": set(store.read("observations", columns=["quote"])["quote"].unique()),
        "ingest": set(store.read("documents")["title"]),
        "run": set(store.read("runs")["run_id"]),
        "news": set(store.read("news")["news_id"]),
    }
    ledger = Ledger.open(workspace.folder)
    there["decide"] = {decision.decision_id for decision, _ in ledger.decisions()}
    ledger.close()
    lost = [deed for deed in acknowledged if deed[2] not in there[deed[0]]]
    assert lost == []
    for run_id in there["run"]:
        mine = pl.col("run_id") == run_id
        assert all(store.read(table, where=mine).height for table in ("inputs", "scores", "parts"))
    days = set(store.read("sentiment")["as_of"])
    for as_of, position in store.read("runs").select("as_of", "store_position").rows():
        assert (as_of in days) == bool(sentiment_as_of(workspace, as_of, position).scores), (
            "a run without its sentiment"
        )
    for title, document in store.read("documents").select("title", "document").rows():
        assert store.read("observations", where=pl.col("document") == document).height, title


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


def test_a_few_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert survive(tmp_path / "workspace", seed=0, kills=2)


@pytest.mark.full
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("seed", range(100, 110))
def test_two_hundred_kills_lose_nothing_that_was_acknowledged(tmp_path: Path, seed: int) -> None:
    assert survive(tmp_path / "workspace", seed, kills=20) == set(DEEDS)
