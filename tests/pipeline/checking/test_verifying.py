"""Decisions reach the log through the outbox, once, and scoring uses what people decided."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from cnesg.cli.app import _run
from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.verifying import Wanted, decide, drain, waiting
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.runs.running import run
from cnesg.store import Store
from cnesg.verification import Decision, Ledger

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
WHERE = (pl.col("company_id") == "L01") & (pl.col("concept") == "electricity")


def interrupted(*_arguments: object, **_named: object) -> None:
    """The process dies here."""
    raise KeyboardInterrupt


def row_of(workspace: Workspace) -> dict[str, object]:
    return workspace.store.read("observations", where=WHERE).row(0, named=True)


def test_a_correction_is_a_new_row_and_the_old_one_stays(workspace: Workspace) -> None:
    read = row_of(workspace)
    (decision,) = decide(workspace, [Wanted(str(read["observation_id"])[:8], "corrected", value=2.5)], "liu", AT)
    (standing,) = workspace.store.standing_observations(where=WHERE).to_dicts()
    assert (standing["value"], standing["unit"], standing["canonical_value"]) == (2.5, "GWh", 2_500_000.0)
    assert (standing["review"], standing["supersedes"]) == ("corrected", read["observation_id"])
    assert (standing["decision"], standing["available_at"]) == (decision.decision_id, read["available_at"])
    assert workspace.store.read("observations", where=WHERE).height == 2


@pytest.mark.heavy
def test_scoring_uses_what_people_decided_and_an_older_run_stays_as_it_was(workspace: Workspace) -> None:
    before = run(workspace, date(2024, 8, 31))
    decide(workspace, [Wanted(str(row_of(workspace)["observation_id"]), "corrected", value=9.5)], "liu", AT)
    after = run(workspace, date(2024, 8, 31))
    point = (pl.col("company_id") == "L01") & (pl.col("data_point") == "E0102-01")
    values = {
        done.run_id: workspace.store.read("inputs", where=point & (pl.col("run_id") == done.run_id))["value"][0]
        for done in (before, after)
    }
    assert values == {before.run_id: 1_000_000.0, after.run_id: 9_500_000.0}


def test_a_rejected_number_no_longer_counts(workspace: Workspace) -> None:
    wanted = Wanted(str(row_of(workspace)["observation_id"]), "rejected", reason="of another company")
    decide(workspace, [wanted], "liu", AT)
    assert workspace.store.standing_observations(where=WHERE).is_empty()


@pytest.mark.parametrize("lost", ["before the log", "after the log"])
def test_a_crash_between_ledger_and_log_loses_and_doubles_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    target, name = (Store, "commit") if lost == "before the log" else (Ledger, "sent")

    def crash(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(target, name, crash)
        with pytest.raises(KeyboardInterrupt):
            decide(workspace, [Wanted(str(row_of(workspace)["observation_id"]), "confirmed")], "liu", AT)
    assert drain(workspace) == 1
    assert drain(workspace) == 0
    (standing,) = workspace.store.standing_observations(where=WHERE).to_dicts()
    assert standing["review"] == "confirmed"
    assert workspace.store.read("observations", where=WHERE).height == 2


@pytest.mark.parametrize("lost", ["before the log", "after the log", "nothing"])
@pytest.mark.parametrize(
    "said",
    [
        {"verdict": "confirmed"},
        {"verdict": "corrected", "value": 2.5, "reason": "page 3"},
        {"verdict": "rejected", "reason": "another year"},
        {"verdict": "disputed", "reason": "the company objects"},
    ],
    ids=lambda said: said["verdict"],
)
def test_a_decision_given_again_after_a_crash_is_the_one_that_is_stored(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, lost: str, said: dict[str, Any]
) -> None:
    about = str(row_of(workspace)["observation_id"])
    wanted = [Wanted(about, **said)]
    if lost == "nothing":
        decide(workspace, wanted, "liu", AT)
    else:
        target, name = (Store, "commit") if lost == "before the log" else (Ledger, "sent")
        with monkeypatch.context() as patched:
            patched.setattr(target, name, interrupted)
            with pytest.raises(KeyboardInterrupt):
                decide(workspace, wanted, "liu", AT)
    (again,) = decide(workspace, wanted, "liu", AT + timedelta(hours=1))
    assert (again.verdict, again.decided_at) == (said["verdict"], AT)
    (by_new_id,) = decide(workspace, [Wanted(again.decision_id, **said)], "liu", AT + timedelta(hours=2))
    assert by_new_id == again
    assert workspace.store.read("observations", where=WHERE).height == 2
    with pytest.raises(InputError, match="replaced"):
        decide(workspace, wanted, "wu", AT + timedelta(hours=3))
    decide(workspace, [Wanted(again.decision_id, "corrected", value=9.0)], "wu", AT + timedelta(hours=4))
    with pytest.raises(InputError, match="replaced"):  # it no longer holds
        decide(workspace, wanted, "liu", AT + timedelta(hours=5))
    assert [finding.problem.text() for finding in audit(workspace) if finding.severity == "error"] == []


def test_several_decisions_given_again_add_only_those_that_are_missing(workspace: Workspace) -> None:
    first, second = workspace.store.read("observations")["observation_id"].sort()[:2]
    decide(workspace, [Wanted(first, "confirmed")], "liu", AT)
    later = AT + timedelta(hours=1)
    done = decide(workspace, [Wanted(first, "confirmed"), Wanted(second, "confirmed")], "liu", later)
    assert [one.decided_at for one in done] == [AT, later]
    with Ledger.open(workspace.folder) as ledger:
        assert [one for one, _ in ledger.decisions()] == done


@pytest.mark.parametrize(("language", "words"), [("en", "already stored"), ("zh", "此前已保存")])
def test_the_command_says_that_a_decision_is_already_stored(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
    words: str,
) -> None:
    monkeypatch.setenv("CNESG_LANG", language)
    about = str(row_of(workspace)["observation_id"])
    command = ["verify", "confirm", about, "--by", "liu", "--workspace", str(workspace.folder)]
    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "sent", interrupted)
        _run(command)
    capsys.readouterr()
    assert _run(command) == 0
    assert words in capsys.readouterr().out


def test_two_decisions_on_one_row_that_reach_the_log_together_stand_one_behind_the_other(workspace: Workspace) -> None:
    about = str(row_of(workspace)["observation_id"])
    with Ledger.open(workspace.folder) as ledger:
        ledger.decide(
            [Decision.of(about, "corrected", who, AT, value=value) for who, value in (("liu", 2.5), ("wu", 3.5))]
        )
    assert drain(workspace) == 2
    assert workspace.store.standing_observations(where=WHERE)["value"].to_list() == [3.5]
    assert [finding.problem.text() for finding in audit(workspace) if finding.severity == "error"] == []


def test_what_a_crash_left_in_the_outbox_is_heard_before_the_next_decision(workspace: Workspace) -> None:
    about = str(row_of(workspace)["observation_id"])
    with Ledger.open(workspace.folder) as ledger:
        ledger.decide([Decision.of(about, "corrected", "liu", AT, value=2.5)])
    with pytest.raises(InputError) as caught:
        decide(workspace, [Wanted(about, "confirmed")], "wu", AT)
    assert [problem.message_id for problem in caught.value.problems] == ["verification.replaced"]


@pytest.mark.heavy
def test_a_run_drains_the_outbox_first(workspace: Workspace) -> None:
    ledger = Ledger.open(workspace.folder)

    ledger.decide([Decision.of(str(row_of(workspace)["observation_id"]), "confirmed", "liu", AT)])
    ledger.close()
    done = run(workspace, date(2024, 8, 31))
    where = (pl.col("run_id") == done.run_id) & (pl.col("company_id") == "L01") & (pl.col("data_point") == "E0102-01")
    assert workspace.store.read("inputs", where=where)["review"].to_list() == ["confirmed"]


def test_wrong_ids_and_missing_reasons_are_told_together_and_nothing_is_stored(workspace: Workspace) -> None:
    known = str(row_of(workspace)["observation_id"])
    with pytest.raises(InputError) as caught:
        decide(workspace, [Wanted("nowhere", "confirmed"), Wanted(known, "rejected")], "liu", AT)
    assert [problem.message_id for problem in caught.value.problems] == [
        "verification.unknown_observation",
        "verification.no_reason",
    ]
    assert not Ledger.exists(workspace.folder)


def test_a_row_that_was_decided_on_is_not_decided_on_again(workspace: Workspace) -> None:
    known = str(row_of(workspace)["observation_id"])
    (first,) = decide(workspace, [Wanted(known, "confirmed")], "liu", AT)
    with pytest.raises(InputError, match="replaced"):
        decide(workspace, [Wanted(known, "rejected", reason="x")], "liu", AT)
    decide(workspace, [Wanted(first.decision_id, "disputed", reason="the company objects")], "wang", AT)
    (standing,) = workspace.store.standing_observations(where=WHERE).to_dicts()
    assert standing["review"] == "disputed"


def test_only_what_a_machine_read_waits(workspace: Workspace) -> None:
    assert waiting(workspace).is_empty()  # all of it was imported
