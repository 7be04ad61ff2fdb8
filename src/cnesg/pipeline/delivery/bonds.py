"""Issuers of bonds and labelled bonds of a month."""

from typing import Any

import polars as pl

from cnesg.companies.dated import holds_on
from cnesg.errors import InputError, Problem
from cnesg.framework.product_rules import catalogue_on, load_catalogues, load_product_rules, load_product_wording
from cnesg.pipeline.delivery.basis import Built, MonthBasis
from cnesg.products.green_bonds import USE_OF_PROCEEDS, green_bond
from cnesg.products.matching import Matcher
from cnesg.products.scores import score_tables

_MILLION = 1e6
_LISTED = ("a-share", "hk")


def issuer_scores(basis: MonthBasis) -> Built:
    """Scores of issuers of bonds: companies with bonds, and those of markets without shares.

    Raises:
        InputError: there are none that the run scored.
    """
    bonds = _outstanding(basis)
    companies = basis.companies.filter(
        pl.col("company_id").is_in(bonds["issuer"].implode())
        | (pl.col("market") == "bond")
        | pl.col("issuer_kind").is_not_null()
    )
    companies = companies.join(basis.totals.select("company_id"), on="company_id", how="semi")
    if companies.is_empty():
        raise InputError.of("delivery.no_issuers", month=basis.label)
    scores = score_tables(basis.scores, companies, basis.industry_names)["scores"]
    listed = pl.col("market").is_in(_LISTED)
    table = scores.join(
        companies.select("company_id", "market", "issuer_kind", "admin_level", "region"), on="company_id"
    ).with_columns(
        pl.when(pl.col("no_score").is_not_null())
        .then(pl.lit("below-floor"))
        .when(listed)
        .then(pl.lit("listed"))
        .otherwise(pl.lit("own"))
        .alias("basis"),
        pl.col("issuer_kind").fill_null("corporate"),
    )
    table = _with_others(basis, table, bonds)
    kept = [*_ISSUER, "bonds", "outstanding", *(f"{who}_{what}" for who in _OTHERS for what in ("id", "score"))]
    ids = tuple(companies["company_id"].sort())
    counts = dict(table.group_by("basis").len().sort("basis").iter_rows())
    positions = basis.positions("bonds", "relations")
    return Built({"issuers": table.select(kept)}, companies=ids, notes={"issuers": counts}, positions=positions)


_OTHERS = ("parent", "guarantor")
_ISSUER = (
    *("company_id", "code", "name_zh", "name_en", "industry", "industry_zh", "industry_en"),
    *("issuer_kind", "admin_level", "region", "as_of", "basis"),
    *("score", "low", "high", "coverage", "confirmed_share", "estimated_share"),
    *("grade", "peer_group", "peer_count", "rank", "percentile", "e_score", "s_score", "g_score"),
)


def _outstanding(basis: MonthBasis) -> pl.DataFrame:
    """Bonds on the day, one row an ISIN, the newest of each."""
    rows = basis.public("bonds").sort("available_at", "position").unique("isin", keep="last", maintain_order=True)
    return rows.filter(pl.col("issued") <= basis.as_of, (pl.col("matures") > basis.as_of).fill_null(value=True))


def _with_others(basis: MonthBasis, table: pl.DataFrame, bonds: pl.DataFrame) -> pl.DataFrame:
    """With the bonds of each issuer, and the scores of who stands above or behind it."""
    totals = basis.totals.filter(pl.col("code") == "TOTAL").select("company_id", "score")
    counted = bonds.group_by(pl.col("issuer").alias("company_id")).agg(
        pl.len().cast(pl.Int64).alias("bonds"), (pl.col("amount").sum() / _MILLION).alias("outstanding")
    )
    above = (
        basis.public("relations")
        .filter(holds_on(basis.instant), pl.col("relation") == "subsidiary")
        .sort(-pl.col("share").fill_null(0), "parent_id")
        .unique("company_id", keep="first", maintain_order=True)
        .select("company_id", "parent_id")
    )
    behind = (
        bonds.filter(pl.col("guarantor").is_not_null())
        .sort(-pl.col("amount"), "isin")
        .unique("issuer", keep="first", maintain_order=True)
        .select(pl.col("issuer").alias("company_id"), pl.col("guarantor").alias("guarantor_id"))
    )
    table = table.join(counted, on="company_id", how="left").with_columns(pl.col("bonds").fill_null(0))
    for who, frame in (("parent", above), ("guarantor", behind)):
        scores = totals.rename({"company_id": f"{who}_id", "score": f"{who}_score"})
        table = table.join(frame, on="company_id", how="left").join(scores, on=f"{who}_id", how="left")
    return table


def green_bonds(basis: MonthBasis) -> Built:
    """Labelled bonds, and unlabelled ones whose uses are told.

    Raises:
        InputError: there are none.
    """
    folder = basis.methodology.folder
    rules, wording, catalogues = load_product_rules(folder), load_product_wording(folder), load_catalogues(folder)
    newest = basis.public("bonds").sort("available_at", "position")
    newest = newest.unique(["isin", "use"], keep="last", maintain_order=True)
    newest = newest.filter(pl.col("issued") <= basis.as_of)
    names = {row["company_id"]: row for row in basis.companies.iter_rows(named=True)}
    scores = dict(basis.totals.filter(pl.col("code") == "TOTAL").select("company_id", "score").iter_rows())
    matchers = {one.catalogue: Matcher(one, rules, wording.negations) for one in catalogues}
    rows: list[dict[str, Any]] = []
    uses: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for (isin,), own in sorted(newest.group_by("isin"), key=lambda pair: pair[0]):
        told = own.sort(pl.col("proceeds").fill_null(0), descending=True).to_dicts()
        bond = told[0]
        if bond["label"] == "none" and bond["use"] is None:
            continue
        catalogue = catalogue_on(catalogues, "green-bonds", bond["issued"])
        matcher = matchers[catalogue.catalogue] if catalogue else None
        required = wording.required_share(bond["kind"], bond["issued"])
        row, found = green_bond(told, matcher, required, basis.as_of, rules)
        if USE_OF_PROCEEDS[bond["label"]] and not found:
            problems.append(Problem.of("delivery.no_proceeds", isin=isin, name=bond["name"], label=bond["label"]))
        issuer = names.get(bond["issuer"], {})
        kept = ("isin", "name", "issuer", "kind", "issued", "matures", "label")
        rows.append(
            {name: bond[name] for name in kept}
            | {"issuer_zh": issuer.get("name_zh"), "issuer_en": issuer.get("name_en"), "as_of": basis.as_of}
            | {"amount": bond["amount"] / _MILLION, "currency": bond["currency"] or "CNY"}
            | {"issuer_score": scores.get(bond["issuer"])}
            | row
        )
        uses += [_use(isin, place, use) for place, use in enumerate(found, start=1)]
    if not rows:
        raise InputError.of("delivery.no_bonds", month=basis.label)
    issuers = tuple(sorted({row["issuer"] for row in rows}))
    tables = {
        "bonds": pl.DataFrame(rows, infer_schema_length=None),
        "uses": pl.DataFrame(uses, infer_schema_length=None),
    }
    return Built(tables, tuple(problems), issuers, positions=basis.positions("bonds"))


def _use(isin: object, place: int, use: dict[str, Any]) -> dict[str, Any]:
    """A row of `uses`: money in millions, shares of 1."""
    money = {name: use[name] / _MILLION if use[name] is not None else None for name in ("proceeds", "allocated")}
    share = use["refinancing"] / 100 if use["refinancing"] is not None else None
    return {"isin": isin, "place": place, **use, **money, "refinancing": share}
