"""Scoring with the methodology that ships: against the oracle, and the source's examples under its own codes."""

import random
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from tests.scoring.oracle import Oracle
from tests.small_methodology import AS_OF, YEAR, companies, inputs, observations

from cnesg.framework import load_methodology
from cnesg.imputation import impute, select_inputs
from cnesg.scoring import score

CASES = Path(__file__).parents[1] / "cases" / "scoring"
KINDS = ("disclosure", "performance", "synthetic")
SPIRITS = "340500"


def load(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def random_market(seed: int) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Twenty companies in three industries with about two thirds of all data points, estimates among them."""
    chance = random.Random(seed)
    industry_of = {f"C{n:02}": chance.choice(["340501", "340502", "340600", "270000"]) for n in range(20)}
    rows = []
    for company in industry_of:
        for code, point in load_methodology().data_points.items():
            if chance.random() < 1 / 3:
                continue
            is_quantity = point.kind == "quantity"
            value = round(chance.gauss(40, 30), chance.choice([0, 3])) if is_quantity else float(chance.randint(0, 1))
            origin = chance.choice(
                ["reported", "imported", "derived", "carried", "industry"] if is_quantity else ["reported"]
            )
            width = 0.0 if origin in ("reported", "imported") else chance.uniform(0, 20)
            rows.append(
                {
                    "company_id": company,
                    "data_point": code,
                    "value": value,
                    "low": value - width,
                    "high": value + width,
                    "text": chance.choice(["mention", "policy", "action"]) if point.kind == "item" else None,
                    "origin": origin,
                    "review": chance.choice(["unreviewed", "confirmed"]),
                    "penalty": {"carried": 10.0, "industry": 20.0}.get(origin, 0.0),
                }
            )
    return rows, industry_of


@pytest.mark.parametrize("profile", sorted(load_methodology().profiles))
def test_agrees_with_the_oracle(profile: str) -> None:
    shipped = load_methodology()
    rows, industry_of = random_market(seed=20221101)
    chosen = shipped.profiles[profile]
    scores, _ = score(inputs(rows), companies(industry_of), shipped, chosen, as_of=AS_OF)
    found = {(row["company_id"], row["code"], row["kind"]): row for row in scores.iter_rows(named=True)}
    oracle = Oracle(rows, industry_of, shipped, chosen)
    compared = 0
    for key in (
        (company, code, kind) for company in industry_of for code in ["TOTAL", *oracle.all_codes()] for kind in KINDS
    ):
        expected = oracle.result(*key)
        assert (key in found) == (expected is not None), key
        if expected is not None:
            row = found[key]
            figures = [row[name] for name in ("score", "low", "high", "coverage", "confirmed_share", "estimated_share")]
            assert figures == pytest.approx(list(vars(expected).values()), abs=1e-9), key
            compared += 1
    assert compared == len(found) > 20 * 3


@pytest.mark.parametrize("case", load("employee-career-development")["cases"], ids=lambda case: case["company"])
def test_employee_career_development_is_the_source_s(case: dict[str, Any]) -> None:
    shipped = load_methodology()
    wanted = load("employee-career-development")["items"]
    stated = [
        {"company_id": "C", "concept": wanted[name]["code"], "kind": "statement", "text": found}
        if isinstance(found, str)
        else {"company_id": "C", "concept": "training_hours", "canonical_value": float(found)}
        for name, found in case["disclosed"].items()
    ]
    selected = select_inputs(observations(stated), shipped, YEAR)
    scores, _ = score(selected, companies({"C": SPIRITS}), shipped, shipped.profiles["default"], as_of=AS_OF)
    found = scores.filter((pl.col("code") == "S0104") & (pl.col("kind") == "disclosure"))
    assert found["score"].item() == case["score"], case["arithmetic"]


def test_electricity_density_a_million_is_the_source_s() -> None:
    shipped = load_methodology()
    example = load("electricity-density")[0]
    stated = [
        {"company_id": company["id"], "concept": metric, "canonical_value": float(company[metric])}
        for company in example["companies"]
        for metric in ("electricity", "revenue")
    ]
    peers = companies({company["id"]: SPIRITS for company in example["companies"]})
    table = observations(stated)
    selected = impute(select_inputs(table, shipped, YEAR), table, peers, shipped, YEAR, as_of=AS_OF)
    _, parts = score(selected, peers, shipped, shipped.profiles["default"], as_of=AS_OF)
    for company in example["companies"]:
        mine = parts.filter((pl.col("company_id") == company["id"]) & (pl.col("part") == "E0102-02"))
        row = mine.filter(pl.col("rule") == "relative").row(0, named=True)
        assert (row["value"], row["boundaries"]) == (company["density"], example["boundaries"])
        assert (row["points"], row["score"]) == (company["points"], company["score"]), company["because"]


def test_one_silent_company_has_a_disclosure_score_of_zero() -> None:
    shipped = load_methodology()
    scores, _ = score(inputs([]), companies({"C": SPIRITS}), shipped, shipped.profiles["default"], as_of=AS_OF)
    total = scores.filter((pl.col("code") == "TOTAL") & (pl.col("kind") == "disclosure")).row(0, named=True)
    assert (total["score"], total["coverage"], total["grade"]) == (0.0, 0.0, "C")
