"""The benchmark of scoring runs whole, and plain pandas gives the same scores."""

import math
from pathlib import Path

import polars as pl
import pytest

from cnesg.bench.score import market_companies, market_inputs, measure_score
from cnesg.framework import load_methodology

pytestmark = pytest.mark.filterwarnings("ignore")


def test_every_measure_is_taken_and_pandas_agrees(tmp_path: Path) -> None:
    # That pandas gives other scores would be an error.
    found = {one.name: one for one in measure_score(tmp_path, companies=40, months=2, sample=12)}
    assert found["scores and parts a month"].value > 40 * 500
    assert found["pandas, 12 companies"].value > 0
    assert all(math.isfinite(one.value) and one.value > 0 for one in found.values())
    limited = {name for name, one in found.items() if one.limit is not None}
    assert {"scoring / reading and writing", "run / reading and writing", "explanation of one company"} <= limited


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
