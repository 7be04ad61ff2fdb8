"""Worked examples of `tests/cases/products.yaml`: funds, segments and bonds by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.framework.product_rules import catalogue_on, load_catalogues, load_product_rules, load_product_wording
from cnesg.products.green_bonds import green_bond
from cnesg.products.green_funds import green_fund
from cnesg.products.look_through import Holding, Rating, look_through
from cnesg.products.matching import Matcher
from cnesg.products.segments import Segment, mapped_segments

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "products.yaml").read_text(encoding="utf-8"))
RULES, WORDING, CATALOGUES = load_product_rules(), load_product_wording(), load_catalogues()


def matcher(name: str) -> Matcher:
    found = next(one for one in CATALOGUES if one.catalogue == name)
    return Matcher(found, RULES, WORDING.negations)


def assert_close(found: dict[str, Any], expected: dict[str, Any]) -> None:
    for name, value in expected.items():
        if isinstance(value, float | int) and not isinstance(value, bool):
            assert found[name] == pytest.approx(value, abs=1e-5), name
        else:
            assert found[name] == value, name


@pytest.mark.parametrize("case", CASES["look_through"], ids=lambda case: case["name"])
def test_looking_through_a_fund(case: dict[str, Any]) -> None:
    ratings = {owner: Rating(**rating) for owner, rating in case["ratings"].items()}
    holdings = [Holding(**holding) for holding in case["holdings"]]
    look = look_through(holdings, ratings, RULES, case["treatment"], case["scope"])
    assert_close(look.figures, case["expected"])
    if "contributions" in case:
        found = [[row["place"], row["name"], round(row["contribution"], 4)] for row in look.contributors]
        assert found == case["contributions"]


@pytest.mark.parametrize("case", CASES["segments"], ids=lambda case: case["name"])
def test_mapping_segments(case: dict[str, Any]) -> None:
    segments = [Segment("A", 2023, **segment) for segment in case["segments"]]
    tables = mapped_segments(segments, {("A", 2023): case["total"]}, {2023: matcher("green-industry-2019")})
    assert_close(tables["companies"].row(0, named=True), case["expected"])
    rows = tables["segments"]
    assert rows["share"].sum() == pytest.approx(case["expected"]["share"])
    assert (rows["low"] <= rows["share"] + 1e-12).all()
    assert (rows["share"] <= rows["high"] + 1e-12).all()


@pytest.mark.parametrize("case", CASES["bonds"], ids=lambda case: case["name"])
def test_a_label_against_its_substance(case: dict[str, Any]) -> None:
    bond = {"amount": 1000.0, "label": case["label"], "kind": case["kind"], "issued": case["issued"], "mwh": None}
    found = catalogue_on(CATALOGUES, "green-bonds", case["issued"])
    required = WORDING.required_share(case["kind"], case["issued"])
    one = Matcher(found, RULES, WORDING.negations) if found else None
    row, _ = green_bond([bond | use for use in case["uses"]], one, required, date(2025, 12, 31), RULES)
    assert_close(row, case["expected"])


def test_catalogues_follow_each_other_without_a_gap() -> None:
    def on(product: str, *day: int) -> str | None:
        found = catalogue_on(CATALOGUES, product, date(*day))
        return found.catalogue if found else None

    assert on("green-revenue", 2023, 12, 31) == "green-industry-2019"
    assert on("green-revenue", 2024, 12, 31) == "green-transition-2024"
    assert on("green-bonds", 2021, 6, 30) == "green-bond-2015"
    assert on("green-bonds", 2021, 7, 1) == "green-bond-2021"
    assert on("green-bonds", 2025, 9, 30) == "green-bond-2021"
    assert on("green-bonds", 2025, 10, 1) == "green-finance-2025"
    assert on("green-bonds", 2014, 1, 1) is None
    served = {product for one in CATALOGUES for product in one.serves if "bond" in one.catalogue}
    assert served == {"green-bonds"}  # bond catalogues serve bonds only


def test_strategic_industries_are_the_classification_of_2018() -> None:
    entries = [entry.id for entry in matcher("nbs-sei-2018").catalogue.entries]
    assert len([entry for entry in entries if "." not in entry]) == 9
    assert len([entry for entry in entries if "." in entry]) == 40


@pytest.mark.parametrize(
    ("name", "share", "carbon", "verdict"),
    [
        ("绿色先锋", 0.5, 0.5, "green"),
        ("绿色先锋", 0.1, 0.5, "doubtful"),
        ("绿色先锋", 0.5, 2.0, "doubtful"),
        ("绿色先锋", None, None, "unproven"),
        ("价值先锋", 0.5, 0.5, "unlabelled"),
        ("价值先锋", 0.1, 0.5, "other"),
    ],
)
def test_a_green_name_is_held_against_what_the_fund_holds(
    name: str, share: float | None, carbon: float | None, verdict: str
) -> None:
    fund = {"name_zh": name, "name_en": None, "mandate": None}
    figures = {"carbon_intensity": carbon and carbon * 100, "laggards_share": 0.02, "rated_share": 0.9}
    green = {"A": share} if share is not None else {}
    found = green_fund(fund, figures, [Holding("a", "equity", 90.0, "A")], green, 100.0, RULES, WORDING)
    assert found["verdict"] == verdict
