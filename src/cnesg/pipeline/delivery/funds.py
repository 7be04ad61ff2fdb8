"""Funds of a month, looked through: which report counts, who is behind each security, and the deliveries made of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

import polars as pl

from cnesg.companies.dated import holds_on, known_rows
from cnesg.errors import InputError, Problem
from cnesg.framework.product_rules import ProductRules, load_product_rules, load_product_wording
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.delivery.basis import Built, MonthBasis
from cnesg.pipeline.delivery.segments import green_shares, revenue_position
from cnesg.pipeline.imports.product_imports import sum_problem
from cnesg.products.green_funds import green_fund
from cnesg.products.look_through import Holding, Look, Rating, look_through

_CARBON = "E0401-04"  # emission intensity, tCO2e a million yuan of revenue
_SCOPES = ("full", "top10")
_READ = ("funds", "holdings", "listings", "bonds")


@dataclass(frozen=True)
class LookedThrough:
    """One report of a fund, and what looking through it gave.

    Attributes:
        fund: its row of FUNDS.
        treatment: of its kind.
        scope: full or top10.
        day: on which the holdings were held.
        available: day on which the report was published.
        holdings: positions.
        look: figures.
    """

    fund: Mapping[str, Any]
    treatment: str
    scope: str
    day: date
    available: date
    holdings: tuple[Holding, ...]
    look: Look

    def head(self, as_of: date) -> dict[str, Any]:
        """The columns that say which fund and report."""
        names = {name: self.fund[name] for name in ("fund", "name_zh", "name_en", "kind")}
        return {
            **names,
            "scope": self.scope,
            "holdings_day": self.day,
            "available": self.available,
            "as_of": as_of,
        }


def fund_scores(basis: MonthBasis) -> Built:
    """Scores of funds.

    Raises:
        InputError: no fund with usable holdings is known.
    """
    looked, problems = looked_through(basis)
    rows, contributors = [], []
    for one in looked:
        rows.append({**one.head(basis.as_of), "treatment": one.treatment, **one.look.figures})
        for row in one.look.contributors:
            mine = {"fund": one.fund["fund"], "scope": one.scope, "company_id": row["owner"]}
            contributors.append(mine | {name: value for name, value in row.items() if name != "owner"})
    held = {h.owner for one in looked for h in one.holdings if h.owner}
    tables = {
        "funds": pl.DataFrame(rows, infer_schema_length=None),
        "contributors": pl.DataFrame(contributors, infer_schema_length=None),
    }
    return Built(tables, tuple(problems), tuple(sorted(held)), _notes(looked), basis.positions(*_READ))


def green_funds(basis: MonthBasis) -> Built:
    """The tests of green funds; errors as for `fund_scores`."""
    looked, problems = looked_through(basis)
    folder = basis.methodology.folder
    rules, wording, green = load_product_rules(folder), load_product_wording(folder), green_shares(basis)
    medians = {scope: _median_carbon(looked, scope) for scope in _SCOPES}
    rows = [
        {
            **one.head(basis.as_of),
            **green_fund(one.fund, one.look.figures, one.holdings, green, medians[one.scope], rules, wording),
        }
        for one in looked
        if one.treatment != "composition"
    ]
    notes = _notes(looked) | {"median_carbon_intensity": medians}
    held = {h.owner for one in looked for h in one.holdings if h.owner}
    positions = basis.positions(*_READ) | revenue_position(basis)
    tables = {"funds": pl.DataFrame(rows, infer_schema_length=None)}
    return Built(tables, tuple(problems), tuple(sorted(held)), notes, positions)


def _median_carbon(looked: list[LookedThrough], scope: str) -> float | None:
    """Median carbon intensity of the funds of shares with this kind of report."""
    figures = [one.look.figures for one in looked if one.scope == scope and one.treatment == "look-through"]
    values = [value for one in figures if (value := one.get("carbon_intensity")) is not None]
    return round(median(values), 4) if values else None


def looked_through(basis: MonthBasis) -> tuple[list[LookedThrough], list[Problem]]:
    """Every fund's newest full report and newest top ten, looked through; funds of funds last.

    Raises:
        InputError: there are none.
    """
    folder = basis.methodology.folder
    rules, treatments = load_product_rules(folder), load_product_wording(folder).fund_treatments
    funds = {
        row["fund"]: row
        for row in known_rows(basis.public("funds"), ("fund", "valid_from"), basis.instant)
        .filter(holds_on(basis.instant))
        .sort("fund", "valid_from")
        .iter_rows(named=True)
    }
    problems: list[Problem] = []
    reports = list(_reports(basis, rules, funds, problems))
    if not reports:
        raise InputError(Problem.of("delivery.no_funds", month=basis.label), *problems)
    owners, ratings = _owners(basis), _ratings(basis)
    found: list[LookedThrough] = []
    for of_funds in (False, True):
        if of_funds:
            # The full report of a held fund goes before its top ten.
            for one in sorted(found, key=lambda one: one.scope, reverse=True):
                if one.look.rating is not None:
                    ratings[one.fund["fund"]] = one.look.rating
        for fund, report in reports:
            treatment = treatments[fund["kind"]]
            if (treatment == "funds") != of_funds:
                continue
            holdings = tuple(_holdings(report, owners, funds, problems))
            look = look_through(holdings, ratings, rules, treatment, report["scope"][0])
            published = report["available_at"][0].astimezone(SHANGHAI).date()
            found.append(
                LookedThrough(fund, treatment, report["scope"][0], report["day"][0], published, holdings, look)
            )
    return sorted(found, key=lambda one: (one.fund["fund"], one.scope)), problems


def _reports(
    basis: MonthBasis, rules: ProductRules, funds: Mapping[str, Mapping[str, Any]], problems: list[Problem]
) -> Iterator[tuple[Mapping[str, Any], pl.DataFrame]]:
    """Each fund's newest usable report of a scope; what can't be so is told and left out."""
    rows = basis.public("holdings")
    oldest = {"full": rules.full_months.value, "top10": rules.top10_months.value}
    for (code, scope), own in sorted(rows.group_by("fund", "scope"), key=lambda pair: pair[0]):
        newest = own.filter(pl.col("day") == pl.col("day").max())
        # A report published again replaces the one before whole.
        report = newest.filter(pl.col("available_at") == pl.col("available_at").max())
        report = report.unique(["security", "name"], keep="last", maintain_order=True)
        day, total = report["day"][0], float(report["weight"].sum())
        told = {"fund": code, "day": day, "scope": scope}
        if code not in funds:
            problems.append(Problem.of("delivery.unknown_fund", **told))
        elif sum_problem(str(scope), total, rules):
            problems.append(Problem.of("delivery.weights", total=f"{total:.1f}", **told))
        elif _months(day, basis.month) > oldest[str(scope)]:
            problems.append(Problem.of("delivery.old_holdings", months=int(oldest[str(scope)]), **told))
        else:
            yield funds[str(code)], report.sort("weight", "name", descending=[True, False])


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _holdings(
    report: pl.DataFrame,
    owners: Mapping[str, str],
    funds: Mapping[str, Mapping[str, Any]],
    problems: list[Problem],
) -> Iterator[Holding]:
    for row in report.iter_rows(named=True):
        security = row["security"]
        owner = None
        if security is not None and row["kind"] in {"equity", "bond", "fund"}:
            owner = owners.get(security.upper()) or (security if security in funds else None)
            if owner is None:
                told = {"fund": row["fund"], "name": row["name"], "security": security, "weight": row["weight"]}
                problems.append(Problem.of("delivery.unknown_security", **told))
        yield Holding(row["name"], row["kind"], row["weight"], owner)


def _owners(basis: MonthBasis) -> dict[str, str]:
    """Company ids by exchange code and by the ISIN of a bond."""
    codes = basis.companies.select("code", "company_id").drop_nulls()
    listed = basis.public("listings").select("code", "company_id")
    bonds = basis.public("bonds").select(pl.col("isin").alias("code"), pl.col("issuer").alias("company_id"))
    return {code.upper(): company for code, company in pl.concat([bonds, listed, codes]).iter_rows()}


def _ratings(basis: MonthBasis) -> dict[str, Rating]:
    """What the run says of every company that it rates."""
    totals = basis.totals.filter(pl.col("score").is_not_null())
    dimensions: dict[str, dict[str, float]] = {}
    for company, code, score in (
        totals.filter(pl.col("code") != "TOTAL").select("company_id", "code", "score").iter_rows()
    ):
        dimensions.setdefault(company, {})[code] = score
    carbon = dict(
        basis.workspace.store.read(
            "inputs",
            where=(pl.col("data_point") == _CARBON) & pl.col("origin").is_in(["reported", "imported", "derived"]),
            runs=[basis.run["run_id"]],
            columns=["company_id", "value"],
        )
        .drop_nulls()
        .iter_rows()
    )
    whole = totals.filter(pl.col("code") == "TOTAL").select("company_id", "score", "low", "high", "grade")
    return {
        company: Rating(score, low, high, dimensions.get(company, {}), grade, carbon.get(company))
        for company, score, low, high, grade in whole.iter_rows()
    }


def _notes(looked: list[LookedThrough]) -> dict[str, Any]:
    """Which reports went in, by scope."""
    found: dict[str, Any] = {}
    for scope in _SCOPES:
        mine = [one for one in looked if one.scope == scope]
        if mine:
            found[scope] = {
                "funds": len(mine),
                "held_from": min(one.day for one in mine).isoformat(),
                "held_to": max(one.day for one in mine).isoformat(),
                "latest_published": max(one.available for one in mine).isoformat(),
            }
    return {"holdings": found}
