"""Holes are named and fail the audit; data that can't be had is said and fails nothing."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from release.audit import Audit, audit_of, main

SOUND: dict[str, Any] = {"name": "sound", "version": "1.0", "vulns": []}
UNKNOWN = {"name": "unknown", "skip_reason": "Dependency not found on PyPI and could not be audited: unknown (1.0)"}
HOLED: dict[str, Any] = {
    "name": "holed",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}, {"id": "PYSEC-2", "fix_versions": []}],
}


def program(folder: Path, said: str, error: str = "", code: int = 0) -> str:
    """A pip-audit that says the same whatever it is asked."""
    path = folder / "pip-audit"
    lines = ["import sys", f"print({said!r}, end='')", f"sys.stderr.write({error!r})", f"sys.exit({code})"]
    path.write_text("\n".join([f"#!{sys.executable}", *lines, ""]), "utf-8")
    path.chmod(0o755)
    return str(path)


def test_holes_are_told_with_what_mends_them() -> None:
    assert audit_of({"dependencies": [SOUND, UNKNOWN, HOLED]}) == Audit(
        2, 1, ("holed 2.0: PYSEC-1, mended in 2.1", "holed 2.0: PYSEC-2, mended in no version yet")
    )


def test_a_known_hole_fails_the_audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([program(tmp_path, json.dumps({"dependencies": [SOUND, HOLED]}), code=1)]) == 1
    assert "holed 2.0: PYSEC-1" in capsys.readouterr().out
    assert main([program(tmp_path, json.dumps({"dependencies": [SOUND, UNKNOWN]}))]) == 0
    assert "1 packages looked up; of 1 the index tells nothing." in capsys.readouterr().out


def test_data_that_cannot_be_had_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([program(tmp_path, "", "Traceback\nConnectionError: no route\n", 1)]) == 0
    assert "ConnectionError: no route" in capsys.readouterr().out
