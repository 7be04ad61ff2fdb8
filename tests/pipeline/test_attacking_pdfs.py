"""Mutated PDFs given to whole commands: each ends in time, in a line for each problem, and stores nothing half."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from tests.pipeline.hostile_pdfs import attacked

from cnesg.pipeline import Workspace
from cnesg.pipeline.keeping.auditing import audit

ATTACKS = 300 if os.environ.get("CNESG_FULL") else 8
_AT_ONCE = 50
_SECONDS = 900.0  # of a command, for machines under load
_LINE = re.compile(r"(?:Error: |error: |- )?(/\S+?\.pdf)(?:, p\. \d+)?: ")


@pytest.mark.heavy
def test_mutated_pdfs_cost_only_themselves(
    imported_market: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    market = shutil.copytree(imported_market, tmp_path / "workspace")
    outcomes: Counter[str] = Counter()
    for begin in range(0, ATTACKS, _AT_ONCE):
        folder = tmp_path / f"from-{begin}"
        folder.mkdir()
        for seed in range(begin, min(begin + _AT_ONCE, ATTACKS)):
            (folder / f"seed-{seed}.pdf").write_bytes(attacked(seed))
        given = [*("-w", str(market), "--company", "L01", "--year", "2023", "--published", "2024-04-20")]
        limits = ["--timeout", "120", "--memory", "1024", "--jobs", "1"]
        ran = subprocess.run(
            [sys.executable, "-m", "cnesg", "ingest", str(folder), *given, *limits],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "CNESG_LANG": "en"},
        )
        assert ran.returncode in (0, 1, 2), ran.stderr
        assert "Traceback" not in ran.stderr + ran.stdout
        lines = [line for line in ran.stderr.splitlines() if line.strip()]
        assert len(set(lines)) == len(lines), "a problem is told twice"
        of_files = [match.group(1) for line in lines if (match := _LINE.search(line))]
        assert len(of_files) == len(lines), lines
        stored = {line.partition(":")[0] for line in ran.stdout.splitlines() if line.strip()}
        expected = {str(path) for path in folder.iterdir()}
        assert stored | set(of_files) == expected, "a file was passed over in silence"
        outcomes["stored"] += len(stored)
        outcomes["refused"] += len(expected - stored)
        outcomes["stored without some pages"] += len(stored & set(of_files))
    with Workspace.open(market) as opened:
        assert [one for one in audit(opened) if one.severity == "error"] == []
        documents = opened.store.read("documents")
        observations = opened.store.read("observations", where=pl.col("origin") == "reported")
        assert set(observations["document"].unique()) <= set(documents["document"])
        kept = {path.name for path in (market / "snapshots").rglob("*") if path.is_file()}
        assert {Path(one).name for one in documents["snapshot"]} <= kept
        assert documents.height <= outcomes["stored"]
    with capsys.disabled():
        print(f"\n{ATTACKS} mutated PDFs: {dict(outcomes)}")  # noqa: T201 - the counts that the measurements page gives
    assert outcomes["stored"] > 0.2 * ATTACKS
    assert outcomes["refused"] > 0.1 * ATTACKS
