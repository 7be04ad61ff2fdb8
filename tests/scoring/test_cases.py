"""The source's worked examples, with their arithmetic in tests/cases/scoring."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from tests.small_methodology import (
    AS_OF,
    EVERYTHING,
    YEAR,
    absolute,
    companies,
    inputs,
    item,
    items,
    level2,
    methodology,
    observations,
    quantity,
    relative,
)

from cnesg.imputation import select_inputs
from cnesg.scoring import score

CASES = Path(__file__).parents[1] / "cases" / "scoring"


def load(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def one_score(scores: pl.DataFrame, company: str, code: str, kind: str) -> float:
    rows = scores.filter((pl.col("company_id") == company) & (pl.col("code") == code) & (pl.col("kind") == kind))
    return float(rows["score"].item())


CAREER = load("employee-career-development")


@pytest.mark.parametrize("case", CAREER["cases"], ids=lambda case: case["company"])
def test_employee_career_development(case: dict[str, Any]) -> None:
    wanted = CAREER["items"]
    points = [
        quantity(step["code"]) if step["kind"] == "quantity" else item(step["code"], step["least_level"])
        for step in wanted.values()
    ]
    measure = items(*((step["code"], step["points"]) for step in wanted.values()))
    small = methodology([level2("S0104", points, [measure])])
    stated = [
        {"company_id": "C", "concept": wanted[name]["code"], "kind": "statement", "text": found}
        if isinstance(found, str)
        else {"company_id": "C", "concept": "s0104_04", "canonical_value": float(found)}
        for name, found in case["disclosed"].items()
    ]
    selected = select_inputs(observations(stated), small, YEAR)
    scores, parts = score(
        selected, companies({"C": "110101"}), small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None
    )
    assert one_score(scores, "C", "S0104", "disclosure") == case["score"]
    assert parts.filter(pl.col("rule") == "item")["points"].sum() == case["points"]


@pytest.mark.parametrize("example", load("electricity-density"), ids=lambda example: example["unit"])
def test_electricity_density_by_industry_quartiles(example: dict[str, Any]) -> None:
    point = quantity("E0102-01", direction="lower", formula=example["formula"])
    small = methodology([level2("E0102", [point], [relative("E0102-01")])])
    stated = [
        {"company_id": company["id"], "concept": metric, "canonical_value": float(company[metric])}
        for company in example["companies"]
        for metric in ("electricity", "revenue", "employees_total")
        if metric in company
    ]
    selected = select_inputs(observations(stated), small, YEAR)
    peers = companies({company["id"]: "340500" for company in example["companies"]})
    scores, parts = score(selected, peers, small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)
    for company in example["companies"]:
        part = parts.filter((pl.col("company_id") == company["id"]) & (pl.col("part") == "E0102-01")).row(0, named=True)
        assert part["value"] == company["density"]
        assert part["boundaries"] == example["boundaries"]
        assert (part["peer_group"], part["peer_count"]) == ("340500", len(example["companies"]))
        assert part["points"] == company["points"], company["because"]
        assert one_score(scores, company["id"], "E0102", "performance") == company["score"]


@pytest.mark.parametrize("case", load("proportion-of-employees")["cases"], ids=lambda case: f"{case['value']}")
def test_proportion_of_employees_by_fixed_thresholds(case: dict[str, Any]) -> None:
    bands = [(float(start), float(points)) for start, points in load("proportion-of-employees")["bands"]]
    small = methodology([level2("S0101", [quantity("S0101-01")], [absolute("S0101-01", bands)])])
    one = inputs([{"company_id": "C", "data_point": "S0101-01", "value": float(case["value"])}])
    scores, parts = score(
        one, companies({"C": "110101"}), small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None
    )
    assert one_score(scores, "C", "S0101", "performance") == pytest.approx(case["score"], abs=1e-12), case["arithmetic"]
    assert parts.filter(pl.col("rule") == "absolute")["points"].item() == case["points"]


@pytest.mark.parametrize("case", load("roll-up"), ids=lambda case: case["title"])
def test_weighted_means(case: dict[str, Any]) -> None:
    """Each indicator's scores are brought about by bands of one point a per cent."""
    bands = [(0.0, 0.0), (25.0, 25.0), (50.0, 50.0), (100.0, 100.0)]
    indicators, rows = [], []
    for code, entry in case["level2"].items():
        points, measures = [], []
        for number, kind in enumerate(("disclosure", "performance"), start=1):
            if entry[kind] is None:
                continue
            data_point = f"{code}-{number:02}"
            points.append(quantity(data_point))
            measures.append(absolute(data_point, bands).model_copy(update={"feeds": kind}))
            rows.append({"company_id": "C", "data_point": data_point, "value": float(entry[kind])})
        indicators.append(level2(code, points, measures, weight=entry["weight"], mix=entry["mix"]))
    small = methodology(indicators)
    scores, _ = score(
        inputs(rows), companies({"C": "110101"}), small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None
    )
    for expected in case["expected"]:
        found = one_score(scores, "C", expected["code"], expected["kind"])
        assert found == pytest.approx(expected["score"], abs=1e-12), expected["arithmetic"]
