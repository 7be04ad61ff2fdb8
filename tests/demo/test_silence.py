"""On the fictional market no company gains by withdrawing one of its values."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cnesg.demo import DemoMarket, write_market
from cnesg.imputation import impute, select_inputs
from cnesg.model import available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.facts import counting_facts
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.running import ScoringBasis, scoring_basis
from cnesg.scoring import score

DAY = date(2025, 6, 30)
SEED = 20221101
OWN = ("quantity", "statement")
VALUE = ("company_id", "concept", "breakdown", "fiscal_year")


@dataclass(frozen=True)
class Market:
    """The facts of the market and what they are scored by."""

    basis: ScoringBasis
    facts: pl.DataFrame

    def scores_of(self, facts: pl.DataFrame, company: str) -> dict[tuple[str, str], float]:
        basis = self.basis
        methodology, year, families = basis.methodology, basis.fiscal_year, basis.families
        selected = select_inputs(facts, methodology, year)
        filled = impute(selected, facts, basis.companies, methodology, year, as_of=basis.instant, families=families)
        scores, _ = score(
            filled,
            basis.companies,
            methodology,
            basis.profile,
            fiscal_year=year,
            as_of=basis.instant,
            materiality=basis.materiality,
            families=families,
        )
        own = scores.filter(pl.col("company_id") == company)
        return {(code, kind): figure for code, kind, figure in own.select("code", "kind", "score").iter_rows()}


@pytest.fixture(scope="module")
def market(drawn: DemoMarket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    folder: Path = tmp_path_factory.mktemp("market")
    with Workspace.create(folder / "workspace") as workspace:
        for path in write_market(drawn, folder / "tables"):
            import_table(workspace, path.stem, path)
        profile = workspace.methodology.profiles["default"]
        basis = scoring_basis(workspace, profile, available_instant(DAY), workspace.store.position)
        yield Market(basis, counting_facts(workspace, basis.methodology, basis.instant))


def assert_withdrawing_does_not_pay(market: Market, companies: int, values: int) -> None:
    chance = random.Random(SEED)
    for company in chance.sample(sorted(market.basis.companies["company_id"]), companies):
        own = market.facts.filter((pl.col("company_id") == company) & pl.col("kind").is_in(OWN))
        told = own.filter(pl.col("fiscal_year") >= market.basis.fiscal_year - 2).select(VALUE).unique().sort(VALUE)
        before = market.scores_of(market.facts, company)
        for value in chance.sample(told.rows(named=True), min(values, told.height)):
            gone = pl.all_horizontal(pl.col(name) == value[name] for name in VALUE) & pl.col("kind").is_in(OWN)
            after = market.scores_of(market.facts.filter(~gone), company)
            assert before.keys() <= after.keys(), value
            rose = {key: (figure, after[key]) for key, figure in before.items() if after[key] > figure + 1e-9}
            assert not rose, value


@pytest.mark.heavy
def test_withdrawing_a_value_does_not_pay(market: Market) -> None:
    assert_withdrawing_does_not_pay(market, companies=1, values=1)


@pytest.mark.full
@pytest.mark.timeout(2700)  # 500 scorings of the market, a second each where other tests run beside it
def test_withdrawing_any_of_many_values_does_not_pay(market: Market) -> None:
    assert_withdrawing_does_not_pay(market, companies=20, values=25)
