"""The gate before deliveries: an error stops all of them, an override stands in every manifest."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.pipeline.conftest import companies_csv, observations_csv

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.delivery import gate as gate_module
from cnesg.pipeline.delivery.delivering import Wanted, deliver
from cnesg.pipeline.importing import import_table
from cnesg.pipeline.quality import MonthFindings, month_findings
from cnesg.pipeline.running import run
from cnesg.quality import Finding, Override

MONTH = date(2024, 6, 1)
ERROR = Finding("0123456789ab", "rows-missing", "error", "product", "a-share-scores", 0.0, 10.0)


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("market")
    with Workspace.create(folder / "workspace") as workspace:
        for kind, text in {"companies": companies_csv(), "observations": observations_csv()}.items():
            path = folder / f"{kind}.csv"
            path.write_text(text, encoding="utf-8")
            import_table(workspace, kind, path)
        run(workspace, date(2024, 6, 30))
        yield workspace


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[pl.DataFrame]:
    frames: list[pl.DataFrame] = []

    def found(workspace: Workspace, month: date, profile: str, deliveries: pl.DataFrame) -> MonthFindings:
        frames.append(deliveries)
        return replace(month_findings(workspace, month, profile, deliveries), findings=(ERROR,))

    monkeypatch.setattr(gate_module, "month_findings", found)
    return frames


def test_an_error_stops_every_delivery(scored: Workspace, tmp_path: Path, seen: list[pl.DataFrame]) -> None:
    with pytest.raises(InputError, match="rows-missing"):
        list(deliver(scored, Wanted(MONTH, tmp_path)))
    assert not list(tmp_path.iterdir())
    assert seen[0].filter(pl.col("product") == "a-share-scores")["rows"].to_list() == [12]


def test_an_override_is_told_in_the_manifest(scored: Workspace, tmp_path: Path, seen: list[pl.DataFrame]) -> None:
    override = Override("rows-missing", "Lin Mei", "a holiday at the exchange")
    wanted = Wanted(MONTH, tmp_path, ("a-share-scores",), overrides=(override,))
    done = next(iter(deliver(scored, wanted)))
    assert done.folder
    manifest = json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))
    assert [(one["by"], one["reason"]) for one in manifest["gate"]["overrides"]] == [
        ("Lin Mei", "a holiday at the exchange")
    ]
    assert any(check["result"] == "passed with overrides" for check in manifest["checks"])
    assert manifest["calendar"] == {"frequency": "monthly", "on_calendar": True, "due_by": "2024-07-10"}
    sheet = (done.folder / "DISCLOSURE.md").read_text(encoding="utf-8")
    assert manifest["merkle"]["root"] in sheet
    assert "{" not in sheet


def test_an_override_without_a_name_is_refused(scored: Workspace, tmp_path: Path, seen: list[pl.DataFrame]) -> None:
    wanted = Wanted(MONTH, tmp_path, overrides=(Override("rows-missing", "", "because"),))
    with pytest.raises(InputError, match="responsibility"):
        list(deliver(scored, wanted))
