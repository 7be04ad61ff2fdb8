"""A run computed again is the same to the bit, and what was altered afterwards is found."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import text
from tests.conftest import FULL

from cnesg.errors import CnesgError, InputError, StoreError
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.verifying import Wanted, decide
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.runs.identity import column_identity, earlier_identity, row_sums
from cnesg.pipeline.runs.replaying import replay
from cnesg.pipeline.runs.row_sums import RowSum
from cnesg.pipeline.runs.running import run
from cnesg.store import Store, checkpoints
from cnesg.verification import Ledger
from cnesg.verification.ledger import FILE
from cnesg.verification.ledger_seal import state_of, write_seal
from cnesg.verification.schema import sqlite_engine

DAY = date(2024, 8, 31)
AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
# The least that an audit has to look at, by pattern (docs/decisions/altered-bytes.md has what it does not).
_KINDS = {
    "workspace.json": 1,
    "commits.jsonl": 1,
    "ledger.sqlite": 1,
    "ledger.seal": 1,
    "snapshots/*/*": 1,
    "tables/*/v*/*.parquet": 10,
    "tables/*/v*/_delta_log/*.json": 10,
    "tables/*/v*/_delta_log/*.checkpoint.parquet": 2,
    "tables/*/v*/_delta_log/_last_checkpoint": 1,
    "tables/*/v*/_checkpoints.json": 1,
}


def errors(workspace: Workspace) -> list[str]:
    return [finding.problem.message_id for finding in audit(workspace) if finding.severity == "error"]


@pytest.mark.heavy
def test_a_run_is_repeated_to_the_bit_whatever_came_after_it(workspace: Workspace, tmp_path: Path) -> None:
    done = run(workspace, DAY)
    later = tmp_path / "later.csv"
    header = "company_id,kind,concept,year,value,unit,published,source\n"
    later.write_text(f"{header}L01,quantity,electricity,2023,77,GWh,2024-04-20,backfill\n", encoding="utf-8")
    import_table(workspace, "observations", later)
    companies = tmp_path / "more.csv"
    companies.write_text(
        "company_id,name_en,market,industry,valid_from,published\nL99,Late,a-share,340500,2015-01-01,2015-01-01\n",
        encoding="utf-8",
    )
    import_table(workspace, "companies", companies)
    found = replay(workspace, done.run_id)
    assert found.same
    assert found.changed == {}
    assert {compared.table: compared.rows > 0 for compared in found.tables} == {
        "inputs": True,
        "scores": True,
        "parts": True,
        "controversies": False,
    }
    other = run(workspace, DAY)
    assert other.run_id != done.run_id  # the backfill is in the new run, not in the old one
    assert replay(workspace, other.run_id[:6]).same


@pytest.mark.heavy
def test_another_methodology_is_named(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(workspace, DAY)
    monkeypatch.setattr("cnesg.__version__", "99.0")
    assert replay(workspace, done.run_id).changed["code"][1] == "99.0"


@pytest.mark.heavy
def test_an_unknown_run_is_told_with_the_newest(workspace: Workspace) -> None:
    done = run(workspace, DAY)
    with pytest.raises(InputError, match=done.run_id):
        replay(workspace, "zzzz")


@pytest.mark.heavy
def test_a_sound_workspace_has_no_findings(workspace: Workspace) -> None:
    run(workspace, DAY)
    observation = workspace.store.read("observations")["observation_id"][0]
    decide(workspace, [Wanted(observation, "confirmed")], "liu", AT)
    assert errors(workspace) == []


@pytest.mark.heavy
def test_a_run_whose_rows_are_not_its_own_is_found(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    run(workspace, DAY)
    read = Store.read

    def altered(store: Store, table: str, **named: object) -> pl.DataFrame:
        rows = read(store, table, **named)  # type: ignore[arg-type]
        return (
            rows.with_columns(score=pl.col("score") + 1e-9) if table == "scores" and "score" in rows.columns else rows
        )

    monkeypatch.setattr(Store, "read", altered)
    assert errors(workspace) == ["pipeline.altered_run"]


def test_a_lost_ledger_and_a_lost_snapshot_are_found(workspace: Workspace) -> None:
    observation = workspace.store.read("observations").row(0, named=True)
    decide(workspace, [Wanted(observation["observation_id"], "confirmed")], "liu", AT)
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        (workspace.folder / name).unlink(missing_ok=True)
    workspace.store.snapshots.path(observation["document"]).unlink()
    assert sorted(errors(workspace)) == ["store.missing_snapshot", "verification.not_in_ledger"]


def test_a_decision_altered_in_the_ledger_is_found(workspace: Workspace) -> None:
    observation = workspace.store.read("observations")["observation_id"][0]
    decide(workspace, [Wanted(observation, "corrected", value=9.0)], "liu", AT)
    engine = sqlite_engine(workspace.folder / FILE)
    with engine.begin() as connection:
        connection.execute(text("UPDATE decisions SET value = 8.0"))
    engine.dispose()
    assert errors(workspace) == ["verification.damaged_ledger"]
    write_seal(workspace.folder / FILE)  # by one who knows how
    assert errors(workspace) == ["verification.altered"]


@pytest.mark.heavy
def test_any_single_altered_byte_of_any_file_is_found(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "_INTERVAL", 1)
    run(workspace, DAY)
    ids = workspace.store.read("observations")["observation_id"]
    for place in range(3):
        decide(workspace, [Wanted(ids[place], "confirmed")], "liu", AT)
    assert workspace.store.compact(2)
    workspace.store.close()
    assert not noticed(workspace)
    found = {kind: sorted(workspace.folder.glob(kind)) for kind in _KINDS}
    assert all(len(found[kind]) >= least for kind, least in _KINDS.items())
    looked_at = {path for paths in found.values() for path in paths}
    there = {path for path in workspace.folder.rglob("*") if path.is_file()}
    assert there - looked_at == {workspace.folder / "writer.lock"}
    draws = random.Random(6)
    for paths in found.values():
        for path in paths if FULL else draws.sample(paths, min(3, len(paths))):
            for place in places_of(path, draws):
                sound = path.read_bytes()
                path.write_bytes(sound[:place] + bytes([sound[place] ^ (1 << draws.randrange(8))]) + sound[place + 1 :])
                assert noticed(workspace), f"{path.relative_to(workspace.folder)} byte {place}"
                path.write_bytes(sound)
    assert not noticed(workspace)


def places_of(path: Path, draws: random.Random) -> list[int]:
    """The first and the last byte, and some between them."""
    size = path.stat().st_size
    return sorted({0, size - 1, *(draws.randrange(size) for _ in range(12 if FULL else 1))})


@pytest.mark.parametrize("left", [FILE, f"{FILE}-wal"])
def test_an_altered_ledger_is_found_before_anybody_writes_into_it(workspace: Workspace, left: str) -> None:
    ids = workspace.store.read("observations")["observation_id"]
    decide(workspace, [Wanted(ids[0], "confirmed")], "liu", AT)
    file = workspace.folder / left
    file.write_bytes(file.read_bytes() + b"x" if file.exists() else b"x" * 100)
    assert errors(workspace) == ["verification.damaged_ledger"]
    with pytest.raises(StoreError, match="ledger of decisions is damaged"):
        decide(workspace, [Wanted(ids[1], "confirmed")], "liu", AT)
    if left == FILE:
        assert errors(workspace) == ["verification.damaged_ledger"]
    else:  # SQLite threw away a journal that is none; the ledger is what it was
        assert errors(workspace) == []


def test_a_ledger_whose_writer_died_is_mentioned_and_sealed_by_the_next(workspace: Workspace) -> None:
    ids = workspace.store.read("observations")["observation_id"]
    decide(workspace, [Wanted(ids[0], "confirmed")], "liu", AT)
    dead = Ledger.open(workspace.folder)
    dead.ask("e1", "match", {"name": "left by the dead"})
    told = [(one.severity, one.problem.message_id) for one in audit(workspace)]
    assert ("info", "verification.unsealed_ledger") in told
    assert errors(workspace) == []
    dead._engine.dispose()  # without a seal
    assert state_of(workspace.folder / FILE) == "broken"
    decide(workspace, [Wanted(ids[1], "confirmed")], "liu", AT)
    assert state_of(workspace.folder / FILE) == "sealed"
    assert "verification.unsealed_ledger" not in [one.problem.message_id for one in audit(workspace)]
    assert errors(workspace) == []


def noticed(workspace: Workspace) -> bool:
    """Whether an altered workspace is refused when it is opened anew, or an audit finds it."""
    try:
        with Workspace(workspace.folder, Store.open(workspace.folder), workspace.methodology) as opened:
            return bool(errors(opened))
    except CnesgError:
        return True


@pytest.mark.heavy
@pytest.mark.parametrize("edition", [earlier_identity, column_identity])
def test_a_run_that_has_its_id_from_an_earlier_hash_is_sound(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, edition: Callable[..., str]
) -> None:
    computed: list[dict[str, pl.DataFrame]] = []

    def kept(tables: dict[str, pl.DataFrame]) -> dict[str, RowSum]:
        computed.append(tables)
        return row_sums(tables)

    monkeypatch.setattr("cnesg.pipeline.runs.running.row_sums", kept)
    monkeypatch.setattr("cnesg.pipeline.runs.running.identity_of_sums", lambda pinned, _: edition(pinned, computed[-1]))
    run(workspace, DAY)
    assert errors(workspace) == []
    monkeypatch.undo()
    assert not run(workspace, DAY).known
