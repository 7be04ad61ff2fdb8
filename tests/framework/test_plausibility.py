"""What figures can be: every metric is bound, the file is checked, and no true figure is refused."""

import json
from pathlib import Path

import pytest

from cnesg.framework import load_methodology
from cnesg.framework.plausibility import Plausibility, check_plausibility, load_plausibility, quantities
from cnesg.framework.units import load_units
from cnesg.imputation import is_foreign

GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "gold"
LEAST_LABELLED = 4_000


def test_every_metric_and_every_quantity_has_bounds() -> None:
    plausibility, methodology = load_plausibility(), load_methodology()
    assert [*check_plausibility(plausibility, methodology)] == []
    named = [*quantities(methodology)]
    assert len(named) > 350
    assert all(plausibility.bounds(concept, unit) for concept, unit in named)


def _changed(**entry: object) -> Plausibility:
    shipped = load_plausibility().model_dump()
    return Plausibility.model_validate(shipped | {"metrics": [*shipped["metrics"], entry]})


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ({"metrics": ["coal"], "least": 5, "most": 1, "reference": "x"}, "framework.bounds_order"),
        ({"metrics": ["coal"], "least": 0, "most": 9, "usual": [0, 10], "reference": "x"}, "framework.bounds_order"),
        ({"metrics": ["employees"], "least": 0, "most": 1, "reference": "x"}, "framework.bounds_twice"),
        ({"metrics": ["unicorns"], "least": 0, "most": 1, "reference": "x"}, "identities.no_metric"),
    ],
)
def test_broken_bounds_are_reported(entry: dict[str, object], found: str) -> None:
    problems = check_plausibility(_changed(**entry), load_methodology())
    assert [problem.message_id for problem in problems] == [found]


def test_a_unit_without_bounds_is_reported_for_each_of_its_metrics() -> None:
    shipped = load_plausibility()
    without = shipped.model_copy(update={"units": tuple(one for one in shipped.units if "GJ" not in one.units)})
    without.__dict__.pop("_by_unit", None)
    problems = [*check_plausibility(without, load_methodology())]
    assert [(one.message_id, one.values["entry"]) for one in problems] == [("framework.no_bounds", "heat_purchased")]


@pytest.mark.parametrize(
    ("concept", "value"),
    [
        ("ghg_scope1", 5e30),
        ("ghg_scope1", -5.0),
        ("employees_total", 9_999_999_999.0),
        ("independent_directors_share", 101.0),
        ("electricity", -1.0),
        ("training_hours_avg", 9_000.0),
        ("board_directors", 2_023.0),
    ],
)
def test_what_no_company_can_report_is_impossible(concept: str, value: float) -> None:
    bounds = load_plausibility().bounds(concept, load_methodology().metrics[concept].unit)
    assert bounds is not None
    assert not bounds.possible(value)
    assert not bounds.probable(value)


@pytest.mark.parametrize(
    ("concept", "value"),
    [("net_profit", -6.6e8), ("turnover_rate", 200.0), ("ghg_reduction", -12_000.0), ("dividend_payout_ratio", -40.0)],
)
def test_signs_and_percentages_that_surprise_are_possible(concept: str, value: float) -> None:
    bounds = load_plausibility().bounds(concept, load_methodology().metrics[concept].unit)
    assert bounds is not None
    assert bounds.possible(value)


def test_every_usual_range_lies_within_the_possible_one() -> None:
    for entry in (*load_plausibility().units, *load_plausibility().metrics):
        low, high = entry.usual or (entry.least, entry.most)
        assert entry.least <= low < high <= entry.most


@pytest.mark.skipif(not GOLD.is_dir(), reason="needs the labelled reports beside the repository")
def test_no_labelled_figure_is_impossible() -> None:
    methodology, plausibility = load_methodology(), load_plausibility()
    units = load_units(methodology.folder)
    counted, refused = 0, []
    for path in sorted(GOLD.glob("*/quantities.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            metric = methodology.metrics.get(row["key"])
            if metric is None or row["value"] is None or metric.unit is None:
                continue
            bounds = plausibility.bounds(row["key"], metric.unit)
            assert bounds is not None
            value: float | None = float(row["value"])
            unit = row.get("unit") or metric.unit
            if is_foreign(unit, metric.unit):
                bounds = bounds.widened(plausibility.other_currencies)
            elif unit != metric.unit:
                value = units.convert(float(row["value"]), unit, metric.unit, row["key"])
            if value is None:
                continue
            counted += 1
            if not bounds.possible(value):
                refused.append((path.parent.name, row["key"], value, unit))
    assert refused == []
    assert counted > LEAST_LABELLED
