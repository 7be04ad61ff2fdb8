"""A full disk and a read-only folder end every command that writes in one line, and nothing half-done is stored."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from tests.cli.refusing_process import results
from tests.pipeline.conftest import REPORT, companies_csv, observations_csv

from cnesg.cli.app import _run
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.copies import backup
from cnesg.pipeline.runs.running import run
from cnesg.sources.news import TEMPLATE as NEWS
from cnesg.store import Store

FEW = {"init", "import companies", "import undo", "accounts add", "peers export", "status"}
"""Commands that are quick; the others are tried in the full tests."""
ONLY_READING = {"status"}
EACH = pytest.mark.parametrize(
    "few", [pytest.param(True, marks=pytest.mark.heavy), pytest.param(False, marks=pytest.mark.full)]
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a run, beside the files that commands read."""
    folder = tmp_path_factory.mktemp("disk")
    files = {"report.txt": REPORT, "news.csv": NEWS, "names.txt": "Liquor\n"}
    files["companies.csv"], files["observations.csv"] = companies_csv(), observations_csv()
    files["more.csv"] = companies_csv().replace("L", "M")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "inbox").mkdir()
    shutil.copy(folder / "news.csv", folder / "inbox")
    (folder / "w").mkdir()
    with Workspace.create(folder / "w" / "workspace") as made:
        for kind in ("companies", "observations"):
            import_table(made, kind, folder / f"{kind}.csv")
        run(made, date(2024, 9, 30))
        backup(made, folder / "copy.tar")
    return folder


def commands(place: Path, *, few: bool) -> dict[str, list[str]]:
    """Commands that write, all or few of them, and one that only reads."""
    target, w = place / "w", ["-w", str(place / "w" / "workspace")]
    named = ["--company", "L02", "--year", "2023", "--published", "2024-04-01"]
    with Store.open(target / "workspace") as store:
        about = str(store.read("observations")["observation_id"][0])
    every = {
        "init": ["init", str(target / "new")],
        "import companies": ["import", "companies", str(place / "more.csv"), *w],
        "import undo": ["import", "undo", "2", *w],
        "import news": ["import", "news", str(place / "news.csv"), *w],
        "ingest": ["ingest", str(place / "report.txt"), *named, *w],
        "run": ["run", "--as-of", "2024-10-31", *w],
        "verify confirm": ["verify", "confirm", about, "--by", "ann", *w],
        "accounts add": ["accounts", "add", "ann", "--role", "verifier", "--no-password", *w],
        "deliver": ["deliver", "a-share-scores", "--month", "2024-09", "--out", str(target / "out"), *w],
        "qc": ["qc", "--month", "2024-09", "--out", str(target / "qc.html"), *w],
        "extract": ["extract", str(place / "report.txt"), "--out", str(target / "x.jsonl")],
        "backup": ["store", "backup", str(target / "b.tar"), *w],
        "restore": ["store", "restore", str(place / "copy.tar"), str(target / "again")],
        "export": ["store", "export", str(target / "exported"), *w],
        "share": ["store", "share", f"file://{target}/origin", *w],
        "compact": ["store", "compact", "--least-files", "1", *w],
        "news watch": ["news", "watch", str(place / "inbox"), "--once", *w],
        "peers export": ["peers", "export", str(target / "p.csv"), *w],
        "demo": ["demo", str(target / "demo")],
        "status": ["status", *w],
    }
    return {name: one for name, one in every.items() if name in FEW or not few}


def held(place: Path) -> dict[str, bytes]:
    """Every file in the folder that refuses, but for locks and what readers of the ledger leave beside it."""
    left_out = ("writer.lock", "-shm", "-wal", "-journal")
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in sorted((place / "w").rglob("*"))
        if path.is_file() and not path.name.endswith(left_out) and path.stat().st_size
    }


def _expect_one_line(name: str, code: int, told: str) -> None:
    lines = [line for line in told.splitlines() if line and not line.startswith("Watching ")]
    assert "Traceback" not in told, f"{name}: {told}"
    assert "panicked" not in told, f"{name}: {told}"
    if name in ONLY_READING:
        assert (code, lines) == (0, []), name
    else:
        assert (code, len(lines)) == (2, 1), f"{name}: {code} {told}"


@EACH
def test_a_full_disk_ends_every_command_in_one_line(place: Path, *, few: bool) -> None:
    before, wanted = held(place), commands(place, few=few)
    for name, (code, told) in zip(wanted, results("full", [*wanted.values()], str(place)), strict=True):
        _expect_one_line(name, code, told)
    assert held(place) == before
    assert _run(["audit", "-w", str(place / "w" / "workspace")]) == 0


def _read_only(folder: Path) -> tuple[str, ...] | None:
    """What makes a folder read-only for a command: a mount of its own for root, whom rights don't stop."""
    if os.geteuid():
        return ()
    script = f'mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} && exec "$@"'
    prefix = ("unshare", "-m", "sh", "-c", script, "sh")
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if tried.returncode == 0 else None


@EACH
def test_a_read_only_folder_ends_every_command_in_one_line(place: Path, *, few: bool) -> None:
    folder = place / "w"
    prefix = _read_only(folder)
    if prefix is None:
        pytest.skip("root may write to every folder here")
    before, wanted = held(place), commands(place, few=few)
    if not prefix:
        subprocess.run(["chmod", "-R", "a-w", str(folder)], check=True)
    try:
        found = results("read-only", [*wanted.values()], str(place), prefix=prefix)
    finally:
        subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)
    for name, (code, told) in zip(wanted, found, strict=True):
        _expect_one_line(name, code, told)
    assert held(place) == before
