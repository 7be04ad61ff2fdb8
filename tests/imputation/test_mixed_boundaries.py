"""Ratios of figures with different boundaries: flagged, wider, and no measure of peers."""

from typing import Any

import polars as pl
import pytest
from tests.small_methodology import AS_OF, YEAR, companies, level2, methodology, observations, quantity, relative

from cnesg.companies.peer_groups import peer_groups
from cnesg.companies.quartiles import group_quartiles
from cnesg.framework.methodology import Methodology
from cnesg.imputation import impute, select_inputs
from cnesg.model.boundaries import boundaries_differ
from cnesg.scoring.peers import peer_values

CONTROL = "operational control"
WIDTH = 0.2  # `boundary_interval` of the small methodology
NOTE = boundaries_differ([CONTROL, "reporting company"])


def by(formula: str) -> Methodology:
    points = [quantity("E0401-01", "ghg_total"), quantity("E0401-02", formula=formula)]
    return methodology([level2("E0401", points, [relative("E0401-02")])])


INTENSITY = "E0401-01 / revenue"


def figure(concept: str, value: float, boundary: str = "reporting company", company: str = "A") -> dict[str, Any]:
    return {"company_id": company, "concept": concept, "canonical_value": value, "boundary": boundary}


def row(*rows: dict[str, Any], formula: str = INTENSITY) -> dict[str, Any]:
    table = select_inputs(observations(rows), by(formula), YEAR)
    return {r["data_point"]: r for r in table.to_dicts()}["E0401-02"]


def test_a_ratio_across_boundaries_says_so_and_is_wider() -> None:
    found = row(figure("ghg_total", 50.0, CONTROL), figure("revenue", 10.0))
    assert found["value"] == 5.0
    assert found["method"] == f"{INTENSITY}; {NOTE}"
    assert (found["low"], found["high"]) == (5.0 - WIDTH * 5.0, 5.0 + WIDTH * 5.0)


@pytest.mark.parametrize("boundary", [CONTROL, "reporting company"])
def test_one_boundary_is_nothing_to_tell(boundary: str) -> None:
    found = row(figure("ghg_total", 50.0, boundary), figure("revenue", 10.0, boundary))
    assert (found["method"], found["low"], found["high"]) == (INTENSITY, 5.0, 5.0)


@pytest.mark.parametrize("formula", ["E0401-01 + revenue", "(E0401-01 + revenue) / 2"])
def test_what_divides_by_no_figure_is_no_ratio(formula: str) -> None:
    assert row(figure("ghg_total", 50.0, CONTROL), figure("revenue", 10.0), formula=formula)["method"] == formula


def test_a_part_that_is_not_there_has_no_boundary() -> None:
    formula = "sum(E0401-01, ghg_scope1) / revenue"
    assert row(figure("ghg_total", 50.0), figure("revenue", 10.0), formula=formula)["method"] == formula
    mixed = row(figure("ghg_total", 50.0), figure("ghg_scope1", 5.0, CONTROL), figure("revenue", 10.0), formula=formula)
    assert mixed["method"] == f"{formula}; {NOTE}"


def test_it_is_held_against_peers_but_measures_none() -> None:
    rows = [figure("revenue", 1.0, company=name) for name in "ABCD"]
    rows += [figure("ghg_total", float(amount), company=name) for name, amount in (("A", 1), ("B", 2), ("C", 3))]
    rows.append(figure("ghg_total", 100.0, CONTROL, company="D"))
    chosen = by(INTENSITY)
    inputs = select_inputs(observations(rows), chosen, YEAR)
    groups = peer_groups(companies(dict.fromkeys("ABCD", "110101")), chosen.industries)
    nowhere = pl.DataFrame(schema={"company_id": pl.String, "code": pl.String})
    values = peer_values(inputs, nowhere, ["E0401-02"])
    found = group_quartiles(values, groups, 3).filter(pl.col("group") == "MARKET").row(0, named=True)
    assert found["count"] == 3
    assert [found[name] for name in ("q1", "q2", "q3")] == [1.5, 2.0, 2.5]


def test_it_enters_no_average_and_stays_flagged_when_it_is_carried() -> None:
    names = "ABCDE"
    rows = [figure("revenue", 1.0, company=name) for name in names]
    rows += [figure("ghg_total", float(amount), company=name) for name, amount in (("B", 1), ("C", 2), ("D", 3))]
    rows.append(figure("ghg_total", 100.0, CONTROL, company="E"))
    rows += [
        figure("ghg_total", 50.0, CONTROL, company="F") | {"fiscal_year": YEAR - 1},
        figure("revenue", 10.0, company="F") | {"fiscal_year": YEAR - 1},
    ]
    chosen, table = by(INTENSITY), companies(dict.fromkeys("ABCDEF", "110101"))
    observed = observations(rows)
    filled = impute(select_inputs(observed, chosen, YEAR, table), observed, table, chosen, YEAR, as_of=AS_OF)
    found = {r["company_id"]: r for r in filled.to_dicts() if r["data_point"] == "E0401-02"}
    assert (found["A"]["origin"], found["A"]["value"], found["A"]["method"]) == ("industry", 2.0, "median(n=3)")
    assert (found["F"]["origin"], found["F"]["value"]) == ("carried", 5.0)
    assert found["F"]["method"] == f"carried(year={YEAR - 1}); {INTENSITY}; {NOTE}"
    # A fifth either way for the boundaries, a tenth more for the year.
    assert (found["F"]["low"], found["F"]["high"]) == (5.0 - 1.0 - 0.5, 5.0 + 1.0 + 0.5)
