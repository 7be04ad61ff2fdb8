"""The benchmark of scoring runs whole."""

import math
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cnesg.bench.history import beside_the_changed, measure_history, said_anew, told_a_year_later
from cnesg.bench.score import market_companies, market_facts, market_inputs, measure_score
from cnesg.framework import load_methodology
from cnesg.pipeline import Workspace

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.heavy
def test_every_measure_is_taken(tmp_path: Path) -> None:
    found = {one.name: one for one in measure_score(tmp_path, companies=12, months=2)}
    assert found["scores and parts a month"].value > 12 * 500
    assert all(math.isfinite(one.value) and one.value > 0 for one in found.values())
    assert found["a month with 1 % of companies changed / the first"].value < 3
    limited = {name for name, one in found.items() if one.limit is not None}
    assert {"scoring / reading and writing", "run / reading and writing", "explanation of one company"} <= limited
    assert "memory of 2 months run in a process of their own" in limited


def test_figures_said_anew_are_of_one_company_in_a_hundred_and_public_at_the_months_end() -> None:
    facts = market_facts(load_methodology(), 200)
    anew = said_anew(facts, 3, date(2024, 8, 31))
    assert anew["company_id"].n_unique() == 2
    assert set(anew["kind"]) == {"quantity"}
    assert not anew["observation_id"].is_in(facts["observation_id"].implode()).any()
    assert anew["fact_key"].is_in(facts["fact_key"].implode()).all()
    assert {instant.date() for instant in anew["available_at"]} == {date(2024, 8, 31)}


def test_each_year_has_facts_of_its_own() -> None:
    years = [market_facts(load_methodology(), 20)]
    for _ in range(2):
        years.append(told_a_year_later(years[-1]))
    assert [set(one["fiscal_year"]) for one in years] == [{2023}, {2024}, {2025}]
    assert {instant.date() for instant in years[2]["available_at"]} == {date(2026, 4, 20)}
    for column in ("fact_key", "observation_id"):
        assert pl.concat(one[column] for one in years).is_unique().all()
    assert [one.schema for one in years] == [years[0].schema] * 3
    assert (years[1]["value"] / years[0]["value"]).is_between(0.9, 1.1).mean() == pytest.approx(0.69, abs=0.03)


def test_a_change_reaches_the_values_of_a_company_and_of_its_peers() -> None:
    rows = [("A", "p", "X"), ("B", "p", "X"), ("C", "p", "Y"), ("A", "q", None), ("B", "q", "X"), ("C", "r", "X")]
    parts = pl.DataFrame(rows, schema=["company_id", "part", "peer_group"], orient="row")
    assert beside_the_changed(parts, pl.Series(["A"])) == 2 / 5  # A and B on p; nothing is ranked on q with A
    assert beside_the_changed(parts, pl.Series(["B"])) == 3 / 5
    assert beside_the_changed(parts.clear(), pl.Series(["A"])) == 0.0


@pytest.mark.full
def test_memory_grows_with_companies_by_a_bounded_amount(tmp_path: Path) -> None:
    peaks = []
    for companies in (100, 500):
        folder, by = tmp_path / str(companies), load_methodology()
        with Workspace.create(folder) as workspace:
            workspace.store.commit({"companies": market_companies(by, companies)}, note="companies")
            workspace.store.commit({"observations": market_facts(by, companies)}, note="facts")
        found = {one.name: one.value for one in measure_history(folder, market_facts(by, companies), 1)}
        peaks.append(found["memory of 1 months run in a process of their own"])
    # 5,500 companies in 4,096 MiB leave 0.65 MiB for each beside what cnesg takes empty.
    assert (peaks[1] - peaks[0]) / 400 < 0.65


@pytest.mark.heavy
def test_the_market_is_drawn_anew_alike() -> None:
    methodology = load_methodology()
    assert market_inputs(methodology, 20, 1).equals(market_inputs(methodology, 20, 1))
    assert not market_inputs(methodology, 20, 1)["value"].equals(market_inputs(methodology, 20, 2)["value"])
    companies = market_companies(methodology, 50)
    assert companies["industry"].is_in([c for c, i in methodology.industries.items() if i.level == 3]).all()
    rows = market_inputs(methodology, 20, 0)
    assert set(rows["origin"]) == {"reported", "derived", "carried", "industry"}
    assert not rows.select("company_id", "data_point").is_duplicated().any()
    assert rows.filter(pl.col("origin") == "reported").select((pl.col("low") == pl.col("high")).all()).item()
