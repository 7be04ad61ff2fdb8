"""Faults while a workspace is worked in; those that need own processes in `make chaos` and `make test-full`."""

from pathlib import Path

import pytest
from tests.chaos.clusters import FAULTS_OF_SPARK
from tests.chaos.every_fault import EVERY_FAULT
from tests.chaos.final_tables import differing, final_tables
from tests.chaos.trial import Fault, Trial, tried, work_here
from tests.chaos.work import Setting
from tests.pipeline.command_process import prepare

from cnesg.pipeline import Workspace

SMALL = Setting(("import", "news", "decide", "ingest"), 4)


def trial(base: Path, **conditions: int) -> Trial:
    base.mkdir()
    made = Trial(base, 0, SMALL)
    prepare(made.folder)
    work_here(made, **conditions)
    return made


def test_what_comes_again_and_a_clock_that_jumps_change_no_byte(tmp_path: Path) -> None:
    undisturbed, disturbed = trial(tmp_path / "one"), trial(tmp_path / "other", again=1, clock=2)
    assert disturbed.broken == []
    assert len(disturbed.acknowledged) > SMALL.deeds
    assert differing(disturbed.tables(), undisturbed.tables()) == []
    assert {"observations", "news", "documents", "ledger"} <= undisturbed.tables().keys()
    undisturbed.acknowledged.append(("import", 0, "acknowledged, but never stored"))
    undisturbed.look()
    assert "never stored" in undisturbed.broken[0]
    work_here(disturbed, deeds=5)
    assert "observations" in differing(disturbed.tables(), undisturbed.tables())


def test_a_row_more_or_less_is_seen(tmp_path: Path) -> None:
    prepare(tmp_path / "w")
    with Workspace.open(tmp_path / "w") as workspace:
        tables = final_tables(workspace)
    rows = tables["observations"].splitlines()
    assert len(rows) == 24
    assert differing({**tables, "observations": b"\n".join(rows[1:])}, tables) == ["observations"]


@pytest.mark.full
@pytest.mark.timeout(1800)
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("fault", [*EVERY_FAULT, *FAULTS_OF_SPARK], ids=lambda fault: fault.name)
def test_every_promise_is_kept(fault: Fault) -> None:
    outcome = tried(fault, seed=1)
    assert outcome.broken == ()
    if outcome.skipped:
        pytest.skip(outcome.skipped)
    assert outcome.kept
