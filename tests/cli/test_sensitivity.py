"""`cnesg sensitivity`: what it prints in each format, and a chart of a kind that nobody can write."""

import csv
import json
from io import StringIO
from pathlib import Path

import polars as pl
import pytest

from cnesg.cli import sensitivity as command
from cnesg.cli.app import _run
from cnesg.pipeline import Workspace
from cnesg.pipeline.robustness import sensitivity
from cnesg.pipeline.robustness.sensitivity import Sensitivity

FACTOR = {
    "factor": "mixes",
    "choices": 90,
    "variants": 32,
    "moved": 0.022,
    "first": 0.01,
    "first_low": 0.0,
    "first_high": 0.02,
    "total": 0.15,
    "total_low": 0.14,
    "total_high": 0.17,
}
COMPANY = {
    "company_id": "L01",
    "score": 61.25,
    "percentile": 0.75,
    "grade": "BBB",
    "median_grade": "BB",
    "grades": [{"grade": "BBB", "share": 0.25}, {"grade": "BB", "share": 0.75}],
    "top_quartile": 0.4,
    "percentile_low": 0.5,
    "percentile_high": 0.8,
    "gap": -0.25,
    "gap_low": -0.5,
    "gap_high": 0.125,
}


@pytest.fixture
def market(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A workspace, and a result that needs no minutes to compute."""
    with Workspace.create(tmp_path / "market"):
        pass
    found = Sensitivity("run", 1000, 1326, pl.DataFrame([FACTOR]), pl.DataFrame([COMPANY]), 16, 3)
    monkeypatch.setattr(sensitivity, "sensitivity", lambda *_, **__: found)
    return str(tmp_path / "market")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert _run(["sensitivity", *arguments]) == 0
    return capsys.readouterr().out


def test_the_table_tells_of_choices_and_companies(market: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, "-w", market)
    for words in (
        "1,326 assumed values",
        "1,000 methodologies",
        "0.15 (0.14-0.17)",
        "BB 75%, BBB 25%",
        "-25 (-50 to +12)",
    ):
        assert words in told


def test_json_and_csv_hold_every_grade(market: str, capsys: pytest.CaptureFixture[str]) -> None:
    content = json.loads(printed(capsys, "-w", market, "--format", "json"))
    assert content["factors"] == [FACTOR]
    assert content["companies"][0]["grades"] == {"BBB": 0.25, "BB": 0.75}
    rows = list(csv.DictReader(StringIO(printed(capsys, "-w", market, "--format", "csv"))))
    assert rows[0]["grades"] == "BBB 0.2500; BB 0.7500"
    assert rows[0]["top_quartile"] == "0.4"


def test_the_chart_is_drawn(market: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "-w", market, "--chart", str(tmp_path / "chart.svg"))
    assert "mixes of disclosure" in (tmp_path / "chart.svg").read_text(encoding="utf-8")


def test_other_kinds_of_chart_are_refused(market: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["sensitivity", "-w", market, "--chart", str(tmp_path / "chart.pdf")]) != 0
    assert ".svg" in capsys.readouterr().err
    assert not (tmp_path / "chart.pdf").exists()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_the_extra_a_picture_is_refused_before_any_work(
    language: str,
    market: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CNESG_LANG", language)
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    monkeypatch.setattr(sensitivity, "sensitivity", None)  # whoever calls it fails
    assert _run(["sensitivity", "-w", market, "--chart", str(tmp_path / "chart.svg")]) == 2
    told = capsys.readouterr().err
    assert "pip install 'cnesg[charts]'" in told
    assert ("不需要" in told) == (language == "zh")
    assert not (tmp_path / "chart.svg").exists()
