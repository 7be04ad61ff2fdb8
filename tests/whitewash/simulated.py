"""Simulated accounts, honest and embellished, with fixed seeds."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import polars as pl

from cnesg.framework.whitewash import load_whitewash
from cnesg.whitewash.ratios import FIGURES

DEFINITION = load_whitewash()
NO_GROUPS = pl.DataFrame(schema={"company_id": pl.String, "order": pl.Int64, "group": pl.String})
NO_DIGITS = pl.DataFrame(
    schema={
        "company_id": pl.String,
        "amounts": pl.Int64,
        "lines": pl.Int64,
        "chi_square": pl.Float64,
        "deviation": pl.Float64,
        "conformity": pl.String,
        "raised": pl.Boolean,
    }
)


def figures(accounts: Mapping[str, Mapping[int, Mapping[str, float | None]]]) -> pl.DataFrame:
    """Rows of FIGURES from figures by company, year and metric; None is left out."""
    rows = [
        {"company_id": company, "fiscal_year": year, "metric": metric, "value": float(value)}
        for company, years in accounts.items()
        for year, lines in years.items()
        for metric, value in lines.items()
        if value is not None
    ]
    return pl.DataFrame(rows, schema=FIGURES)


def accounts(chance: np.random.Generator, years: Iterable[int], frauds: Iterable[int]) -> dict[int, dict[str, float]]:
    """A company's accounts by year.

    Honest books drift with noise, some through a bad year or a purchase. In a fraudulent year part of the sales is
    invented: it adds to revenue and profit, is owed by customers or hidden in building work, and brings no cash.
    """
    size, margin = float(chance.lognormal(7, 1)), float(chance.uniform(0.15, 0.45))
    turns = {line: float(chance.uniform(0.6, 1.6)) for line in ("receivables", "inventories", "fixed", "debt", "cash")}
    found = {}
    for year in years:
        size *= float(chance.lognormal(0.06, 0.18))
        found[year] = _year(chance, size, margin + float(chance.normal(0, 0.03)), turns, fraud=year in set(frauds))
    return found


def _year(
    chance: np.random.Generator, revenue: float, margin: float, turns: Mapping[str, float], *, fraud: bool
) -> dict[str, float]:
    def around(value: float, spread: float = 0.12) -> float:
        return float(value * chance.lognormal(0, spread))

    selling, administrative = around(0.06 * revenue), around(0.05 * revenue)
    cost = revenue * (1 - margin)
    profit = 0.8 * (revenue - cost - selling - administrative)
    receivables, inventories = (
        around(0.18 * revenue * turns["receivables"], 0.25),
        around(0.2 * cost * turns["inventories"], 0.25),
    )
    fixed, building = around(0.4 * revenue * turns["fixed"], 0.08), around(0.05 * revenue, 0.6)
    cash = around(0.2 * revenue * turns["cash"], 0.2)
    flow = profit + 0.06 * fixed + float(chance.normal(0, 0.07)) * revenue
    if fraud:
        invented = float(chance.uniform(0.06, 0.25)) * revenue
        hidden = float(chance.uniform(0.2, 0.8))
        revenue += invented
        profit += 0.8 * invented
        receivables += (1 - hidden) * invented
        building += hidden * invented
        flow -= float(chance.uniform(0.0, 0.3)) * invented
    current = 1.08 * (cash + receivables + inventories)
    assets = 1.05 * (current + fixed + building)
    debt = around(0.45 * assets * turns["debt"] ** 0.4, 0.08)
    return {
        "revenue": revenue,
        "cost_of_sales": cost,
        "selling_expenses": selling,
        "administrative_expenses": administrative,
        "depreciation": around(0.08 * fixed),
        "net_profit": profit,
        "operating_cash_flow": flow,
        "cash": cash,
        "trade_receivables": receivables,
        "other_receivables": around(0.02 * assets, 0.4),
        "inventories": inventories,
        "current_assets": current,
        "fixed_assets": fixed,
        "construction_in_progress": building,
        "goodwill": 0.0,
        "total_assets": assets,
        "short_term_borrowings": 0.25 * debt,
        "taxes_payable": around(0.02 * revenue),
        "current_liabilities": 0.65 * debt,
        "long_term_borrowings": 0.2 * debt,
        "bonds_payable": 0.0,
        "total_liabilities": debt,
    }


def market(
    companies: int, years: range, share: float, seed: int
) -> tuple[dict[str, dict[int, dict[str, float]]], list[dict[str, Any]]]:
    """Accounts by company and year, and a label for every company year save the first, which has no year before."""
    chance = np.random.default_rng(seed)
    books, labels = {}, []
    for number in range(companies):
        company = f"C{number:04d}"
        frauds = [year for year in years[1:] if chance.random() < share]
        books[company] = accounts(chance, years, frauds)
        labels += [{"company_id": company, "year": year, "fraud": year in frauds} for year in years[1:]]
    return books, labels
