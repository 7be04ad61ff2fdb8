"""`cnesg doctor` finds what is amiss, says how to mend it, and changes nothing."""

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from cnesg.cli.app import _run
from cnesg.engine import LocalEngine
from cnesg.pipeline import Workspace, doctor
from cnesg.pipeline.doctor import Symptom, examine
from cnesg.store import Store
from cnesg.verification import Ledger


@pytest.fixture(autouse=True)
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The methodology is checked in tests of its own, and by the command below."""
    monkeypatch.setattr(doctor, "_methodology", lambda: iter(()))


def told(folder: Path, state: str | None = None) -> list[str]:
    return [one.problem.message_id for one in examine(folder) if state in {None, one.state}]


def content(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_sound_workspace_has_nothing_to_mend_and_is_not_touched(workspace: Workspace) -> None:
    Ledger.open(workspace.folder).close()
    before = content(workspace.folder)
    assert told(workspace.folder, "bad") == []
    found = told(workspace.folder)
    assert {"doctor.python", "doctor.workspace", "doctor.clock", "doctor.disk", "doctor.ledger"} <= set(found)
    assert content(workspace.folder) == before


def test_where_there_is_no_workspace_the_machine_is_still_looked_at(tmp_path: Path) -> None:
    assert told(tmp_path, "warning") == ["doctor.no_workspace"]
    assert "doctor.python" in told(tmp_path, "good")


def test_a_writer_at_work_is_seen(workspace: Workspace) -> None:
    assert "doctor.being_written" not in told(workspace.folder)
    with workspace.store.writing():
        assert "doctor.being_written" in told(workspace.folder)


def test_damage_is_bad(workspace: Workspace) -> None:
    (workspace.folder / "workspace.json").write_bytes(b"{")
    assert told(workspace.folder, "bad") == ["store.damaged_metadata"]


def test_a_clock_that_jumped_back_is_told(tmp_path: Path) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=2)
    with Store.create(tmp_path / "w", clock=lambda: ahead) as made:
        rate = {"currency": "USD", "year": 2023, "average": 7.0, "closing": 7.1, "source": "s", "available_at": ahead}
        made.commit({"fx": pl.DataFrame([rate])}, note="written when the clock was ahead")
    assert told(tmp_path / "w", "warning") == ["doctor.future_commit"]


def test_a_full_disk_is_told(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1))
    assert "doctor.little_disk" in told(workspace.folder, "warning")


def test_a_database_that_does_not_answer_is_bad(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNESG_DATABASE", "postgresql://nobody@127.0.0.1:1/none")
    assert told(workspace.folder, "bad") == ["verification.server_lost"]


def test_an_extra_that_lacks_a_package_is_named_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_installed", lambda name: name != "uvicorn")
    (web,) = [one for one in doctor._extras() if one.problem.values["name"] == "web"]
    assert (web.problem.message_id, web.problem.values["lacks"]) == ("doctor.no_extra", "uvicorn")


def test_machines_of_an_engine_are_counted(tmp_path: Path) -> None:
    cluster: Any = SimpleNamespace(name="ray", run=LocalEngine().run)
    found: list[Symptom] = list(examine(tmp_path, cluster))
    assert found[-1].problem.message_id == "doctor.engine"
    assert found[-1].problem.values["machines"] == 1


def test_the_command_ends_with_one_where_something_must_be_mended(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _run(["doctor", "-w", str(workspace.folder)]) == 0
    assert "Nothing stands in the way." in capsys.readouterr().out
    monkeypatch.setitem(os.environ, "CNESG_DATABASE", "postgresql://nobody@127.0.0.1:1/none")
    assert _run(["doctor", "-w", str(workspace.folder), "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [row["what"] for row in rows if row["state"] == "bad"] == ["verification.server_lost"]
