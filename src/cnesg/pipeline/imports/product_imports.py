"""What an import of funds, holdings and bonds must hold beside what each cell must."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from cnesg.errors import InputError, Problem
from cnesg.framework.product_rules import ProductRules
from cnesg.store import Store

PRODUCT_KINDS = ("funds", "holdings", "bonds")


def check_product_table(
    store: Store, rules: ProductRules, kind: str, table: pl.DataFrame, path: Path, *, whole: bool = True
) -> None:
    """Refuse what cannot be so.

    Args:
        store: what is known already.
        rules: with the sums that holdings may have.
        kind: one of `PRODUCT_KINDS`.
        table: validated rows with `row`.
        path: the file, for messages.
        whole: whether all rows of the file are there; otherwise nothing is said of how rows fit each other.

    Raises:
        InputError: with every problem of every row.
    """
    checks = {"funds": _spans, "holdings": _sums if whole else _later, "bonds": _bonds}
    problems = list(checks[kind](store, rules, table, path))
    if problems:
        raise InputError(*problems)


def _spans(_store: Store, _rules: ProductRules, table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    for row in table.filter(pl.col("valid_to") < pl.col("valid_from")).iter_rows(named=True):
        yield Problem.of("sources.span", path=path, row=row["row"], first=row["valid_from"], last=row["valid_to"])


def _later(_store: Store, _rules: ProductRules, table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    """The day of a report comes before it."""
    for row in table.filter(pl.col("day") > pl.col("published")).iter_rows(named=True):
        yield Problem.of("sources.held_later", path=path, row=row["row"], day=row["day"], published=row["published"])


def _sums(store: Store, rules: ProductRules, table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    """A report's weights sum to 100 where it is full, and to no more where it is not; its day comes before it."""
    yield from _later(store, rules, table, path)
    reports = table.group_by("fund", "day", "scope", "published", maintain_order=True).agg(
        pl.col("row").first(), pl.col("weight").sum()
    )
    for row in reports.iter_rows(named=True):
        if sum_problem(row["scope"], row["weight"], rules):
            shown = {name: row[name] for name in ("row", "fund", "day", "scope")}
            yield Problem.of("sources.weights", path=path, total=f"{row['weight']:.1f}", **shown)


def sum_problem(scope: str, total: float, rules: ProductRules) -> bool:
    """Whether the weights of a report can't be: they are too many, or of full holdings too few."""
    slack = rules.holdings_slack.value
    return total > 100 + slack or (scope == "full" and total < 100 - slack)


def _bonds(store: Store, _rules: ProductRules, table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    known = set(store.read("companies", columns=["company_id"])["company_id"])
    for row in table.iter_rows(named=True):
        where = {"path": path, "row": row["row"]}
        for name in ("issuer", "guarantor"):
            if row[name] is not None and row[name] not in known:
                yield Problem.of("sources.unknown_company", company=row[name], **where)
        if row["matures"] is not None and row["matures"] < row["issued"]:
            yield Problem.of("sources.span", first=row["issued"], last=row["matures"], **where)
        if row["proceeds"] is not None and row["proceeds"] > row["amount"] * 1.0001:
            yield Problem.of("sources.proceeds", isin=row["isin"], proceeds=row["proceeds"], **where)
        if row["allocated"] is not None and row["allocated"] > (row["proceeds"] or 0.0) * 1.0001:
            yield Problem.of("sources.allocated", isin=row["isin"], allocated=row["allocated"], **where)
