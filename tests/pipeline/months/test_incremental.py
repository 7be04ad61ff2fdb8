"""A month's inputs from those of the month before are those of the whole computation, to the bit."""

from functools import cache

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import FULL
from tests.imputation.panels import AS_OF, YEAR, as_observations, industries_by_revenue, panel
from tests.imputation.recovery import shown_facts

from cnesg.framework import load_methodology
from cnesg.framework.profiles import find_profile
from cnesg.model import OBSERVATIONS
from cnesg.pipeline.months import incremental
from cnesg.pipeline.months.incremental import changed_companies, changed_inputs, whole_inputs
from cnesg.pipeline.runs.basis import ScoringBasis

COMPANIES = 30


@cache
def market() -> tuple[ScoringBasis, pl.DataFrame]:
    """What runs are computed from: figures of four years and statements, a third of them hidden."""
    by = load_methodology()
    made = panel(COMPANIES, industries_by_revenue(by, 60), seed=3)
    facts = as_observations(shown_facts(made, "small hide", 3))
    basis = ScoringBasis(AS_OF, 0, YEAR, find_profile(by, "default"), by, made.companies, None, (), None)
    items = [code for code, point in by.data_points.items() if point.kind == "item"][::3]
    random = np.random.default_rng(4)
    said = made.companies.select("company_id").join(pl.DataFrame({"concept": items}), how="cross")
    said = said.filter(random.random(said.height) < 0.5)
    rows = facts.head(1).drop("company_id", "concept").join(said, how="cross")
    name = pl.format("{}|{}", "company_id", "concept")
    statements = rows.with_columns(
        observation_id=name, fact_key=name, kind=pl.lit("statement"), fiscal_year=YEAR, text=pl.lit("system")
    )
    return basis, pl.concat([facts, OBSERVATIONS.conform(statements)])


def changed(facts: pl.DataFrame, companies: int, share: float, seed: int) -> pl.DataFrame:
    """The facts with some of some companies gone, doubled or said on another year."""
    random = np.random.default_rng(seed)
    ids = facts["company_id"].unique().sort()
    chosen = ids.gather(random.choice(len(ids), companies, replace=False))
    touched = facts["company_id"].is_in(chosen.implode()) & pl.Series(random.random(facts.height) < share)
    what = pl.Series("what", random.integers(0, 3, facts.height))
    rows = facts.with_columns(what, touched.alias("touched"))
    doubled, moved = (pl.col("touched") & (pl.col("what") == n) & (pl.col("kind") == "quantity") for n in (1, 2))
    return (
        rows.filter(~(pl.col("touched") & (pl.col("what") == 0)))
        .with_columns(
            pl.when(doubled).then(pl.col("canonical_value") * 2).otherwise("canonical_value").alias("canonical_value"),
            pl.when(moved).then(pl.col("fiscal_year") - 1).otherwise("fiscal_year").alias("fiscal_year"),
        )
        .drop("what", "touched")
        .unique("fact_key", keep="first", maintain_order=True)
    )


MONTH = st.tuples(st.integers(1, 3), st.sampled_from([0.02, 0.2, 1.0]), st.integers(0, 2**16))


@pytest.mark.heavy
@settings(max_examples=10 if FULL else 2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MONTH, min_size=1, max_size=1))
def test_whatever_changes_the_inputs_are_those_of_the_whole(
    monkeypatch: pytest.MonkeyPatch, months: list[tuple[int, float, int]]
) -> None:
    monkeypatch.setattr(incremental, "_MOST", 0.99)
    basis, facts = market()
    last = whole_inputs(facts, basis)
    for companies, share, seed in months:
        facts = changed(facts, companies, share, seed)
        last = changed_inputs(facts.sample(fraction=1.0, shuffle=True, seed=seed), basis, last)
        assert last.inputs.equals(whole_inputs(facts, basis).inputs)


@pytest.mark.heavy
def test_who_rests_on_nobody_else_is_not_computed_anew() -> None:
    basis, facts = market()
    one = facts["company_id"].unique().sort()[0]
    gone = (pl.col("company_id") == one) & (pl.col("kind") == "statement")
    last = changed_inputs(facts.filter(~gone), basis, whole_inputs(facts, basis))
    assert last.anew == 1
    assert last.inputs.equals(whole_inputs(facts.filter(~gone), basis).inputs)


def test_a_company_changes_with_any_row_that_comes_goes_or_differs() -> None:
    rows = pl.DataFrame({"company_id": ["A", "A", "B", "C", "D"], "value": [1.0, 2.0, 1.0, None, 5.0]})
    now = pl.DataFrame({"company_id": ["C", "A", "A", "E", "B", "B"], "value": [None, 2.0, 1.0, 1.0, 1.0, 1.0]})
    assert changed_companies(rows, now).to_list() == ["B", "D", "E"]
    assert changed_companies(rows, rows.reverse()).is_empty()
