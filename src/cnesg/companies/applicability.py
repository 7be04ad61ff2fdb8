"""Which Level II indicators do not apply to which companies, and why."""

from collections.abc import Collection, Iterator, Mapping
from functools import reduce
from operator import and_

import polars as pl

from cnesg.companies.peer_groups import industry_chain
from cnesg.framework.definitions import Industry
from cnesg.framework.definitions.applicability import Applicability, Case
from cnesg.framework.methodology import Methodology
from cnesg.model.periods import fiscal_period

_SCHEMA = {"company_id": pl.String(), "code": pl.String(), "reason": pl.String()}
_STATED = ("reported", "imported")


def inapplicable(
    companies: pl.DataFrame, inputs: pl.DataFrame, methodology: Methodology, fiscal_year: int
) -> pl.DataFrame:
    """The indicators that do not apply, by company.

    Args:
        companies: table COMPANIES, one row a company.
        inputs: table INPUTS of the year; items and list entries that a case asks for are looked up in it.
        methodology: indicators and the industry tree.
        fiscal_year: the year that is scored; it ends on 31 December.

    Returns:
        `company_id`, `code` of a Level II indicator, and `reason`, the key of the first case that keeps the company
        out; sorted by company and code. Whoever does not stand here is one to whom the indicator applies.
    """
    found = [_SCHEMA_ROWS]
    for level2 in methodology.level2.values():
        if level2.applies is None:
            continue
        reason = _reason(level2.applies, companies, inputs, methodology.industries, fiscal_year)
        out = companies.select("company_id", pl.lit(level2.code).alias("code"), reason.alias("reason"))
        found.append(out.filter(pl.col("reason").is_not_null()))
    return pl.concat(found).sort("company_id", "code")


_SCHEMA_ROWS = pl.DataFrame(schema=_SCHEMA)


def _reason(
    applies: Applicability,
    companies: pl.DataFrame,
    inputs: pl.DataFrame,
    industries: Mapping[str, Industry],
    fiscal_year: int,
) -> pl.Expr:
    """The key of the first case that keeps a company out; null where none does or none can be decided."""
    out = [(case.key, ~_holds(case, companies, inputs, industries, fiscal_year)) for case in applies.only]
    out += [(case.key, _holds(case, companies, inputs, industries, fiscal_year)) for case in applies.unless]
    return pl.coalesce(pl.when(kept_out).then(pl.lit(key)) for key, kept_out in out)


def _holds(
    case: Case,
    companies: pl.DataFrame,
    inputs: pl.DataFrame,
    industries: Mapping[str, Industry],
    fiscal_year: int,
) -> pl.Expr:
    """Whether a case holds for a company; null where its particulars do not say."""
    conditions = [*_particulars(case), *_span(case, fiscal_year)]
    if case.industries:
        known = companies["industry"].unique().drop_nulls().to_list()
        within = {code: _is_within(code, case.industries, industries) for code in known}
        conditions.append(pl.col("industry").replace_strict(within, default=None, return_dtype=pl.Boolean))
    if case.data_point is not None:
        conditions.append(pl.col("company_id").is_in(_found(case.data_point, inputs)))
    return reduce(and_, conditions)


def _particulars(case: Case) -> Iterator[pl.Expr]:
    for column in ("market", "incorporation", "ownership"):
        wanted = getattr(case, column)
        if wanted:
            yield pl.col(column).is_in(wanted)


def _span(case: Case, fiscal_year: int) -> Iterator[pl.Expr]:
    _, last = fiscal_period(fiscal_year)
    if case.since is not None:
        yield pl.lit(last >= case.since)
    if case.until is not None:
        yield pl.lit(last <= case.until)


def _is_within(code: str, wanted: Collection[str], industries: Mapping[str, Industry]) -> bool | None:
    """Whether an industry is or lies below one of those wanted; None where it is unknown or too coarse to tell."""
    if code not in industries:
        return None
    if any(above in wanted for above in industry_chain(code, industries)):
        return True
    too_coarse = any(code in industry_chain(other, industries) for other in wanted)
    return None if too_coarse else False


def _found(data_point: str, inputs: pl.DataFrame) -> list[str]:
    """Companies for which the item or list entry was found."""
    rows = inputs.filter((pl.col("data_point") == data_point) & pl.col("origin").is_in(_STATED) & (pl.col("value") > 0))
    return rows["company_id"].to_list()
