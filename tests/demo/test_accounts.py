"""Accounts of the fictional market: they add up, and those that were embellished stand out."""

from functools import cache

import pytest
from tests.whitewash.simulated import NO_DIGITS, NO_GROUPS, figures

from cnesg.demo.accounts import EMBELLISHED_YEAR, embellishes
from cnesg.demo.companies import Company, fictional_companies
from cnesg.demo.draws import Draws
from cnesg.demo.facts import Sheet
from cnesg.demo.market import DEFAULT_SEED, true_figures
from cnesg.framework.whitewash import load_whitewash
from cnesg.whitewash import ratios_of, results, signals_of


@cache
def sheets() -> dict[str, tuple[Company, dict[int, Sheet]]]:
    """True figures of the embellishers, and of every fifth company beside them."""
    companies = fictional_companies(Draws(str(DEFAULT_SEED)))
    chosen = [company for number, company in enumerate(companies) if number % 5 == 0 or embellishes(company)]
    return {company.company_id: (company, true_figures(company)) for company in chosen}


def lines() -> dict[str, dict[int, dict[str, float | None]]]:
    wanted = load_whitewash().metrics
    return {
        name: {
            year: {fact.metric: fact.value for fact in sheet if fact.metric in wanted} for year, sheet in own.items()
        }
        for name, (_, own) in sheets().items()
    }


def test_parts_are_no_more_than_their_whole() -> None:
    for book in lines().values():
        for told in (year for year in book.values() if "current_assets" in year):
            of = {name: value or 0.0 for name, value in told.items()}
            within = of["cash"] + of["trade_receivables"] + of["other_receivables"] + of["inventories"]
            assert within <= of["current_assets"] * 1.0001
            parts = ("current_assets", "fixed_assets", "construction_in_progress", "goodwill")
            assert sum(of[part] for part in parts) <= of["total_assets"] * 1.0001
            owed = of["current_liabilities"] + of["long_term_borrowings"] + of["bonds_payable"]
            assert owed <= of["total_liabilities"] * 1.1
            assert of["total_liabilities"] < of["total_assets"]


def test_banks_have_no_cost_of_sales() -> None:
    banks = {name for name, (company, _) in sheets().items() if company.profile.code[:2] in {"48", "49"}}
    assert banks
    assert all("cost_of_sales" not in year for name in banks for year in lines()[name].values())


def test_the_embellishers_are_read_first() -> None:
    definition = load_whitewash()
    signals = signals_of(ratios_of(figures(lines()), NO_GROUPS, definition, EMBELLISHED_YEAR, 8), NO_DIGITS, definition)
    ranked = results(signals, definition).drop_nulls("value").sort("value", descending=True)["company_id"].to_list()
    guilty = {name for name, (company, _) in sheets().items() if embellishes(company) and name in ranked}
    assert len(guilty) >= 2
    assert set(ranked[: len(guilty)]) == guilty


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_no_company_with_a_story_embellishes(seed: str) -> None:
    assert not any(embellishes(company) for company in fictional_companies(Draws(seed)) if company.story)
