"""On the fictional market withdrawing what it stated does not pay a company on average, whatever stands instead."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cnesg.demo import DemoMarket, write_market
from cnesg.framework import TOTAL
from cnesg.imputation import impute, select_inputs
from cnesg.model import available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.facts import counting_facts
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.basis import ScoringBasis, scoring_basis
from cnesg.scoring import score

DAYS = (date(2024, 6, 30), date(2025, 6, 30))
SEED = 20221101
OWN = ("quantity", "statement")
STATED = ("reported", "imported")
KINDS = ("derived", "carried", "industry", "market", "nothing")
VALUE = ("company_id", "concept", "breakdown", "fiscal_year")


@dataclass(frozen=True)
class Withdrawal:
    """What a company withdrew on a day, what stands in its place by data point, and what became of its total."""

    value: Mapping[str, object]
    day: date
    instead: Mapping[str, str]
    before: float
    after: float

    @property
    def gain(self) -> float:
        return self.after - self.before


@dataclass(frozen=True)
class Market:
    """The facts of the market on a day and what they are scored by; everybody is rated."""

    day: date
    basis: ScoringBasis
    facts: pl.DataFrame

    def scored(self, facts: pl.DataFrame, company: str) -> tuple[float, dict[str, str]]:
        """A company's total, and the origins of its values by data point."""
        basis = self.basis
        rules = basis.methodology.rules.model_copy(update={"least_information": None})
        methodology, year, families = replace(basis.methodology, rules=rules), basis.fiscal_year, basis.families
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
        own = (pl.col("company_id") == company) & (pl.col("code") == TOTAL) & (pl.col("kind") == "synthetic")
        inputs = filled.filter(pl.col("company_id") == company)
        return float(scores.filter(own)["score"].item()), dict(inputs.select("data_point", "origin").iter_rows())

    def withdrawn(self, company: str, values: int, chance: random.Random) -> Iterator[Withdrawal]:
        """Values of the year that the company states, each withdrawn by itself."""
        mine = (pl.col("company_id") == company) & pl.col("kind").is_in(OWN)
        own = self.facts.filter(mine & (pl.col("fiscal_year") == self.basis.fiscal_year))
        told = own.select(VALUE).unique().sort(VALUE)
        before, origins = self.scored(self.facts, company)
        for value in chance.sample(told.rows(named=True), min(values, told.height)):
            gone = pl.all_horizontal(pl.col(name) == value[name] for name in VALUE) & pl.col("kind").is_in(OWN)
            after, left = self.scored(self.facts.filter(~gone), company)
            lost = [point for point, origin in origins.items() if origin in STATED and left.get(point) not in STATED]
            yield Withdrawal(value, self.day, {point: left.get(point, "nothing") for point in lost}, before, after)


@pytest.fixture(scope="module")
def history(drawn: DemoMarket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Market, ...]]:
    folder: Path = tmp_path_factory.mktemp("market")
    with Workspace.create(folder / "workspace") as workspace:
        for path in write_market(drawn, folder / "tables"):
            import_table(workspace, path.stem, path)
        profile = workspace.methodology.profiles["default"]
        bases = [scoring_basis(workspace, profile, available_instant(day), workspace.store.position) for day in DAYS]
        yield tuple(
            Market(day, basis, counting_facts(workspace, basis.methodology, basis.instant))
            for day, basis in zip(DAYS, bases, strict=True)
        )


def withdrawals(history: Sequence[Market], companies: int, values: int) -> list[Withdrawal]:
    found: list[Withdrawal] = []
    for market in history:
        chance = random.Random(SEED)
        for company in chance.sample(sorted(market.basis.companies["company_id"]), companies):
            found += market.withdrawn(company, values, chance)
    return found


def told(found: Sequence[Withdrawal]) -> dict[str, float]:
    """The mean change of the total by what stands in place of a value, printed with the largest gain of each kind."""
    means = {}
    for kind in KINDS:
        mine = [one for one in found if kind in one.instead.values()]
        if not mine:
            continue
        most = max(mine, key=lambda one: one.gain)
        means[kind] = sum(one.gain for one in mine) / len(mine)
        gained = sum(one.gain > 1e-9 for one in mine)
        print(  # noqa: T201 - the figures that the test is about
            f"{kind}: {len(mine)} withdrawals, {means[kind]:+.3f} points on average, {gained} gain; most: "
            f"{most.gain:+.2f} ({most.day}, {dict(most.value)}, instead {dict(most.instead)})"
        )
    return means


@pytest.mark.heavy
def test_withdrawing_a_value_does_not_pay(history: tuple[Market, ...]) -> None:
    found = withdrawals(history[-1:], companies=4, values=2)
    assert found
    assert sum(one.gain for one in found) <= 0.0


@pytest.mark.full
@pytest.mark.timeout(2700)  # 500 scorings of the market, a second each where other tests run beside it
def test_withdrawing_does_not_pay_on_average_for_any_kind_of_estimate(history: tuple[Market, ...]) -> None:
    means = told(withdrawals(history, companies=20, values=12))
    assert set(means) >= {"derived", "carried", "industry"}
    assert all(mean <= 0.0 for mean in means.values()), means
