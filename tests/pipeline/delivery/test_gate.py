"""The gate before deliveries: an error stops all of them, an override stands in every manifest."""

import json
from datetime import date
from pathlib import Path

import pytest

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.delivery.delivering import Wanted, deliver
from cnesg.pipeline.quality.control import month_findings, why
from cnesg.quality import Override

MONTH = date(2024, 6, 1)
RULE = "company-negative"


def test_an_error_stops_every_delivery(faulty: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=RULE) as stopped:
        list(deliver(faulty, Wanted(MONTH, tmp_path)))
    assert not list(tmp_path.iterdir())
    found = [one for one in month_findings(faulty, MONTH).findings if one.severity == "error"]
    assert [(one.rule, one.place) for one in found] == [(RULE, "L09")]
    assert found[0].key in stopped.value.lines("en")[0]
    cause = why(faulty, found[0].key).causes[0]
    assert (cause.kind, cause.place) == ("flipped-sign", "L09")
    assert "late.csv" in cause.details["files"]
    assert cause.details["example"] == "L09, electricity 2023: -9,000,000 kWh"


def test_an_override_is_told_in_every_manifest(faulty: Workspace, tmp_path: Path) -> None:
    override = Override(RULE, "Lin Mei", "the plant feeds into the grid")
    products = ("a-share-scores", "green-bonds")
    done = list(deliver(faulty, Wanted(MONTH, tmp_path, products, overrides=(override,))))
    for one in done:
        assert one.folder
        manifest = json.loads((one.folder / "manifest.json").read_text(encoding="utf-8"))
        told = [(entry["by"], entry["reason"], entry["place"]) for entry in manifest["gate"]["overrides"]]
        assert told == [("Lin Mei", "the plant feeds into the grid", "L09")]
        assert any(check["result"] == "passed with overrides" for check in manifest["checks"])
        assert manifest["calendar"] == {"frequency": "monthly", "on_calendar": True, "due_by": "2024-07-10"}
        sheet = (one.folder / "DISCLOSURE.md").read_text(encoding="utf-8")
        assert manifest["merkle"]["root"] in sheet
        assert "{" not in sheet


def test_an_override_without_a_name_is_refused(faulty: Workspace, tmp_path: Path) -> None:
    wanted = Wanted(MONTH, tmp_path, overrides=(Override(RULE, "", "because"),))
    with pytest.raises(InputError, match="responsibility"):
        list(deliver(faulty, wanted))
