"""The groups in which issuers without listed shares are compared."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from cnesg.companies.peer_groups import industry_chain
from cnesg.framework.definitions import Industry
from cnesg.framework.issuer_groups import IssuerGroups

_SCHEMA = {"company_id": pl.String(), "order": pl.Int64(), "group": pl.String()}


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
    rows = [
        {"company_id": company["company_id"], "order": order, "group": group}
        for company in companies.iter_rows(named=True)
        for order, group in enumerate(_groups(company, families, industries))
    ]
    return pl.DataFrame(rows, schema=_SCHEMA).sort("company_id", "order")


def _groups(
    company: Mapping[str, Any], families: Sequence[IssuerGroups], industries: Mapping[str, Industry]
) -> Iterator[str]:
    family = next((f for f in families if _is_for(company, f)), None)
    for step in family.ladder if family else ():
        if step == ("industry",):
            values = [(code,) for code in industry_chain(company["industry"], industries)]
        else:
            values = [tuple(company[column] for column in step)]
        for known in values:
            if None not in known:
                yield ":".join((family.code if family else "", *known))


def _is_for(company: Mapping[str, Any], family: IssuerGroups) -> bool:
    return all(company[column] in allowed for column, allowed in family.companies.columns.items())
