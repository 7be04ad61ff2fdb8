"""What hangs on a factor, and nothing else, changes with it; by the methodology cut to that it comes out the same."""

from dataclasses import replace

import polars as pl
import pytest
from tests.imputation.panels import AS_OF, YEAR, as_observations, industries_by_revenue, panel

from cnesg.framework import load_methodology
from cnesg.framework.methodology import Methodology
from cnesg.imputation import concepts_behind, cut_to, data_points_on_factors, impute, select_inputs

KEY = ["company_id", "data_point"]
SHOWN = 0.6


@pytest.fixture(scope="module")
def market() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Companies, and observations of which every company hides some."""
    made = panel(40, industries_by_revenue(load_methodology(), 12), seed=3)
    drawn = pl.concat_str("company_id", "concept", "fiscal_year").hash(seed=5) % 100
    return made.companies, as_observations(made.facts.filter(drawn < 100 * SHOWN))


def filled(market: tuple[pl.DataFrame, pl.DataFrame], methodology: Methodology) -> pl.DataFrame:
    companies, observations = market
    kept = observations.filter(pl.col("concept").is_in(concepts_behind(methodology)))
    inputs = select_inputs(kept, methodology, YEAR, companies)
    return impute(inputs, kept, companies, methodology, YEAR, as_of=AS_OF)


@pytest.fixture(scope="module")
def before(market: tuple[pl.DataFrame, pl.DataFrame]) -> pl.DataFrame:
    return filled(market, load_methodology())


@pytest.mark.parametrize(
    "series",
    ["grid-national", *(pytest.param(one, marks=pytest.mark.full) for one in ("tce-natural-gas", "tce-electricity"))],
)
def test_only_what_rests_on_a_factor_changes_with_it(
    series: str, market: tuple[pl.DataFrame, pl.DataFrame], before: pl.DataFrame
) -> None:
    methodology = load_methodology()
    others = tuple(one.model_copy(update={"value": 1.3 * one.value}) for one in methodology.factors[series])
    changed = replace(methodology, factors={**methodology.factors, series: others})
    codes = data_points_on_factors(methodology, [series])
    whole = filled(market, changed)
    differing = pl.concat([before, whole]).filter(~pl.struct(pl.all().exclude("observations")).is_duplicated())
    assert 0 < differing["data_point"].n_unique() <= len(codes) < len(methodology.data_points)
    assert codes.issuperset(differing["data_point"])
    cut = cut_to(changed, codes)
    assert len(cut.derivations) < len(methodology.derivations)
    assert (
        filled(market, cut)
        .filter(pl.col("data_point").is_in(codes))
        .equals(whole.filter(pl.col("data_point").is_in(codes)))
    )
