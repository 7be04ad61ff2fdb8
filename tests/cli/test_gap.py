import json
from pathlib import Path

import pytest
from tests.gap.reports import CHINESE, ENGLISH, GERMAN

from cnesg.cli.app import _run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


@pytest.mark.heavy
def test_json_has_the_published_form(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["gap", str(report), "--standard", "hkex-app27", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["items"]["B8.2"]["status"] == "disclosed"
    evidence = found["items"]["B8.2"]["evidence"][0]
    assert evidence["line"] == 22
    assert evidence["page"] is None
    assert evidence["quote"].startswith("We donated CNY 300,000")
    assert found["items"]["A2.5"]["status"] == "explained"


def test_the_table_has_a_row_an_item(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["gap", str(report), "--standard", "hkex-app27"]) == 0
    out = capsys.readouterr().out
    assert "report.txt: " in out
    assert "B8.2" in out
    assert "missing" in out.lower()


@pytest.mark.heavy
def test_the_table_tells_talk_and_a_profile_is_in_force(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["gap", str(report), "--profile", "climate"]) == 0
    assert "Talk: " in capsys.readouterr().out
    assert _run(["gap", str(report), "--profile", "no-profile"]) == 2


def test_several_reports_go_into_a_folder(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "zh.txt"
    other.write_text(CHINESE, encoding="utf-8")
    out = tmp_path / "gaps"
    assert _run(["gap", str(report), str(other), "--format", "html", "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["report-gap.html", "zh-gap.html"]
    assert "Written: " in capsys.readouterr().err


def test_a_file_is_written_as_its_name_ends(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "gap.html"
    assert _run(["gap", str(report), "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_what_can_answer_nothing_ends_with_one_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bericht.txt"
    path.write_text(GERMAN, encoding="utf-8")
    assert _run(["gap", str(path), "--format", "json", "--standard", "hkex-app27"]) == 1
    captured = capsys.readouterr()
    assert "neither Chinese nor English" in captured.err
    found = json.loads(captured.out)
    assert found["notes"] == ["third_language"]
    assert {item["status"] for item in found["items"].values()} == {"missing"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "xlsx"], "--out"),
        (["--out", "gap.txt"], "a table is for the terminal"),
        (["--standard", "hkex-x"], "no such standard"),
    ],
)
def test_wrong_use_is_one_clear_line(
    report: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(["gap", str(report), *arguments]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert "Traceback" not in err


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["gap", "nowhere.pdf"]) == 2
    assert "nowhere.pdf" in capsys.readouterr().err
