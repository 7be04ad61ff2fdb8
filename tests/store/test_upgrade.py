"""Workspaces that earlier commits of this repository wrote, under the present code.

Each archive in tests/data/workspaces holds a workspace that the code of the commit it is named after made with its own
commands (import, ingest, run; the later one also news, decisions and an account), and what that code answered then.
"""

import json
import tarfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.conftest import REPOSITORY
from tests.pipeline.conftest import observations_csv

from cnesg.cli.app import _run
from cnesg.errors import WorkspaceError
from cnesg.model import TABLES
from cnesg.pipeline import Workspace
from cnesg.pipeline.doctor import of_workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.store import Store
from cnesg.store.commit_log import CommitLog
from cnesg.store.delta import DeltaFolder

OLDER = {
    "0cc15d2": {
        "observations": (2, 3),
        "companies": (2, 3),
        "documents": (1, 2),
        "parts": (3, 4),
        "scores": (1, 2),
        "inputs": (1, 2),
    },
    "493f861": {"documents": (1, 2), "news": (1, 2), "scores": (1, 2), "inputs": (1, 2)},
}
_SCORES = ("position", "run_id", "company_id", "code", "kind", "score", "low", "high", "coverage")
_OBSERVATIONS = ("position", "observation_id", "company_id", "concept", "value", "unit", "review")


class Old:
    """A workspace of an earlier commit, and what that commit's code answered."""

    def __init__(self, commit: str, folder: Path) -> None:
        with tarfile.open(REPOSITORY / "tests" / "data" / "workspaces" / f"{commit}.tar.xz") as archive:
            archive.extractall(folder, filter="data")
        self.folder = folder / "workspace"
        self.older = OLDER[commit]
        self.answers: dict[str, Any] = json.loads((folder / "answers.json").read_text("utf-8"))

    def files(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    def answered_now(self) -> dict[str, Any]:
        """The same questions, to the present code, of the position of then."""
        at = self.answers["position"]
        with Store.open(self.folder) as store:
            scores = store.read("scores", at=at).filter(pl.col("code").is_in(["TOTAL", "E", "S", "G"]))
            observations = store.read("observations", at=at).sort("position", "observation_id")
            commits = [[one.position, one.recorded_at.isoformat(), one.note] for one in store.commits()]
            return {
                "position": at,
                "commits": commits[: len(self.answers["commits"])],
                "scores": _rows(scores.sort("run_id", "company_id", "code", "kind"), _SCORES),
                "observations": _rows(observations, _OBSERVATIONS),
                "rows": {name: store.read(name, at=at).height for name in self.answers["rows"]},
            }


def _rows(frame: pl.DataFrame, columns: tuple[str, ...]) -> list[list[Any]]:
    return [list(row) for row in frame.select(columns).iter_rows()]


@pytest.fixture(params=list(OLDER))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Old:
    return Old(request.param, tmp_path)


def errors(folder: Path) -> list[str]:
    with Workspace.open(folder) as opened:
        return [one.problem.text() for one in audit(opened) if one.severity == "error"]


def told(folder: Path) -> list[str]:
    return [one.problem.message_id for one in of_workspace(folder) if one.state != "good"]


@pytest.mark.heavy
def test_an_earlier_workspace_answers_as_it_did_before_and_after_it_is_migrated(
    old: Old, capsys: pytest.CaptureFixture[str]
) -> None:
    assert old.answered_now() == old.answers
    assert errors(old.folder) == []
    assert "doctor.older_tables" in told(old.folder)
    assert Store.open(old.folder).older() == old.older

    assert _run(["store", "migrate", "-w", str(old.folder)]) == 0
    said = capsys.readouterr().out
    assert all(f"{name} {start} -> {goal}" in said for name, (start, goal) in old.older.items())
    assert old.answered_now() == old.answers
    assert errors(old.folder) == []
    assert "doctor.older_tables" not in told(old.folder)
    before = old.files()
    assert _run(["store", "migrate", "-w", str(old.folder)]) == 0
    assert {path: content for path, content in old.files().items() if "writer.lock" not in path} == {
        path: content for path, content in before.items() if "writer.lock" not in path
    }

    assert _run(["store", "vacuum", "--older-than-hours", "0", "-w", str(old.folder)]) == 0
    assert old.answered_now() == old.answers
    assert errors(old.folder) == []


def test_ids_of_an_earlier_workspace_still_hold(old: Old, tmp_path: Path) -> None:
    table = tmp_path / "observations.csv"
    table.write_text(observations_csv(), encoding="utf-8")
    with Workspace.open(old.folder) as opened:
        import_table(opened, "observations", table)
        assert opened.store.read("observations").height == old.answers["rows"]["observations"]


class KilledError(BaseException):
    """The process ends here."""


@pytest.mark.heavy
@pytest.mark.parametrize("when", ["a table is written", "the line is due"])
def test_a_kill_in_the_middle_of_a_migration_leaves_the_workspace_as_it_was(
    old: Old, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = DeltaFolder.append

    def written_first(self: DeltaFolder, *args: Any, **values: Any) -> None:
        append(self, *args, **values)
        raise KilledError

    def at_once(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        if when == "a table is written":
            patch.setattr(DeltaFolder, "append", written_first)
        else:
            patch.setattr(CommitLog, "append", at_once)
        with pytest.raises(KilledError):
            Store.open(old.folder).migrate()
    assert old.answered_now() == old.answers
    assert Store.open(old.folder).older() == old.older
    Store.open(old.folder).migrate()
    assert Store.open(old.folder).older() == {}
    assert old.answered_now() == old.answers
    assert errors(old.folder) == []


def test_who_has_not_been_upgraded_refuses_it_after_the_migration_and_changes_nothing(
    old: Old, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(old.folder).migrate()
    before = old.files()
    name, (start, goal) = next(iter(old.older.items()))
    schema = TABLES[name]
    monkeypatch.setitem(TABLES, name, type(schema)(name, start, schema.columns, schema.sort_by))
    for command in ("status", "audit", "run", "store compact"):
        words = [*command.split(), *(["--as-of", "2024-12-31"] if command == "run" else [])]
        assert _run([*words, "-w", str(old.folder)]) == 2
        assert f"table {name} has schema version {goal}, this cnesg knows up to {start}" in capsys.readouterr().err
    with pytest.raises(WorkspaceError):
        Store.open(old.folder)
    assert old.files() == before
