"""Scoring with the methodology that ships: against the oracle, and the source's examples under its own codes."""

import random
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from tests.scoring.markets import particulars
from tests.scoring.oracle import Oracle
from tests.small_methodology import AS_OF, YEAR, companies, inputs, observations

from cnesg.framework import load_methodology
from cnesg.framework.materiality import load_materiality
from cnesg.imputation import impute, select_inputs
from cnesg.scoring import score

CASES = Path(__file__).parents[1] / "cases" / "scoring"
KINDS = ("disclosure", "performance", "synthetic", "controversy_adjusted")
SPIRITS = "340500"


def load(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def random_market(seed: int) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Two dozen companies in five industries with about two thirds of all data points, estimates among them."""
    chance = random.Random(seed)
    industries = ["340501", "340502", "340600", "270000", "480300", "490000"]
    industry_of = {f"C{n:02}": chance.choice(industries) for n in range(24)}
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


SAMPLE = {"default", "strict-2022", "tcfd"}
"""Profiles of `make test`; `make test-full` takes all."""


@pytest.mark.parametrize(
    "profile",
    [
        pytest.param(name, marks=[] if name in SAMPLE else pytest.mark.full)
        for name in sorted(load_methodology().profiles)
    ],
)
def test_agrees_with_the_oracle(profile: str) -> None:
    shipped = load_methodology()
    rows, industry_of = random_market(seed=20221101)
    chosen = shipped.profiles[profile]
    known = particulars(industry_of)
    peers = companies(industry_of, known)
    scores, parts = score(
        inputs(rows), peers, shipped, chosen, fiscal_year=YEAR, as_of=AS_OF, materiality=load_materiality()
    )
    found = {(row["company_id"], row["code"], row["kind"]): row for row in scores.iter_rows(named=True)}
    oracle = Oracle(rows, industry_of, shipped, chosen, known, load_materiality())
    compared = 0
    for key in (
        (company, code, kind) for company in industry_of for code in ["TOTAL", *oracle.all_codes()] for kind in KINDS
    ):
        expected = oracle.result(*key)
        assert (key in found) == (expected is not None), key
        if expected is not None:
            row = found[key]
            shares = [row[name] for name in ("coverage", "confirmed_share", "estimated_share")]
            assert shares == pytest.approx([expected.coverage, expected.confirmed, expected.estimated], abs=1e-9), key
            figures = [row[name] for name in ("score", "low", "high")]
            if oracle.is_given(*key, expected):
                wanted = expected.settled(oracle.own_level).published(shipped.rules.interval_level.value)[:3]
                assert figures == pytest.approx(wanted, abs=1e-9), key
                assert row["no_score"] is None
            else:
                assert figures == [None, None, None], key
                assert (row["no_score"], row["rank"], row["grade"]) == ("least-information", None, None)
            compared += 1
    assert compared == len(found) > 24 * 3
    kept_out = set(parts["inapplicable"].drop_nulls())
    assert kept_out >= ({"mainland", "state-owned", "financial", "a-share"} if not chosen.indicators else set())


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
    scores, _ = score(
        selected,
        companies({"C": SPIRITS}),
        shipped,
        shipped.profiles["default"],
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=None,
    )
    found = scores.filter((pl.col("code") == "S0104") & (pl.col("kind") == "disclosure"))
    assert found["score"].item() == case["score"], case["arithmetic"]


@pytest.mark.heavy
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
    _, parts = score(
        selected, peers, shipped, shipped.profiles["default"], fiscal_year=YEAR, as_of=AS_OF, materiality=None
    )
    for company in example["companies"]:
        mine = parts.filter((pl.col("company_id") == company["id"]) & (pl.col("part") == "E0102-02"))
        row = mine.filter(pl.col("rule") == "relative").row(0, named=True)
        assert (row["value"], row["boundaries"]) == (company["density"], example["boundaries"])
        assert (row["points"], row["score"]) == (company["points"], company["score"]), company["because"]


def test_one_silent_company_is_not_rated_and_its_issues_have_zero() -> None:
    shipped = load_methodology()
    scores, _ = score(
        inputs([]),
        companies({"C": SPIRITS}),
        shipped,
        shipped.profiles["default"],
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=None,
    )
    by = {(row["code"], row["kind"]): row for row in scores.iter_rows(named=True)}
    total = by["TOTAL", "disclosure"]
    assert (total["score"], total["coverage"], total["grade"]) == (None, 0.0, None)
    assert (total["no_score"], total["rank"], total["peer_count"]) == ("least-information", None, 0)
    assert by["E01", "disclosure"]["score"] == 0.0


GIVEN_UP = {"company_id": "C", "data_point": "G0503-03", "value": 1.0, "text": "system"}


@pytest.mark.parametrize(
    ("year", "market", "seat", "gives_up", "because"),
    [
        (2022, "a-share", "CN", False, None),  # before the Company Law of 2024
        (2023, "a-share", "CN", True, None),  # it ends before the law is in force: nobody could have given it up
        (2024, "a-share", "CN", False, None),  # may give it up, has not
        (2024, "a-share", "CN", True, "given-up"),
        (2024, "hk", "CN", True, "given-up"),
        (2025, "a-share", "CN", False, "listed-from-2026"),  # by 1 January 2026 nobody listed had one
        (2025, "a-share", "CN", True, "listed-from-2026"),
        (2025, "hk", "CN", False, None),  # H shares may keep theirs
        (2025, "bond", "CN", False, None),
        (2022, "hk", "KY", False, "mainland"),  # a Cayman company has never had one
        (2025, "hk", "KY", False, "mainland"),
        (2024, "a-share", None, False, None),  # unknown keeps nothing out
    ],
)
def test_supervisory_boards_are_asked_of_those_who_have_to_have_one(
    year: int, market: str, seat: str | None, gives_up: bool, because: str | None
) -> None:
    shipped = load_methodology()
    rows = [GIVEN_UP | {"fiscal_year": year}] if gives_up else []
    company = companies({"C": SPIRITS}, {"C": {"market": market, "incorporation": seat}})
    default = shipped.profiles["default"]
    scores, parts = score(inputs(rows), company, shipped, default, fiscal_year=year, as_of=AS_OF, materiality=None)
    of_g05 = parts.filter((pl.col("code") == "G05") & (pl.col("kind") == "performance"))
    part = {row["part"]: row for row in of_g05.iter_rows(named=True)}
    assert sum(row["effective_weight"] for row in part.values()) == pytest.approx(1)
    for code in ("G0502", "G0503"):
        assert part[code]["inapplicable"] == because
        assert (part[code]["score"] is None) == (because is not None)
        assert (part[code]["effective_weight"] == 0) == (because is not None)
        assert scores.filter(pl.col("code") == code).is_empty() == (because is not None)
    assert part["G0501"]["inapplicable"] is part["G0504"]["inapplicable"] is None


@pytest.mark.parametrize(
    ("particular", "asked", "spared"),
    [
        ({"market": "a-share", "incorporation": "CN", "ownership": "central-soe"}, {"G0103", "G0702", "G0904"}, set()),
        ({"market": "hk", "incorporation": "CN", "ownership": "local-soe"}, {"G0103", "G0702"}, {"G0704", "G0904"}),
        ({"market": "hk", "incorporation": "HK", "ownership": "central-soe"}, {"G0702"}, {"G0103", "G0904"}),
        ({"market": "a-share", "incorporation": "CN", "ownership": "private"}, {"G0702", "G0904"}, {"G0103"}),
        (
            {"market": "bond", "incorporation": "CN", "ownership": "local-soe"},
            {"G0103", "G0303", "G0705"},
            {"G0301", "G0302", "G0401", "G0701", "G0702", "G0704", "G0904"},
        ),
    ],
)
def test_who_is_asked_what(particular: dict[str, str | None], asked: set[str], spared: set[str]) -> None:
    shipped = load_methodology()
    default = shipped.profiles["default"]
    company = companies({"C": SPIRITS}, {"C": particular})
    _, parts = score(inputs([]), company, shipped, default, fiscal_year=2024, as_of=AS_OF, materiality=None)
    found = dict(parts.filter(pl.col("part").is_in(list(shipped.level2))).select("part", "inapplicable").iter_rows())
    assert {code for code in asked if found[code]} == set()
    assert {code for code in spared if found[code]} == spared
    assert found["G0205"] == "financial"


@pytest.mark.parametrize(
    ("industry", "applies"), [("480301", True), ("480000", True), ("490100", True), ("340500", False)]
)
def test_money_laundering_is_asked_of_financial_companies(industry: str, applies: bool) -> None:
    shipped = load_methodology()
    default = shipped.profiles["default"]
    _, parts = score(
        inputs([]), companies({"C": industry}), shipped, default, fiscal_year=YEAR, as_of=AS_OF, materiality=None
    )
    assert parts.filter(pl.col("part") == "G0205")["inapplicable"].is_null().all() == applies
