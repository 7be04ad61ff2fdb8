"""A settled dispute tells and publishes what its own decision changed, whatever else was stored meanwhile."""

import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.pipeline.delivery.conftest import RUN_ON

from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.disputing import Objection, open_dispute, settle_dispute
from cnesg.pipeline.checking.verifying import Wanted, decide
from cnesg.pipeline.delivery.delivering import Wanted as Delivery
from cnesg.pipeline.delivery.delivering import deliver
from cnesg.pipeline.delivery.editions import editions
from cnesg.pipeline.delivery.settlement import by_company, follow_up
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.running import run
from cnesg.verification import Ledger
from cnesg.verification.disputes import Outcome

PRODUCT = "a-share-scores"
KEYS = ["company_id", "code", "kind"]
LATER = (
    "company_id,kind,concept,year,value,unit,published,restated,source\n"
    "L05,quantity,revenue,2023,100,CNY million,2024-06-10,true,tables\n"
    "L07,quantity,electricity,2023,1,GWh,2024-06-10,true,tables\n"
)


def stored_since(workspace: Workspace, folder: Path) -> None:
    """Restated figures of two other companies, after the delivery."""
    path = folder / "later.csv"
    path.write_text(LATER, encoding="utf-8")
    import_table(workspace, "observations", path)


def electricity(workspace: Workspace) -> str:
    """The id of L02's electricity as it was imported."""
    where = (pl.col("company_id") == "L02") & (pl.col("concept") == "electricity")
    return str(workspace.store.read("observations", where=where)["observation_id"][0])


def settled(workspace: Workspace, out: Path, outcome: Outcome, value: float | None) -> dict[str, Any]:
    """What a dispute of L02's electricity, settled so, changed."""
    about = electricity(workspace)
    with Ledger.open(workspace.folder) as ledger:
        dispute = open_dispute(workspace, ledger, Objection(about, "L02", "issuer", "of the plant", value))
        settle_dispute(workspace, ledger, dispute.dispute_id, outcome, "So it is.", "sue", value)
        return dict(follow_up(workspace, ledger, dispute.dispute_id, out))


def scores_of(workspace: Workspace, run_id: str) -> dict[tuple[str, ...], float | None]:
    rows = workspace.store.read("scores", runs=[run_id], columns=[*KEYS, "score"])
    return {(company, code, kind): score for company, code, kind, score in rows.iter_rows()}


@pytest.mark.heavy
def test_what_was_stored_meanwhile_is_not_told_as_an_effect_of_the_settlement(own: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "deliveries"
    list(deliver(own, Delivery(RUN_ON, out, (PRODUCT,))))
    stored_since(own, tmp_path)
    with Workspace.open(Path(shutil.copytree(own.folder, tmp_path / "without"))) as without:
        expected_before = scores_of(without, run(without, RUN_ON).run_id)
    changes = settled(own, out, "upheld", 11.5)
    expected_after = scores_of(own, changes["after"])
    told = {(one["company_id"], one["code"], one["kind"]): (one["before"], one["after"]) for one in changes["scores"]}
    moved = {
        key: (before, expected_after[key])
        for key, before in expected_before.items()
        if abs((before or 0.0) - (expected_after[key] or 0.0)) >= 0.005
    }
    assert moved
    assert told.keys() == moved.keys()
    for key, ends in told.items():
        assert ends == pytest.approx(moved[key]), key
    assert changes["scores"][0]["company_id"] == "L02"
    lines = by_company(changes["scores"])
    assert [one["company_id"] for one in lines] == list(dict.fromkeys(one["company_id"] for one in changes["scores"]))
    assert (lines[0]["company_id"], lines[0]["code"], lines[0]["kind"]) == ("L02", "TOTAL", "synthetic")
    assert sum(one["count"] for one in lines) == len(told)
    (product,) = changes["products"]
    assert product["changed"]["changed"] > 0
    assert product["others"] > 0  # L05 and L07 restated: in the edition, and told apart
    reason = editions(out, PRODUCT)[-1].manifest()["reason"]
    assert f"{product['others']} other differences from edition 1 come from data stored since" in reason


@pytest.mark.heavy
@pytest.mark.parametrize(("outcome", "value"), [("dismissed", None), ("upheld", 2.0)])
def test_a_settlement_that_changes_nothing_publishes_nothing(
    own: Workspace, tmp_path: Path, outcome: Outcome, value: float | None
) -> None:
    out = tmp_path / "deliveries"
    decide(own, [Wanted(electricity(own), "confirmed")], "boss")
    run(own, RUN_ON)
    list(deliver(own, Delivery(RUN_ON, out, (PRODUCT, "green-revenue"))))
    stored_since(own, tmp_path)
    runs = own.store.read("runs").height
    changes = settled(own, out, outcome, value)
    assert (changes["scores"], changes["products"], changes["problems"]) == ([], [], [])
    assert changes["after"] is None
    assert own.store.read("runs").height == runs
    assert [len(editions(out, product)) for product in (PRODUCT, "green-revenue")] == [1, 1]


@pytest.mark.heavy
def test_a_product_that_rests_on_other_rows_is_left_as_it_is(own: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "deliveries"
    list(deliver(own, Delivery(RUN_ON, out, (PRODUCT, "green-revenue"))))
    changes = settled(own, out, "upheld", 11.5)
    assert [one["product"] for one in changes["products"]] == [PRODUCT]
    assert [len(editions(out, product)) for product in (PRODUCT, "green-revenue")] == [2, 1]
