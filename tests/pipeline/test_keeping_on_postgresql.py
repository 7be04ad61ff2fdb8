"""Audit, backup and restore where accounts and decisions stand on a PostgreSQL server."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.postgres import new_database
from typer.testing import CliRunner

from cnesg.cli.app import app
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.verifying import Wanted, decide
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.keeping.copies import backup, fill_database, restore
from cnesg.verification import Decision, Ledger
from cnesg.verification.accounts import Accounts
from cnesg.verification.ledger import DATABASE, FILE


def messages(workspace: Workspace) -> list[tuple[str, str]]:
    """What an audit finds, beside snapshots of the fixture that no row names."""
    found = [(one.severity, one.problem.message_id) for one in audit(workspace)]
    return [one for one in found if one[1] != "store.unused_snapshot"]


@pytest.mark.heavy
def test_a_backup_brings_the_servers_decisions_along_and_fills_an_empty_database(
    workspace: Workspace, postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATABASE, new_database(postgres, "kept"))
    (workspace.folder / FILE).write_bytes(b"of earlier days, not in use")
    first, second = workspace.store.read("observations")["observation_id"][:2]
    decide(workspace, [Wanted(first, "confirmed"), Wanted(second, "rejected", reason="another year")], "liu")
    with Ledger.open(workspace.folder) as served:
        Accounts(served.engine).add("liu", "verifier", "correct horse battery")
        decided = served.decisions()
        seed = served.opinions.seed()
    assert messages(workspace) == [("info", "verification.served_ledger")]
    copy, folder = tmp_path / "copy.tar", tmp_path / "restored"
    backup(workspace, copy)

    monkeypatch.setenv(DATABASE, new_database(postgres, "new"))
    restore(copy, folder)
    assert fill_database(folder) is True
    with Workspace.open(folder) as restored, Ledger.open(folder) as filled:
        assert messages(restored) == [("info", "verification.served_ledger")]
        assert filled.decisions() == decided
        assert filled.opinions.seed() == seed
        assert Accounts(filled.engine).check("liu", "correct horse battery", "127.0.0.1")
        later = Decision.of(first, "disputed", "liu", datetime.now(UTC), reason="seen again")
        assert filled.decide([later]) == 1  # the server's counters go on
        filled.decide([Decision.of(second, "confirmed", "liu", datetime.now(UTC))])
    assert fill_database(folder) is False  # it has content now

    monkeypatch.delenv(DATABASE)  # and the workspace stands by itself too
    with Workspace.open(folder) as restored, Ledger.open(folder) as own:
        assert own.decisions() == decided
        assert [one for one in messages(restored) if one[0] == "error"] == []
    assert fill_database(folder) is None


@pytest.mark.heavy
def test_an_altered_decision_on_the_server_is_found_and_the_command_says_what_it_did(
    workspace: Workspace, postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = {name: new_database(postgres, name) for name in ("altered", "blank")}
    monkeypatch.setenv(DATABASE, urls["altered"])
    observation = workspace.store.read("observations")["observation_id"][0]
    decide(workspace, [Wanted(observation, "confirmed")], "liu")
    backup(workspace, tmp_path / "copy.tar")
    for name, folder, told in (("altered", "left", "was left alone"), ("blank", "filled", "was empty and has")):
        monkeypatch.setenv(DATABASE, urls[name])
        asked = CliRunner().invoke(app, ["store", "restore", str(tmp_path / "copy.tar"), str(tmp_path / folder)])
        assert asked.exit_code == 0, asked.output
        assert told in asked.output
    monkeypatch.setenv(DATABASE, urls["altered"])
    with Ledger.open(workspace.folder) as served, served.engine.begin() as connection:
        connection.execute(text("UPDATE decisions SET verdict = 'rejected'"))
    assert ("error", "verification.altered") in messages(workspace)
