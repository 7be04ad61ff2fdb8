"""The commands where `fcntl` and `resource` are missing, as on Windows: they work, and say what is not promised."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cnesg.demo.market import market, write_market
from cnesg.demo.reports import demo_reports

HIDING = '''
import sys


class _Hidden:
    """Says of modules that only POSIX has that there are none."""

    def find_spec(self, name, path=None, target=None):
        if name in ("fcntl", "resource"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, _Hidden())
'''
RUNNING = """
import json, sys
from cnesg.cli.app import _run
if __name__ == "__main__":
    for command in json.loads(sys.argv[1]):
        print("$", *command, flush=True)
        code = _run(command)
        print("=", code, flush=True)
"""


_FOUND = {"qc": "= 1"}
"""Commands that also end so when they work: with findings."""


@pytest.mark.parametrize(
    "whole", [pytest.param(False, marks=pytest.mark.heavy), pytest.param(True, marks=pytest.mark.full)]
)
def test_commands_work_without_modules_of_posix(tmp_path: Path, *, whole: bool) -> None:
    hiding, folder, tables = tmp_path / "hiding", str(tmp_path / "workspace"), tmp_path / "tables"
    for made in (hiding, tables):
        made.mkdir()
    (hiding / "sitecustomize.py").write_text(HIDING, encoding="utf-8")
    (tmp_path / "running.py").write_text(RUNNING, encoding="utf-8")
    imports = [["import", path.stem, str(path)] for path in write_market(market(), tables)]
    small = min(demo_reports(), key=lambda one: len(one.content))
    report, day = tmp_path / small.file, f"{small.published:%Y-%m-%d}"
    report.write_bytes(small.content)
    about = ["--company", small.company_id, "--year", str(small.fiscal_year), "--published", day]
    out = str(tmp_path / "out")
    commands = [
        ["init", folder],
        *imports,
        ["ingest", str(report), *about],
        ["verify", "list", "--limit", "1"],
        ["run", "--as-of", "2025-06-30"],
        ["scores", "--limit", "1"],
        ["qc", "--month", "2025-06"],
        ["deliver", "a-share-scores", "--month", "2025-06", "--out", out],
        ["deliver", "--verify", out],
        ["audit"],
    ]
    if not whole:  # scoring and what comes after it take half a minute
        commands = [one for one in commands if one[0] in ("init", "verify", "audit") or one[1] == "companies"]
    environment = os.environ | {"PYTHONPATH": str(hiding), "CNESG_WORKSPACE": folder, "CNESG_LANG": "en"}
    done = subprocess.run(
        [sys.executable, str(tmp_path / "running.py"), json.dumps(commands)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    codes = [line for line in done.stdout.splitlines() if line.startswith("= ")]
    assert len(codes) == len(commands), done.stdout + done.stderr
    refused = [
        command for command, code in zip(commands, codes, strict=True) if code not in ("= 0", _FOUND.get(command[0]))
    ]
    assert refused == [], done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("doesn't limit the memory") == 1
    assert done.stderr.count("no file locks") == 1
