"""A workspace as one file and back, and all of it as plain tables."""

import csv
import io
import json
import subprocess
import sys
import tarfile
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from cnesg.errors import InputError
from cnesg.model import TABLES
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.verifying import Wanted, decide
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.keeping.copies import (
    ACCOUNTS,
    ACKNOWLEDGEMENTS,
    DECISIONS,
    DISPUTES,
    OPINIONS,
    QUEUE,
    _by_then,
    backup,
    export,
    restore,
)
from cnesg.pipeline.runs.replaying import replay
from cnesg.pipeline.runs.running import run
from cnesg.store.commit_log import LogEntry
from cnesg.verification import Ledger
from cnesg.verification.accounts import Accounts
from cnesg.verification.acknowledgements import Acknowledgement
from cnesg.verification.disputes import Dispute, DisputeBook
from cnesg.verification.ledger import FILE

DAY = date(2024, 8, 31)


@pytest.fixture
def used(workspace: Workspace) -> Workspace:
    observation = workspace.store.read("observations")["observation_id"][0]
    decide(workspace, [Wanted(observation, "confirmed")], "liu")
    run(workspace, DAY)
    return workspace


def test_audit_backup_and_export_take_no_lock_from_a_ledger_that_is_open(workspace: Workspace, tmp_path: Path) -> None:
    file = workspace.folder / FILE
    reading = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM about').fetchall()"
    with Ledger.open(workspace.folder) as ledger:
        ledger.ask("e1", "match", {})
    with Ledger.open(workspace.folder) as ledger:
        assert ledger.waiting()
        audit(workspace)
        backup(workspace, tmp_path / "copy.tar")
        export(workspace, tmp_path / "tables", "csv")
        subprocess.run([sys.executable, "-c", f"{reading}; c.close()", str(file)], check=True, timeout=60)
        assert ledger.replaced_files() == [], "another process deleted the log of a ledger in use"


@pytest.mark.heavy
def test_a_copy_is_the_workspace_with_its_runs_and_decisions(used: Workspace, tmp_path: Path) -> None:
    copy, folder = tmp_path / "copies" / "monday.tar", tmp_path / "restored"
    position = backup(used, copy)
    assert copy.stat().st_mode & 0o077 == 0  # it has hashes of passwords
    assert restore(copy, folder) == position == used.store.position
    assert (folder / "ledger.sqlite").stat().st_mode & 0o077 == 0
    with Workspace.open(folder) as restored:
        for table in TABLES:
            assert restored.store.read(table).equals(used.store.read(table)), table
        (run_id,) = restored.store.read("runs")["run_id"]
        assert replay(restored, run_id).same
        ledger = Ledger.open(folder)
        assert len(ledger.decisions()) == 1
        ledger.close()
        run(restored, date(2024, 9, 30))  # and work goes on in it


@pytest.mark.heavy
def test_a_damaged_copy_restores_nothing(used: Workspace, tmp_path: Path) -> None:
    copy, folder = tmp_path / "monday.tar", tmp_path / "restored"
    backup(used, copy)
    sound = bytearray(copy.read_bytes())
    with tarfile.open(copy) as archive:
        member = next(entry for entry in archive if entry.name.endswith(".parquet"))
    sound[member.offset_data + 40] ^= 1
    copy.write_bytes(bytes(sound))
    with pytest.raises(InputError, match="not a sound copy"):
        restore(copy, folder)
    copy.write_bytes(b"no archive at all")
    with pytest.raises(InputError, match="not a sound copy"):
        restore(copy, folder)
    assert not folder.exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".restored")] == []


@pytest.mark.heavy
def test_nothing_is_overwritten(used: Workspace, tmp_path: Path) -> None:
    copy = tmp_path / "monday.tar"
    backup(used, copy)
    with pytest.raises(InputError, match="something already"):
        backup(used, copy)
    with pytest.raises(InputError, match="something already"):
        restore(copy, used.folder)


@pytest.mark.heavy
def test_an_export_holds_every_table_and_says_what_columns_mean(used: Workspace, tmp_path: Path) -> None:
    counts = export(used, tmp_path / "out", "parquet")
    assert counts.keys() == {*TABLES, "decisions", "accounts", "opinions", "queue", "acknowledgements", "disputes"}
    told = json.loads((tmp_path / "out" / "tables.json").read_text(encoding="utf-8"))
    for name, schema in TABLES.items():
        assert pl.read_parquet(tmp_path / "out" / f"{name}.parquet").equals(used.store.read(name))
        assert list(told["tables"][name]["columns"]) == list(schema.dtypes)
    assert told["position"] == used.store.position
    (decision,) = pl.read_parquet(tmp_path / "out" / "decisions.parquet").to_dicts()
    assert (decision["by"], decision["verdict"]) == ("liu", "confirmed")
    assert decision["decision_id"] in used.store.read("observations")["observation_id"]


@pytest.mark.heavy
def test_an_export_shows_only_what_was_known_and_stored_then(used: Workspace, tmp_path: Path) -> None:
    early = export(used, tmp_path / "early", "parquet", at=1)
    assert (early["observations"], early["decisions"]) == (0, 0)
    assert json.loads((tmp_path / "early" / "tables.json").read_text(encoding="utf-8"))["position"] == 1
    nothing = export(used, tmp_path / "nothing", "parquet", at=0)
    assert set(nothing.values()) == {0}
    assert json.loads((tmp_path / "nothing" / "tables.json").read_text(encoding="utf-8"))["position"] == 0
    assert export(used, tmp_path / "late", "parquet", at=2)["observations"] > 0


@pytest.mark.heavy
def test_an_export_has_accounts_and_queues_as_they_were_then(used: Workspace, tmp_path: Path) -> None:
    with Ledger.open(used.folder) as ledger:
        ledger.ask("e1", "company-match", {"name": "Lan Ting"})
        ledger.ask("e2", "company-match", {"name": "Lanting Ltd"})
        ledger.answer("e1", "L01", "wang")
        at, until = datetime(2024, 9, 1, tzinfo=UTC), date(2024, 12, 31)
        ledger.acknowledgements.give(Acknowledgement("0123456789ab", "the plant was sold", "wang", until, at))
    export(used, tmp_path / "now", "parquet")
    accounts, queue = (pl.read_parquet(tmp_path / "now" / f"{name}.parquet") for name in ("accounts", "queue"))
    assert accounts["name"].to_list() == ["liu", "wang"]
    assert queue.select("entry_id", "answer", "by").rows() == [("e1", "L01", "wang"), ("e2", None, None)]
    assert json.loads(queue["subject"][0]) == {"name": "Lan Ting"}
    seen = pl.read_parquet(tmp_path / "now" / "acknowledgements.parquet")
    assert seen.select("finding", "by", "until").rows() == [("0123456789ab", "wang", until)]
    export(used, tmp_path / "then", "parquet", at=used.store.position)
    then = pl.read_parquet(tmp_path / "then" / "queue.parquet")
    assert then.height == 0  # asked after the last commit
    assert pl.read_parquet(tmp_path / "then" / "accounts.parquet")["name"].to_list() == ["liu"]


def test_an_answer_given_later_is_left_out_of_what_was_waiting_then() -> None:
    early, late = datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)
    row = {"entry_id": "e", "kind": "k", "subject": "{}", "asked_at": early, "answer": "A", "by": "x"}
    queue = QUEUE.conform(pl.DataFrame([row | {"answered_at": late}], schema=QUEUE.dtypes))
    tables = {"decisions": DECISIONS.empty(), "accounts": ACCOUNTS.empty(), "opinions": OPINIONS.empty()}
    asked = {"dispute_id": "d", "observation_id": "o", "company_id": "c", "by": "x", "opened_at": early, "due_at": late}
    settled = asked | {"reason": "r", "settled_at": late, "settled_by": "y", "outcome": "upheld", "answer": "a"}
    disputes = DISPUTES.conform(pl.DataFrame([settled], schema=DISPUTES.dtypes))
    tables |= {"queue": queue, "acknowledgements": ACKNOWLEDGEMENTS.empty(), "disputes": disputes}
    log = [LogEntry(1, early, "commit", ""), LogEntry(2, late, "commit", "")]
    (waiting,) = _by_then(tables, 1, log)["queue"].to_dicts()
    assert (waiting["asked_at"], waiting["answer"], waiting["by"], waiting["answered_at"]) == (early, None, None, None)
    assert _by_then(tables, 2, log)["queue"].equals(queue)
    (open_then,) = _by_then(tables, 1, log)["disputes"].to_dicts()
    assert (open_then["reason"], open_then["settled_at"], open_then["outcome"]) == ("r", None, None)
    assert _by_then(tables, 2, log)["disputes"].equals(disputes)
    assert _by_then(tables, 0, log)["queue"].height == 0


@pytest.mark.heavy
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_export_has_disputes_and_no_secret_nor_its_hash(used: Workspace, tmp_path: Path, form: str) -> None:
    with Ledger.open(used.folder) as ledger:
        accounts = Accounts(ledger.engine)
        accounts.add("ann", "reader", "correct horse battery")
        secrets = [accounts.begin("ann"), accounts.give_token("ann", "robot", 1)]
        accounts.check("ann", "wrong", "192.0.2.7")
        accounts.note("ann", "signed-in", address="192.0.2.7")
        at = datetime(2024, 9, 1, tzinfo=UTC)
        about = used.store.read("observations")["observation_id"][0]
        asked = Dispute("", about, "L01", "issuer", at, at, "it is the plant's")
        DisputeBook(ledger.engine).add(asked)
        with ledger.engine.connect() as connection:
            rows = [connection.exec_driver_sql(f"select * from {name}").fetchall() for name in ("logins", "tokens")]
    hashes = [str(cell) for row in (*rows[0], *rows[1]) for cell in row if len(str(cell)) >= 60]
    assert len(hashes) == 2
    assert export(used, tmp_path / "out", form)["disputes"] == 1  # type: ignore[arg-type]
    held = b"".join(path.read_bytes() for path in sorted((tmp_path / "out").iterdir()))
    read = pl.read_parquet if form == "parquet" else pl.read_csv
    frames = [read(path).write_json() for path in (tmp_path / "out").glob(f"*.{form}")]
    for secret in (*secrets, *hashes, "192.0.2.7", "$argon2"):
        assert secret.encode() not in held
        assert not any(secret in frame for frame in frames)
    assert any("it is the plant's" in frame for frame in frames)


@pytest.mark.heavy
def test_an_altered_ledger_stays_one_in_a_copy(used: Workspace, tmp_path: Path) -> None:
    file = used.folder / FILE
    sound = file.read_bytes()
    file.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    backup(used, tmp_path / "monday.tar")
    with pytest.raises(InputError, match="ledger of decisions is damaged"):
        restore(tmp_path / "monday.tar", tmp_path / "restored")


def test_csv_neutralises_formulas_and_keeps_lists(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "evil.csv"
    header = "company_id,kind,concept,year,value,unit,published,source\n"
    path.write_text(f"{header}L01,quantity,water_total,2023,5,m3,2024-04-15,=cmd|' /C calc'!A0\n", encoding="utf-8")
    import_table(workspace, "observations", path)
    export(workspace, tmp_path / "out", "csv")
    text = (tmp_path / "out" / "observations.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    (quote,) = {row["quote"] for row in rows if row["concept"] == "water_total"}
    assert quote.startswith("'=cmd")
    assert {row["warnings"] for row in rows} == {"[]"}
