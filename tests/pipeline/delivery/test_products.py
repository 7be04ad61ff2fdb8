"""Each of the nine products out of one workspace: made twice alike, on what was known that day, and what is told."""

import json
import shutil
from datetime import date
from pathlib import Path

import frictionless
import polars as pl
import pytest
import python_calamine
from tests.pipeline.delivery.conftest import bond

from cnesg.pipeline import Workspace
from cnesg.pipeline.delivery.delivering import Delivered, Wanted, deliver
from cnesg.pipeline.delivery.verifying import verify_deliveries
from cnesg.products.schema import PRODUCTS, product_schema

MONTH = date(2024, 6, 1)
MADE = [product for product in PRODUCTS if product != "hk-scores"]


def made(workspace: Workspace, out: Path) -> dict[str, Delivered]:
    return {one.product: one for one in deliver(workspace, Wanted(MONTH, out))}


@pytest.fixture(scope="module")
def out(scored: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("products")
    done = made(scored, folder)
    assert {name for name, one in done.items() if one.how == "made"} == set(MADE), done
    return folder


def edition(out: Path, product: str) -> Path:
    return out / product / "2024-06" / "edition-1"


def rows(out: Path, product: str, table: str, key: str) -> dict[str, dict[str, object]]:
    frame = pl.read_parquet(edition(out, product) / f"{table}.parquet")
    return {row[key]: row for row in frame.iter_rows(named=True)}


def told(out: Path, product: str) -> str:
    manifest = json.loads((edition(out, product) / "manifest.json").read_text(encoding="utf-8"))
    return "\n".join(problem["en"] for problem in manifest["problems"])


@pytest.mark.heavy
def test_made_twice_all_are_the_same_to_the_byte(scored: Workspace, out: Path, tmp_path: Path) -> None:
    made(scored, tmp_path)
    for folder in (edition(out, product) for product in MADE):
        again = tmp_path / folder.relative_to(out)
        assert {p.name: p.read_bytes() for p in folder.iterdir()} == {p.name: p.read_bytes() for p in again.iterdir()}
    assert [checked.problems for checked in verify_deliveries(tmp_path)] == [()] * len(MADE)


@pytest.mark.heavy
def test_frictionless_finds_every_package_valid_and_sees_a_changed_cell(out: Path, tmp_path: Path) -> None:
    with frictionless.system.use_context(trusted=True):  # paths are absolute here
        for product in MADE:
            report = frictionless.validate(str(edition(out, product) / "datapackage.json"))
            assert report.valid, report.flatten(["type", "message"])
        copy = Path(shutil.copytree(edition(out, "green-bonds"), tmp_path / "spoilt"))
        table = copy / "bonds.csv"
        table.write_bytes(table.read_bytes().replace(b"2023-05-18", b"some day..", 1))
        spoilt = frictionless.validate(str(copy / "datapackage.json"))
    assert "type-error" in {kind for (kind,) in spoilt.flatten(["type"])}


@pytest.mark.parametrize("product", MADE)
def test_workbooks_are_typed_and_begin_with_a_readme(out: Path, product: str) -> None:
    book = python_calamine.CalamineWorkbook.from_path(str(edition(out, product) / f"{product}.xlsx"))
    tables = [table for table in product_schema(product).tables if "xlsx" in table.formats]
    assert book.sheet_names[0] == "readme"
    assert book.sheet_names[-len(tables) :] == [table.name for table in tables]
    for table in tables:
        head, *cells = book.get_sheet_by_name(table.name).to_python()
        frame = pl.read_parquet(edition(out, product) / f"{table.name}.parquet")
        assert head == frame.columns
        numbers = [place for place, column in enumerate(table.columns) if column.type in {"number", "whole"}]
        assert all(row[place] == "" or isinstance(row[place], float) for row in cells for place in numbers)


def test_sentiment_comes_with_its_events(out: Path) -> None:
    events = pl.read_parquet(edition(out, "a-share-sentiment") / "events.parquet")
    assert events["company_id"].to_list() == ["L01"]


def test_a_fund_is_rated_by_what_was_published(out: Path) -> None:
    frame = pl.read_parquet(edition(out, "fund-scores") / "funds.parquet")
    own = {(row["fund"], row["scope"]): row for row in frame.iter_rows(named=True)}
    top = own["E1.OF", "top10"]
    assert (top["holdings_day"], top["available"]) == (date(2024, 3, 31), date(2024, 4, 20))  # not the one of July
    full = own["E1.OF", "full"]
    assert (full["available"], full["cash_share"]) == (date(2024, 3, 29), 0.1)
    assert full["coverage"] == pytest.approx(11 / 12, abs=1e-4)  # L12, which publishes late, is not rated
    assert own["FOF.OF", "full"]["score"] == pytest.approx(full["score"])
    assert (own["M1.OF", "full"]["score"], own["M1.OF", "full"]["no_score"]) == (None, "not-scored")
    assert own["B1.OF", "full"]["treatment"] == "issuers"
    assert (own["B1.OF", "full"]["cash_share"], own["B1.OF", "full"]["government_bond_share"]) == (-0.25, 0.65)
    assert own["Q1.OF", "full"]["no_score"] == "below-floor"
    assert "US0378331005" in told(out, "fund-scores")


def test_a_green_fund_is_told_by_name_and_holdings(out: Path) -> None:
    funds = rows(out, "green-funds", "funds", "fund")
    assert funds["E1.OF"]["name_word"] == "绿色"
    assert funds["E1.OF"]["verdict"] in {"doubtful", "unproven"}
    assert "M1.OF" not in funds


def test_bonds_and_their_issuers(out: Path) -> None:
    bonds = rows(out, "green-bonds", "bonds", "isin")
    wind = bonds[bond(1)]
    assert (wind["catalogue"], wind["eligible_share"], wind["allocated_share"]) == ("green-bond-2021", 1.0, 0.6)
    assert wind["verdict"] == "consistent"
    assert "no-proceeds" in str(bonds[bond(3)]["findings"])
    assert bond(3) in told(out, "green-bonds")
    assert bonds[bond(4)]["verdict"] == "not-use-of-proceeds"
    assert bond(2) not in bonds
    issuers = rows(out, "bond-issuer-scores", "issuers", "company_id")
    assert issuers["V01"]["guarantor_id"] == "L01"
    assert (issuers["V01"]["basis"], issuers["V01"]["score"]) == ("below-floor", None)
    assert issuers["L02"]["basis"] == "listed"
    assert issuers["G01"]["issuer_kind"] == "local-government"


def test_revenue_by_catalogue_is_counted_once(out: Path) -> None:
    green = rows(out, "green-revenue", "companies", "company_id")
    assert (green["L01"]["share"], green["L01"]["low"], green["L01"]["high"]) == (0.4, 0.4, 0.4)
    assert (green["L01"]["catalogue"], green["L02"]["share"]) == ("green-industry-2019", 0.0)
    emerging = rows(out, "strategic-industries", "companies", "company_id")
    assert (emerging["L01"]["share"], emerging["L01"]["main_entry"]) == (0.4, "6.3")


def test_the_manifest_says_what_of_the_log_was_seen(scored: Workspace, out: Path) -> None:
    last = {name: int(scored.store.read(name)["position"].max()) for name in ("bonds", "holdings")}  # type: ignore[arg-type]
    seen = {
        product: json.loads((edition(out, product) / "manifest.json").read_text(encoding="utf-8"))["versions"][
            "store_positions_of_tables"
        ]
        for product in MADE
    }
    assert seen["a-share-scores"] == {}  # of the run alone
    assert seen["green-bonds"] == {"bonds": last["bonds"]}
    assert seen["fund-scores"]["holdings"] == last["holdings"]
    assert "observations" in seen["green-funds"]
    assert list(seen["green-revenue"]) == list(seen["strategic-industries"]) == ["observations"]


@pytest.mark.heavy
def test_weights_of_130_per_cent_leave_one_fund_out(own: Workspace, tmp_path: Path) -> None:
    """The import refuses them; what reached the log all the same, under another rule say, is told and left out."""
    held = own.store.read("holdings").drop("recorded_at", "position")
    many = held.filter(pl.col("fund") == "E1.OF", pl.col("scope") == "full").with_columns(
        pl.col("weight") * 1.3, pl.col("available_at").dt.offset_by("1d")
    )
    own.store.commit({"holdings": many}, note="too much")
    done = {one.product: one for one in deliver(own, Wanted(MONTH, tmp_path / "out", ("fund-scores", "green-bonds")))}
    assert [one.how for one in done.values()] == ["made", "made"]
    funds = pl.read_parquet(edition(tmp_path / "out", "fund-scores") / "funds.parquet")
    assert funds.filter(pl.col("fund") == "E1.OF")["scope"].to_list() == ["top10"]
    assert "130.0 %" in told(tmp_path / "out", "fund-scores")
