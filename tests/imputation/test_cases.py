"""The three steps on the source's own example, with the arithmetic in tests/cases/imputation."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.small_methodology import companies, observations

from cnesg.framework import load_methodology
from cnesg.imputation import impute, select_inputs
from cnesg.model import available_instant

CASE = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "imputation" / "carbon-intensity.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def filled() -> dict[str, dict[str, Any]]:
    stated = [
        {"company_id": company["id"], "concept": metric, "canonical_value": float(value), "fiscal_year": year}
        for company in CASE["companies"]
        for year, facts in company["says"].items()
        for metric, value in facts.items()
    ]
    for peer, tonnes in CASE["peers"].items():
        for metric, value in (("ghg_total", tonnes), ("revenue", 100_000_000)):
            stated.append(
                {
                    "company_id": peer,
                    "concept": metric,
                    "canonical_value": float(value),
                    "fiscal_year": CASE["fiscal_year"],
                }
            )
    ids = [*(company["id"] for company in CASE["companies"]), *CASE["peers"]]
    shipped, table, year = load_methodology(), observations(stated), CASE["fiscal_year"]
    inputs = impute(
        select_inputs(table, shipped, year),
        table,
        companies(dict.fromkeys(ids, "340500")),
        shipped,
        year,
        as_of=available_instant(CASE["as_of"]),
    )
    rows = inputs.iter_rows(named=True)
    return {row["company_id"]: row for row in rows if row["data_point"] == CASE["data_point"]}


@pytest.mark.parametrize("company", CASE["companies"], ids=lambda company: company["id"])
def test_carbon_intensity(filled: dict[str, dict[str, Any]], company: dict[str, Any]) -> None:
    row = filled[company["id"]]
    assert (row["origin"], row["penalty"]) == (company["origin"], company["penalty"]), company["arithmetic"]
    figures = [row["value"], row["low"], row["high"]]
    assert figures == pytest.approx([company["value"], company["low"], company["high"]], rel=1e-6), company[
        "arithmetic"
    ]


def test_peers_keep_what_they_reported(filled: dict[str, dict[str, Any]]) -> None:
    assert [filled[peer]["value"] for peer in CASE["peers"]] == [10, 20, 30, 40, 50]
    assert {filled[peer]["origin"] for peer in CASE["peers"]} == {"reported"}
