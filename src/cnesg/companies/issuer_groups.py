"""The groups in which issuers without listed shares are compared, and what every group is called."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any, get_args

import polars as pl

from cnesg.companies.peer_groups import industry_chain, peer_groups
from cnesg.errors import render
from cnesg.framework.definitions import Industry, Name
from cnesg.framework.issuer_groups import AdminLevel, IssuerGroups

_SCHEMA = {"company_id": pl.String(), "order": pl.Int64(), "group": pl.String()}


def compared_groups(
    companies: pl.DataFrame, industries: Mapping[str, Industry], families: Sequence[IssuerGroups]
) -> pl.DataFrame:
    """The groups every company is compared in: those of its family, else its industries and the market.

    Args and columns as for `issuer_groups` and `peer_groups`. Members of a family are no peers of listed companies, nor
    part of the market.
    """
    if not families:
        return peer_groups(companies, industries)
    of_issuers = issuer_groups(companies, families, industries)
    others = companies.join(of_issuers, on="company_id", how="anti")
    return pl.concat([peer_groups(others, industries), of_issuers]).sort("company_id", "order")


def group_name(code: str, families: Sequence[IssuerGroups], industries: Mapping[str, Industry]) -> Name | None:
    """What a group is called, of an industry or of a family; None for MARKET and what is not known."""
    first, *values = code.split(":")
    family = next((family for family in families if family.code == first), None)
    if family is None:
        return industries[code].name if code in industries else None
    parts = [family.name, *(_value_name(value, industries) for value in values)]
    return Name(en=", ".join(part.en for part in parts), zh="，".join(part.zh for part in parts))


def _value_name(value: str, industries: Mapping[str, Industry]) -> Name:
    if value in industries:
        return industries[value].name
    if value in get_args(AdminLevel):
        return Name(en=render(f"companies.level_{value}", "en"), zh=render(f"companies.level_{value}", "zh"))
    return Name(en=value, zh=value)


def issuer_groups(
    companies: pl.DataFrame, families: Sequence[IssuerGroups], industries: Mapping[str, Industry]
) -> pl.DataFrame:
    """Every group an issuer belongs to, finest first.

    Args:
        companies: table COMPANIES, one row a company.
        families: `cnesg.framework.issuer_groups.load_issuer_groups`.
        industries: the Shenwan tree by code.

    Returns:
        `company_id`, `order` (0 is the finest) and `group`, such as `LGFV:prefecture:CN-ZJ` or `ISSUER:340500`, sorted
        so: the shape of `peer_groups`. A company that no family is for, as any with listed shares, is absent.
    """
    rows: list[tuple[str, int, str]] = []
    others = companies
    for family in families:
        is_for = reduce(and_, (pl.col(name).is_in(values) for name, values in family.companies.columns.items()))
        is_for = is_for.fill_null(value=False)
        for company in others.filter(is_for).iter_rows(named=True):
            groups = enumerate(_groups(company, family, industries))
            rows += [(company["company_id"], order, group) for order, group in groups]
        others = others.filter(~is_for)
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("company_id", "order")


def _groups(company: Mapping[str, Any], family: IssuerGroups, industries: Mapping[str, Industry]) -> Iterator[str]:
    for step in family.ladder:
        if step == ("industry",):
            values = [(code,) for code in industry_chain(company["industry"], industries)]
        else:
            values = [tuple(company[column] for column in step)]
        for known in values:
            if None not in known:
                yield ":".join((family.code, *known))
