"""What an import of companies, names, listings and relations must hold beside what each cell must."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from cnesg.companies.circles import circles
from cnesg.companies.listings import code_conflicts
from cnesg.companies.main_codes import main_code_conflicts
from cnesg.errors import InputError, Problem
from cnesg.model import available_instant
from cnesg.store import Store

DATED_KINDS = ("companies", "names", "listings", "relations")


def check_company_table(store: Store, kind: str, table: pl.DataFrame, path: Path, *, whole: bool = True) -> None:
    """Refuse what cannot be so: spans that end before they begin, companies that nobody knows, codes that two have.

    Args:
        store: what is known already.
        kind: one of `DATED_KINDS`.
        table: validated rows with `row`.
        path: the file, for messages.
        whole: whether all rows of the file are there; otherwise nothing is said of how rows fit each other.

    Raises:
        InputError: with every problem of every row.
    """
    problems = list(_spans(table, path))
    if kind == "companies":
        problems += [*_no_industry(table, path), *_nameless(table, path)]
    else:
        columns = ("company_id", "parent_id") if kind == "relations" else ("company_id",)
        problems += _unknown(store, table, columns, path)
    if kind == "relations":
        problems += _relations(table, path)
    if whole:
        problems += _between_rows(store, kind, table, path)
    if problems:
        raise InputError(*sorted(problems, key=lambda problem: int(str(problem.values["row"]))))


def _between_rows(store: Store, kind: str, table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    """What rows may not say of one another, nor of what is stored."""
    if kind == "companies":
        yield from _credit_codes(store, table, path)
        yield from _main_codes(store, table, path)
    if kind == "relations":
        yield from _circles(store, table, path)
    if kind == "listings":
        yield from _codes(store, table, path)


def _spans(table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    for row in table.filter(pl.col("valid_to") < pl.col("valid_from")).iter_rows(named=True):
        yield Problem.of("sources.span", path=path, row=row["row"], first=row["valid_from"], last=row["valid_to"])


def _no_industry(companies: pl.DataFrame, path: Path) -> Iterator[Problem]:
    """Every company has an industry, but for local governments, which are in none."""
    # issuer_kind is null where it was not given, which is no local government either.
    lacking = pl.col("industry").is_null() & pl.col("issuer_kind").ne_missing("local-government")
    for row in companies.filter(lacking)["row"]:
        yield Problem.of("sources.no_industry", path=path, row=row)


def _nameless(companies: pl.DataFrame, path: Path) -> Iterator[Problem]:
    """Nobody can say who a company is that has neither a name nor a code."""
    nameless = pl.all_horizontal(pl.col("name_en", "name_zh", "short_name", "code", "credit_code").is_null())
    for row, company in companies.filter(nameless).select("row", "company_id").iter_rows():
        yield Problem.of("sources.no_identity", path=path, row=row, company=company)


def _main_codes(store: Store, table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    """Main codes that another company has on a day on which the row holds, by its listings or by its own main code."""
    found = main_code_conflicts(store.read("companies"), store.read("listings"), _to_be_added(store, table))
    for row in found.iter_rows(named=True):
        yield Problem.of("sources.code_of_other", path=path, **row)


def _credit_codes(store: Store, table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    """A legal person has one id, whatever spans and codes its rows have: A and H shares are one entity."""
    wanted = ["company_id", "credit_code"]
    given = table.filter(pl.col("credit_code").is_not_null())
    known = pl.concat([store.read("companies").select(wanted), given.select(wanted)])
    owners = dict(reversed(known.drop_nulls().unique(maintain_order=True).select(wanted[::-1]).rows()))
    for row in given.iter_rows(named=True):
        other = owners[row["credit_code"]]
        if other != row["company_id"]:
            where = {"path": path, "row": row["row"]}
            yield Problem.of("sources.credit_code_taken", code=row["credit_code"], other=other, **where)


def _unknown(store: Store, table: pl.DataFrame, columns: tuple[str, ...], path: Path) -> Iterator[Problem]:
    known = set(store.read("companies", columns=["company_id"])["company_id"])
    for row in table.iter_rows(named=True):
        for column in columns:
            if row[column] not in known:
                yield Problem.of("sources.unknown_company", path=path, row=row["row"], company=row[column])


def _relations(table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    for row in table.iter_rows(named=True):
        where = {"path": path, "row": row["row"]}
        if row["company_id"] == row["parent_id"]:
            yield Problem.of("sources.own_parent", company=row["company_id"], **where)
        if row["share"] is not None and not 0 <= row["share"] <= 100:
            yield Problem.of("sources.share", share=row["share"], **where)


def _circles(store: Store, table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    for row in circles(store.read("relations"), _to_be_added(store, table)).iter_rows(named=True):
        yield Problem.of("sources.circle", path=path, **row)


def _codes(store: Store, table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    for row in code_conflicts(store.read("listings"), _to_be_added(store, table)).iter_rows(named=True):
        yield Problem.of("sources.code_taken", path=path, **row)


def _to_be_added(store: Store, table: pl.DataFrame) -> pl.DataFrame:
    """The rows as they would stand behind what is stored."""
    instants = [available_instant(day) for day in table["published"]]
    return table.drop("published").with_columns(
        pl.Series("available_at", instants, dtype=pl.Datetime("us", "UTC")),
        pl.lit(store.position + 1, dtype=pl.Int64).alias("position"),
    )
