import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from tests.quality.fixtures import _table

from cnesg.cli.app import _run
from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.quality.control import month_findings, why
from cnesg.pipeline.quality.report import html_of
from cnesg.quality import gate

MONTHS = ("2024-06", "2025-05", "2025-06")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_months(tmp_path_factory.mktemp("quality") / "workspace")


def make_months(folder: Path) -> Path:
    """A workspace in whose last month nothing has come that was due as a year ago, with tables as runs leave them."""
    with Workspace.create(folder) as workspace:
        for number, month in enumerate(MONTHS):
            _commit_month(workspace, month, number, facts=0 if number else 12)
    return folder


def _commit_month(workspace: Workspace, month: str, number: int, facts: int) -> None:
    case = {
        "companies": [{"times": 12, "valid_from": date(2015, 1, 1), "available_at": date(2015, 1, 1)}],
        "facts": [
            {"times": facts, "observation_id": f"{month}-{{n}}", "source": "registers <b>", "position": None}
            | {"value": f"=(1000.0 + n * 7) * 1.05 ** {number}"}
        ],
        "scores": [{"times": 12, "run_id": month, "as_of": _end(month), "peer_count": 12, "rank": 1}],
        "runs": [_run_row(month, workspace.store.position + 1)],
    }
    frames = {name: _table(name, rows, month) for name, rows in case.items()}
    observations = frames.pop("facts").with_columns(pl.col("source").alias("quote"), available_source=pl.lit("column"))
    tables = frames | {"observations": observations.drop("source", "entered").with_columns(assurance=pl.lit("unknown"))}
    if number:
        del tables["companies"]
    workspace.store.commit({name: frame.drop("recorded_at", "position") for name, frame in tables.items()}, note=month)


def _end(month: str) -> date:
    return (date.fromisoformat(f"{month}-28") + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _run_row(month: str, position: int) -> dict[str, object]:
    return {
        "run_id": month,
        "as_of": _end(month),
        "fiscal_year": int(month[:4]) - 1,
        "profile": "default",
        "store_position": position,
    }


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with Workspace.open(folder) as opened:
        yield opened


@pytest.mark.heavy
def test_a_month_is_held_against_those_before(workspace: Workspace) -> None:
    found = month_findings(workspace, date(2025, 6, 15))
    missing = next(one for one in found.findings if one.rule == "source-missing")
    assert (missing.place, missing.measure, missing.before, missing.count) == ("registers <b>", 0.0, 12.0, 12)
    assert (found.month, found.compared, found.run_id) == ("2025-06", "2025-05", "2025-06")
    assert missing.key in found.new
    assert not gate(found.findings).passed
    assert month_findings(workspace, date(2025, 5, 1)).findings == ()


@pytest.mark.heavy
def test_why_names_the_source_and_the_import(workspace: Workspace) -> None:
    found = month_findings(workspace, date(2025, 6, 15))
    late = next(one for one in found.findings if one.rule == "concept-lost")
    told = why(workspace, late.key)
    assert [(one.kind, one.place) for one in told.causes][:1] == [("missing-source", "registers <b>")]
    assert told.causes[0].explains == 1.0
    assert told.causes[0].details["files"] == "2024-06"


@pytest.mark.heavy
def test_the_page_escapes_what_comes_from_outside(workspace: Workspace) -> None:
    for language in ("en", "zh"):
        page = html_of(month_findings(workspace, date(2025, 6, 15)), workspace.methodology, language)
        assert "registers &lt;b&gt;" in page
        assert "registers <b>" not in page
        assert "http" not in page
        assert "c0, " in page  # the first figure behind a finding, for whoever wants to look it up
        assert "2025-06</span>" in page  # how many there were, month by month


@pytest.mark.heavy
def test_bad_input_is_told(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="2025-07: no run of profile `default`") as error:
        month_findings(workspace, date(2025, 7, 1))
    assert "2024-06, 2025-05, 2025-06" in error.value.lines()[0]
    with pytest.raises(InputError, match="no month that was run has a finding"):
        why(workspace, "nothing")


@pytest.mark.heavy
def test_the_command_prints_acknowledges_and_says_why(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(["qc", "--month", "2025-06", "-w", str(folder), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    key = next(one["key"] for one in told["findings"] if one["rule"] == "source-missing")
    given = ["qc", "acknowledge", key[:8], "-w", str(folder), "--by", "li"]
    assert _run([*given, "--reason", "late by agreement", "--until", "2020-01-01"]) == 2
    assert "2020-01-01 has passed" in capsys.readouterr().err
    assert _run([*given, "--reason", "late by agreement", "--until", "2999-01-01"]) == 0
    assert "already" not in capsys.readouterr().out
    assert _run([*given, "--reason", "late by agreement", "--until", "2999-01-01"]) == 0
    assert "already stored" in capsys.readouterr().out
    assert _run(["qc", "--month", "2025-06", "-w", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "1 acknowledged" in out
    assert "Deliveries are stopped" in out
    assert f"  {key}" not in out
    assert _run(["qc", "why", key, "-w", str(folder)]) == 0
    assert "registers <b> is missing: it brought nothing on the fiscal year scored" in capsys.readouterr().out
    page = tmp_path / "june.html"
    assert _run(["qc", "--month", "2025-06", "-w", str(folder), "--out", str(page)]) == 1
    assert "late by agreement" in page.read_text(encoding="utf-8")
