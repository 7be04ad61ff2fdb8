"""Every rule of scoring as docs/scoring.md tells it, with the arithmetic in tests/cases/scoring/rules.yaml."""

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
    applying,
    case,
    companies,
    inputs,
    item,
    items,
    level2,
    materiality,
    methodology,
    misreading,
    quantity,
    relative,
    rules,
    synthesis,
)

from cnesg.framework.definitions import DataPoint, Measure
from cnesg.framework.definitions.indicators import LEVELS
from cnesg.framework.methodology import Methodology
from cnesg.scoring import score

EXAMPLES = yaml.safe_load((Path(__file__).parents[1] / "cases/scoring/rules.yaml").read_text(encoding="utf-8"))
_OTHER_RULES: dict[str, Any] = {"synthesis": synthesis, "misreading": misreading}
_OF_PARTS = {"group": "peer_group", "count": "peer_count"}
_OF_NOTHING = ("company", "part", "code", "kind", "arithmetic")


def built(example: dict[str, Any]) -> Methodology:
    indicators = []
    for entry in example["indicators"]:
        measures = [measure(one) for one in entry["measures"]]
        kinds = {one.feeds for one in measures}
        mix = entry.get("mix", 1.0 if kinds == {"performance"} else 0.0)
        cases = {name: [case(**one) for one in found] for name, found in entry.get("applies", {}).items()}
        points = [data_point(one) for one in entry["points"]]
        applies = applying(**cases) if cases else None
        indicators.append(level2(entry["code"], points, measures, entry.get("weight", 1.0), mix, applies))
    told = dict(example.get("rules", {}))
    others = {name: makes(**told.pop(name)) for name, makes in _OTHER_RULES.items() if name in told}
    by = rules(**told).model_copy(update=others)
    return methodology(indicators, rules=by, weights=example.get("weights"))


def data_point(entry: dict[str, Any]) -> DataPoint:
    kind = entry.get("kind", "quantity")
    if kind == "quantity":
        return quantity(entry["code"], direction=entry.get("direction", "higher"))
    found = item(entry["code"], entry.get("level", "mention"), kind=kind)
    return found if kind == "item" else found.model_copy(update={"least_level": None})


def measure(entry: dict[str, Any]) -> Measure:
    weight = entry.get("weight", 1.0)
    if "relative" in entry:
        return relative(entry["relative"], weight)
    if "bands" in entry:
        return absolute(entry["point"], [(float(a), float(b)) for a, b in entry["bands"]], weight)
    found = items(*((code, points, *level) for code, points, *level in entry["items"]), weight=weight)
    return found.model_copy(update={"feeds": entry.get("feeds", "disclosure")})


def row(small: Methodology, company: str, point: str, value: Any, *rest: Any) -> dict[str, Any]:
    usual: tuple[Any, ...] = ("reported", 0, "selection")
    origin, penalty, method = [*rest, *usual[len(rest) :]]
    told = {"company_id": company, "data_point": point, "origin": origin, "penalty": float(penalty), "method": method}
    if isinstance(value, str):
        least = small.data_points[point].least_level or "mention"
        return told | {"value": float(LEVELS.index(value) >= LEVELS.index(least)), "text": value}
    return told | {"value": float(value)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["title"])
def test_a_rule_is_executed_as_documented(example: dict[str, Any]) -> None:
    small = built(example)
    scores, parts = score(
        inputs([row(small, *one) for one in example["rows"]]),
        companies(example["companies"], example.get("particulars")),
        small,
        EVERYTHING,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=materiality(example.get("ratings", {})),
    )
    for expected in example["expected"]:
        table = parts if "part" in expected else scores
        keys = {"company_id": expected["company"]} | {
            k: v for k, v in expected.items() if k in ("part", "code", "kind")
        }
        found = table.filter(pl.all_horizontal(pl.col(k) == v for k, v in keys.items()))
        assert found.height == 1, keys
        for name, value in expected.items():
            if name not in _OF_NOTHING:
                told = found[_OF_PARTS.get(name, name)].to_list()[0]
                assert told == (value if isinstance(value, str | list) or value is None else pytest.approx(value)), (
                    name,
                    expected["arithmetic"],
                )
