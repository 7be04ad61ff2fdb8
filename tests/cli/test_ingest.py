"""`cnesg ingest --list ... --together` and `cnesg progress`."""

import json
from pathlib import Path

import pytest
from tests.pipeline.command_process import _here
from tests.pipeline.conftest import REPORT, companies_csv

from cnesg.cli.app import _run as main
from cnesg.engine import LocalEngine
from cnesg.pipeline import Workspace


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A workspace with twelve companies, two reports, and a list of them and of one that is not there."""
    (tmp_path / "companies.csv").write_text(companies_csv(), encoding="utf-8")
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(REPORT.replace("480", f"{480 + number}"), encoding="utf-8")
    rows = ["1.txt,L01,2023,2024-04-01,esg", "2.txt,L02,2023,2024-04-02,", "none.txt,L03,2023,2024-04-02,annual"]
    (tmp_path / "list.csv").write_text("\n".join(["file,company,year,published,kind", *rows]), encoding="utf-8")
    assert main(["init", str(tmp_path / "w")]) == 0
    assert main(["import", "companies", str(tmp_path / "companies.csv"), "-w", str(tmp_path / "w")]) == 0
    return tmp_path


def test_a_list_is_taken_in_together_and_anybody_sees_how_far(
    given: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LocalEngine, "run", _here)
    place = ["-w", str(given / "w")]
    capsys.readouterr()
    assert main(["progress", *place, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"] == 0
    assert main(["ingest", "--list", str(given / "list.csv"), "--together", *place]) == 1
    said = capsys.readouterr()
    assert "1.txt: " in said.out
    assert "3 reports: 2 stored, 0 known before, 1 set aside, 0 in work" in said.out
    assert "none.txt" in said.err
    assert main(["progress", *place, "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["stored"], told["waiting"], told["complete"]) == (2, 0, True)
    assert [Path(one["path"]).name for one in told["set_aside"]] == ["none.txt"]
    assert main(["progress", *place, "--follow"]) == 1
    assert "Set aside after 1 attempt" in capsys.readouterr().out
    with Workspace.open(given / "w") as workspace:
        rows = workspace.store.read("documents").select("title", "company_id", "kind").rows()
    assert sorted(rows) == [("1.txt", "L01", "esg"), ("2.txt", "L02", "esg")]


def test_what_is_wrong_in_a_list_or_missing_is_told(given: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["-w", str(given / "w")]
    (given / "bad.csv").write_text("file,company,year,published\n1.txt,L01,long ago,2024-04-01\n", encoding="utf-8")
    assert main(["ingest", "--list", str(given / "bad.csv"), *place]) == 2
    assert "long ago" in capsys.readouterr().err
    (given / "bad.csv").write_text("file,company,year,published\n1.txt,nobody,2023,2024-04-01\n", encoding="utf-8")
    assert main(["ingest", "--list", str(given / "bad.csv"), "--together", *place]) == 2
    assert "nobody" in capsys.readouterr().err
    for arguments in (["1.txt"], ["1.txt", "--list", "list.csv"], []):
        assert main(["ingest", *arguments, *place]) == 2
        assert "--list" in capsys.readouterr().err
